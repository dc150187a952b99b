"""Whole trips over a handful of real places: the plan is the best there is, found by trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import pytest

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, build_pool
from planner.itinerary.metrics import party_fen
from planner.itinerary.planning import solve_pool
from planner.itinerary.problem import HOME
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions
from tests.support.days import by_metres
from tests.support.results import accepted

TODAY, SPRING, WINTER = date(2026, 11, 24), date(2027, 5, 11), date(2027, 1, 12)
FEW = {
    "沈阳": ("shenyang-imperial-palace", "zhang-residence", "liaoning-provincial-museum", "zhongjie"),
    "大连": ("labor-park-dalian", "lushun-station", "dalian-museum", "xinghai-square"),
}
WISHES = (
    TripRequest("nostalgia", "沈阳", 1, "steady", SPRING),
    TripRequest("culture", "沈阳", 1, "gentle", SPRING, musts=("zhongjie",)),
    TripRequest("culture", "沈阳", 1, "steady", WINTER, pace="slow"),
    TripRequest("nostalgia", "沈阳", 2, "gentle", SPRING),
    TripRequest("culture", "沈阳", 2, "steady", SPRING, budget_fen=0),
    TripRequest("nature", "大连", 3, "gentle", SPRING),
    TripRequest("nostalgia", "沈阳", 3, "steady", SPRING),
)


@dataclass(frozen=True)
class Way:
    """One day between two nodes: its places, what it is worth, and its load on foot, up and in effort."""

    target: int
    places: frozenset[str]
    value: int
    load: tuple[int, int, int]


def few(catalog: Catalog) -> Catalog:
    """The facts with eight places and one hotel in each of their cities."""
    wanted = {place for places in FEW.values() for place in places}
    places = {key: row for key, row in catalog.places.items() if key in wanted}
    hotels = [row for row in catalog.hotels.values() if row.city in FEW and row.usable and row.lift == "yes"]
    kept = {row.id: row for city in FEW for row in [hotel for hotel in hotels if hotel.city == city][:1]}
    return replace(catalog, places=places, hotels=kept)


def best_worth(pool: ColumnPool) -> int | None:
    """The worth of the best trip by its definition, over every way to spend every day; None if there is none."""
    request = pool.request
    ways = [dict[int, list[Way]]() for _ in range(request.days)]
    for sketch in (each.sketch for each in pool.listed):
        problem = sketch.problem
        for seen, values in by_metres(problem).items():
            places = frozenset(sketch.place_ids[i] for i in seen)
            walk, climb, met = (sum(int(each[i]) for i in seen) for each in (problem.walk, problem.climb, problem.met))
            for value, foot in values.items():
                if any(other > value and less <= foot for other, less in values.items()):
                    continue
                load = walk + foot, climb, met + -(-foot * problem.foot_met // 1000)
                for day in sketch.days:
                    ways[day].setdefault(sketch.origin, []).append(Way(sketch.target, places, value, load))
    worths = (worth for trip in _trips(ways, HOME) if (worth := _worth(pool, trip)) is not None)
    return max(worths, default=None)


def _trips(ways: list[dict[int, list[Way]]], at: int) -> Iterator[list[Way]]:
    if not ways:
        yield []
        return
    for way in ways[0].get(at, []):
        if len(ways) > 1 or way.target == HOME:
            for rest in _trips(ways[1:], way.target):
                if not any(way.places & other.places for other in rest):
                    yield [way, *rest]


def _worth(pool: ColumnPool, trip: list[Way]) -> int | None:
    request, person, places = pool.request, pool.person, pool.facts.catalog.places
    seen = [place for way in trip for place in way.places]
    if not set(request.musts) <= set(seen):
        return None
    if request.budget_fen is not None:
        paid = sum(party_fen(places[p], request.ages, request.people) for p in seen)
        if paid > request.budget_fen * request.people:
            return None
    budgets = (person.walk_m, person.climb_m, person.met_min)
    if request.days >= pool.facts.rules.whole("long-trip-days"):
        share = pool.facts.rules.number("trip-effort") * request.days
        if any(sum(way.load[k] for way in trip) > int(share * budgets[k]) for k in range(3)):
            return None
    worth, weights = sum(way.value for way in trip), pool.inputs.weights
    worth -= sum(pool.bases[way.target].night_cost for way in trip if way.target != HOME)
    worth -= weights.move * sum(a.target != b.target for a, b in pairwise(trip[:-1]))
    if request.days > 1:
        limits = [pool.facts.rules.number("hard-day") * budget for budget in budgets]
        worth -= weights.hard * sum(any(way.load[k] > limits[k] for k in range(3)) for way in trip)
    free = weights.kind_free + request.days // 3
    for count in Counter(places[p].kind for p in seen).values():
        worth -= weights.kind * sum((1, 1, 2, 2, 3, 3, 3)[: max(0, count - free)])
    return worth


@pytest.mark.thorough
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.home}-{wish.days}-{wish.theme}-{wish.profile}")
def test_the_trip_is_the_best_of_all(catalog: Catalog, facts: Facts, wish: TripRequest) -> None:
    small = few(catalog)
    pool = build_pool(replace(facts, catalog=small), wish, SolveOptions())
    assert isinstance(pool, ColumnPool)
    trip = accepted(solve_pool(pool, SolveOptions()))
    assert trip.proof.optimal
    assert trip.proof.worth == best_worth(pool)
    assert not [violation for violation in check_itinerary(replace(facts, catalog=small), trip) if violation.hard]
