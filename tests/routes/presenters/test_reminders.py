"""What a day reminds of rings before one sets out, whatever leads to it."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Itinerary, Leg, Pause, Visit
from routes.presenters import reminders, trip_view
from routes.presenters.reminders import leaves_for, rings
from tests.routes.presenters.test_trip_page import reading


def test_each_rings_before_one_has_left_for_it(itinerary: Itinerary) -> None:
    told = 0
    for day in itinerary.days:
        for at, item in enumerate(day.items):
            for minute in rings(day, item):
                ahead = [one for one in day.items[:at] if isinstance(one, Leg | Pause)]
                assert minute < leaves_for(day, item) <= shown_times(item)[0]
                assert all(
                    minute < shown_times(one)[0] or shown_times(one)[1] <= leaves_for(day, item) for one in ahead
                )
                told += 1
    assert told >= sum(len(day.visits) for day in itinerary.days)


def test_a_ride_and_a_wait_before_a_train_are_part_of_setting_out(itinerary: Itinerary) -> None:
    day = itinerary.days[0]
    at, train = next((n, one) for n, one in enumerate(day.items) if isinstance(one, Leg) and one.mode == "train")
    ride = replace(train, mode="ride", train=None, start=train.start - 70, end=train.start - 30)
    visit = day.visits[0]
    stays = Visit(**{**vars(visit), "start": train.start - 200, "end": train.start - 70})
    wait = Pause(use="wait", spot=train.origin, start=train.start - 30, end=train.start)
    shifted = replace(day, items=(stays, ride, wait, train, *day.items[at + 1 :]))
    assert leaves_for(shifted, train) == shown_times(ride)[0]
    (minute,) = rings(shifted, train)
    assert minute < shown_times(ride)[0]


def test_they_are_told_in_order_with_when_one_leaves(app: Flask, itinerary: Itinerary) -> None:
    with reading(app):
        for card in trip_view(itinerary)["cards"]:
            found = reminders(card)
            assert [one.minute for one in found] == sorted(one.minute for one in found)
            assert all("动身" in one.words for one in found)
            for visit in card.day.visits:
                assert any(visit.place.name in one.words for one in found)
