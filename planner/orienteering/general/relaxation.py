"""What all routes collect at most: the linear program over routes of each number, priced by exact labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp

from planner.orienteering.general.labels import best_route
from planner.orienteering.problem import Floats, Orienteering

EPSILON = 1e-6
Route = tuple[int, ...]


class DisaggregatedRelaxation(NamedTuple):
    """Nothing collects more than `bound`. With a visit to each vertex at its price in `visit`, route r brings at most
    `most[r]`, and all prices and these together are the bound. `columns`: the routes met, by number; `work`: labels."""

    bound: float
    visit: Floats
    most: tuple[float, ...]
    columns: tuple[tuple[Route, ...], ...]
    work: float


class DisaggregatedMaster:
    """One route of each number, in parts; each vertex at most once."""

    def __init__(self, problem: Orienteering) -> None:
        self._prize = problem.prize
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        free = self._solver.infinity()
        self._vertices = [self._solver.RowConstraint(-free, 1.0) for _ in problem.prize]
        self._routes = [self._solver.RowConstraint(1.0, 1.0) for _ in range(problem.routes)]
        self._solver.Objective().SetMaximization()
        self.columns: list[dict[frozenset[int], Route]] = [{} for _ in range(problem.routes)]

    def add(self, number: int, route: Route) -> bool:
        """A column, if the route of this number visits what none so far does."""
        visited = frozenset(route)
        if visited in self.columns[number]:
            return False
        self.columns[number][visited] = route
        column = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._solver.Objective().SetCoefficient(column, float(self._prize[list(route)].sum()))
        for row in (*(self._vertices[v] for v in route), self._routes[number]):
            row.SetCoefficient(column, 1.0)
        return True

    def prices(self) -> tuple[Floats, list[float]] | None:
        """Of a visit to each vertex and of a route of each number; None if the solver lost its way."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        visit = np.array([max(row.dual_value(), 0.0) for row in self._vertices])
        return np.minimum(visit, self._prize), [row.dual_value() for row in self._routes]


def relax(
    problem: Orienteering, known: Sequence[Route], limit: float, late: Callable[[], bool] = lambda: False
) -> DisaggregatedRelaxation:
    """Add routes, beginning with the `known` one of each number, until none improves the optimum, `limit` labels have
    been looked at, or it is `late`."""
    master, work = DisaggregatedMaster(problem), 0.0
    for number, route in enumerate(known):
        master.add(number, route)
    best = _priced(problem, np.zeros(len(problem.prize)), [-1.0] * problem.routes, limit)
    work, added = best.work, [master.add(r, its[0]) for r, its in enumerate(best.columns) if its]
    while any(added) and work < limit and not late():
        prices = master.prices()
        if prices is None:
            break
        found = _priced(problem, *prices, limit - work)
        work += found.work
        best = found if found.bound < best.bound else best
        added = [master.add(r, its[0]) for r, its in enumerate(found.columns) if its]
    whole = bool((problem.prize == np.floor(problem.prize)).all())
    bound = float(np.floor(best.bound + EPSILON)) if whole else best.bound
    return best._replace(bound=bound, columns=tuple(tuple(its.values()) for its in master.columns), work=work)


def _priced(problem: Orienteering, visit: Floats, prices: list[float], limit: float) -> DisaggregatedRelaxation:
    """The route of each number that brings most beyond its price, and the bound by these prices."""
    left = replace(problem, prize=problem.prize - visit)
    its = [best_route(left, r, max(price + EPSILON, -1.0), limit / problem.routes) for r, price in enumerate(prices)]
    most = tuple(max(one.bound, 0.0) for one in its)
    columns = tuple((one.route,) if one.route is not None else () for one in its)
    return DisaggregatedRelaxation(float(visit.sum()) + sum(most), visit, most, columns, sum(one.work for one in its))
