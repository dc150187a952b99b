"""The linear program over all day plans, by pricing: its optimum bounds all trips with nights spent in given ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
from ortools.linear_solver import pywraplp

from planner.itinerary.problem import DualPrices, Ints
from planner.itinerary.solver.bounds import best_by_cities, best_roads, best_way
from planner.itinerary.solver.plan_worth import PENALTY, Column, Floats, Trip, best_of_each
from planner.itinerary.solver.trip_model import Model
from planner.solving import Work

_SEED_PLANS = 300  # best plans, shared by the offers, that the linear program starts with; of each 3 to 25
_PRICED_PLANS = 300  # plans added in one round of pricing; of each offer 3 to 40
_MOST_PIVOTS = 20_000  # of one linear program: with more it turns in a circle
_WORK = 5e-6  # of a variable in one round of pricing

Nights = tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Ways:
    """Ways to spend the nights: in `cities`, in all of them, each night at one of its `nights`."""

    cities: frozenset[int]
    nights: Nights


def _warm(algorithm: int) -> pywraplp.MPSolverParameters:
    """Go on from the last optimum."""
    how = pywraplp.MPSolverParameters()
    how.SetIntegerParam(how.PRESOLVE, how.PRESOLVE_OFF)
    how.SetIntegerParam(how.INCREMENTALITY, how.INCREMENTALITY_ON)
    how.SetIntegerParam(how.LP_ALGORITHM, algorithm)
    return how


_BOUNDED = _warm(pywraplp.MPSolverParameters.DUAL)  # other nights are allowed
_WIDENED = _warm(pywraplp.MPSolverParameters.PRIMAL)  # there are more columns


class NoOptimum(RuntimeError):
    """The solver of linear programs gave up on one that has an optimum."""


class TripRelaxation:
    """The linear program over all columns, by pricing. `short`: what cannot be had, as in `TripSolution`; `look` is
    called now and then, and may raise. A program that is not `scaled` goes on from its last optimum in far fewer
    pivots where little but ways through many nights is in it. It begins with the plans that add most at `prices`."""

    def __init__(
        self,
        trip: Trip,
        look: Callable[[], None],
        work: Work | None = None,
        scaled: bool = True,
        prices: DualPrices | None = None,
    ) -> None:
        self.trip, self.look, self.work = trip, look, work or Work()
        self.ways = Ways(frozenset(), ())
        self.bound = PENALTY
        self.short: frozenset[int] = frozenset()
        self.prices: DualPrices
        self._value = 0.0  # of the optimum found last
        self._offers: Ints = np.zeros(0, dtype=np.int64)  # that may be used
        self._charged: Floats = np.zeros(0)  # for using each
        self._reduced: Floats = np.zeros(0)  # what their plans would add to the optimum, one offer after the other
        self._ends: Ints = np.zeros(1, dtype=np.int64)
        self._roads: Floats | None = None  # at the prices found last
        self._model = Model(trip, relaxed=True)
        self._model.solver.SetSolverSpecificParametersAsString(
            f"max_number_of_iterations: {_MOST_PIVOTS} use_scaling: {str(scaled).lower()}"
        )
        offers = np.arange(len(trip.values))
        adds = trip.values
        if prices is not None:
            left, ends = trip.reduced(offers, prices, np.zeros(len(offers)))
            adds = np.split(left, ends[1:-1])
        for offer in offers.tolist():
            best = _top(adds[offer], _share(_SEED_PLANS, 25, len(offers)))
            self._add(Column(offer, plan) for plan in best.tolist())

    def _add(self, columns: Iterable[Column]) -> int:
        new = [column for column in columns if column not in self._model.columns]
        for column in new:
            self._model.add(column)
        return len(new)

    def solve(self, ways: Ways, cut: bool = True) -> int:
        """Add columns until none would improve the optimum of the trips with these nights; the optimum, cut."""
        self._begin(ways)
        while self._price() or (cut and self._cut()):
            pass
        self.bound = self._optimum()
        return self.bound

    def above(self, ways: Ways, worth: int) -> int:
        """A bound of the trips with these nights, as soon as it is not above a worth, or is clear that none is."""
        self._begin(ways)
        while self._price():
            if self._optimum() > worth:
                return PENALTY
            bound = self.bound_of(ways.nights)
            if bound <= worth:
                return bound
        return self._optimum()

    def _cut(self) -> bool:
        """State rows that the optimum breaks; are there any?"""
        self._how = _BOUNDED
        return self._model.cut()

    def _begin(self, ways: Ways) -> None:
        self.ways = ways
        self._model.allow(ways.cities, ways.nights)
        self._how = _BOUNDED

    def _optimum(self) -> int:
        """That of the program over the columns it had, cut."""
        return int(np.floor(self._value + 1e-3))

    def narrow(self, nights: Nights) -> None:
        """Take only these nights for allowed, which the optimum spends as they say."""
        self.ways = Ways(self.ways.cities, nights)
        self._model.allow(self.ways.cities, nights)
        here = np.isin(self._offers, self._model.allowed())
        sizes = np.diff(self._ends)
        self._reduced = self._reduced[np.repeat(here, sizes)]
        self._offers, self._charged = self._offers[here], self._charged[here]
        self._ends = np.concatenate([[0], np.cumsum(sizes[here])])

    def _price(self) -> int:
        """Solve the program and add the columns that may improve it; how many these are."""
        self.look()
        if self._model.solver.Solve(self._how) != pywraplp.Solver.OPTIMAL:
            self._solve_anew()
        self.work.done += _WORK * self._model.solver.NumVariables()
        self._model.read()
        self._value, self.short, self.prices = self._model.objective.Value(), self._model.short(), self._model.prices()
        self._offers = np.array(self._model.allowed(), dtype=np.int64)
        self._charged = self._model.charges(self._offers)
        self._reduced, self._ends = self.trip.reduced(self._offers, self.prices, self._charged)
        self._how, self._roads = _WIDENED, None
        better = best_of_each(self._reduced, self._ends, _share(_PRICED_PLANS, 40, len(self._offers)))
        return self._add(Column(int(self._offers[i]), plan) for i, plan in better.tolist())

    def bound_of(self, nights: Nights) -> int:
        """What trips with some of the nights just priced can be worth at most, at the prices found: no linear program,
        but every day's best plan for itself and the best way through the nights (Lagrange)."""
        if self._roads is None:
            adds = np.maximum.reduceat(self._reduced, self._ends[:-1]) + self._charged
            best = dict(zip(self._offers.tolist(), adds.tolist(), strict=True))
            self._roads = best_roads(self.trip.problem, best, self.prices)
        worth = best_way(self._roads, nights) + self.prices.stock
        return int(np.floor(worth + 1e-3)) if worth > -PENALTY else -PENALTY

    def all_ways(self) -> Ways:
        """Any way to spend the nights."""
        problem = self.trip.problem
        return Ways(frozenset(), (frozenset(range(problem.nodes)),) * (problem.days - 1))

    def by_cities(self) -> dict[frozenset[int], int]:
        """What all trips can be worth at most by the cities they sleep in, at the prices found last."""
        problem = self.trip.problem
        offers = np.arange(len(problem.offers))
        left, ends = self.trip.reduced(offers, self.prices, np.zeros(len(offers)))
        best = dict(enumerate(np.maximum.reduceat(left, ends[:-1]).tolist()))
        most = min(problem.most_cities, problem.days - 1)
        found = best_by_cities(problem, best_roads(problem, best, self.prices), self.all_ways().nights, most)
        return {cities: int(np.floor(points + self.prices.stock + 1e-3)) for cities, points in found.items()}

    def _solve_anew(self) -> None:
        """GLOP loses its way in a rare program; from scratch, with the other algorithm or presolved it finds out."""
        for presolved, algorithm in product(
            (_BOUNDED.PRESOLVE_OFF, _BOUNDED.PRESOLVE_ON), (_BOUNDED.PRIMAL, _BOUNDED.DUAL)
        ):
            how = pywraplp.MPSolverParameters()
            how.SetIntegerParam(how.PRESOLVE, presolved)
            how.SetIntegerParam(how.LP_ALGORITHM, algorithm)
            how.SetIntegerParam(how.INCREMENTALITY, how.INCREMENTALITY_OFF)
            if self._model.solver.Solve(how) == pywraplp.Solver.OPTIMAL:
                return
        raise NoOptimum("the linear program has no optimum although every rule has slack")

    def slept(self) -> list[Floats]:
        """For each night, how much of it is spent at each node."""
        return self._model.slept()

    def rivals(self, floor: int, most: int) -> tuple[list[Column], int]:
        """The columns that may be in a trip worth more than `floor`, at most so many, those of highest reduced cost;
        and what a trip with one of the others can be worth at most."""
        cost, sizes = self._reduced, np.diff(self._ends)
        owner = np.repeat(self._offers, sizes)
        plan = np.arange(len(cost)) - np.repeat(self._ends[:-1], sizes)
        order = np.flatnonzero(cost > floor - self.bound - 1)
        order = order[np.lexsort((plan[order], owner[order], -cost[order]))]
        columns = [Column(int(owner[i]), int(plan[i])) for i in order[:most]]
        columns = list(dict.fromkeys([*columns, *map(self.trip.light, self._offers.tolist())]))
        return columns, self.bound + int(np.floor(cost[order[most]])) if len(order) > most else -PENALTY


def _share(plans: int, most: int, offers: int) -> int:
    """How many of the plans are one offer's, of so many."""
    return max(3, min(most, plans // max(1, offers)))


def _top(scores: Floats, count: int) -> Ints:
    if len(scores) <= count:
        return np.arange(len(scores))
    best = np.argpartition(-scores, count)[:count]
    return np.sort(best)
