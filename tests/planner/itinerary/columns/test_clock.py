"""Days as people live them: when they begin, how they wait, walk, rest and stay out of the dark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from planner.facts import Facts
from planner.itinerary.metrics import shown_times
from planner.itinerary.planning import plan_trip
from planner.itinerary.types import Itinerary, Leg, Lunch, Pause, Rest, TripRequest
from planner.solving import SolveOptions
from tests.support.results import accepted

pytestmark = pytest.mark.thorough
SPRING = TripRequest("nostalgia", "沈阳", 3, "gentle", date(2027, 5, 12))
WINTER = TripRequest("health", "大连", 3, "gentle", date(2027, 1, 11))
SUMMER = TripRequest("nostalgia", "大连", 3, "gentle", date(2027, 7, 20))


@pytest.fixture(scope="module", params=[SPRING, WINTER, SUMMER], ids=["spring", "winter", "summer"])
def trip(facts: Facts, request: pytest.FixtureRequest) -> Itinerary:
    return accepted(plan_trip(facts, request.param, SolveOptions()))


def test_only_an_early_train_begins_a_day_before_half_past_eight(facts: Facts, trip: Itinerary) -> None:
    for day in trip.days:
        trains = [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]
        if not any(train.start < facts.rules.minute("early-train") for train in trains):
            assert day.items[0].start >= facts.rules.minute("day-start")


def test_before_each_train_one_waits_with_a_use(trip: Itinerary) -> None:
    for day in trip.days:
        for before, item in pairwise(day.items):
            if isinstance(item, Leg) and item.mode == "train":
                assert isinstance(before, Pause)
                assert before.end == item.start
                assert item.start - before.start <= 75


def test_nothing_near_is_ridden(facts: Facts, trip: Itinerary) -> None:
    legs = [item for day in trip.days for item in day.items if isinstance(item, Leg)]
    assert all(1000 * leg.km >= facts.rules.whole("walk-below") for leg in legs if leg.mode == "ride")
    assert all(leg.walk_m for leg in legs if leg.mode == "walk")


def test_sightseeing_does_not_last_too_long_on_end(facts: Facts, trip: Itinerary) -> None:
    for day in trip.days:
        run = 0
        for item in day.items:
            run = 0 if isinstance(item, Lunch | Rest | Pause) else run
            if item.kind == "visit" and not item.pauses:
                run += item.end - item.start
                assert run <= facts.rules.whole("sightseeing-stretch")


def test_the_winter_is_spent_indoors(facts: Facts, trip: Itinerary) -> None:
    if trip.request.start.month == 1:
        for day in trip.days:
            places = [(facts.catalog.places[visit.place.id], visit) for visit in day.visits]
            out = sum((v.end - v.start) * (100 - (p.indoor_share or 0)) // 100 for p, v in places)
            assert out <= 90
            assert all(v.end <= 16 * 60 + 50 for p, v in places if not p.indoor_share)
            rests = [item.spot for item in day.items if isinstance(item, Rest)]
            assert all(s.kind != "place" or (facts.catalog.places[s.id].indoor_share or 0) >= 50 for s in rests)


def test_times_are_told_in_steps_of_five_minutes(trip: Itinerary) -> None:
    for item in (item for day in trip.days for item in day.items):
        exact = (isinstance(item, Leg) and item.mode == "train") or isinstance(item, Pause)
        assert exact or not any(minute % 5 for minute in shown_times(item))
        if isinstance(item, Leg):
            assert shown_times(item)[0] <= item.start
        elif not isinstance(item, Pause):
            assert shown_times(item)[0] >= item.start


def test_many_people_take_more_time(facts: Facts) -> None:
    one, many = (accepted(plan_trip(facts, replace(SPRING, days=2, people=n), SolveOptions())) for n in (1, 46))
    assert many.proof.worth < one.proof.worth
    lunches = [next(i for day in trip.days for i in day.items if isinstance(i, Lunch)) for trip in (one, many)]
    assert lunches[1].end - lunches[1].start > lunches[0].end - lunches[0].start
