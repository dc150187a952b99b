"""Putting back, one by one, what pays most for the time it takes: compiled.

When this is done nothing that is out fits anywhere. So only vertices just taken out, and routes just changed, need
looking at the next time. Costs grow stale as a route fills; one is looked at anew only when it comes to the top.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from planner.orienteering.insertion import DROPPED, NEVER, OUT, cost_of, find, insert
from planner.orienteering.problem import Floats, Times
from planner.orienteering.ruin import chance

MOST_NOISE = 0.6
FIRST = 1e30  # weight of the vertex room was made for
INSERT_WORK = 80  # of an insertion, in places tried, beside its route
NEARBY = 20  # nearest vertices tried on both sides of one that came in


class Shelf(NamedTuple):
    """What is out and fits somewhere. By slot: `free` the vertex, `weight`, `score` (weight for cost) and `route`, its
    best one; `slot` (vertices) is where it stands, or -1. `cost`, `at`, `stale` (routes x vertices): the cheapest
    place there, NEVER if none, and whether the route has filled since."""

    free: Times
    weight: Floats
    score: Floats
    route: Times
    slot: Times
    cost: Times
    at: Times
    stale: npt.NDArray[np.bool_]


def empty_shelf(vertices: int, routes: int) -> Shelf:
    """Room for all of them."""
    return Shelf(
        free=np.zeros(vertices, dtype=np.int32),
        weight=np.zeros(vertices),
        score=np.zeros(vertices),
        route=np.zeros(vertices, dtype=np.int32),
        slot=np.full(vertices, -1, dtype=np.int32),
        cost=np.full((routes, vertices), NEVER, dtype=np.int32),
        at=np.zeros((routes, vertices), dtype=np.int32),
        stale=np.zeros((routes, vertices), dtype=np.bool_),
    )


@njit(cache=True, nogil=True)
def recreate(net, tour, shelf, state, touched, first):  # type: ignore[no-untyped-def]
    """Put in what pays most until nothing fits; `first` goes in first if it can. Returns the work, in places tried."""
    loose, work = _list(net, tour, shelf, state, touched, first)
    free, weight, score, route, slot, cost, at, stale = shelf
    while loose > 0:
        x = 0
        for y in range(1, loose):
            if score[y] > score[x]:
                x = y
        work += loose // 4 + 4
        u, r = free[x], route[x]
        if stale[r, u]:
            cost[r, u], at[r, u], tried = find(net, tour, u, r)
            stale[r, u] = False
            work += tried
            best = _cheapest(cost, u)
            if cost[best, u] < NEVER:
                route[x] = best
                score[x] = weight[x] / (cost[best, u] + 1)
                continue
        else:
            p = at[r, u]
            insert(net, tour, u, r, p)
            touched[r] = True
        slot[u] = -1
        loose -= 1
        if x < loose:
            free[x], weight[x], score[x], route[x] = free[loose], weight[loose], score[loose], route[loose]
            slot[free[x]] = x
        if tour.on[u] >= 0:
            for y in range(loose):
                stale[r, free[y]] = True
            _look_beside(net, tour, shelf, u, r, p)
            work += 2 * tour.size[r] + loose // 4 + INSERT_WORK
    return work


@njit(cache=True, nogil=True)
def _list(net, tour, shelf, state, touched, first):  # type: ignore[no-untyped-def]
    """Put what is out and fits on the shelf, with what it weighs this time; returns how many, and the work."""
    free, weight, score, route, slot, cost, at, stale = shelf
    on = tour.on
    power = 1.0 + 1.5 * chance(state)
    noise = MOST_NOISE * chance(state)
    loose, work = 0, len(on) // 2
    for u in range(1, len(on)):
        if on[u] >= 0:
            continue
        low, best = NEVER, -1
        dropped = on[u] == DROPPED
        for r in range(len(touched)):
            found = NEVER
            if touched[r] or dropped:
                found, place, tried = find(net, tour, u, r)
                work += tried
                at[r, u] = place
                stale[r, u] = False
                if found < low:
                    low = found
                    best = r
            cost[r, u] = found
        on[u] = OUT
        if best < 0:
            continue
        weight[loose] = net.prize[u] ** power * np.exp(noise * (2 * chance(state) - 1))
        if u == first:
            weight[loose] *= FIRST
        score[loose] = weight[loose] / (low + 1)
        free[loose] = u
        route[loose] = best
        slot[u] = loose
        loose += 1
    return loose, work


@njit(cache=True, nogil=True)
def _cheapest(cost, u):  # type: ignore[no-untyped-def]
    best = 0
    for r in range(1, len(cost)):
        if cost[r, u] < cost[best, u]:
            best = r
    return best


@njit(cache=True, nogil=True)
def _look_beside(net, tour, shelf, u, r, p):  # type: ignore[no-untyped-def]
    """The two new gaps around `u`, which came in after place `p`, for what is near it."""
    weight, score, route, slot = shelf.weight, shelf.score, shelf.route, shelf.slot
    cost, at, stale = shelf.cost, shelf.at, shelf.stale
    for number in range(min(NEARBY, net.near.shape[1])):
        v = net.near[u, number]
        x = slot[v]
        if x < 0:
            continue
        for k in range(p, p + 2):
            found = cost_of(net, tour, v, r, k)
            if found < cost[r, v]:
                cost[r, v], at[r, v], stale[r, v] = found, k, False
                if weight[x] / (found + 1) > score[x]:
                    score[x], route[x] = weight[x] / (found + 1), r
