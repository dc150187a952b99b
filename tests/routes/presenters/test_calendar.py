"""A trip in a calendar has every place and train at its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import ics

from planner.exchange.documents.ics import SHANGHAI
from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Day, Itinerary, Leg, Visit
from tests.support.site import Shelf, StrictClient


def moment(day: Day, minute: int) -> datetime:
    return datetime(day.date.year, day.date.month, day.date.day, minute // 60, minute % 60, tzinfo=SHANGHAI)


def events_of(client: StrictClient, shelf: Shelf) -> list[ics.Event]:
    answer = client.get(f"/trips/{shelf.trip}/calendar.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert "attachment" in answer.headers["Content-Disposition"]
    return sorted(ics.Calendar(answer.get_data(as_text=True)).events)


def test_every_place_and_train_is_there_and_reminded_of(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    assert f"/trips/{shelf.trip}/calendar.ics" in client.get(f"/trips/{shelf.trip}/more/paper").get_data(as_text=True)
    events = events_of(client, shelf)
    found = {(event.name, event.begin.datetime) for event in events if not event.all_day}
    for day in itinerary.days:
        assert {(visit.place.name, moment(day, shown_times(visit)[0])) for visit in day.visits} <= found
        trains = [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]
        for leg in trains:
            assert any(f"{leg.train} 次火车" in name and at == moment(day, leg.start) for name, at in found)
    assert all(event.alarms for event in events)
    assert all(alarm.trigger < timedelta(0) for event in events for alarm in event.alarms)
    assert [event.begin.date() for event in events if event.all_day] == [day.date for day in itinerary.days]


def test_no_alarm_rings_after_one_has_left(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    """Whoever is on the way to a place has been told before setting out."""
    events = {(event.name, event.begin.datetime): event for event in events_of(client, shelf) if not event.all_day}
    ways = 0
    for day in itinerary.days:
        for before, item in pairwise(day.items):
            if isinstance(before, Leg) and isinstance(item, Visit):
                event = events[item.place.name, moment(day, shown_times(item)[0])]
                rings = [event.begin.datetime + alarm.trigger for alarm in event.alarms]
                assert rings
                assert max(rings) < moment(day, shown_times(before)[0])
                ways += 1
    assert ways


def test_a_day_tells_its_hotel_and_the_hospital_near_by(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    first = next(event for event in events_of(client, shelf) if event.all_day)
    hotel = itinerary.days[0].hotel
    assert hotel is not None
    assert f"晚上住：{hotel.name}" in first.description
    assert "医院：" in first.description
    assert "午饭" in first.description


def test_english_readers_get_english(english_client: StrictClient, shelf: Shelf) -> None:
    assert any(event.name.startswith("Day 1") for event in events_of(english_client, shelf))


def test_a_trip_nobody_knows_is_reported_kindly(client: StrictClient) -> None:
    assert client.get("/trips/nothing/calendar.ics").status_code == 404
