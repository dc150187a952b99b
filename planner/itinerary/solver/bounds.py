"""What trips that spend their nights in given ways can be worth at most, from prices alone: no linear program.

At any prices of what the days share, the best plan of every day for itself, less what it is charged, and all that was
charged together bound every trip (Lagrange). The nights need not be relaxed: the best way through them is found
exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import HOME, DualPrices, TripProblem
from planner.itinerary.solver.plan_worth import night_cost, route_cost

Cities = frozenset[int]
Floats = npt.NDArray[np.float64]


def best_roads(problem: TripProblem, best: Mapping[int, float], prices: DualPrices) -> Floats:
    """The most that a day adds from one night's node to the next night's (days x origins x targets, home last), if an
    offer adds `best` (by offer; those without cannot be used) at some prices."""
    home = problem.nodes
    roads = np.full((problem.days, home + 1, home + 1), -np.inf)
    come = {node: prices.arrival_worth(HOME, node) for node in range(home)}
    for index, adds in best.items():
        offer = problem.offers[index]
        paid = adds - route_cost(problem, offer)
        for target in problem.nodes_of(offer.target):
            night = night_cost(problem, target) if offer.target >= home else 0
            here = paid - night + (come.get(target, 0.0) if offer.origin != offer.target else 0.0)
            for origin in problem.nodes_of(offer.origin):
                for day in offer.days:  # HOME is -1, the last
                    if here > roads[day, origin, target]:
                        roads[day, origin, target] = here
    return roads


def best_way(roads: Floats, nights: Sequence[frozenset[int]]) -> float:
    """What the best way through the days adds up to, each night at one of its nodes."""
    home = roads.shape[1] - 1
    reached = np.full(home + 1, -np.inf)
    reached[home] = 0.0
    for day, ways in enumerate(roads):
        ahead = (reached[:, None] + ways).max(axis=0)
        reached = np.full(home + 1, -np.inf)
        targets = sorted(nights[day]) if day < len(nights) else [home]
        reached[targets] = ahead[targets]
    return float(reached[home])


def best_by_cities(
    problem: TripProblem, roads: Floats, nights: Sequence[frozenset[int]], most: int
) -> dict[Cities, float]:
    """For every set of at most `most` cities slept in, each night at one of its nodes: what the best ways through the
    days can add up to."""
    names, home = sorted(set(problem.cities)), problem.nodes
    sets = [frozenset(some) for size in range(most + 1) for some in combinations(names, size)]
    number = {cities: i for i, cities in enumerate(sets)}
    into = np.array([[number.get(cities | {city}, -1) for city in names] for cities in sets], dtype=np.int64)
    city_of = np.array([names.index(city) for city in problem.cities], dtype=np.int64)
    allowed = np.zeros((len(nights), home), dtype=np.bool_)
    for night, nodes in enumerate(nights):
        allowed[night, list(nodes)] = True
    reached = _through(roads, allowed, into, city_of)
    return {cities: float(reached[i]) for cities, i in number.items() if reached[i] > -np.inf}


@compiled
def _through(roads, allowed, into, city_of):  # type: ignore[no-untyped-def]
    """What the best ways home add up to by the set of cities slept in; `into` is the set that a set and a city make
    (-1: too many)."""
    nights, home = allowed.shape
    now = np.full((len(into), home + 1), -np.inf)
    now[0, home] = 0.0
    for day in range(nights):
        after = np.full((len(into), home + 1), -np.inf)
        for slept in range(len(into)):
            for origin in range(home + 1):
                if now[slept, origin] == -np.inf:
                    continue
                for target in range(home):
                    points = now[slept, origin] + roads[day, origin, target]
                    if points > -np.inf and allowed[day, target]:
                        more = into[slept, city_of[target]]
                        if more >= 0 and points > after[more, target]:
                            after[more, target] = points
        now = after
    found = np.full(len(into), -np.inf)
    for slept in range(len(into)):
        for origin in range(home + 1):
            found[slept] = max(found[slept], now[slept, origin] + roads[nights, origin, home])
    return found
