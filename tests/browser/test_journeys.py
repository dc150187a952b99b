"""Whole ways through the site: by keys alone, without scripts, with choices that stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.clock import today
from planner.operators import set_operator
from planner.store import transaction
from tests.support.browser import LiveSite, Reader, axe_faults, open_page
from tests.support.site import Shelf

pytestmark = pytest.mark.browser

START = (today() + timedelta(days=30)).isoformat()
PLANNED_MS = 60_000


def fill_wish(page: Page, days: str = "1") -> None:
    page.locator("input[name=theme][value=nostalgia]").check()
    page.locator("input[name=profile][value=steady]").check()
    page.locator("#f-home").select_option("沈阳")
    page.locator("#f-days").fill(days)
    page.locator("#f-start").fill(START)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until that control has the focus; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        outline = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert outline >= 2, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"no way by keys to {selector}")


def test_a_trip_is_wished_for_by_keys_alone(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    tab_to(page, "main a[href='/arrange']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live.page("/arrange/who"))
    tab_to(page, "main a[href='/plan']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live.page("/plan"))
    tab_to(page, "input[name=theme]")
    page.keyboard.press("Space")
    tab_to(page, "input[name=profile]")
    page.keyboard.press("Space")
    tab_to(page, "#f-days")
    page.keyboard.type("1")
    tab_to(page, "#f-start")
    page.locator("#f-start").fill(START)  # the parts of a date differ from country to country
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trips/*", timeout=PLANNED_MS)
    expect(page.locator(".timeline").first).to_be_visible()
    page.context.close()


def test_a_trip_is_wished_for_without_scripts(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/plan", Reader(width=360), java_script_enabled=False)
    fill_wish(page)
    page.locator("main form button").click()
    for _ in range(60):
        if "/trips/" in page.url:
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator(".timeline").first).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_mistakes_are_told_and_nothing_is_lost(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, "/plan", Reader(language, 360))
    fill_wish(page, days="99")
    page.locator("#f-birth_year").fill("1952")
    page.locator("main form button").click()
    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("#f-days")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#f-birth_year")).to_have_value("1952")
    expect(page.locator("input[name=theme][value=nostalgia]")).to_be_checked()
    assert axe_faults(page) == []
    page.locator(".summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "f-days"
    page.context.close()


def test_size_contrast_and_language_stay_as_chosen(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/about", java_script_enabled=False)
    for name, value in (("size", "largest"), ("contrast", "high"), ("language", "en")):
        page.locator(".prefs summary").click()
        page.locator(f".prefs button[name={name}][value={value}]").click()
        expect(page).to_have_url(live.page("/about"))
    page.goto(live.page("/trips"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_class("size-largest contrast-high")
    page.context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checked_timetable_and_its_faults_are_for_everybody(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, "/rail/?train=C1101", Reader(language))
    page.locator("main form button").click()
    expect(page.locator("#verdict")).to_be_visible()
    assert axe_faults(page) == []
    page.locator("textarea").fill("沈阳 8点 什么")
    page.locator("main form button").click()
    expect(page.locator(".summary")).to_be_visible()
    assert axe_faults(page) == []
    page.context.close()


def test_a_trip_is_sent_to_the_family_without_scripts(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/trips/{trip}", Reader(width=360), java_script_enabled=False)
    page.locator("a[href$='/family']").first.click()
    page.locator("main form button").last.click()
    link = page.locator("main a[href^='/family/']").first.get_attribute("href")
    assert link
    daughter = open_page(chromium, live, link, Reader("en", 360), java_script_enabled=False)
    daughter.locator("#f-who").fill("Anna")
    daughter.locator("#f-text").fill("Take an umbrella!")
    daughter.get_by_role("button", name="Send").click()
    expect(daughter.locator(".said").first).to_contain_text("Take an umbrella!")
    page.get_by_role("link", name="回到行程").click()
    expect(page.locator(".said").first).to_contain_text("Anna")
    for window in (page, daughter):
        window.context.close()


def test_an_operator_finds_who_wants_a_call_on_a_telephone(chromium: Browser, live: LiveSite, shelf: Shelf) -> None:
    with transaction(shelf.settings.database_url) as session:
        set_operator(session, "wang", "correct horse")
    page = open_page(chromium, live, "/agency/enquiries", Reader(width=360))
    page.locator("#f-name").fill("wang")
    page.locator("#f-password").fill("correct horse")
    page.locator("main form button").click()
    expect(page.get_by_role("rowheader", name="王阿姨")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe_faults(page) == []
    page.context.close()
