"""Finding a trip: questions skipped, answers kept, slips reported, empty lists and remedies."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults
from tests.support.walker import PLANNED_MS, Mode, Walker, tab_to
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

NARROW = Reader(width=320)


def test_the_questions_are_answered_by_keys_alone(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/arrange/who")
    tab_to(page, "#f-ages")
    page.keyboard.type("72")
    page.keyboard.press("Enter")  # sends the answer, it does not skip it
    expect(page).to_have_url(live.page("/arrange/walk"))
    tab_to(page, "[name=km]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    for step in ("aid", "see", "when", "from", "budget", "avoid"):
        expect(page).to_have_url(live.page(f"/arrange/{step}"))
        tab_to(page, "button[name=unsure]")
        page.keyboard.press("Enter")
    expect(page).to_have_url(live.page("/arrange/check"))
    expect(page.locator(".answers li").nth(0)).to_contain_text("72 岁")
    expect(page.locator(".answers li").nth(1)).to_contain_text("绕公园两圈")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arrange/plans/*", timeout=PLANNED_MS)
    leave(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_going_back_loses_no_answer(chromium: Browser, live: LiveSite, scripts: bool) -> None:
    me = Walker(chromium, live, "/arrange/who", Mode("", NARROW, scripts))
    me.write("#f-ages", "72、68")
    me.go("main form button", "**/arrange/walk")
    me.tick("km", "2")
    me.go("main form button", "**/arrange/aid")
    me.tick("aid", "none")
    me.go("main form button", "**/arrange/see")
    me.page.go_back()
    me.page.go_back()
    expect(me.page.locator("[name=km][value='2']")).to_be_checked()
    me.tick("km", "4")
    me.go("main form button", "**/arrange/aid")
    expect(me.page.locator("[name=aid][value=none]")).to_be_checked()
    me.tick("aid", "stick")
    me.go("button[name=back]", "**/arrange/walk")
    expect(me.page.locator("[name=km][value='4']")).to_be_checked()
    me.page.goto(live.page("/arrange/check"))
    expect(me.page.locator(".answers li").nth(0)).to_contain_text("72 岁")
    expect(me.page.locator(".answers li").nth(2)).to_contain_text("有人用拐杖")
    me.leave()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slip_in_an_answer_is_reported_and_kept(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, "/arrange/who", Reader(language, 320))
    page.locator("#f-ages").fill("150")
    page.locator("main form button").first.click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#f-ages")).to_have_value("150")
    assert axe_faults(page) == []
    page.locator("#errors a").click()
    assert page.evaluate("document.activeElement.id") == "f-ages"
    leave(page)


def test_browsing_by_keys_and_out_of_an_empty_list(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips?theme=food&days=2")
    expect(page.locator(".found")).to_have_count(0)
    tab_to(page, ".choices a[href]")
    page.keyboard.press("Enter")
    expect(page.locator(".found a").first).to_be_visible()
    tab_to(page, ".found a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="看第一天")).to_be_visible()
    leave(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_remedy_is_one_press_and_changes_the_answers(chromium: Browser, live: LiveSite, scripts: bool) -> None:
    me = Walker(chromium, live, "/arrange/who", Mode("", NARROW, scripts))
    me.write("#f-ages", "72")
    me.go("main form button", "**/arrange/walk")
    me.page.goto(live.page("/plan/progress/{mendable}?way=arrange"))
    expect(me.page.locator("#remedy")).to_be_visible()
    me.press("main form button")
    me.wait_for_result("**/arrange/plans/*")
    me.go("main a[href='/arrange/check']", "**/arrange/check")
    expect(me.page.locator(".answers li").nth(0)).to_contain_text("72 岁")
    expect(me.page.locator(".answers li").nth(4)).to_contain_text("2 天")
    me.leave()
