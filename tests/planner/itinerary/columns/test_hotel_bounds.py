"""Bounds for hotels whose day plans were not listed hold for the trips that can be made from them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.facts import Facts
from planner.itinerary.columns import GroupedHotels, PlanningContext, make_context, make_pool
from planner.itinerary.columns.hotel_bounds import HotelBounds, Pair
from planner.itinerary.columns.hotel_days import HotelDays, HotelPart, hotels_of
from planner.itinerary.problem import HOME, DualPrices, Offer
from planner.itinerary.solver import Trip, TripRelaxation, choose_days, enumerate_days
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

EVERYWHERE = (  # moves, winter with lunch under a roof, day trips by train, waits for trains
    TripRequest("culture", "锦州", 4, "gentle", date(2027, 6, 24)),
    TripRequest("nostalgia", "沈阳", 3, "steady", date(2027, 1, 12)),
    TripRequest("food", "大连", 3, "brisk", date(2028, 2, 27), musts=("liaoning-paleo-museum",)),
    TripRequest("nature", "营口", 3, "cane", date(2028, 4, 14)),
    TripRequest("nature", "抚顺", 2, "wheelchair", date(2027, 8, 13)),
)
FEW_PAIRS = 60
FEW_MINUTES = 3  # that a hotel may be nearer than its group where one eats first


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
            assert most <= whole + FEW_MINUTES * groups.context.inputs.weights.ride_min
            checked += bool(alone.picks)
    assert checked > 3


@pytest.mark.thorough
@pytest.mark.parametrize("wish", EVERYWHERE, ids=lambda wish: f"{wish.home}-{wish.days}-{wish.profile}")
def test_no_day_from_a_hotel_is_worth_more_than_bounded(facts: Facts, wish: TripRequest) -> None:
    """Whatever places it has: each is bounded by a plan of the group with the same ones, which walks no farther."""
    groups = groups_of(facts, wish)
    bounds, days = HotelBounds(groups), HotelDays(groups, OPTIONS)
    number = {place: i for i, place in enumerate(groups.context.inputs.worth)}
    checked = 0
    for pair in _some_pairs(groups):
        every = np.ones(len(groups.problem.offers[pair[0]].places), dtype=np.bool_)
        bounded = _by_set(bounds.offer(pair, every))
        part = HotelPart({pair: groups.problem.offers[pair[0]].days}, {pair[0]: every})
        for listed in days.listed(part, hotels_of(part.pairs)):
            plans = enumerate_days(listed.sketch.problem)
            numbers = np.array([*(number[place] for place in listed.sketch.place_ids), -1])[plans.places]
            for places, worth in _by_set(replace(listed.offer, plans=plans, places=numbers)).items():
                for value, walk, met in worth:
                    assert any(v >= value and w <= walk and m <= met for v, w, m in bounded[places]), (pair, places)
                    checked += 1
    assert checked > 300


def _some_pairs(groups: GroupedHotels) -> list[Pair]:
    """Of days from or to several hotels, some from one of them to one."""
    chance, members = np.random.default_rng(3), {HOME: [HOME], **groups.members}
    found = []
    for index, offer in enumerate(groups.problem.offers):
        ways = [(a, b) for a in members[offer.origin] for b in members[offer.target]]
        ways = [(a, b) for a, b in ways if offer.origin != offer.target or a == b]
        if len(ways) > 1:
            found.append((index, *ways[chance.integers(len(ways))]))
    chance.shuffle(found)
    return [(int(index), int(a), int(b)) for index, a, b in found[:FEW_PAIRS]]


def _by_set(offer: Offer) -> dict[frozenset[int], list[tuple[int, int, int]]]:
    """What the plans with each set of places are worth and ask for."""
    found = defaultdict[frozenset[int], list[tuple[int, int, int]]](list)
    plans = offer.plans
    columns = [each.tolist() for each in (offer.places, plans.value, plans.walk, plans.met)]
    for places, value, walk, met in zip(*columns, strict=True):
        found[frozenset(place for place in places if place >= 0)].append((value, walk, met))
    return found


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
