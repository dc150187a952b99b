"""Routes that collect much, in the time given; the answer tells how far from the best it can be at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import numpy as np

from planner.orienteering.general import collect_general
from planner.orienteering.linked import collect_linked
from planner.orienteering.linked import warm_up as warm_up_linked
from planner.orienteering.problem import Collected, Orienteering
from planner.orienteering.proofs import find, pack_columns, prove
from planner.orienteering.search import LargeNeighbourhoodSearch

WORK = 200_000_000.0  # places tried a second that a machine of 2025 surely manages on one thread
CHUNK = 1_000_000.0  # places between two looks at the clock, about 5 ms
T_START, T_ANEW, T_END = 1.0, 0.3, 0.07  # temperature at first, after a new beginning, and at last, in mean prizes
ANNEAL, ANNEALS = 500_000.0, 6  # places that one anneal wants for each vertex and route; the most anneals
WARM_UP_SHARE = 0.05, 100_000.0  # what goes before, a route: share of the work, at most; places tried a vertex, at most
PROBE = 0.03  # share of the work that the first pass of labels may take, or there will be no more
EXACT, LABEL = 0.4, 1.4  # share of the work that a proof may take; places tried in the time of one label
SETTLED = 0.6  # share of the time after which nothing new is begun of it
MASTER = 0.03  # share of the work that the master may take, in all


def collect(
    problem: Orienteering, seconds: float, seed: int = 1, clock: Callable[[], float] = perf_counter
) -> Collected:
    """Routes of a problem: work for `seconds`, or less if nothing is left to gain. What is more than plain goes to
    `collect_linked` or `collect_general`.

    Where exact labels get anywhere, what a short anneal found is proven best, or bettered, by them. For the rest one
    anneal follows another, by turns from the best so far and from what a beam finds; after each the master packs the
    routes they met anew. How far the work has come decides how it goes on, so that the same seed gives the same routes
    on every machine that manages WORK; on a slower one `clock` decides.
    """
    if not problem.plain and not problem.linked:
        return collect_general(problem, seconds, seed, clock)
    warm_up()
    if problem.linked:
        return collect_linked(problem, seconds, seed, clock)
    began = clock()
    search, bound = LargeNeighbourhoodSearch(problem, seed), upper_bound(problem)
    limit = seconds * WORK
    done, gone = 0.0, 0.0
    if search.profit < bound and _labels_suffice(problem, PROBE * limit / LABEL):
        done = problem.routes * min(WARM_UP_SHARE[0] * limit, WARM_UP_SHARE[1] * len(problem.prize))
        search.anneal(done, T_START, T_END)
        slower = max(1.0, (clock() - began) / seconds * limit / done)
        labels = EXACT * limit / LABEL / slower
        bound, work = search.settle(problem, bound, labels, lambda: clock() - began > SETTLED * seconds)
        done += work * LABEL
        gone = min(max(done / limit, (clock() - began) / seconds), 1.0)
    fewest = 2 if problem.routes == 1 else 1
    anneals = min(max(round((1.0 - gone) * limit / (ANNEAL * len(problem.prize) * problem.routes)), fewest), ANNEALS)
    before, each = gone, (1.0 - gone) / anneals
    for number in range(anneals):
        opened, closes, hot = before + number * each, before + (number + 1 - MASTER) * each, T_START
        if search.profit < bound and number % 2:
            done, hot = done + search.begin_anew(), T_ANEW
            gone = max(done / limit, (clock() - began) / seconds)
            opened = gone
        while gone < closes and search.profit < bound:
            step = min(CHUNK, (closes - gone) * limit + 1.0)
            share = ((at - opened) / (closes - opened) for at in (gone, gone + step / limit))
            temperatures = (hot * (T_END / hot) ** min(max(its, 0.0), 1.0) for its in share)
            search.anneal(step, *temperatures)
            done += step
            gone = max(done / limit, (clock() - began) / seconds)
        if search.profit < bound:
            done += search.recombine(MASTER * each * limit)
            gone = max(done / limit, (clock() - began) / seconds)
    return Collected(search.routes(), search.profit, bound, search.rounds, clock() - began)


def _labels_suffice(problem: Orienteering, limit: float) -> bool:
    """Whether exact labels get anywhere: their first pass, which forgets most, is soon done."""
    one = replace(problem, routes=1)
    return problem.routes == 1 or find(one, np.inf, limit).whole


def upper_bound(problem: Orienteering) -> float:
    """No routes collect more: a vertex costs its service and half of the shortest ways to and from it, and there is
    only so much time. Prizes for cost first, the last one in part (the knapsack's relaxation)."""
    problem.require_plain("the knapsack bound")
    reachable = problem.reachable()
    if not reachable.any():
        return 0.0
    travel = problem.travel.astype(float)
    np.fill_diagonal(travel, np.inf)
    half = (travel.min(axis=0) + travel.min(axis=1)) / 2
    cost = np.maximum(half + problem.service, 1e-9)[reachable]
    prize = problem.prize[reachable]
    time = problem.routes * (float(problem.closes[0] - problem.opens[0] - problem.service[0]) - half[0])
    by_rate = np.argsort(-prize / cost, kind="stable")
    spent = np.minimum(np.cumsum(cost[by_rate]), max(time, 0.0))
    shares = np.diff(spent, prepend=0.0) / cost[by_rate]
    return float(np.floor(prize[by_rate] @ shares + 1e-6)) if _whole(prize) else float(prize[by_rate] @ shares)


def warm_up() -> None:
    """Compile, or read what an earlier run compiled: never on a user's time."""
    line = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=np.int32)
    flat = np.zeros(3, dtype=np.int32)
    two = Orienteering(line, flat, flat, flat + 2, np.array([0.0, 1.0, 1.0]), 2)
    search = LargeNeighbourhoodSearch(two, 1)
    search.anneal(1.0, 1.0, 0.5)
    search.recombine(1.0)
    search.begin_anew()
    pack_columns(two, (), 0.0, 1e6)
    prove(replace(two, routes=1), 0.0, 1e6)
    warm_up_linked()


def _whole(prize: np.ndarray) -> bool:
    return bool((prize == np.floor(prize)).all())
