"""Where a vertex fits on a route, and at what cost: compiled, constant time a place.

Every place on a route knows its earliest and latest start of service, so whether a vertex fits between two others is
one comparison, whatever comes after.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.problem import Floats, Orienteering, Times

NEVER = 1 << 30
OUT, DROPPED = -1, -2
TINY = 1e-9


class ProblemArrays(NamedTuple):
    """The problem as compiled code reads it. `back` is `travel` turned round, so that what leads to a vertex lies in
    one row; `near` lists the other vertices by their distance from each; `log_prize` is of prizes no less than TINY."""

    travel: Times
    back: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    log_prize: Floats
    near: Times


class ServiceWindow(NamedTuple):
    """What a vertex asks for: service of a length that starts within a window."""

    opens: int
    closes: int
    service: int


class InsertionPosition(NamedTuple):
    """A place on a route where a vertex may go in: `to_it`, `from_it` are its travel times from and to the neighbours;
    `leave` and `leg` the end of service before and the way it replaces; `early`, `late` the starts of service after."""

    to_it: int
    from_it: int
    leave: int
    leg: int
    early: int
    late: int


class Tour(NamedTuple):
    """Routes under work. `order` (routes x places) begins and ends with 0, `size` counts what is between.

    `early`, `late` (routes x places) are the first and last start of service there, `leave` the first end of it, `leg`
    the travel to the next place. `on` (vertices) is the route,
    OUT or DROPPED. `gain` (routes x 2): the route's prizes and its travel.
    """

    order: Times
    size: Times
    early: Times
    late: Times
    leave: Times
    leg: Times
    on: Times
    gain: Floats


def arrays_of(problem: Orienteering) -> ProblemArrays:
    problem.require_plain("annealing")
    near = np.argsort(problem.travel, axis=1, kind="stable")
    others = (near != 0) & (near != np.arange(len(near))[:, None])
    rows = np.zeros((len(near), max(len(near) - 2, 0)), dtype=np.int32)
    for vertex in range(1, len(near)):
        rows[vertex] = near[vertex][others[vertex]]
    back = np.ascontiguousarray(problem.travel.T)
    log_prize = np.log(np.maximum(problem.prize, TINY))
    return ProblemArrays(
        problem.travel, back, problem.service, problem.opens, problem.closes, problem.prize, log_prize, rows
    )


def empty_tour(vertices: int, routes: int) -> Tour:
    """Nothing visited, everything just dropped; times are not known yet."""

    def zeros() -> npt.NDArray[np.int32]:
        return np.zeros((routes, vertices + 2), dtype=np.int32)

    size, on = np.zeros(routes, dtype=np.int32), np.full(vertices, DROPPED, dtype=np.int32)
    return Tour(zeros(), size, zeros(), zeros(), zeros(), zeros(), on, np.zeros((routes, 2)))


@compiled
def retime(arrays, tour, r):  # type: ignore[no-untyped-def]
    """Earliest and latest starts along route `r`, and what it gains."""
    size = tour.size[r]
    profit, travel = 0.0, 0
    now, i = arrays.opens[0], 0
    tour.early[r, 0] = now
    for k in range(size + 1):
        j = tour.order[r, k + 1]
        leg = arrays.travel[i, j]
        travel += leg
        profit += arrays.prize[j]
        tour.leave[r, k] = now + arrays.service[i]
        tour.leg[r, k] = leg
        now = max(now + arrays.service[i] + leg, arrays.opens[j])
        tour.early[r, k + 1] = now
        i = j
    now = arrays.closes[0]
    tour.late[r, size + 1] = now
    for k in range(size, -1, -1):
        i = tour.order[r, k]
        now = min(now - tour.leg[r, k] - arrays.service[i], arrays.closes[i])
        tour.late[r, k] = now
    tour.gain[r, 0] = profit
    tour.gain[r, 1] = travel


@compiled
def insertion_cost(window, position):  # type: ignore[no-untyped-def]
    """Time that a `ServiceWindow` takes at an `InsertionPosition`: its detour and service, and how much later what
    follows starts; no less than 0, even if the detour is shorter. NEVER if it does not fit."""
    start = position.leave + position.to_it
    if start > window.closes:
        return NEVER
    if start < window.opens:
        start = window.opens
    reached = start + window.service + position.from_it
    if reached > position.late:
        return NEVER
    later = reached - position.early
    if later < 0:
        later = 0
    return max(position.to_it + position.from_it - position.leg + window.service + later, 0)


@compiled
def find(arrays, tour, u, r):  # type: ignore[no-untyped-def]
    """The cheapest place for `u` on route `r`: its cost (NEVER if none), the place before it, how many were tried."""
    size = tour.size[r]
    window = ServiceWindow(arrays.opens[u], arrays.closes[u], arrays.service[u])
    first = 0
    while tour.late[r, first + 1] < window.opens + window.service and first < size:
        first += 1
    best = NEVER
    at = -1
    i = tour.order[r, first]
    k = first
    while k <= size and tour.early[r, k] <= window.closes:
        j = tour.order[r, k + 1]
        times = tour.leave[r, k], tour.leg[r, k], tour.early[r, k + 1], tour.late[r, k + 1]
        cost = insertion_cost(window, InsertionPosition(arrays.back[u, i], arrays.travel[u, j], *times))
        if cost < best:
            best = cost
            at = k
        i = j
        k += 1
    return best, at, k - first + 1 + first // 4


@compiled
def insert(arrays, tour, u, r, p):  # type: ignore[no-untyped-def]
    """Put `u` after place `p` of route `r`."""
    for k in range(tour.size[r] + 1, p, -1):
        tour.order[r, k + 1] = tour.order[r, k]
    tour.order[r, p + 1] = u
    tour.size[r] += 1
    tour.on[u] = r
    retime(arrays, tour, r)


@compiled
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
                other.leave[r, k] = one.leave[r, k]
                other.leg[r, k] = one.leg[r, k]
    other.on[:] = one.on
