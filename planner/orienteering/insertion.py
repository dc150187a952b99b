"""Where a vertex fits on a route, and at what cost: compiled, constant time a place.

Every place on a route knows its earliest and latest start of service, so whether a vertex fits between two others is
one comparison, whatever comes after.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.problem import Floats, NotSupported, Orienteering, Times

NEVER = 1 << 30
OUT, DROPPED = -1, -2
TINY = 1e-9
MOST_WINDOWS = 2  # of a vertex on one route


class ProblemArrays(NamedTuple):
    """The problem as compiled code reads it. `back` is `travel` turned round, so that what leads to a vertex lies in
    one row; `near` lists the other vertices by their distance from each; `log_prize` is of prizes no less than TINY.

    Routes of one `kind` (routes) have the same windows: from `opens` to `closes` (kinds x vertices), but for the time
    between `shuts` and `reopens`, both NEVER if there is none. `begin`, `due` (routes): when a route starts, and by
    when it must be at its end. `use` (totals x vertices) and `most` (totals): limits over all routes, and `share`
    (vertices) what a vertex takes of them. `hotels`: where routes may end and start, if that is to be chosen.
    """

    travel: Times
    back: Times
    service: Times
    kind: Times
    opens: Times
    closes: Times
    shuts: Times
    reopens: Times
    begin: Times
    due: Times
    prize: Floats
    log_prize: Floats
    near: Times
    use: Times
    most: Times
    share: Floats
    hotels: Times


class ServiceWindow(NamedTuple):
    """What a vertex asks for: service of a length that starts within a window that may be shut for a while."""

    opens: int
    closes: int
    shuts: int
    reopens: int
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
    """Routes under work. `order` (routes x places) begins and ends where the route does, `size` counts what is between.

    `early`, `late` (routes x places) are the first and last start of service there, `leave` the first end of it, `leg`
    the travel to the next place. `on` (vertices) is the route, OUT or DROPPED. `gain` (routes x 2): the route's prizes
    and its travel. `used` (totals): what all routes use.
    """

    order: Times
    size: Times
    early: Times
    late: Times
    leave: Times
    leg: Times
    on: Times
    gain: Floats
    used: Times


def arrays_of(problem: Orienteering) -> ProblemArrays:
    """The problem without its resources and breaks, which this engine does not know."""
    if problem.resources or any(problem.breaks):
        raise NotSupported("annealing: only routes limited by time, windows and totals, without a break")
    vertices, routes = len(problem.prize), problem.routes
    starts, ends = problem.starts or (0,) * routes, problem.ends or (0,) * routes
    terminals = np.union1d([*starts, *ends], problem.hotels).astype(np.int64)
    windows = _windows(problem)
    begin, due = (its[windows.kind, ends] for its, ends in ((windows.opens, starts), (windows.closes, ends)))
    windows.closes[:, terminals] = -1
    near = np.argsort(problem.travel, axis=1, kind="stable")
    width = max(vertices - len(terminals) - 1, 0)
    rows = np.zeros((vertices, width), dtype=np.int32)
    for v in range(vertices):
        rows[v] = near[v][~np.isin(near[v], terminals) & (near[v] != v)][:width]
    use = np.array([total.at for total in problem.totals], dtype=np.int32).reshape(-1, vertices)
    most = np.array([total.limit for total in problem.totals], dtype=np.int32)
    return ProblemArrays(
        travel=problem.travel,
        back=np.ascontiguousarray(problem.travel.T),
        service=problem.service,
        **windows._asdict(),
        begin=begin,
        due=due,
        prize=np.where(np.isin(np.arange(vertices), terminals), 0.0, problem.prize),
        log_prize=np.log(np.maximum(problem.prize, TINY)),
        near=rows,
        use=use,
        most=most,
        share=(use / np.maximum(most, 1)[:, None]).sum(axis=0),
        hotels=np.array(problem.hotels, dtype=np.int32),
    )


class _Windows(NamedTuple):
    kind: Times
    opens: Times
    closes: Times
    shuts: Times
    reopens: Times


def _windows(problem: Orienteering) -> _Windows:
    """As in `ProblemArrays`."""
    shape, both = (problem.routes, 1, len(problem.prize)), []
    for own, common in ((problem.route_opens, problem.opens), (problem.route_closes, problem.closes)):
        its = common if own is None else own
        both.append(its[:, None] if its.ndim == 2 else np.broadcast_to(its, shape) if its.ndim == 1 else its)
    opens, closes = (its.astype(np.int32) for its in np.broadcast_arrays(*both))
    rows = np.concatenate((opens, closes), axis=1).reshape(problem.routes, -1)
    _, first, kind = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    opens, closes = opens[first], closes[first]
    used = opens <= closes
    if opens.shape[1] > MOST_WINDOWS:
        raise NotSupported(f"{opens.shape[1]} windows a vertex, at most {MOST_WINDOWS}")
    hull = np.where(used, opens, NEVER).min(axis=1), np.where(used, closes, -1).max(axis=1)
    shuts, reopens = np.where(used.all(axis=1), (closes[:, 0], opens[:, -1]), NEVER)
    none = reopens <= shuts
    shuts[none], reopens[none] = NEVER, NEVER
    return _Windows(*(np.ascontiguousarray(its, dtype=np.int32) for its in (kind.reshape(-1), *hull, shuts, reopens)))


def empty_tour(vertices: int, routes: int, totals: int = 0) -> Tour:
    """Nothing visited, everything just dropped, from vertex 0 and back; times are not known yet."""

    def zeros() -> npt.NDArray[np.int32]:
        return np.zeros((routes, vertices + 2), dtype=np.int32)

    size, on = np.zeros(routes, dtype=np.int32), np.full(vertices, DROPPED, dtype=np.int32)
    used = np.zeros(totals, dtype=np.int32)
    return Tour(zeros(), size, zeros(), zeros(), zeros(), zeros(), on, np.zeros((routes, 2)), used)


@compiled
def retime(arrays, tour, r):  # type: ignore[no-untyped-def]
    """Earliest and latest starts along route `r`, and what it gains."""
    size, kind = tour.size[r], arrays.kind[r]
    profit, travel = 0.0, 0
    now, i = arrays.begin[r], tour.order[r, 0]
    tour.early[r, 0] = now
    for k in range(size + 1):
        j = tour.order[r, k + 1]
        leg = arrays.travel[i, j]
        travel += leg
        tour.leave[r, k] = now + arrays.service[i]
        tour.leg[r, k] = leg
        now = now + arrays.service[i] + leg
        if k < size:
            profit += arrays.prize[j]
            now = max(now, arrays.opens[kind, j])
            if now > arrays.shuts[kind, j]:
                now = max(now, arrays.reopens[kind, j])
        tour.early[r, k + 1] = now
        i = j
    now = arrays.due[r]
    tour.late[r, size + 1] = now
    for k in range(size, 0, -1):
        i = tour.order[r, k]
        now = min(now - tour.leg[r, k] - arrays.service[i], arrays.closes[kind, i])
        if now < arrays.reopens[kind, i]:
            now = min(now, arrays.shuts[kind, i])
        tour.late[r, k] = now
    tour.late[r, 0] = now - tour.leg[r, 0] - arrays.service[tour.order[r, 0]]
    tour.gain[r, 0] = profit
    tour.gain[r, 1] = travel


@compiled
def affordable(arrays, tour, u):  # type: ignore[no-untyped-def]
    """Whether the totals leave room for a visit to `u`."""
    room = True
    for q in range(len(arrays.most)):
        room &= tour.used[q] + arrays.use[q, u] <= arrays.most[q]
    return room


@compiled
def window_of(arrays, kind, u):  # type: ignore[no-untyped-def]
    """What `u` asks for on routes of this kind."""
    shut = arrays.shuts[kind, u], arrays.reopens[kind, u]
    return ServiceWindow(arrays.opens[kind, u], arrays.closes[kind, u], *shut, arrays.service[u])


@compiled
def insertion_cost(window, position):  # type: ignore[no-untyped-def]
    """Time that a `ServiceWindow` takes at an `InsertionPosition`: its detour and service, and how much later what
    follows starts; no less than 0, even if the detour is shorter. NEVER if it does not fit."""
    start = position.leave + position.to_it
    if start > window.closes:
        return NEVER
    if start < window.opens:
        start = window.opens
    elif start > window.shuts and start < window.reopens:
        start = window.reopens
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
    size, window = tour.size[r], window_of(arrays, arrays.kind[r], u)
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
    for q in range(len(arrays.most)):
        tour.used[q] += arrays.use[q, u]
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
    other.used[:] = one.used
