"""Anneals, each from the best so far, and after each what they met packed anew, for routes that share something."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import numpy as np

from planner.orienteering.linked.packing import columns_in, pack_linked
from planner.orienteering.problem import Collected, Orienteering, RouteSchedule
from planner.orienteering.search import LargeNeighbourhoodSearch

WORK = 150_000_000.0  # places tried a second that a machine of 2025 surely manages on one thread
CHUNK = 1_000_000.0  # places between two looks at the clock
T_START, T_END = 1.0, 0.07  # temperature at first and at last, in mean prizes
ANNEAL, ANNEALS = 500_000.0, 6  # places that one anneal wants for each vertex and route; the most anneals
PACKING = 0.1  # share of an anneal's work that the packing after it may take
LABEL = 1.4  # places tried in the time of one label


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
    search = LargeNeighbourhoodSearch(problem, seed)
    bound = float(problem.prize[search.arrays.closes.max(axis=0) >= 0].sum())
    limit = seconds * WORK
    done, gone = 0.0, min((clock() - began) / seconds, 0.9)
    anneals = min(max(round((1.0 - gone) * limit / (ANNEAL * len(problem.prize) * problem.routes)), 1), ANNEALS)
    before, each = gone, (1.0 - gone) / anneals
    for number in range(anneals):
        opened, closes = before + number * each, before + (number + 1 - PACKING) * each
        while gone < closes and search.profit < bound:
            step = min(CHUNK, (closes - gone) * limit + 1.0)
            temperatures = (_temperature((at - opened) / (closes - opened)) for at in (gone, gone + step / limit))
            search.anneal(step, *temperatures)
            done += step
            gone = max(done / limit, (clock() - began) / seconds)
        if search.profit < bound:
            done += _pack(problem, search, PACKING * each * limit)
            gone = max(done / limit, (clock() - began) / seconds)
    return _collected(search, bound, clock() - began)


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
        times = (int(time) for time in best.early[r, : len(route) + 2])
        tables.append(RouteSchedule(tuple(zip((start, *route, end), times, strict=True)), None))
    hotels = tuple(end for _, end in search.ends()[:-1]) if len(search.arrays.hotels) else ()
    profit = float(best.gain[:, 0].sum())
    return Collected(routes, profit, max(bound, profit), search.rounds, seconds, tuple(tables), hotels)


def _temperature(gone: float) -> float:
    return T_START * float(np.power(T_END / T_START, min(max(gone, 0.0), 1.0)))
