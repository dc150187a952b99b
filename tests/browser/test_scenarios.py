"""A planner keeps two trains by keyboard alone, compares them, removes one and brings it back; axe and the HTML checker
find nothing on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import delete

from planner.saved import SavedScenario
from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults
from tests.support.site import Shelf
from tests.support.web_checks import nu_faults
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser
WORDS = {
    "zh": ("检查", "存成新方案", "并排比", "删掉", "恢复"),
    "en": ("Check", "Keep as a new scenario", "Compare", "Remove", "Bring back"),
}


def test_two_trains_are_kept_and_compared_by_keyboard(chromium: Browser, live: LiveSite, shelf: Shelf) -> None:
    faults: list[str] = []
    sources: dict[str, str] = {}
    for language in WORDS:
        faults += keep_and_compare(chromium, live, language, sources)
        with transaction(shelf.settings.database_url) as session:
            session.execute(delete(SavedScenario))
    faults += nu_faults(sources)  # in one run: starting the checker takes longer than all it reads here
    assert not faults, "\n".join(faults)


def keep_and_compare(chromium: Browser, live: LiveSite, language: str, sources: dict[str, str]) -> list[str]:
    """What axe finds on the way; `sources` takes what the pages are made of, by name."""
    test, keep, compare, remove, restore = WORDS[language]
    page = open_page(chromium, live, "/rail/", Reader(language, 360))
    faults: list[str] = []

    def look(at: str) -> None:
        faults.extend(axe_faults(page))
        sources[f"{at} in {language}"] = page.content()

    for name, clock in (("early", "03:00"), ("late", "03:05")):
        page.goto(live.page("/rail/"))
        page.fill("#f-calls", f"锦州 -- {clock}\n义县 04:10 --")
        press(page, test)
        page.get_by_role("button", name=keep).wait_for()
        page.locator("#f-name").fill(name)
        if name == "late":
            look("a checked train")
        press(page, keep)
        page.wait_for_url("**/rail/scenarios**")
    boxes = page.get_by_role("checkbox")
    for number in range(2):
        boxes.nth(number).focus()
        if not boxes.nth(number).is_checked():
            page.keyboard.press("Space")
    look("two scenarios")
    press(page, compare)
    page.wait_for_url("**/compare**")
    expect(page.get_by_role("columnheader", name="early").first).to_be_visible()
    look("their comparison")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(live.page("/rail/scenarios"))
    page.get_by_role("button", name=f"{remove} early").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    press(page, restore)
    expect(page.get_by_role("checkbox")).to_have_count(2)
    leave(page)
    return faults


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).focus()
    page.keyboard.press("Enter")
