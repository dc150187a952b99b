"""Anneals, each from the best so far, and after each what they met packed anew, for routes that share something."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

import numpy as np

from planner.orienteering.arrays import arrays_of
from planner.orienteering.linked.bound import circuit_bound, first_bound, long_bound, plain_bound
from planner.orienteering.linked.long import LongRouteSearch, cuttable
from planner.orienteering.linked.packing import columns_in, pack_linked
from planner.orienteering.problem import Collected, Orienteering, RouteSchedule
from planner.orienteering.search import LargeNeighbourhoodSearch

WORK = 160_000_000.0  # places tried a second that a machine of 2025 surely manages on one thread
FIRST = 100_000.0  # places tried for the first answer, however late it is
CHUNK = 1_000_000.0  # places between two looks at the clock
T_END = 0.07  # temperature at last, in mean prizes
LONG = 0.4  # share of an anneal's work that one long route takes, where it may be cut into trips
PROOF = 0.15  # share of the work that a bound may take
PACKING = 0.1  # share of an anneal's work that the packing after it may take
LABEL = 1.4  # places tried in the time of one label


class Pace(NamedTuple):
    """`t_start`: temperature at first, in mean prizes; `wants`: places that one anneal tries for each vertex and route;
    `most` anneals."""

    t_start: float
    wants: float
    most: int


HOTELS, TOTALS = Pace(2.0, 60_000.0, 8), Pace(1.0, 500_000.0, 6)


def collect_linked(
    problem: Orienteering, seconds: float, seed: int = 1, clock: Callable[[], float] = perf_counter
) -> Collected:
    """As `collect`, for routes that share hotels or limits, or vertices with several windows.

    Raises
    ------
    NoRoute
        A route cannot go straight from its start to its end.
    """
    began = clock()
    run = _LinkedRun(problem, seconds, seed, clock, began)
    for number in range(run.anneals):
        run.anneal(number)
        if number == 0:
            run.prove()
    return _collected(run.search, run.bound, clock() - began)


class _LinkedRun:
    """How far the work has come, and what it has brought."""

    def __init__(
        self, problem: Orienteering, seconds: float, seed: int, clock: Callable[[], float], began: float
    ) -> None:
        self.problem, self._seconds, self._clock, self._began = problem, seconds, clock, began
        self.search = LargeNeighbourhoodSearch(problem, seed)
        self.bound = first_bound(problem, self.search.arrays)
        self._long = LongRouteSearch(problem, self.search.arrays, seed) if cuttable(problem) else None
        self._share = LONG if self._long else 0.0  # of an anneal, for the long route
        self._limit, self._done, self._gone = seconds * WORK, 0.0, 0.0
        self.search.anneal(FIRST, T_END, T_END)
        self._spend(FIRST)
        self._pace = HOTELS if problem.hotels else TOTALS
        wanted = round((1.0 - self._gone) * self._limit / (self._pace.wants * len(problem.prize) * problem.routes))
        self.anneals = min(max(wanted, 1), self._pace.most)

    def anneal(self, number: int) -> None:
        """The long route, trips, and what they met packed anew; each from the best so far."""
        opened, each = self._gone, (1.0 - self._gone) / (self.anneals - number)
        middle, had = opened + self._share * each, self.search.profit
        if self._long:
            self._until(middle, self._step_long)
            if number and self.search.profit <= had:
                self._share /= 2
        self._until(opened + (1.0 - PACKING) * each, self.search.anneal)
        if self.search.profit < self.bound:
            self._spend(_pack(self.problem, self.search, PACKING * each * self._limit))

    def prove(self) -> None:
        """A better bound, if there is time."""
        limit, until = PROOF * self._limit / LABEL, self._gone + PROOF

        def late() -> bool:
            return (self._clock() - self._began) / self._seconds > until

        if self.search.profit >= self.bound or late():
            return
        bound, work = self.bound, 0.0
        if self._long:
            bound, work = long_bound(self.problem, self.search.arrays, self.search.profit, limit, late)
        elif not self.problem.hotels and not any((*self.problem.starts, *self.problem.ends)):
            bound, work = plain_bound(self.problem, self.search, limit, late)
        self.bound = min(self.bound, bound)
        self._spend(work * LABEL)

    def _step_long(self, step: float, hot: float, cold: float) -> None:
        if self._long and self._long.anneal(step, hot, cold, self.search.profit):
            self.search.take(*self._long.trips())

    def _until(self, end: float, step: Callable[[float, float, float], None]) -> None:
        """From hot to cold, until so much of the work is done."""
        start = self._gone
        while self._gone < end and self.search.profit < self.bound:
            work = min(CHUNK, (end - self._gone) * self._limit + 1.0)
            its = (self._gone, self._gone + work / self._limit)
            hot, cold = (T_END / self._pace.t_start) ** ((np.array(its) - start) / (end - start)) * self._pace.t_start
            step(work, float(hot), max(float(cold), T_END))
            self._spend(work)

    def _spend(self, work: float) -> None:
        self._done += work
        self._gone = max(self._done / self._limit, min((self._clock() - self._began) / self._seconds, 1.0))


def _pack(problem: Orienteering, search: LargeNeighbourhoodSearch, limit: float) -> float:
    """Go on from better routes of the pool, if there are any; the work, in places tried."""
    columns, group = columns_in(search.pool), tuple(int(g) for g in search.pool.group[: problem.routes])
    packed = pack_linked(problem, columns, group, search.profit, limit / LABEL)
    ends = tuple((column.start, column.end) for column in packed.columns)
    search.take(tuple(column.route for column in packed.columns), ends or None)
    return packed.work * LABEL


def _collected(search: LargeNeighbourhoodSearch, bound: float, seconds: float) -> Collected:
    routes, best = search.routes(), search.best
    tables = []
    for r, route in enumerate(routes):
        start, end = search.ends()[r]
        times = (int(time) for time in best.times["early"][r, : len(route) + 2])
        tables.append(RouteSchedule(tuple(zip((start, *route, end), times, strict=True)), None))
    hotels = tuple(end for _, end in search.ends()[:-1]) if len(search.arrays.hotels) else ()
    profit = float(best.gain[:, 0].sum())
    return Collected(routes, profit, max(bound, profit), search.rounds, seconds, tuple(tables), hotels)


def warm_up() -> None:
    """Compile, or read what an earlier run compiled: never on a user's time."""
    line = np.abs(np.arange(4, dtype=np.int32)[:, None] - np.arange(4, dtype=np.int32))
    flat, closes = np.zeros(4, dtype=np.int32), np.full((2, 4), 9, dtype=np.int32)
    prize = np.array([0.0, 0.0, 1.0, 2.0])
    both = Orienteering(line, flat, flat, flat + 9, prize, 2, (0, 0), (1, 1), route_closes=closes, hotels=(0, 1))
    collect_linked(both, 0.001, clock=lambda: 0.0)
    search, long = LargeNeighbourhoodSearch(both, 1), LongRouteSearch(both, arrays_of(both), 1)
    search.anneal(1.0, 1.0, 0.5)
    long.anneal(1.0, 1.0, 0.5, 0.0)
    circuit_bound(both, search.arrays, 1.0, lambda: False)
