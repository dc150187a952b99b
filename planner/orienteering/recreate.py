"""Putting back, one by one, what pays most for the time it takes: compiled.

When this is done nothing that is out fits anywhere. So only vertices just taken out, and routes just changed, need
looking at the next time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled
from planner.orienteering.arrays import DROPPED, NEVER, OUT, POWERS, Bools, padded
from planner.orienteering.insertion import InsertionPosition, affordable, find, insert, insertion_cost, pay, window_of
from planner.orienteering.problem import Floats, Times
from planner.orienteering.ruin import below, chance
from planner.orienteering.sweep import sweep

MOST_NOISE = 0.6
FIRST = 1e30  # weight of the vertex room was made for
INSERT_WORK = 80  # of an insertion, in places tried, beside its route
SCAN, RANK = 0.5, 1.0  # places tried in the time that choosing takes for one vertex; and comparing its routes, each
MOST_PRICE = 2.0  # of a total, in the time of all routes
MANY, MOST_STALE = 16, 6  # one vertex in so many: to sweep over all is as quick as to try each, or those that need it


class Candidates(NamedTuple):
    """What is out and fits somewhere. By slot: `free` the vertex, `score` (weight for cost) and `route`, its best one.
    Of each vertex: `weight`, and `extra`, the cost of what it takes of totals. `cost` (routes x vertices): the cheapest
    place there, NEVER if none, and `at`, the place before it, or -1 if not known; `stale`, whether the route has filled
    since, and `full` (routes), whether it has for all of them."""

    free: Times
    score: Floats
    route: Times
    weight: Floats
    extra: Floats
    cost: Times
    at: Times
    stale: Bools
    full: Bools


def no_candidates(vertices: int, routes: int) -> Candidates:
    """Room for all of them."""
    return Candidates(
        free=np.zeros(vertices, dtype=np.int32),
        score=np.zeros(vertices),
        route=np.zeros(vertices, dtype=np.int32),
        weight=np.zeros(vertices),
        extra=np.ones(vertices),
        cost=np.full((routes, padded(vertices)), NEVER, dtype=np.int32),
        at=np.full((routes, vertices), -1, dtype=np.int32),
        stale=np.zeros((routes, vertices), dtype=np.bool_),
        full=np.zeros(routes, dtype=np.bool_),
    )


@compiled
def recreate(arrays, tour, candidates, state, touched, first):  # type: ignore[no-untyped-def]
    """Put in what pays most until nothing fits; `first` goes in first if it can. Returns the work, in places tried."""
    loose, work = _weigh(arrays, tour, candidates, state, first)
    work += _list(arrays, tour, candidates, touched, loose)
    work += RANK * loose * len(touched)
    loose = _rank(candidates, loose)
    while loose > 0:
        x = _best(candidates.score, loose)
        work += SCAN * loose
        u, r = candidates.free[x], candidates.route[x]
        if candidates.full[r]:
            work += _sweep(arrays, tour, candidates, r) + RANK * loose * len(touched)
            loose = _rank(candidates, loose)
            continue
        if candidates.stale[r, u]:
            candidates.cost[r, u], candidates.at[r, u], tried = find(arrays, tour, u, r)
            candidates.stale[r, u] = False
            work += tried
            if _rank_one(candidates, x):
                continue
        elif len(arrays.most) == 0 or affordable(arrays, tour, u):
            p = candidates.at[r, u]
            if p < 0:
                _, p, tried = find(arrays, tour, u, r)
                work += tried
            insert(arrays, tour, u, r, p)
            touched[r] = True
            if len(arrays.most):
                pay(arrays, tour, u)
            work += 2 * tour.size[r] + INSERT_WORK
        else:
            tour.on[u] = DROPPED  # to be looked at anew when the totals leave room
        loose -= 1
        candidates.free[x], candidates.score[x] = candidates.free[loose], candidates.score[loose]
        candidates.route[x] = candidates.route[loose]
        if tour.on[u] < 0:
            continue
        if loose * MOST_STALE > len(tour.on):
            candidates.full[r] = True
        elif not candidates.full[r]:
            work += _try_around(arrays, tour, candidates, r, p, loose)
    return work


@compiled
def _weigh(arrays, tour, candidates, state, first):  # type: ignore[no-untyped-def]
    """Put what is out on the candidates, with what it weighs this time; returns how many, and the work."""
    power, noise = arrays.weights[below(state, POWERS)], MOST_NOISE * chance(state)
    if len(arrays.most):
        _price_totals(arrays, tour, candidates, state)
    loose = 0
    for u in range(1, len(tour.on)):
        if tour.on[u] < 0:
            x = noise * (2.0 * chance(state) - 1.0)
            candidates.weight[u] = power[u] * (1.0 + x * (1.0 + x * (0.5 + x * 0.17)))  # about e to the x
            candidates.free[loose] = u
            loose += 1
    if first >= 0:
        candidates.weight[first] *= FIRST
    return loose, float(2 * len(tour.on))


@compiled
def _list(arrays, tour, candidates, touched, loose):  # type: ignore[no-untyped-def]
    """The costs of what is out; what was out before does not fit on routes that are not `touched`. Returns the work."""
    work, dropped = 0.0, 0
    for x in range(loose):
        dropped += tour.on[candidates.free[x]] == DROPPED
    for r in range(len(touched)):
        if (loose if touched[r] else dropped) * MANY > len(tour.on):
            work += _sweep(arrays, tour, candidates, r)
            continue
        candidates.full[r] = False
        for x in range(loose):
            u = candidates.free[x]
            candidates.cost[r, u], candidates.stale[r, u] = NEVER, False
            if touched[r] or tour.on[u] == DROPPED:
                candidates.cost[r, u], candidates.at[r, u], tried = find(arrays, tour, u, r)
                work += tried
    for x in range(loose):
        tour.on[candidates.free[x]] = OUT
    return work


@compiled
def _sweep(arrays, tour, candidates, r):  # type: ignore[no-untyped-def]
    """The costs on route `r`, anew; returns the work."""
    candidates.full[r] = False
    candidates.stale[r, :] = False
    candidates.at[r, :] = -1
    return sweep(arrays, tour, r, candidates.cost)


@compiled
def _rank(candidates, loose):  # type: ignore[no-untyped-def]
    """The best route and the score of each candidate; those that fit nowhere go. Returns how many are left."""
    kept = 0
    for x in range(loose):
        candidates.free[kept] = candidates.free[x]
        kept += _rank_one(candidates, kept)
    return kept


@compiled
def _rank_one(candidates, x):  # type: ignore[no-untyped-def]
    """The best route and the score of candidate `x`; whether it fits anywhere."""
    u, best = candidates.free[x], 0
    least = candidates.cost[0, u]
    for r in range(1, len(candidates.cost)):
        if candidates.cost[r, u] < least:
            least, best = candidates.cost[r, u], r
    candidates.route[x] = best
    candidates.score[x] = candidates.weight[u] / (least + candidates.extra[u])
    return least < NEVER


@compiled
def _best(score, loose):  # type: ignore[no-untyped-def]
    best = 0
    for x in range(1, loose):
        if score[x] > score[best]:
            best = x
    return best


@compiled
def _try_around(arrays, tour, candidates, r, p, loose):  # type: ignore[no-untyped-def]
    """The two new gaps around what came in after place `p`, for all candidates; returns the work."""
    kind = arrays.hours[r].kind
    for x in range(loose):
        v = candidates.free[x]
        candidates.stale[r, v] = True
        window = window_of(arrays, kind, v)
        for k in range(p, p + 2):
            ways = arrays.back[v, tour.order[r, k]], arrays.travel[v, tour.order[r, k + 1]]
            here, then = tour.times[r, k], tour.times[r, k + 1]
            found = insertion_cost(window, InsertionPosition(*ways, here.leave, here.leg, then.early, then.late))
            if found < candidates.cost[r, v]:
                candidates.cost[r, v], candidates.at[r, v], candidates.stale[r, v] = found, k, False
                score = candidates.weight[v] / (found + candidates.extra[v])
                if score > candidates.score[x]:
                    candidates.score[x], candidates.route[x] = score, r
    return 2.0 * loose


@compiled
def _time(arrays):  # type: ignore[no-untyped-def]
    """Of all routes."""
    time = 0
    for r in range(len(arrays.hours)):
        time += arrays.hours[r].due - arrays.hours[r].begin
    return time


@compiled
def _price_totals(arrays, tour, candidates, state):  # type: ignore[no-untyped-def]
    """What the totals cost this time, in time: each by chance, the fuller the more."""
    price = MOST_PRICE * chance(state) ** 2 * _time(arrays)
    candidates.extra[:] = 1.0
    for q in range(len(arrays.most)):
        each = price * chance(state) * tour.used[q] / max(arrays.most[q], 1) ** 2
        for u in range(len(candidates.extra)):
            candidates.extra[u] += each * arrays.use[q, u]
