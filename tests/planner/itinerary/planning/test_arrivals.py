"""Wherever and whenever one arrives there is a trip, or a true reason why not; who walks better is refused no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.metrics import is_rest_day
from planner.itinerary.planning.plan import plan_trip
from planner.itinerary.planning.trials import Trials
from planner.itinerary.types import Connection, Infeasible, Supper, TripRequest
from planner.solving import SolveOptions
from planner.violations import Checked

MORNING, AFTERNOON, EVENING, NIGHT = 10 * 60 + 30, 15 * 60, 18 * 60 + 40, 21 * 60 + 10
WISH = TripRequest("culture", "沈阳", 3, "cane", date(2027, 5, 12))
CITIES = (
    "沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州", "营口", "阜新", "辽阳", "盘锦", "铁岭", "朝阳", "葫芦岛",
)  # fmt: skip


def arriving(facts: Facts, city: str, minute: int, profile: str) -> TripRequest:
    station = facts.catalog.cities[city].station
    return replace(WISH, home=city, profile=profile, arrival=Connection(station, minute))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("city", "minute", "profile"),
    [
        *((city, MORNING, "cane") for city in CITIES[::2]),
        *((city, EVENING, "wheelchair") for city in CITIES),
        *((city, AFTERNOON, "cane") for city in CITIES[::5]),
        *((city, NIGHT, "cane") for city in CITIES[1::5]),
    ],
)
def test_an_arrival_has_a_trip_or_a_true_reason(facts: Facts, city: str, minute: int, profile: str) -> None:
    answer = plan_trip(facts, arriving(facts, city, minute, profile), SolveOptions(effort=1))
    if isinstance(answer, Infeasible):
        assert [reason.code for reason in answer.reasons] == ["no_evening_hotel"]
        assert minute >= EVENING
        assert not any(hotel.usable for hotel in facts.catalog.hotels.values() if hotel.city == city)
        return
    first, second, _last = answer.result.days
    assert second.visits or is_rest_day(second)
    late = minute >= EVENING
    assert any(isinstance(item, Supper) for item in first.items) == late
    if late:
        assert first.hotel
        assert facts.catalog.hotels[first.hotel.id].city == city


@pytest.mark.parametrize("minute", [MORNING, EVENING])
@pytest.mark.parametrize("city", ["本溪", "丹东"])
def test_what_suits_a_weaker_walker_suits_a_stronger_one(facts: Facts, city: str, minute: int) -> None:
    trials = Trials(facts, SolveOptions(), WISH)
    able = [trials.meets(arriving(facts, city, minute, profile)) for profile in ("cane", "gentle", "steady", "brisk")]
    assert able == sorted(able)
    assert all(able)


@pytest.mark.thorough
def test_a_steady_walker_is_not_refused_where_a_slower_one_is_not(facts: Facts) -> None:
    for profile in ("gentle", "steady"):
        wish = arriving(facts, "本溪", MORNING, profile)
        assert isinstance(plan_trip(facts, wish, SolveOptions(effort=0.3)), Checked)
