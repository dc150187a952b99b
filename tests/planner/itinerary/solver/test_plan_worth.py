"""What day plans are worth, charged and can be worth from the hotels of a group: the same as by hand."""

from __future__ import annotations

from itertools import product

import numpy as np

from planner.itinerary.problem import HOME, DayPlans, DualPrices, Offer, TripProblem
from planner.itinerary.solver import Trip, best_between, least_of_plans
from planner.itinerary.solver.bounds import best_by_cities
from planner.itinerary.solver.plan_worth import best_of_each


def test_the_nearest_stop_of_a_plan_counts_and_an_empty_day_goes_straight() -> None:
    plans = np.array([[0, 2, -1, -1, -1, -1], [1, -1, -1, -1, -1, -1], [-1] * 6], dtype=np.int64)
    farther = np.array([[5.0, 3.0, 2.0], [0.0, 9.0, 4.0]])
    always, direct = np.array([np.inf, 3.0]), np.array([7.0, 1.0])
    assert least_of_plans(plans, farther, always, direct).tolist() == [[2.0, 3.0, 7.0], [0.0, 3.0, 1.0]]


def test_the_best_plan_between_two_hotels_pays_at_both_ends() -> None:
    chance = np.random.default_rng(1)
    priced, first, last = chance.random(9), chance.random((2, 9)), chance.random((3, 9))
    by_hand = [[max(priced - first[i] - last[k]) for k in range(3)] for i in range(2)]
    assert np.allclose(best_between(priced, first, last), by_hand)


def _trip(chance: np.random.Generator) -> Trip:
    """Five offers over six places, two of which share a table of plans."""
    offers: list[Offer] = []
    for number, (origin, target) in enumerate([(HOME, 0), (0, 0), (0, 1), (1, HOME), (1, 1)]):
        size = int(chance.integers(1, 9))
        places = np.sort(chance.integers(-1, 6, (size, 2)), axis=1)
        three = [chance.integers(0, 9, size) for _ in range(3)]
        plans = DayPlans(places, np.full((size, 8), -1), chance.integers(0, 99, size), *three)
        if number == 4:
            places, plans = offers[1].places, offers[1].plans
        offers.append(Offer(origin, target, (number,), plans, places, chance.random(len(places)) < 0.5))
    return Trip(
        TripProblem(
            days=5, nodes=2, places=6, offers=tuple(offers), kinds=np.zeros(6, dtype=np.int64), kind_free=1,
            kind_cost=1, move_cost=1, hard_cost=3, must=frozenset(), cities=(0, 1), most_cities=2,
        )
    )  # fmt: skip


def test_plans_of_all_offers_are_charged_as_each_by_itself() -> None:
    for seed in range(20):
        chance = np.random.default_rng(seed)
        trip = _trip(chance)
        seen = {1: np.append(chance.random(6), 0.0)} if seed % 2 else {}
        prices = DualPrices(np.append(chance.random(6), 0.0), (0.5, 0.0, 2.0) if seed % 3 else (), 0.0, seen)
        some, used = np.array([0, 1, 3, 4]), chance.random(4)
        left, ends = trip.reduced(some, prices, used)
        for place, offer in enumerate(some.tolist()):
            part = left[ends[place] : ends[place + 1]]
            assert np.allclose(part, trip.priced(offer, prices) - used[place])
            own = trip.problem.offers[offer]
            asked = np.array([own.plans.walk, own.plans.climb, own.plans.met])
            load = np.array(prices.loads or (0.0, 0.0, 0.0)) @ asked
            by_hand = own.plans.value - 3.0 * own.hard - prices.place[own.places].sum(axis=1) - load
            if offer in (3, 4) and seen:
                by_hand -= seen[1][own.places].sum(axis=1)
            assert np.allclose(part, by_hand - used[place])
        left -= np.median(left)
        for most in (1, 2, 50):
            found = best_of_each(left, ends, most).tolist()
            for place in range(len(some)):
                part = left[ends[place] : ends[place + 1]]
                best = sorted((p for p in range(len(part)) if part[p] > 1e-4), key=lambda p: (-part[p], p))
                assert [plan for row, plan in found if row == place] == best[:most]


def test_the_best_ways_through_cities_are_those_of_trying_all() -> None:
    chance = np.random.default_rng(2)
    trip = _trip(chance)
    nights = [frozenset({0, 1}), frozenset({1}), frozenset({0, 1})]
    roads = np.where(chance.random((4, 3, 3)) < 0.8, chance.random((4, 3, 3)), -np.inf)
    for most in (1, 2):
        best: dict[frozenset[int], float] = {}
        for way in product(*map(sorted, nights)):
            ends = (2, *way, 2)
            points = sum(roads[day, ends[day], ends[day + 1]] for day in range(4))
            if points > -np.inf and len(set(way)) <= most:
                best[frozenset(way)] = max(points, best.get(frozenset(way), -np.inf))
        found = best_by_cities(trip.problem, roads, nights, most)
        assert found.keys() == best.keys()
        assert all(np.isclose(found[cities], best[cities]) for cities in best)
