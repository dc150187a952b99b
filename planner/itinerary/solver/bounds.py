"""What trips that spend their nights in given ways can be worth at most, from prices alone: no linear program.

At any prices of what the days share, the best plan of every day for itself, less what it is charged, and all that was
charged together bound every trip (Lagrange). The nights need not be relaxed: the best way through them is found
exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.itinerary.problem import HOME, TripProblem
from planner.itinerary.solver.trip_model import route_cost

Cities = frozenset[int]


def best_by_cities(
    problem: TripProblem, best: Mapping[int, float], nights: Sequence[frozenset[int]], most: int
) -> dict[Cities, float]:
    """For every set of at most `most` cities slept in, each night at one of its nodes: what the best ways through the
    days can add up to, if an offer adds `best` (by offer; those without cannot be used)."""
    ends = (frozenset({HOME}), *nights, frozenset({HOME}))
    reached: dict[tuple[int, Cities], float] = {(HOME, frozenset()): 0.0}
    for day, roads in enumerate(_roads(problem, best)):
        ahead: dict[tuple[int, Cities], float] = {}
        for (node, cities), points in reached.items():
            for target, adds in roads.get(node, ()):
                if target not in ends[day + 1]:
                    continue
                slept = cities if target == HOME else cities | {problem.cities[target]}
                if len(slept) <= most and points + adds > ahead.get((target, slept), float("-inf")):
                    ahead[target, slept] = points + adds
        reached = ahead
    return {cities: points for (_, cities), points in reached.items()}


def _roads(problem: TripProblem, best: Mapping[int, float]) -> list[dict[int, list[tuple[int, float]]]]:
    """For each day: from each node, the nodes it can lead to and what that adds."""
    days: list[dict[int, list[tuple[int, float]]]] = [{} for _ in range(problem.days)]
    for index, adds in best.items():
        offer = problem.offers[index]
        paid = adds - route_cost(problem, offer)
        for day in offer.days:
            days[day].setdefault(offer.origin, []).append((offer.target, paid))
    return days
