"""Days as a careful daughter would book them: no idle morning, no needless early train, no long ride for little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.facts import Facts
from planner.itinerary import DayProblem
from planner.itinerary.check import check_itinerary
from planner.itinerary.inputs import scoring_of
from planner.itinerary.metrics import summary
from planner.itinerary.planning import plan_trip
from planner.itinerary.problem import NO_LIMIT, DayLimits, Transfer
from planner.itinerary.solver import enumerate_days
from planner.itinerary.types import Connection, Itinerary, Supper, TripRequest
from planner.language import translator
from planner.solving import SolveOptions
from tests.support.results import accepted

SPRING = date(2027, 5, 12)
BY_DAY = [
    TripRequest("culture", home, 2, who, SPRING, arrival=Connection(home, 10 * 60 + 30))
    for home, who in (("本溪", "gentle"), ("营口", "steady"), ("抚顺", "gentle"))
]


@pytest.mark.thorough
@pytest.mark.parametrize("wish", BY_DAY, ids=lambda wish: str(wish.home))
def test_a_day_among_sights_begins_in_the_morning(facts: Facts, wish: TripRequest) -> None:
    for day in accepted(plan_trip(facts, wish, SolveOptions())).days[1:]:
        first = day.items[0]
        assert first.start <= 10 * 60, first


def one_place(trains: tuple[Transfer, ...], **changes: int | np.ndarray) -> DayProblem:
    """Point 0 is a place, 1 home, 2 the day's end; 3 and 4 are stations beside home and beside the place."""
    rows = [0, 60, 10, 60, 5], [60, 0, 60, 20, 60], [10, 60, 0, 60, 5], [60, 20, 60, 0, 60], [5, 60, 5, 60, 0]
    near = np.array(rows)
    one = np.ones(1, dtype=np.int64)
    limits = DayLimits(
        510, 1110, 660, 750, 60, 30, 2500, 40, 500, 300, 3, early=420, wait_free=15, stretch=NO_LIMIT, pause=20
    )
    known = {
        "travel": near, "ride": near, "foot": 0 * near,
        "lunch_at": np.arange(5), "rest_at": np.arange(5), "named": np.zeros(5),
        "start": 1, "end": 2,
        "opens": 540 * one, "closes": 1000 * one, "stay": 60 * one, "walk": 500 * one, "climb": 0 * one,
        "met": 50 * one, "out": 0 * one, "part": 60 * one, "pauses": 0 * one, "ride_due": 30 * one, "worth": 6000 * one,
        "limits": limits, "transfers": trains, "ride_cost": 20, "idle_cost": 6, "over_cost": 80, "ride_free": 60,
        "early_cost": 500,
    }  # fmt: skip
    return DayProblem(**(known | changes))  # type: ignore[arg-type]


EARLY, LATER = Transfer(3, 4, 480, 560, early=True), Transfer(3, 4, 530, 610, early=True)


def first_train(problem: DayProblem) -> int:
    plans = enumerate_days(problem)
    return int(plans.steps[int(plans.value.argmax())][0]) - 201


def test_nobody_rises_early_for_a_train_that_a_later_one_replaces() -> None:
    assert first_train(one_place((EARLY, LATER))) == 1


def test_an_early_train_is_taken_where_only_it_leads_to_the_place() -> None:
    closes = np.array([640], dtype=np.int64)
    assert first_train(one_place((EARLY, LATER), closes=closes)) == 0


def test_who_has_come_by_a_train_of_their_own_does_not_rise_early() -> None:
    problem = one_place((EARLY,))
    problem = replace(problem, limits=replace(problem.limits, wait_free=99))
    own = replace(problem, limits=replace(problem.limits, fixed=True))
    assert enumerate_days(own).value.max() > enumerate_days(problem).value.max()


def test_a_long_ride_for_a_short_look_loses() -> None:
    there = np.array([[0, 30, 30], [30, 0, 10], [30, 10, 0]])  # by road only
    ways = {"travel": there, "ride": there, "foot": 0 * there}
    rest = {**ways, "lunch_at": np.arange(3), "rest_at": np.arange(3), "named": np.zeros(3)}
    gains = []
    for stay, worth in ((20, 3000), (120, 6000)):
        seen = {"stay": np.array([stay]), "ride_due": np.array([stay // 2]), "worth": np.array([worth])}
        plans = enumerate_days(one_place((), **rest, **seen))
        found = zip(plans.places, plans.value, strict=True)
        value = {tuple(places[places >= 0].tolist()): int(points) for places, points in found}
        gains.append(value[0,] - value[()])
    assert gains[0] < 0 < gains[1]


def test_a_glance_is_worth_less_than_a_visit(facts: Facts) -> None:
    wish = TripRequest("culture", "沈阳", 2, "gentle", SPRING)
    palace = facts.catalog.place("沈阳故宫博物院")
    worth = [scoring_of(facts, wish).points(replace(palace, visit_min=m)) for m in (10, 30, 45, 60)]
    full = facts.rules.whole("worth-on-theme")
    assert [worth[-1] - each for each in worth] == [full // 2, full // 2, full // 4, 0]


def arriving(facts: Facts, home: str) -> Itinerary:
    wish = TripRequest("nostalgia", home, 3, "steady", SPRING, arrival=Connection(home, 18 * 60 + 40))
    return accepted(plan_trip(facts, wish, SolveOptions()))


def far_from_the_station(facts: Facts, trip: Itinerary) -> bool:
    return "evening-reach" in {violation.rule for violation in check_itinerary(facts, trip)}


@pytest.mark.thorough
@pytest.mark.parametrize("home", ["沈阳", "丹东", "大连"])
def test_who_arrives_late_sleeps_near_the_station(facts: Facts, home: str) -> None:
    trip = arriving(facts, home)
    assert trip.days[0].ride_min <= facts.rules.whole("evening-reach")
    assert not far_from_the_station(facts, trip)


@pytest.mark.thorough
def test_a_hotel_far_from_the_station_is_found(facts: Facts) -> None:
    trip, home = arriving(facts, "沈阳"), "沈阳"
    here = trip.days[0].hotel
    assert here
    hotels = [hotel for hotel in facts.catalog.hotels.values() if hotel.city == home and hotel.usable]
    far = max(hotels, key=lambda hotel: abs(hotel.lat - here.lat) + abs(hotel.lon - here.lon))
    moved = replace(here, id=far.id, name=far.name, name_en=far.name_en, lat=far.lat, lon=far.lon)
    assert far_from_the_station(facts, replace(trip, days=(replace(trip.days[0], hotel=moved), *trip.days[1:])))


@pytest.mark.thorough
def test_where_no_hotel_is_near_the_station_it_is_said(facts: Facts) -> None:
    trip = arriving(facts, "本溪")
    supper = trip.days[0].items[-1]
    assert isinstance(supper, Supper)
    assert supper.far_min == trip.days[0].ride_min > facts.rules.whole("evening-reach")
    assert not far_from_the_station(facts, trip)
    assert "附近没有查到能住的酒店" in summary(trip, "zh", translator("zh"))
    assert "no hotel that will do" in summary(trip, "en", translator("en"))


def test_going_home_without_lunch_is_no_longer_walk(facts: Facts) -> None:
    """From where one eats home is a ride, from the last place before it a walk that is more than the day allows."""
    wish = TripRequest("nostalgia", "沈阳", 1, "gentle", date(2026, 12, 31))
    assert accepted(plan_trip(facts, wish, SolveOptions())).days[0].visits
