"""A day with nothing to see is a rest at the hotel, and says so."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.metrics import is_rest_day, summary
from planner.itinerary.planning import plan_trip
from planner.itinerary.replanning import replan_from
from planner.itinerary.types import Leg, Lunch, Moment, Rest, TripRequest
from planner.language import translator
from planner.solving import SolveOptions
from tests.support.results import accepted


def test_a_day_with_nothing_left_to_see_is_for_rest(facts: Facts) -> None:
    palace = facts.catalog.place("沈阳故宫博物院").id
    bans = tuple(key for key in facts.catalog.places if key != palace)
    wish = TripRequest("culture", "本溪", 4, "gentle", date(2027, 5, 12), bans=bans)
    trip = accepted(plan_trip(facts, wish, SolveOptions()))
    resting = [day for day in trip.days if is_rest_day(day)]
    assert resting
    for day in resting:
        assert [type(item) for item in day.items] == [Lunch, Rest]
        assert {item.spot for item in day.items if not isinstance(item, Leg)} == {day.hotel}  # type: ignore[union-attr]
        assert (day.ride_min, day.walk_m) == (0, 0)
    assert summary(trip, "zh", translator("zh")).count("特意歇着") == len(resting)
    assert not any(is_rest_day(day) for day in trip.days if day.visits)
    number = trip.days.index(resting[0]) + 1
    again = accepted(replan_from(facts, trip, Moment(number, 12 * 60 + 10), (), SolveOptions()))
    assert [day.hotel for day in again.days] == [day.hotel for day in trip.days]


@pytest.mark.thorough
def test_a_long_trip_rests_on_purpose_between_days_out(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 12, "wheelchair", date(2027, 5, 12))
    trip = accepted(plan_trip(facts, wish, SolveOptions(effort=1)))
    assert not any(is_rest_day(day) and is_rest_day(after) for day, after in pairwise(trip.days))
    strolls = [day.free.place.id for day in trip.days if day.free and day.free.place]
    resting = [day for day in trip.days if is_rest_day(day)]
    assert resting
    assert all(day.free for day in resting)
    assert len(set(strolls)) >= min(3, len(strolls))
    assert not [violation for violation in check_itinerary(facts, trip) if violation.hard]
