"""The best trip is the best over every hotel in reach: found again by trying each hotel for itself."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import GroupedHotels, PlanningContext, make_context, make_pool
from planner.itinerary.inputs import connection_of
from planner.itinerary.planning import plan_trip
from planner.itinerary.planning.search import best_trip
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Infeasible, Itinerary, TripRequest
from planner.solving import SolveOptions
from tests.support.facts import thinned
from tests.support.results import accepted

OPTIONS = SolveOptions()
SPRING = date(2027, 5, 12)


def best(facts: Facts, wish: TripRequest) -> Itinerary | None:
    answer = plan_trip(facts, wish, OPTIONS)
    return None if isinstance(answer, Infeasible) else answer.result


@pytest.mark.thorough
@pytest.mark.parametrize(
    "wish",
    [
        TripRequest("culture", "鞍山", 2, "gentle", SPRING),
        TripRequest("nostalgia", "大连", 3, "cane", SPRING),
        TripRequest("food", "盘锦", 2, "wheelchair", date(2027, 10, 19)),
    ],
    ids=lambda wish: f"{wish.home}-{wish.profile}",
)
def test_no_hotel_alone_gives_a_better_trip(facts: Facts, wish: TripRequest) -> None:
    trip = accepted(plan_trip(facts, wish, OPTIONS))
    context = make_context(facts, wish)
    assert isinstance(context, PlanningContext)
    alone = [choose_days(make_pool(context, OPTIONS, (base,)).problem, OPTIONS) for base in context.bases]
    assert trip.proof.optimal
    assert trip.proof.worth == max(choice.worth for choice in alone if choice.picks)
    assert trip.proof.hotels == len(context.bases)
    assert trip.proof.cities == len({base.city for base in context.bases})


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(4))
def test_a_long_trip_is_as_good_as_one_chosen_from_all_day_plans_of_all_hotels(facts: Facts, seed: int) -> None:
    few, chance = thinned(facts, 300 + seed), random.Random(seed)
    wish = TripRequest(chance.choice(("culture", "nostalgia")), "沈阳", 4 + seed % 2, "gentle", SPRING)
    context = make_context(few, wish)
    assert isinstance(context, PlanningContext)
    trip = accepted(plan_trip(few, wish, OPTIONS))
    groups = GroupedHotels(context, OPTIONS)
    everything = choose_days(make_pool(groups.context, OPTIONS, groups.context.bases).problem, OPTIONS)
    assert everything.picks
    assert trip.proof.bound >= everything.worth
    assert everything.bound >= trip.proof.worth
    assert trip.proof.gap <= 0.03
    assert trip.proof.day_plans == sum(len(each.offer.plans.value) for each in groups.listed)


@pytest.mark.thorough
def test_a_long_trip_ends_after_the_same_work_in_each_run_and_tells_what_is_left(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 6, "gentle", SPRING)
    context = make_context(facts, wish)
    assert isinstance(context, PlanningContext)
    hasty = [best_trip(context, SolveOptions(seconds=600, effort=1)) for _ in range(2)]
    assert hasty[0].choice == hasty[1].choice
    longer = best_trip(context, SolveOptions(seconds=600, effort=300))
    worth, bound = hasty[0].choice.worth, hasty[0].choice.bound
    assert worth <= longer.choice.worth <= bound
    assert longer.choice.bound - longer.choice.worth < bound - worth


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("city", "theirs", "sleeps_in"), [("鞍山", "鞍钢博物馆", "鞍山"), ("营口", "辽河老街", "营口")]
)
def test_a_must_does_not_find_a_better_place_to_sleep(facts: Facts, city: str, theirs: str, sleeps_in: str) -> None:
    arrival = connection_of(facts.rail, f"{city}@10:30", arriving=True)
    wish = TripRequest("culture", city, 2, "steady", SPRING, arrival=arrival)
    free = accepted(plan_trip(facts, wish, OPTIONS))
    forced = accepted(plan_trip(facts, replace(wish, musts=(facts.catalog.place(theirs).id,)), OPTIONS))
    assert free.proof.optimal
    assert forced.proof.worth <= free.proof.worth
    first = free.days[0]
    assert first.hotel
    assert facts.catalog.hotels[first.hotel.id].city == sleeps_in
    assert first.ride_min <= 60 * len(first.visits)


@pytest.mark.thorough
def test_who_comes_to_a_city_sees_what_it_is_known_for(facts: Facts) -> None:
    arrival = connection_of(facts.rail, "丹东@09:30", arriving=True)
    trip = accepted(plan_trip(facts, TripRequest("nostalgia", "丹东", 3, "cane", SPRING, arrival=arrival), OPTIONS))
    assert facts.catalog.place("鸭绿江断桥").id in [visit.place.id for day in trip.days for visit in day.visits]


@pytest.mark.thorough
def test_who_arrives_late_sleeps_where_they_arrive(facts: Facts) -> None:
    for at in ("18:40", "21:30"):
        arrival = connection_of(facts.rail, f"本溪@{at}", arriving=True)
        trip = accepted(plan_trip(facts, TripRequest("culture", "本溪", 3, "gentle", SPRING, arrival=arrival), OPTIONS))
        night = trip.days[0].hotel
        assert night is not None
        assert facts.catalog.hotels[night.id].city == "本溪"
        assert trip.days[0].hotel_lift == "unknown"


@pytest.mark.thorough
def test_a_confirmed_lift_can_be_insisted_on(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 3, "gentle", SPRING, lift="confirmed")
    trip = accepted(plan_trip(facts, wish, OPTIONS))
    assert {day.hotel_lift for day in trip.days if day.hotel} == {"confirmed"}
