"""Putting back, one by one, what pays most for the time it takes: compiled.

When this is done nothing that is out fits anywhere. So only vertices just taken out, and routes just changed, need
looking at the next time. Costs grow stale as a route fills; one is looked at anew only when it comes to the top.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.arrays import DROPPED, NEVER, OUT
from planner.orienteering.insertion import InsertionPosition, affordable, find, insert, insertion_cost, pay, window_of
from planner.orienteering.problem import Floats, Times
from planner.orienteering.ruin import chance

MOST_NOISE = 0.6
FIRST = 1e30  # weight of the vertex room was made for
INSERT_WORK = 80  # of an insertion, in places tried, beside its route
MOST_PRICE = 2.0  # of a total, in the time of all routes
NEARBY = 20  # nearest vertices tried on both sides of one that came in


class Candidates(NamedTuple):
    """What is out and fits somewhere. By slot: `free` the vertex, `weight`, `score` (weight for cost) and `route`, its
    best one; `slot` (vertices) is where it stands, or -1. `extra` (vertices) is the cost of what it takes of totals.
    `cost`, `at`, `stale` (routes x vertices): the cheapest
    place there, NEVER if none, and whether the route has filled since."""

    free: Times
    weight: Floats
    score: Floats
    route: Times
    slot: Times
    extra: Floats
    cost: Times
    at: Times
    stale: npt.NDArray[np.bool_]


def no_candidates(vertices: int, routes: int) -> Candidates:
    """Room for all of them."""
    return Candidates(
        free=np.zeros(vertices, dtype=np.int32),
        weight=np.zeros(vertices),
        score=np.zeros(vertices),
        route=np.zeros(vertices, dtype=np.int32),
        slot=np.full(vertices, -1, dtype=np.int32),
        extra=np.ones(vertices),
        cost=np.full((routes, vertices), NEVER, dtype=np.int32),
        at=np.zeros((routes, vertices), dtype=np.int32),
        stale=np.zeros((routes, vertices), dtype=np.bool_),
    )


@compiled
def recreate(arrays, tour, candidates, state, touched, first):  # type: ignore[no-untyped-def]
    """Put in what pays most until nothing fits; `first` goes in first if it can. Returns the work, in places tried."""
    loose, work = _list(arrays, tour, candidates, state, touched, first)
    while loose > 0:
        x = 0
        for y in range(1, loose):
            if candidates.score[y] > candidates.score[x]:
                x = y
        work += loose // 2 + 8
        u, r = candidates.free[x], candidates.route[x]
        if candidates.stale[r, u]:
            candidates.cost[r, u], candidates.at[r, u], tried = find(arrays, tour, u, r)
            candidates.stale[r, u] = False
            work += tried
            best = _cheapest(candidates.cost, u)
            if candidates.cost[best, u] < NEVER:
                candidates.route[x] = best
                candidates.score[x] = candidates.weight[x] / (candidates.cost[best, u] + candidates.extra[u])
                continue
        elif len(arrays.most) == 0 or affordable(arrays, tour, u):
            p = candidates.at[r, u]
            insert(arrays, tour, u, r, p)
            touched[r] = True
            if len(arrays.most):
                pay(arrays, tour, u)
        else:
            tour.on[u] = DROPPED  # to be looked at anew when the totals leave room
        candidates.slot[u] = -1
        loose -= 1
        if x < loose:
            candidates.free[x], candidates.weight[x] = candidates.free[loose], candidates.weight[loose]
            candidates.score[x], candidates.route[x] = candidates.score[loose], candidates.route[loose]
            candidates.slot[candidates.free[x]] = x
        if tour.on[u] >= 0:
            for y in range(loose):
                candidates.stale[r, candidates.free[y]] = True
            _update_near(arrays, tour, candidates, u, r, p)
            work += 2 * tour.size[r] + loose // 4 + INSERT_WORK
    return work


@compiled
def _list(arrays, tour, candidates, state, touched, first):  # type: ignore[no-untyped-def]
    """Put what is out and fits on the candidates, with what it weighs this time; returns how many, and the work."""
    power = 1.0 + 1.5 * chance(state)
    noise = MOST_NOISE * chance(state)
    loose, work = 0, 2 * len(tour.on)
    if len(arrays.most):
        _price_totals(arrays, tour, candidates, state)
    for u in range(1, len(tour.on)):
        if tour.on[u] >= 0:
            continue
        low, best = NEVER, -1
        dropped = tour.on[u] == DROPPED
        for r in range(len(touched)):
            found = NEVER
            if touched[r] or dropped:
                found, place, tried = find(arrays, tour, u, r)
                work += tried
                candidates.at[r, u] = place
                candidates.stale[r, u] = False
                if found < low:
                    low = found
                    best = r
            candidates.cost[r, u] = found
        tour.on[u] = OUT
        if best < 0:
            continue
        weight = np.exp(power * arrays.windows[0, u].log_prize + noise * (2 * chance(state) - 1))
        if u == first:
            weight *= FIRST
        candidates.weight[loose] = weight
        candidates.score[loose] = weight / (low + candidates.extra[u])
        candidates.free[loose] = u
        candidates.route[loose] = best
        candidates.slot[u] = loose
        loose += 1
    return loose, work


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


@compiled
def _cheapest(cost, u):  # type: ignore[no-untyped-def]
    best = 0
    for r in range(1, len(cost)):
        if cost[r, u] < cost[best, u]:
            best = r
    return best


@compiled
def _update_near(arrays, tour, candidates, u, r, p):  # type: ignore[no-untyped-def]
    """The two new gaps around `u`, which came in after place `p`, for what is near it."""
    for number in range(min(NEARBY, arrays.near.shape[1])):
        v = arrays.near[u, number]
        x = candidates.slot[v]
        if x < 0:
            continue
        window = window_of(arrays, arrays.hours[r].kind, v)
        for k in range(p, p + 2):
            ways = arrays.back[v, tour.order[r, k]], arrays.travel[v, tour.order[r, k + 1]]
            here, then = tour.times[r, k], tour.times[r, k + 1]
            found = insertion_cost(window, InsertionPosition(*ways, here.leave, here.leg, then.early, then.late))
            if found < candidates.cost[r, v]:
                candidates.cost[r, v], candidates.at[r, v], candidates.stale[r, v] = found, k, False
                if candidates.weight[x] / (found + candidates.extra[v]) > candidates.score[x]:
                    candidates.score[x], candidates.route[x] = candidates.weight[x] / (found + candidates.extra[v]), r
