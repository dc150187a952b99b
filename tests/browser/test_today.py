"""The day itself: opened without a network, reminded of in time, read on where one was after a choice of letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import ics
import pytest
from playwright.sync_api import Browser, expect

from planner.clock import CHINA
from planner.itinerary.types import Itinerary
from planner.saved import save_itinerary
from planner.store import transaction
from tests.support.browser import LiveSite
from tests.support.site import Shelf
from tests.support.windows import Reader, leave, open_page

pytestmark = pytest.mark.browser
PHONE = Reader(width=360)
DAY = "/trips/{trip}/days/1"


@pytest.fixture
def under_way(shelf: Shelf, itinerary: Itinerary) -> str:
    """The trip, its second day today by the clock of this machine, which is the browser's."""
    now = datetime.now(CHINA).date()
    days = tuple(replace(day, date=now + timedelta(days=number - 1)) for number, day in enumerate(itinerary.days))
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, replace(itinerary, days=days), ())


def test_without_a_network_a_trip_opens_at_today(chromium: Browser, live: LiveSite, under_way: str) -> None:
    page = open_page(chromium, live, f"/trips/{under_way}?whole=1", PHONE)
    expect(page.locator("[data-here]")).to_be_visible()
    page.context.set_offline(True)
    for path in (f"/trips/{under_way}/today", f"/trips/{under_way}"):
        page.goto(live.page(path))
        expect(page.locator("h1")).to_contain_text("第 2 天")
        expect(page.locator("[data-next]")).to_be_visible()
    page.goto(live.page(f"/trips/{under_way}?whole=1"))
    expect(page.locator(".days")).to_be_visible()
    leave(page)


def test_medicine_is_among_the_reminders_and_never_leaves_the_device(
    chromium: Browser, live: LiveSite, itinerary: Itinerary
) -> None:
    page = open_page(chromium, live, "/about", PHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    midnight = datetime.combine(itinerary.days[0].date, time(), CHINA)
    page.clock.install(time=midnight + timedelta(hours=12, minutes=32))
    page.goto(live.page(DAY))
    page.locator("[data-rings] summary").click()
    page.locator("#f-medicine").fill("12:34")
    page.locator("[data-medicine-keep]").click()
    rings = [int(ring) for ring in page.locator("[data-ring]").evaluate_all("all => all.map(one => one.dataset.ring)")]
    assert rings == sorted(rings)
    assert 12 * 60 + 34 in rings
    expect(page.locator("[data-ring-next]")).to_contain_text("12:34 吃药")
    page.clock.run_for(3 * 60_000)
    expect(page.locator("[data-ringing]")).to_contain_text("12:34 吃药")
    with page.expect_download() as coming:
        page.locator("[data-medicine-calendar]").click()
    events = ics.Calendar(coming.value.path().read_text(encoding="utf-8")).events
    taken = [event for event in events if event.name == "吃药"]
    assert {event.begin.date() for event in taken} == {day.date for day in itinerary.days}
    assert all((event.begin.hour, event.begin.minute, len(event.alarms)) == (12, 34, 1) for event in taken)
    assert len(events) > len(taken)
    page.reload()
    expect(page.locator("[data-ring][data-taken]")).to_have_count(1)
    assert [one for one in sent if "12:34" in one or "12%3A34" in one] == []
    page.context.close()  # its clock would stay


def test_a_choice_of_letters_or_language_keeps_the_place(chromium: Browser, live: LiveSite) -> None:
    page = open_page(chromium, live, DAY, PHONE)
    line = page.locator(".entries > li").nth(4)
    line.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 60)")
    page.wait_for_timeout(900)  # that is read
    for name, value in (("size", "largest"), ("language", "en"), ("contrast", "dark"), ("size", "standard")):
        page.evaluate("window.scrollTo(0, 0)")
        page.locator(".prefs summary").click()
        with page.expect_navigation():
            page.locator(f".prefs button[name={name}][value={value}]").click()
        box = line.bounding_box()
        assert box is not None
        assert -100 < box["y"] < 300, (name, value)
    leave(page)
