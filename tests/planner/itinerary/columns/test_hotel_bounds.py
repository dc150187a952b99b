"""Bounds for hotels whose day plans were not listed hold for the trips that can be made from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import GroupedHotels, PlanningContext, make_context, make_pool
from planner.itinerary.columns.hotel_bounds import HotelBounds
from planner.itinerary.problem import DualPrices
from planner.itinerary.solver import Trip, TripRelaxation, choose_days
from planner.itinerary.solver.lp import Ways
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions

SPRING = date(2027, 5, 12)
OPTIONS = SolveOptions()
WISHES = (
    TripRequest("culture", "鞍山", 2, "gentle", SPRING),
    TripRequest("nostalgia", "沈阳", 3, "gentle", SPRING),
    TripRequest("nature", "锦州", 3, "cane", date(2027, 9, 14)),
)


def groups_of(facts: Facts, wish: TripRequest) -> GroupedHotels:
    context = make_context(facts, wish)
    assert isinstance(context, PlanningContext)
    return GroupedHotels(context, OPTIONS)


def by_hotel(groups: GroupedHotels, prices: DualPrices) -> DualPrices:
    seen = {
        hotel: prices.seen[node] for node, hotels in groups.members.items() if node in prices.seen for hotel in hotels
    }
    return replace(prices, seen=seen)


@pytest.mark.thorough
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.home}-{wish.days}-{wish.profile}")
def test_no_trip_from_one_hotel_is_worth_more_than_its_bound(facts: Facts, wish: TripRequest) -> None:
    groups = groups_of(facts, wish)
    relaxed = TripRelaxation(Trip(groups.problem), lambda: None)
    bounds = HotelBounds(groups)
    checked = 0
    for node, members in groups.members.items():
        nights = (node,) * (wish.days - 1)
        whole = relaxed.solve(Ways(frozenset({groups.problem.cities[node]}), tuple(frozenset({n}) for n in nights)))
        if relaxed.short or len(members) < 2:
            continue
        days = bounds.of_nights(relaxed.trip, nights, by_hotel(groups, relaxed.prices))
        for hotel in members[::2]:
            pool = make_pool(groups.context, OPTIONS, (groups.context.bases[hotel],))
            alone = choose_days(pool.problem, OPTIONS)
            most = max(each.pairs[0, each.targets.index(hotel)] for each in days[0])
            assert alone.worth <= most + 1e-3
            assert most <= whole + 1
            checked += bool(alone.picks)
    assert checked > 3


def test_a_plan_is_bounded_by_the_best_hotel_for_it(facts: Facts) -> None:
    groups = groups_of(facts, WISHES[0])
    relaxed = TripRelaxation(Trip(groups.problem), lambda: None)
    relaxed.solve(relaxed.all_ways())
    for day in HotelBounds(groups).of_nights(relaxed.trip, (0,), by_hotel(groups, relaxed.prices)):
        assert max(each.plans.max() for each in day) == pytest.approx(max(each.pairs.max() for each in day))


def test_hotels_of_a_group_are_near_each_other_and_in_one_city(facts: Facts) -> None:
    groups = groups_of(facts, WISHES[1])
    assert sorted(i for members in groups.members.values() for i in members) == list(range(len(groups.context.bases)))
    for node, members in groups.members.items():
        assert {groups.context.bases[i].city for i in members} == {groups.nodes[node].city}
