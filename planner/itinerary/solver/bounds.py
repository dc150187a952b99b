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
    with_city = {city: np.array([number.get(cities | {city}, -1) for cities in sets]) for city in names}
    of_city = {city: {node for node in range(home) if problem.cities[node] == city} for city in names}
    reached = np.full((len(sets), home + 1), -np.inf)
    reached[number[frozenset()], home] = 0.0
    for day, ways in enumerate(roads):
        on = np.flatnonzero((reached > -np.inf).any(axis=1))
        ahead = (reached[on][:, :, None] + ways).max(axis=1)
        reached = np.full((len(sets), home + 1), -np.inf)
        if day == len(nights):
            reached[on, home] = ahead[:, home]
            continue
        for city, into in with_city.items():
            nodes, known = sorted(of_city[city] & nights[day]), into[on] >= 0
            for row, slept in zip(ahead[known][:, nodes], into[on][known], strict=True):
                reached[slept, nodes] = np.maximum(reached[slept, nodes], row)
    return {cities: float(reached[i, home]) for cities, i in number.items() if reached[i, home] > -np.inf}
