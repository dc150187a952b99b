"""Supper after an evening arrival, and a day of rest, are told on the page, on paper and in the calendar."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pypdf import PdfReader

from planner.catalog import Catalog
from planner.clock import today
from planner.itinerary.types import Leg, Lunch, Rest, Spot, TripRequest, Visit
from planner.jobs import Job
from planner.saved import TRIP_REQUEST_JSON, save_itinerary
from planner.store import transaction
from routes.components import example_trip
from tests.support.site import Shelf, StrictClient, whole_trip


@pytest.fixture(scope="module")
def evening(catalog: Catalog, shelf: Shelf) -> str:
    """A saved trip with a supper on its first day, and a second one of rest."""
    trip = example_trip(catalog)
    first, last = trip.days
    assert first.hotel
    items = (Lunch(700, 760, first.hotel), Rest(760, 800, first.hotel))
    rest = replace(first, date=last.date, items=items, walk_m=0, climb_m=0, met_min=0, ride_min=0)
    days = (first, rest, replace(last, date=last.date + timedelta(days=1)))
    longer = replace(trip, days=days, request=replace(trip.request, days=3))
    with transaction(shelf.settings.database_url) as session:
        return save_itinerary(session, longer, ())


def test_the_page_says_where_supper_is_and_what_a_day_is_for(
    client: StrictClient, english_client: StrictClient, evening: str
) -> None:
    page = whole_trip(client, evening, days=3)
    for words in ("晚饭", "离酒店", "这一天特意歇着"):
        assert words in page
    assert "Supper" in english_client.get(f"/trips/{evening}/days/1").get_data(as_text=True)


def test_paper_and_calendar_say_it_too(client: StrictClient, evening: str) -> None:
    pages = PdfReader(io.BytesIO(client.get(f"/trips/{evening}/paper-a4.pdf").data)).pages
    paper = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    calendar = client.get(f"/trips/{evening}/calendar.ics").get_data(as_text=True).replace("\r\n ", "")
    for text in (paper, calendar):
        assert "晚饭" in text
        assert "歇一天" in text


def test_whoever_waits_is_told_how_little_there_is_of_a_theme(client: StrictClient, shelf: Shelf) -> None:
    wish = TripRequest("health", "沈阳", 14, "cane", date(today().year + 1, 5, 12))
    now = datetime.now(UTC)
    with transaction(shelf.settings.database_url) as session:
        job = Job(id="few", kind="trip", payload=TRIP_REQUEST_JSON.dump_json(wish).decode(), submitted_at=now)
        job.state, job.runner, job.seen_at = "running", "elsewhere", now + timedelta(days=1)
        session.add(job)
    assert "要玩 14 天" in client.get("/plan/progress/few").get_data(as_text=True)


def test_an_unplanned_lunch_and_a_seat_at_noon_are_said(client: StrictClient, catalog: Catalog, shelf: Shelf) -> None:
    trip = example_trip(catalog)
    first, last = trip.days
    morning = replace(first, items=tuple(item for item in first.items if isinstance(item, Leg | Visit))[:3])
    row = next(row for row in catalog.places.values() if not row.seats)
    last = replace(last, items=(*last.items, Rest(820, 850, Spot("place", row.id, row.name, row.name_en, 41.0, 123.0))))
    with transaction(shelf.settings.database_url) as session:
        key = save_itinerary(session, replace(trip, days=(morning, last)), ())
    calendar = client.get(f"/trips/{key}/calendar.ics").get_data(as_text=True).replace("\r\n ", "")
    for text in (whole_trip(client, key), calendar):
        assert text.count("午饭没有排") == 1
    assert "在店里坐半个钟头" in calendar
    assert "在店里坐半个钟头" in client.get(f"/trips/{key}/days/2").get_data(as_text=True)
