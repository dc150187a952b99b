"""Several routes at once by columns: a linear program over routes, priced by exact labels, bounds what they collect.

The prices it ends with tell which routes can be part of anything better than the best known; those are listed and
packed by CP-SAT. Where the work allowed does not suffice for all that, the bound is looser, and stays a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from planner.orienteering.arrays import TINY
from planner.orienteering.problem import Floats, Orienteering
from planner.orienteering.proofs.exact import MOST_VERTICES, FoundRoutes, Route, find, find_all

RELAX, DIVE, LIST, PACK = 0.5, 0.15, 0.15, 0.2  # shares of the work
ROUND = 0.3  # share of the work on a linear program that one pricing may take
DETERMINISTIC = 60e6  # labels in the time of one of CP-SAT's deterministic seconds
PROGRAM = 40.0  # labels in the time that the linear program needs for one column
EPSILON = 1e-6
Bools = npt.NDArray[np.bool_]

_WARM = pywraplp.MPSolverParameters()
_WARM.SetIntegerParam(_WARM.PRESOLVE, _WARM.PRESOLVE_OFF)
_WARM.SetIntegerParam(_WARM.INCREMENTALITY, _WARM.INCREMENTALITY_ON)


class Packing(NamedTuple):
    """`routes` collect more than was known; none if nothing better was found. Nothing collects more than `bound`."""

    routes: tuple[Route, ...]
    bound: float
    work: float


class Prices(NamedTuple):
    """Of a visit to each vertex, and of a route."""

    visit: Floats
    route: float


class RestrictedMaster:
    """The linear program over the columns so far: each vertex at most once, at most so many routes."""

    def __init__(self, problem: Orienteering, routes: Iterable[Route]) -> None:
        self.problem = problem
        self.routes: dict[Route, Route] = {}  # by what they visit
        self.shares: dict[Route, float] = {}  # of the routes that make up the optimum found last
        self._columns: list[pywraplp.Variable] = []
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        most = np.ones(len(problem.prize) + 1)
        most[-1] = problem.routes
        self._rows = [self._solver.RowConstraint(-self._solver.infinity(), float(m)) for m in most]
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self.add(routes)

    def add(self, routes: Iterable[Route]) -> int:
        """Columns for the routes that visit other vertices than those so far; how many."""
        before = len(self.routes)
        for route in routes:
            visited = tuple(sorted(route))
            if visited in self.routes:
                continue
            self.routes[visited] = route
            column = self._solver.NumVar(0.0, self._solver.infinity(), "")
            self._columns.append(column)
            self._objective.SetCoefficient(column, collects(self.problem, route))
            for row in (*route, -1):
                self._rows[row].SetCoefficient(column, 1.0)
        return len(self.routes) - before

    def solve(self) -> tuple[float, Prices] | None:
        """The optimum and its prices; None if the solver lost its way."""
        if self._solver.Solve(_WARM) != pywraplp.Solver.OPTIMAL:
            return None
        prices = np.array([max(row.dual_value(), 0.0) for row in self._rows])
        visit = np.minimum(prices[:-1], self.problem.prize)  # less may be visited: no visit costs more than it brings
        values = (
            (route, column.solution_value()) for route, column in zip(self.routes.values(), self._columns, strict=True)
        )
        self.shares = {route: value for route, value in values if value > EPSILON}
        return self._objective.Value(), Prices(visit, float(prices[-1]))


class Relaxation(NamedTuple):
    """The linear program when no column improves it any more, or the work is done. Nothing collects more than `bound`,
    by `prices`; `shares` of the columns make up the optimum."""

    bound: float
    prices: Prices
    shares: dict[Route, float]
    work: float


def pack_columns(
    problem: Orienteering, known: Iterable[Route], profit: float, limit: float, late: Callable[[], bool] = lambda: False
) -> Packing:
    """Look for routes that collect more than `profit`, from the `known` ones, within `limit` labels' work.

    When `late` says so nothing new is begun.
    """
    problem.require_plain("columns")
    if len(problem.prize) > MOST_VERTICES:
        return Packing((), np.inf, 0.0)
    master, needed, wanted = RestrictedMaster(problem, known), _needed(problem), _next(problem, profit)
    relaxed = _relax(master, needed, wanted, RELAX * limit, late)
    bound, work, best = relaxed.bound, relaxed.work, Packing((), np.inf, 0.0)
    if bound < np.inf and bound >= wanted - EPSILON:
        dived = _dive(master, relaxed, needed, wanted, DIVE * limit, late)
        work += dived.work
        if dived.routes:
            best, profit = dived, sum(collects(problem, route) for route in dived.routes)
            wanted = _next(problem, profit)
    if bound < np.inf and bound >= wanted - EPSILON and not late():
        listed = _listed(problem, relaxed.prices, bound, wanted, LIST * limit)
        work += listed.work
        if listed.whole and not late():
            packed = _pack(problem, listed.routes, relaxed.prices, bound, wanted, PACK * limit)
            work, bound = work + packed.work, min(bound, max(packed.bound, profit))
            best = packed if packed.routes else best
    step = better_by(problem.prize)
    whole = step > TINY and bound < np.inf
    return Packing(best.routes, step * np.floor(bound / step + EPSILON) if whole else bound, work)


def _next(problem: Orienteering, profit: float) -> float:
    """The least that can be collected beyond `profit`."""
    step = better_by(problem.prize)
    return step * (np.floor(profit / step + EPSILON) + 1.0) if step > TINY else profit + step


def _relax(
    master: RestrictedMaster, needed: Bools, wanted: float, limit: float, late: Callable[[], bool]
) -> Relaxation:
    """Add columns until none would improve the optimum, nothing can collect what is wanted, or the work is done."""
    problem = master.problem
    bound, work, best = np.inf, 0.0, Prices(problem.prize, 0.0)
    while work < limit and bound >= wanted - EPSILON and not late():
        solved = master.solve()
        work += PROGRAM * len(master.routes)
        if solved is None or solved[0] >= bound - EPSILON:
            break
        found = _price(problem, solved[1], needed, min(ROUND * limit, limit - work))
        work += found.work
        tried = float(solved[1].visit.sum()) + problem.routes * max(found.bound, 0.0)
        if tried < bound:
            bound, best = tried, solved[1]
        if not master.add(found.routes):
            break
    return Relaxation(bound, best, master.shares, work)


def _dive(
    master: RestrictedMaster, relaxed: Relaxation, needed: Bools, wanted: float, limit: float, late: Callable[[], bool]
) -> Packing:
    """Routes that collect what is wanted, or more: those with the largest share, then the best for what they leave."""
    problem, work = master.problem, 0.0
    routes: tuple[Route, ...] = ()
    while relaxed.shares and relaxed.bound >= wanted - EPSILON:
        most = max(relaxed.shares.values())
        whole = tuple(route for route, share in relaxed.shares.items() if share > 1.0 - EPSILON)
        taken = whole or (min(route for route, share in relaxed.shares.items() if share == most),)
        routes += taken
        wanted -= sum(collects(problem, route) for route in taken)
        if problem.routes == len(taken) or work >= limit:
            break
        gone = {v for route in taken for v in route}
        problem = replace(problem, closes=problem.closes.copy(), routes=problem.routes - len(taken))
        problem.closes[list(gone)] = problem.opens[list(gone)] - 1
        master = RestrictedMaster(problem, (route for route in master.routes.values() if gone.isdisjoint(route)))
        relaxed = _relax(master, needed, max(wanted, EPSILON * 2), limit - work, late)
        work += relaxed.work
    return Packing(routes if wanted <= EPSILON else (), np.inf, work)


def better_by(prize: Floats) -> float:
    """What collects more collects so much more at least: prizes are often whole, even multiples of ten."""
    whole = bool((prize == np.floor(prize)).all()) and prize.any()
    return float(np.gcd.reduce(prize.astype(np.int64))) if whole else TINY


def collects(problem: Orienteering, route: Route) -> float:
    return float(problem.prize[list(route)].sum())


def _price(problem: Orienteering, prices: Prices, needed: Bools, limit: float) -> FoundRoutes:
    """Routes that bring more than their prices; `bound` is what none exceeds, the visits paid."""
    left = problem.prize - prices.visit
    left[left < EPSILON] = 0.0
    kept = np.flatnonzero((left > 0.0) | needed)
    found = find(_part(problem, left, kept), prices.route + EPSILON, limit)
    return found._replace(routes=tuple(tuple(int(kept[v]) for v in route) for route in found.routes))


def _listed(problem: Orienteering, prices: Prices, bound: float, wanted: float, limit: float) -> FoundRoutes:
    """Every route that can be part of `wanted` or more: the others bring at most as much as the best route does."""
    left = np.maximum(problem.prize - prices.visit, 0.0)
    best = (bound - float(prices.visit.sum())) / problem.routes
    above = wanted - bound + best - EPSILON
    return find_all(replace(problem, prize=left, routes=1), above, limit)


def _part(problem: Orienteering, prize: Floats, kept: np.ndarray) -> Orienteering:
    square = np.ix_(kept, kept)
    windows = problem.service[kept], problem.opens[kept], problem.closes[kept]
    return Orienteering(np.ascontiguousarray(problem.travel[square]), *windows, prize[kept], 1)


def _needed(problem: Orienteering) -> Bools:
    """Vertices that some way is shorter over, and vertex 0: others without a prize need no visit."""
    travel, service = problem.travel.astype(np.int64), problem.service
    shorter = [bool((travel > travel[:, [k]] + service[k] + travel[k]).any()) for k in range(len(travel))]
    return np.array([True, *shorter[1:]])


def _pack(
    problem: Orienteering, routes: tuple[Route, ...], prices: Prices, bound: float, wanted: float, limit: float
) -> Packing:
    """The best of these routes that visit nothing twice and collect what is wanted.

    What is dearer than `bound` is above `wanted` cannot be left out.
    """
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in routes]
    by_vertex: list[list[cp_model.IntVar]] = [[] for _ in problem.prize]
    for route, take in zip(routes, taken, strict=True):
        for v in route:
            by_vertex[v].append(take)
    for takes, price in zip(by_vertex[1:], prices.visit[1:], strict=True):
        must = price > bound - wanted + EPSILON
        (model.add_exactly_one if must else model.add_at_most_one)(takes)
    model.add(sum(taken) <= problem.routes)
    prizes = [collects(problem, route) for route in routes]
    model.maximize(sum(prize * take for prize, take in zip(prizes, taken, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = limit / DETERMINISTIC
    status = solver.solve(model)
    work = solver.response_proto.deterministic_time * DETERMINISTIC
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        chosen = tuple(route for route, take in zip(routes, taken, strict=True) if solver.boolean_value(take))
        got = sum(collects(problem, route) for route in chosen)
        if got >= wanted - EPSILON:
            return Packing(chosen, got if status == cp_model.OPTIMAL else np.inf, work)
    settled = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return Packing((), -np.inf if settled else np.inf, work)
