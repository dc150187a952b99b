"""Where a vertex fits on a route, and at what cost: compiled, constant time a place.

Every place on a route knows its earliest and latest start of service, so whether a vertex fits between two others is
one comparison, whatever comes after.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from planner.orienteering.problem import Floats, Orienteering, Times

NEVER = 1 << 30
OUT, DROPPED = -1, -2


class Net(NamedTuple):
    """The problem as compiled code reads it; `near` lists the vertices by their distance from each."""

    travel: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    near: Times


class Tour(NamedTuple):
    """Routes under work. `order` (routes x places) begins and ends with 0, `size` counts what is between.

    `early`, `late` (routes x places) are the first and last start of service there. `on` (vertices) is the route,
    OUT or DROPPED. `cost`, `at` (vertices x routes): the cheapest place for a vertex that is out, NEVER if none.
    """

    order: Times
    size: Times
    early: Times
    late: Times
    on: Times
    cost: Times
    at: Times


def net_of(problem: Orienteering) -> Net:
    near = np.argsort(problem.travel, axis=1, kind="stable")
    near = near[near != 0].reshape(len(near), -1)
    return Net(problem.travel, problem.service, problem.opens, problem.closes, problem.prize, near.astype(np.int32))


def empty_tour(vertices: int, routes: int) -> Tour:
    """Nothing visited; times and costs are not known yet."""

    def zeros(rows: int, columns: int) -> npt.NDArray[np.int32]:
        return np.zeros((rows, columns), dtype=np.int32)

    places = vertices + 2
    return Tour(
        order=zeros(routes, places),
        size=np.zeros(routes, dtype=np.int32),
        early=zeros(routes, places),
        late=zeros(routes, places),
        on=np.full(vertices, OUT, dtype=np.int32),
        cost=np.full((vertices, routes), NEVER, dtype=np.int32),
        at=np.full((vertices, routes), -1, dtype=np.int32),
    )


@njit(cache=True, nogil=True)
def retime(net, tour, r):  # type: ignore[no-untyped-def]
    """Earliest and latest starts along route `r`."""
    order, size = tour.order[r], tour.size[r]
    early, late = tour.early[r], tour.late[r]
    early[0] = net.opens[0]
    for k in range(1, size + 2):
        i, j = order[k - 1], order[k]
        early[k] = max(early[k - 1] + net.service[i] + net.travel[i, j], net.opens[j])
    late[size + 1] = net.closes[0]
    for k in range(size, -1, -1):
        i, j = order[k], order[k + 1]
        late[k] = min(late[k + 1] - net.travel[i, j] - net.service[i], net.closes[i])


@njit(cache=True, nogil=True)
def cost_of(net, tour, u, r, k):  # type: ignore[no-untyped-def]
    """Time that vertex `u` takes after place `k`: its detour and service, and how much later what follows starts."""
    i, j = tour.order[r, k], tour.order[r, k + 1]
    start = tour.early[r, k] + net.service[i] + net.travel[i, u]
    if start > net.closes[u]:
        return NEVER
    reached = max(start, net.opens[u]) + net.service[u] + net.travel[u, j]
    if reached > tour.late[r, k + 1]:
        return NEVER
    later = max(reached - tour.early[r, k + 1], 0)
    return net.travel[i, u] + net.travel[u, j] - net.travel[i, j] + net.service[u] + later


@njit(cache=True, nogil=True)
def find(net, tour, u, r):  # type: ignore[no-untyped-def]
    """Note the cheapest place for `u` on route `r`; returns how many were tried."""
    early, late = tour.early[r], tour.late[r]
    low, high = 0, tour.size[r]
    leaves = net.opens[u] + net.service[u]
    while low < high:
        middle = (low + high) >> 1
        if late[middle + 1] < leaves:
            low = middle + 1
        else:
            high = middle
    tour.cost[u, r] = NEVER
    tour.at[u, r] = -1
    k = low
    while k <= tour.size[r] and early[k] <= net.closes[u]:
        cost = cost_of(net, tour, u, r, k)
        if cost < tour.cost[u, r]:
            tour.cost[u, r] = cost
            tour.at[u, r] = k
        k += 1
    return k - low + 1


@njit(cache=True, nogil=True)
def refresh(net, tour, u, r, p):  # type: ignore[no-untyped-def]
    """The cheapest place for `u` after something came in behind place `p`; returns how many were tried.

    Times only grew tighter, so what did not fit does not now, and the place known is still good unless it was at `p`.
    """
    known = tour.at[u, r]
    if known == p:
        return find(net, tour, u, r)
    if known > p:
        known += 1
    best, where = cost_of(net, tour, u, r, known), known
    for k in range(p, p + 2):
        cost = cost_of(net, tour, u, r, k)
        if cost < best:
            best, where = cost, k
    if best == NEVER:
        return 3 + find(net, tour, u, r)
    tour.cost[u, r] = best
    tour.at[u, r] = where
    return 3


@njit(cache=True, nogil=True)
def insert(net, tour, u, r):  # type: ignore[no-untyped-def]
    """Put `u` where it is cheapest on route `r`; returns the place before it."""
    p = tour.at[u, r]
    order = tour.order[r]
    for k in range(tour.size[r] + 1, p, -1):
        order[k + 1] = order[k]
    order[p + 1] = u
    tour.size[r] += 1
    tour.on[u] = r
    retime(net, tour, r)
    return p


@njit(cache=True, nogil=True)
def copy(one, other):  # type: ignore[no-untyped-def]
    """Make `other` the same as `one`."""
    other.size[:] = one.size
    for r in range(len(one.size)):
        for k in range(one.size[r] + 2):
            other.order[r, k] = one.order[r, k]
            other.early[r, k] = one.early[r, k]
            other.late[r, k] = one.late[r, k]
    other.on[:] = one.on
    other.cost[:, :] = one.cost
    other.at[:, :] = one.at
