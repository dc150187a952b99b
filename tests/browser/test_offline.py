"""Reading an itinerary without a network: kept when opened, shown as kept, nothing else kept, removed on request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from planner.catalog import Catalog
from planner.clock import CHINA
from planner.itinerary.types import Itinerary
from routes.presenters import day_entries, day_moment
from routes.seniors.offline import MOST_TRIPS
from tests.support.browser import LiveSite
from tests.support.evaluators import axe_faults
from tests.support.jobs import wait_for
from tests.support.line import line_to
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser

# Every address in every cache of this browser, without the part that names a version.
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) kept.push(new URL(one.url).pathname);
  return kept.sort();
}"""
# The page of what is kept, kept anew after another look was chosen.
LARGEST_IS_KEPT = """async () => {
  const answer = await caches.match("/offline");
  return Boolean(answer) && (await answer.text()).includes("size-largest");
}"""
WIDE = Reader()
NOTICE = "[role=status] .note"


def opened(chromium: Browser, live: LiveSite, who: Reader = WIDE, **context: Any) -> Page:
    """The trip, once its page says that it is kept."""
    page = open_page(chromium, live, "/trips/{trip}/days/1", who, **context)
    expect(page.locator("[data-here]")).to_be_visible()
    return page


def kept(page: Page) -> list[str]:
    """What is kept beside files."""
    found: list[str] = page.evaluate(KEPT)
    return [path for path in found if not path.startswith("/static/")]


@pytest.mark.parametrize("who", [Reader(width=360, size="large"), Reader("en", 1280, contrast="light")])
def test_a_trip_opened_once_is_read_without_a_network(chromium: Browser, live: LiveSite, who: Reader) -> None:
    page = opened(chromium, live, who)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    heading, html_class = page.locator("h1").inner_text(), page.locator("html").get_attribute("class")
    days = page.locator(".entries").all_inner_texts()
    page.context.set_offline(True)
    page.reload()
    reported = {"zh": ("您现在没有网络，看的是", "存下的行程。"), "en": ("You have no network now.", "it was kept on")}
    notice = page.locator(NOTICE).first
    expect(notice).to_contain_text(reported[who.language][0])
    expect(notice).to_contain_text(reported[who.language][1])
    assert page.locator("h1").inner_text() == heading
    assert page.locator("html").get_attribute("class") == html_class
    assert page.locator(".entries").all_inner_texts() == days
    assert page.evaluate("getComputedStyle(document.querySelector('.entries')).listStyleType") == "none"
    assert axe_faults(page) == []
    assert said == []
    leave(page)


def test_the_page_is_kept_as_it_was_seen_last(chromium: Browser, live: LiveSite) -> None:
    page = opened(chromium, live)
    page.locator(".prefs summary").click()
    page.locator(".prefs [name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-here]")).to_be_visible()
    page.locator(".prefs summary").click()
    page.locator(".prefs [name=size][value=largest]").click()
    expect(page.locator("html.size-largest")).to_have_count(1)
    expect(page.locator("[data-here]")).to_be_visible()
    wait_for(lambda: bool(page.evaluate(LARGEST_IS_KEPT)))
    page.context.set_offline(True)
    for path in ("/trips/{trip}/days/1", "/help"):
        page.goto(live.page(path))
        expect(page.locator("html.size-largest[lang=en][data-kept=offline]")).to_have_count(1)
    leave(page)


def test_without_a_network_every_other_page_leads_to_what_is_kept(chromium: Browser, live: LiveSite) -> None:
    page = opened(chromium, live, Reader(width=360))
    page.context.set_offline(True)
    for path in ("/", "/trips/nothing", "/trips/{changed}"):
        page.goto(live.page(path))
        expect(page.locator(NOTICE).first).to_be_visible()
        expect(page.locator("[data-list] a")).to_have_count(1)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("[data-list] a").click()
    expect(page.locator(".days").first).to_be_visible()
    expect(page).to_have_url(live.page("/trips/{trip}"))
    page.locator(".go").click()
    expect(page.locator(".entries").first).to_be_visible()
    for page_of in ("call", "driver/2", "days/2", "listen/1", "today"):
        page.goto(live.page(f"/trips/{{trip}}/{page_of}"))
        expect(page.locator(".trip-bar")).to_be_visible()
    leave(page)


def test_only_trips_are_kept(chromium: Browser, live: LiveSite) -> None:
    page = opened(chromium, live)
    for path in ("/family/{family}", "/trips/{own}/family", "/trips/{trip}/enquiry", "/enquiries/{enquiry}", "/agency/",
                 "/agency/suppliers", "/office/login", "/facts/", "/trips", "/trips?theme=food", "/trips/{trip}/now",
                 "/plan", "/trips/nothing"):  # fmt: skip
        page.goto(live.page(path))
    page.locator(".prefs summary").click()
    page.locator(".prefs [name=size][value=large]").click()  # something that is sent
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    trip = live.page("/trips/{trip}").removeprefix(live.address)
    assert {path for path in kept(page) if not path.startswith(trip)} == {"/offline"}
    assert f"{trip}/now" not in kept(page)
    assert f"{trip}/enquiry" not in kept(page)
    page.context.set_offline(True)
    page.goto(live.page("/family/{family}"))
    expect(page.locator("[data-kept-page]")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("真好，记得带药")
    leave(page)


def test_what_is_kept_can_be_put_away(chromium: Browser, live: LiveSite) -> None:
    page = opened(chromium, live)
    page.goto(live.page("/trips/{changed}"))
    expect(page.locator("[data-here]")).to_be_visible()
    page.locator("[data-here] a").click()
    entries = page.locator("[data-list] li")
    expect(entries).to_have_count(2)
    first = entries.first.inner_text()
    entries.first.locator("button").click()
    expect(entries).to_have_count(1)
    expect(page.locator("[data-said]")).to_contain_text("删掉了 1 条")
    expect(page.locator("[data-said] button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(2)
    assert entries.first.inner_text() == first
    page.locator("[data-remove-all]").click()
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("删掉了 2 条")
    assert kept(page) == ["/offline"]
    assert axe_faults(page) == []
    page.context.set_offline(True)
    page.goto(live.page("/trips/{trip}"))
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator(".entries")).to_have_count(0)
    leave(page)


def test_the_oldest_makes_room(chromium: Browser, live: LiveSite) -> None:
    page = opened(chromium, live)
    page.evaluate(
        """async most => {
          const trips = await caches.open("silverway-trips");
          const [one] = await trips.keys(), answer = await trips.match(one);
          for (let number = 0; number < most; number += 1) await trips.put(`/trips/t${number}`, answer.clone());
        }""",
        MOST_TRIPS,
    )
    page.goto(live.page("/trips/{changed}"))
    expect(page.locator("[data-here]")).to_be_visible()
    trips = {"/".join(path.split("/")[:3]) for path in kept(page) if path.startswith("/trips/")}
    assert len(trips) == MOST_TRIPS
    assert f"/trips/{live.changed}" in trips
    assert not {"/trips/t0", f"/trips/{live.trip}"} & trips
    leave(page)


def test_files_of_earlier_versions_are_thrown_away(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, "/about")
    page.evaluate("Promise.all(['silverway-shell-old', 'silverway-trips'].map(name => caches.open(name)))")
    page.goto(live.page("/trips/{trip}"))
    expect(page.locator("[data-here]")).to_be_visible()
    names = page.evaluate("caches.keys()")
    assert "silverway-shell-old" not in names
    assert len(names) == 2
    leave(page)


@pytest.mark.parametrize(("state", "reported"), [("held", "网络太慢，先看"), ("broken", "网站现在打不开，看的是")])
def test_on_a_bad_line_the_kept_page_comes_soon(chromium: Browser, live: LiveSite, state: Any, reported: str) -> None:
    with line_to(live.address) as line:
        page = opened(chromium, replace(live, address=line.address))
        line.state = state
        line.cut()
        page.reload()
        expect(page.locator(NOTICE).first).to_contain_text(reported)
        expect(page.locator(".entries").first).to_be_visible()
        line.state = "open"
        line.cut()
        page.reload()
        expect(page.locator("[data-here]")).to_be_visible()
        expect(page.locator(NOTICE)).to_have_count(0)
        leave(page)


def test_what_comes_next_is_told_by_the_devices_clock_without_a_network(
    chromium: Browser, live: LiveSite, app: Flask, itinerary: Itinerary, catalog: Catalog
) -> None:
    """On the day itself, as the site would say it."""
    page, day = opened(chromium, live, Reader("zh", 360)), itinerary.days[0]
    page.context.set_offline(True)
    with app.test_request_context(headers={"Cookie": "language=zh"}):
        entries = day_entries(day, catalog)
        moments = {minute: day_moment(entries, minute) for minute in range(7 * 60, 22 * 60, 50)}
    midnight = datetime.combine(day.date, time(), CHINA)
    for minute, moment in moments.items():
        page.clock.set_fixed_time(midnight + timedelta(minutes=minute))
        page.goto(live.page("/trips/{trip}/days/1"))
        expect(page.locator("[data-next-words]")).to_have_text(moment.following or "今天的都走完了，早点歇着。")
        expect(page.locator("[data-now-words]")).to_have_text(moment.now)
        expect(page.locator("[data-leave-words]")).to_have_text(moment.leave)
    page.context.close()  # its clock would stay
