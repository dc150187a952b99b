"""An operator mends a fact as people do, with a real browser: look, log in, change, see it, take it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.operators import become
from tests.support.site import Shelf
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser
PASSWORD = "correct horse"  # noqa: S105  # of a test


def test_a_fact_is_mended_and_put_back(chromium: Browser, live: LiveSite, shelf: Shelf) -> None:
    with transaction(shelf.settings.database_url) as session:
        become(session, "wang")
    page = open_page(chromium, live, "/facts/hotels/hotel-02", Reader())
    page.get_by_role("link", name="资料从哪里来").click()
    page.get_by_role("link", name="一项一项看资料和出处").click()
    page.get_by_role("link", name="改资料的人登录").click()
    page.get_by_label("登录名").fill("wang")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="酒店", exact=True).click()
    page.get_by_role("link", name="沈阳香格里拉大酒店").click()
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_role("textbox", name="电话").fill("024-2222")
    page.get_by_label("从哪里知道的").fill("电话问过前台")
    page.get_by_role("button", name="存", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还没有存")
    assert page.get_by_label("从哪里知道的").input_value() == "电话问过前台"
    page.get_by_role("textbox", name="电话").fill("024-22222222")
    page.get_by_role("button", name="存", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("改好了 1 格")
    expect(page.get_by_role("rowheader", name="电话", exact=True).locator("xpath=..")).to_contain_text("024-22222222")
    page.goto(f"{live.address}/facts/changes")
    page.get_by_role("button", name="撤回这一批").first.click()
    expect(page.get_by_role("status")).to_contain_text("撤回了 1 格")
    leave(page)
