"""What trips can be worth at most by the cities they sleep in, from a problem with one node for each city."""

from __future__ import annotations

from dataclasses import dataclass

from planner.itinerary.problem import DualPrices, TripProblem
from planner.itinerary.solver.lp import Nights, NoOptimum, TripRelaxation, Ways
from planner.itinerary.solver.plan_worth import PENALTY, Trip
from planner.solving import Progress, SolveOptions

Cities = frozenset[int]


@dataclass(frozen=True)
class CityBound:
    """No trip that sleeps in all of these cities and in no other is worth more than `bound`."""

    cities: Cities
    bound: int


class CityBounds:
    """Bounds by sets of cities: prices bound all sets at once, a linear program of its own the promising ones."""

    def __init__(self, problem: TripProblem, options: SolveOptions) -> None:
        def look() -> None:
            options.progress(Progress("choose", 1, 4))

        self.trip = Trip(problem)
        self._relaxed = TripRelaxation(self.trip, look, options.work, scaled=False)
        self._nights: Nights = (frozenset(range(problem.nodes)),) * (problem.days - 1)
        self._solved: dict[Cities, int] = {}
        self._relaxed.solve(Ways(frozenset(), self._nights), cut=False)
        self.bounds = {} if self._relaxed.short else self._relaxed.by_cities()

    @property
    def prices(self) -> DualPrices:
        """Those found last."""
        return self._relaxed.prices

    def best(self, least: int, most: int) -> list[CityBound]:
        """Sets of cities with their bounds, best first: at least so many, until none of the others can be better than
        the best of them or `most` linear programs were solved."""
        for _ in range(most):
            rest = [cities for cities, bound in self.bounds.items() if bound > -PENALTY and cities not in self._solved]
            highest = max(self._solved.values(), default=-PENALTY)
            enough = len(self._possible()) >= least and all(self.bounds[cities] <= highest for cities in rest)
            if not rest or enough:
                break
            self._solve(max(rest, key=lambda cities: (self.bounds[cities], -len(cities), sorted(cities))))
        return self._possible()

    def _possible(self) -> list[CityBound]:
        found = [CityBound(cities, bound) for cities, bound in self._solved.items() if bound > -PENALTY]
        return sorted(found, key=lambda each: (-each.bound, sorted(each.cities)))

    def _solve(self, cities: Cities) -> None:
        nodes = frozenset(node for node, city in enumerate(self.trip.problem.cities) if city in cities)
        try:
            bound = self._relaxed.solve(Ways(cities, (nodes,) * len(self._nights)))
        except NoOptimum:  # what the prices of all sets say of this one still holds
            self._solved[cities] = self.bounds[cities]
            return
        if self._relaxed.short:
            bound = -PENALTY
        self._solved[cities] = min(bound, self.bounds[cities])
        ahead = self._relaxed.by_cities()
        self.bounds = {each: min(bound, ahead.get(each, bound)) for each, bound in self.bounds.items()}
