"""The ways to a trip, walked whole: by mouse, by keys, without scripts, in a narrow window, in English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journeys import PLANNED_MS, tab_to
from tests.support.browser import LiveSite, Reader, axe_faults, open_page

pytestmark = pytest.mark.browser

NARROW = Reader(width=320)
READERS = [(Reader(), True), (NARROW, True), (NARROW, False), (Reader("en", 320), True), (Reader("en"), False)]
ANSWERS = ("#f-ages", "[name=km][value='2']", "[name=aid][value=none]", "[name=themes][value=nostalgia]",
           "[name=days][value='1']", "#f-home", "[name=budget][value=any]", "[name=kinds][value=temple]")  # fmt: skip


def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    expect(page.locator(".bottom")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


def answer(page: Page, control: str) -> None:
    """One question answered and sent."""
    field = page.locator(control)
    if control == "#f-ages":
        field.fill("72、68")
    elif control == "#f-home":
        field.select_option("沈阳")
    else:
        field.check()
    fits(page)
    page.locator("main form button").first.click()


def wait_for_plans(page: Page, scripts: bool) -> None:
    if not scripts:
        for _ in range(60):
            if "/arrange/plans/" in page.url:
                break
            expect(page.locator("noscript")).to_be_visible()
            page.wait_for_timeout(500)
            page.locator("main a.button").first.click()
    page.wait_for_url("**/arrange/plans/*", timeout=PLANNED_MS)


@pytest.mark.parametrize(("who", "scripts"), READERS)
def test_every_question_leads_to_plans(chromium: Browser, live: LiveSite, who: Reader, scripts: bool) -> None:
    page = open_page(chromium, live, "/", who, java_script_enabled=scripts)
    fits(page)
    page.locator("main a[href='/arrange']").click()
    for control in ANSWERS:
        answer(page, control)
    expect(page).to_have_url(live.page("/arrange/check"))
    fits(page)
    page.locator("main form button").first.click()
    wait_for_plans(page, scripts)
    fits(page)
    page.locator(".big a").first.click()
    expect(page.locator(".timeline").first).to_be_visible()
    page.context.close()


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
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_going_back_in_the_browser_loses_no_answer(chromium: Browser, live: LiveSite, scripts: bool) -> None:
    page = open_page(chromium, live, "/arrange/who", NARROW, java_script_enabled=scripts)
    for control in ANSWERS[:3]:
        answer(page, control)
    page.go_back()
    page.go_back()
    expect(page.locator("[name=km][value='2']")).to_be_checked()
    page.locator("[name=km][value='4']").check()
    page.locator("main form button").first.click()
    expect(page.locator("[name=aid][value=none]")).to_be_checked()
    page.locator("button[name=back]").click()
    expect(page.locator("[name=km][value='4']")).to_be_checked()
    page.goto(live.page("/arrange/check"))
    expect(page.locator(".answers li").first).to_contain_text("72 岁")
    page.context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slip_in_an_answer_is_told_and_kept(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, "/arrange/who", Reader(language, 320))
    page.locator("#f-ages").fill("150")
    page.locator("main form button").first.click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#f-ages")).to_have_value("150")
    assert axe_faults(page) == []
    page.locator("#errors a").click()
    assert page.evaluate("document.activeElement.id") == "f-ages"
    page.context.close()


@pytest.mark.parametrize(("who", "scripts"), READERS)
def test_browsing_leads_to_a_trip(chromium: Browser, live: LiveSite, who: Reader, scripts: bool) -> None:
    page = open_page(chromium, live, "/", who, java_script_enabled=scripts)
    page.locator("main a[href='/trips?theme=nostalgia']").click()
    page.wait_for_url("**/trips?theme=nostalgia")
    fits(page)
    page.locator(".filters summary").click()
    page.locator("#f-days").select_option("2")
    page.locator(".filters button").click()
    page.wait_for_url("**/trips?theme=nostalgia&*days=2*")
    fits(page)
    page.locator(".found a").first.click()
    expect(page.locator(".timeline").first).to_be_visible()
    page.context.close()


def test_browsing_by_keys_and_out_of_an_empty_list(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips?theme=food&days=2")
    expect(page.locator(".found")).to_have_count(0)
    tab_to(page, ".choices a[href]")
    page.keyboard.press("Enter")
    expect(page.locator(".found a").first).to_be_visible()
    tab_to(page, ".found a")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_remedy_is_one_press(chromium: Browser, live: LiveSite, scripts: bool) -> None:
    page = open_page(chromium, live, "/plan/progress/{mendable}?way=arrange", NARROW, java_script_enabled=scripts)
    expect(page.locator("#remedy")).to_be_visible()
    page.locator("main form button").click()
    wait_for_plans(page, scripts)
    page.context.close()
