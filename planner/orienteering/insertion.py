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
    """The problem as compiled code reads it. `back` is `travel` turned round, so that what leads to a vertex lies in
    one row; `near` lists the other vertices by their distance from each."""

    travel: Times
    back: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    near: Times


class Tour(NamedTuple):
    """Routes under work. `order` (routes x places) begins and ends with 0, `size` counts what is between.

    `early`, `late` (routes x places) are the first and last start of service there. `on` (vertices) is the route,
    OUT or DROPPED. `gain` (routes x 2): the route's prizes and its travel.
    """

    order: Times
    size: Times
    early: Times
    late: Times
    on: Times
    gain: Floats


def net_of(problem: Orienteering) -> Net:
    near = np.argsort(problem.travel, axis=1, kind="stable")
    others = (near != 0) & (near != np.arange(len(near))[:, None])
    rows = np.zeros((len(near), max(len(near) - 2, 0)), dtype=np.int32)
    for vertex in range(1, len(near)):
        rows[vertex] = near[vertex][others[vertex]]
    back = np.ascontiguousarray(problem.travel.T)
    return Net(problem.travel, back, problem.service, problem.opens, problem.closes, problem.prize, rows)


def empty_tour(vertices: int, routes: int) -> Tour:
    """Nothing visited, everything just dropped; times are not known yet."""

    def zeros() -> npt.NDArray[np.int32]:
        return np.zeros((routes, vertices + 2), dtype=np.int32)

    size, on = np.zeros(routes, dtype=np.int32), np.full(vertices, DROPPED, dtype=np.int32)
    return Tour(zeros(), size, zeros(), zeros(), on, np.zeros((routes, 2)))


@njit(cache=True, nogil=True)
def retime(net, tour, r):  # type: ignore[no-untyped-def]
    """Earliest and latest starts along route `r`, and what it gains."""
    order, size = tour.order[r], tour.size[r]
    early, late = tour.early[r], tour.late[r]
    early[0] = net.opens[0]
    profit, travel = 0.0, 0.0
    for k in range(1, size + 2):
        i, j = order[k - 1], order[k]
        travel += net.travel[i, j]
        profit += net.prize[j]
        early[k] = max(early[k - 1] + net.service[i] + net.travel[i, j], net.opens[j])
    late[size + 1] = net.closes[0]
    for k in range(size, -1, -1):
        i, j = order[k], order[k + 1]
        late[k] = min(late[k + 1] - net.travel[i, j] - net.service[i], net.closes[i])
    tour.gain[r, 0] = profit
    tour.gain[r, 1] = travel


@njit(cache=True, nogil=True)
def cost_of(net, tour, u, r, k):  # type: ignore[no-untyped-def]
    """Time that vertex `u` takes after place `k`: its detour and service, and how much later what follows starts."""
    i, j = tour.order[r, k], tour.order[r, k + 1]
    start = tour.early[r, k] + net.service[i] + net.back[u, i]
    if start > net.closes[u]:
        return NEVER
    reached = max(start, net.opens[u]) + net.service[u] + net.travel[u, j]
    if reached > tour.late[r, k + 1]:
        return NEVER
    later = max(reached - tour.early[r, k + 1], 0)
    return net.back[u, i] + net.travel[u, j] - net.travel[i, j] + net.service[u] + later


@njit(cache=True, nogil=True)
def find(net, tour, u, r):  # type: ignore[no-untyped-def]
    """The cheapest place for `u` on route `r`: its cost (NEVER if none), the place before it, how many were tried."""
    order, early, late = tour.order[r], tour.early[r], tour.late[r]
    size = tour.size[r]
    to, fro = net.travel[u], net.back[u]
    opens, closes, service = net.opens[u], net.closes[u], net.service[u]
    leaves = opens + service
    first = 0
    while late[first + 1] < leaves and first < size:
        first += 1
    best = NEVER
    at = -1
    k = first
    while k <= size and early[k] <= closes:
        i = order[k]
        j = order[k + 1]
        start = early[k] + net.service[i] + fro[i]
        if start <= closes:
            if start < opens:
                start = opens
            reached = start + service + to[j]
            if reached <= late[k + 1]:
                later = reached - early[k + 1]
                if later < 0:
                    later = 0
                cost = fro[i] + to[j] - net.travel[i, j] + service + later
                if cost < best:
                    best = cost
                    at = k
        k += 1
    return best, at, k - first + 1 + first // 4


@njit(cache=True, nogil=True)
def insert(net, tour, u, r, p):  # type: ignore[no-untyped-def]
    """Put `u` after place `p` of route `r`."""
    order = tour.order[r]
    for k in range(tour.size[r] + 1, p, -1):
        order[k + 1] = order[k]
    order[p + 1] = u
    tour.size[r] += 1
    tour.on[u] = r
    retime(net, tour, r)


@njit(cache=True, nogil=True)
def copy(one, other, touched):  # type: ignore[no-untyped-def]
    """Make the `touched` routes of `other`, and who is on which, the same as those of `one`."""
    for r in range(len(one.size)):
        if touched[r]:
            other.size[r] = one.size[r]
            other.gain[r, 0] = one.gain[r, 0]
            other.gain[r, 1] = one.gain[r, 1]
            for k in range(one.size[r] + 2):
                other.order[r, k] = one.order[r, k]
                other.early[r, k] = one.early[r, k]
                other.late[r, k] = one.late[r, k]
    other.on[:] = one.on
