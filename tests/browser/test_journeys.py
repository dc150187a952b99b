"""Whole ways through the site, each walked by mouse, by keys alone, without scripts, on a narrow screen in the
largest letters, in English."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from planner.clock import CHINA, today
from planner.itinerary.types import Itinerary
from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.calendar import clock_at
from tests.support.evaluators import axe_faults
from tests.support.operators import become
from tests.support.site import Shelf
from tests.support.walker import MODES, PLANNED_MS, Mode, Walker, tab_to
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

MOST_PRESSES = 8  # from the first page to a plan, for who knows no answer
START = (today() + timedelta(days=30)).isoformat()


def fill_wish(page: Page, days: str = "1") -> None:
    page.locator("input[name=theme][value=nostalgia]").check()
    page.locator("input[name=profile][value=steady]").check()
    page.locator("#f-home").select_option("沈阳")
    page.locator("#f-days").fill(days)
    page.locator("#f-start").fill(START)


ANSWERS = (
    ("who", lambda me: me.write("#f-ages", "72、68")), ("walk", lambda me: me.tick("km", "2")),
    ("aid", lambda me: me.tick("aid", "none")), ("see", lambda me: me.tick("themes", "nostalgia")),
    ("when", lambda me: me.tick("days", "1")), ("from", lambda me: me.pick("#f-home", "沈阳")),
    ("budget", lambda me: me.tick("budget", "any")), ("avoid", lambda me: me.tick("kinds", "temple")),
)  # fmt: skip


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_the_questions_lead_to_plans_and_a_change_is_undone(chromium: Browser, live: LiveSite, mode: Mode) -> None:
    me = Walker(chromium, live, "/", mode)
    me.press("main a[href='/arrange']")
    for step, answer in ANSWERS:
        me.page.wait_for_url(f"**/arrange/{step}")
        me.fits()
        answer(me)
        me.press("main form button")
    me.page.wait_for_url("**/arrange/check")
    me.fits()
    me.press("main form button")
    me.wait_for_result("**/arrange/plans/*")
    me.go(".big a", "**/trips/*")
    me.go(".go", "**/days/1")
    first = me.page.url
    me.press(".two > details:nth-of-type(2) > summary")
    me.press(".change button[value=drop]")
    me.wait_for_result("**/days/1#done")
    assert me.page.url != first
    expect(me.page.locator("#done li").first).to_be_visible()
    me.go("#done a", f"{first}*")
    expect(me.page.locator("#done")).to_have_count(0)
    me.leave()


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_who_knows_nothing_comes_to_a_plan_in_a_few_presses(chromium: Browser, live: LiveSite, mode: Mode) -> None:
    me = Walker(chromium, live, "/", mode)
    me.go("main a[href='/arrange']", "**/arrange/who")
    me.go("main form button[name=rest]", "**/arrange/check")
    me.press("main form button")
    me.wait_for_result("**/arrange/plans/*")
    me.go(".big a", "**/trips/*")
    me.go(".go", "**/days/1")
    assert me.presses <= MOST_PRESSES
    me.leave()


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_on_the_day_help_is_near_and_being_late_or_tired_is_one_press_and_undone(
    chromium: Browser, live: LiveSite, itinerary: Itinerary, monkeypatch: pytest.MonkeyPatch, mode: Mode
) -> None:
    """At noon of the second day, by the site's clock and the device's."""
    noon = datetime.combine(itinerary.days[1].date, time(12), CHINA)
    for module in ("seniors.trip.days", "presenters.cards.view"):
        monkeypatch.setattr(f"routes.{module}.today", noon.date)
    for module in ("days", "underway"):
        monkeypatch.setattr(f"routes.seniors.trip.{module}.datetime", clock_at(noon))
    me = Walker(chromium, live, "/about", mode)
    me.page.clock.set_fixed_time(noon)
    me.page.goto(live.page("/trips/{trip}"))
    first = me.page.url
    assert first.endswith("/days/2")
    me.go(".trip-bar a[href$='/call']", "**/call")
    expect(me.page.locator(".dial").first).to_have_attribute("href", "tel:120")
    me.go(".trip-bar a[href*='/driver/']", "**/driver/2")
    expect(me.page.locator(".driver-stop h2").first).to_be_visible()
    me.go(".trip-bar a[href$='/today']", "**/days/2")
    for quick in ("late", "tired"):
        me.press(f".next-ask button[value={quick}]")
        me.wait_for_result("**/days/2#done")
        expect(me.page.locator("#done li").first).to_contain_text("12:00")
        me.go("#done a", f"{first}*")
        expect(me.page.locator("#done")).to_have_count(0)
    me.page.context.close()  # its clock would stay


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_browsing_leads_to_a_trip_and_a_call(chromium: Browser, live: LiveSite, mode: Mode) -> None:
    me = Walker(chromium, live, "/", mode)
    me.go("main a[href='/trips?theme=nostalgia']", "**/trips?theme=nostalgia")
    me.press(".filters summary")
    me.pick("#f-days", "2")
    me.go(".filters button", "**/trips?theme=nostalgia&*days=2*")
    me.go(".found a", "**/trips/*")
    expect(me.page.locator(".days").first).to_be_visible()
    me.go("main a[href$='/more']", "**/more")
    me.go("main a[href$='/enquiry']", "**/enquiry")
    me.write("#f-name", "Chen")
    me.write("#f-phone", "13800001234")
    me.tick("agree", "yes")
    me.go("main form button", "**/enquiries/*")
    me.go("form[action$='/withdraw'] button", "**/trips")
    expect(me.page.get_by_role("status").first).to_be_visible()
    me.leave()


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_the_family_is_asked_answers_and_is_shut_out(chromium: Browser, live: LiveSite, mode: Mode) -> None:
    me = Walker(chromium, live, "/trips/{trip}/more", mode)
    me.go("main a[href$='/family']", "**/family")
    me.go("form[action$='/family'] button", "**/family#links")
    link = me.page.locator("main a[href^='/family/']").first.get_attribute("href")
    assert link
    daughter = Walker(chromium, live, link, mode)
    daughter.write("#f-who", "Anna")
    daughter.write("#f-text", "Take an umbrella!")
    daughter.go("form[action*='/comment'] button", "**#said")
    expect(daughter.page.locator(".said").first).to_contain_text("Take an umbrella!")
    me.go("main form a.button", "**/trips/*")
    expect(me.page.locator(".said").first).to_contain_text("Anna")
    me.go("main a[href$='/more']", "**/more")
    me.go("main a[href$='/family']", "**/family")
    me.go("form[action$='/revoke'] button", "**/family#links")
    shut = daughter.page.goto(live.page(link))
    assert shut is not None
    assert shut.status == 410
    daughter.fits()
    me.leave()
    daughter.leave()


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_a_trip_is_taken_along_on_paper_and_in_a_calendar(chromium: Browser, live: LiveSite, mode: Mode) -> None:
    me = Walker(chromium, live, "/trips/{trip}/more/paper", mode)
    with me.page.expect_response("**/paper-a4.pdf") as answer:
        me.press("main a[href$='a4.pdf']")
    assert answer.value.headers["content-type"] == "application/pdf"
    me.leave()  # the paper may have opened in this very window
    me = Walker(chromium, live, "/trips/{trip}/more/paper", mode)
    with me.page.expect_download() as coming:
        me.press("main a[href$='.ics']")
    assert Path(coming.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    me.leave()


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
    expect(page.locator(".days").first).to_be_visible()
    leave(page)


def test_a_trip_is_wished_for_without_scripts(chromium: Browser, live: LiveSite) -> None:
    me = Walker(chromium, live, "/plan", Mode("", Reader(width=360), scripts=False))
    fill_wish(me.page)
    me.press("main form button")
    me.wait_for_result("**/trips/*")
    expect(me.page.locator(".days").first).to_be_visible()
    me.leave()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_mistakes_are_reported_and_nothing_is_lost(chromium: Browser, live: LiveSite, language: str) -> None:
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
    leave(page)


def test_size_contrast_and_language_stay_as_chosen(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/about", java_script_enabled=False)
    for name, value in (("size", "largest"), ("contrast", "dark"), ("language", "en")):
        page.locator(".prefs summary").click()
        page.locator(f".prefs button[name={name}][value={value}]").click()
        expect(page).to_have_url(live.page("/about"))
    page.goto(live.page("/trips"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_class("size-largest contrast-dark")
    leave(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checked_timetable_and_its_faults_are_for_everybody(chromium: Browser, live: LiveSite, language: str) -> None:
    page = open_page(chromium, live, "/rail/?train=C1101", Reader(language))
    page.locator("main form button").first.click()
    expect(page.locator("#verdict")).to_be_visible()
    assert axe_faults(page) == []
    page.locator("#f-calls").fill("沈阳 8点 什么")
    page.locator("form[action='/rail/'] button").click()
    expect(page.locator(".summary")).to_be_visible()
    assert axe_faults(page) == []
    leave(page)


def test_an_operator_finds_who_wants_a_call_on_a_telephone(chromium: Browser, live: LiveSite, shelf: Shelf) -> None:
    with transaction(shelf.settings.database_url) as session:
        become(session, "wang")
    page = open_page(chromium, live, "/agency/enquiries", Reader(width=360))
    page.locator("#f-name").fill("wang")
    page.locator("#f-password").fill("correct horse")
    page.locator("main form button").click()
    expect(page.get_by_role("heading", name="王阿姨")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert axe_faults(page) == []
    leave(page)
