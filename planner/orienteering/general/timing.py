"""When a route with a break is where, and what may still go in: compiled, constant time a place.

Each place of a route has two clocks: with the break still due, and with it taken. Waiting is allowed anywhere, so
earlier is never worse, and for each clock one number tells the latest start from which the rest can still be done.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.problem import Floats, Orienteering

NEVER = 1 << 40  # later than any time; -NEVER: no start is early enough
DUE, TAKEN = 0, 1  # the two clocks
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Pauses(NamedTuple):
    """Of each route: `duration` of its break, which begins within [`opens`, `closes`]; no break if `asked` is not."""

    asked: Bools
    duration: Longs
    opens: Longs
    closes: Longs


class Rules(NamedTuple):
    """A problem as compiled code reads it.

    `opens`, `closes` (routes x vertices), `start`, `end` (routes), `visitable` (vertices): not a start or end.
    `use_at` (resources x vertices), `use_along` (resources x vertices x vertices), `limit` (resources x routes).
    """

    travel: Longs
    service: Longs
    opens: Longs
    closes: Longs
    prize: Floats
    start: Longs
    end: Longs
    visitable: Bools
    pauses: Pauses
    use_at: Longs
    use_along: Longs
    limit: Longs


class Routes(NamedTuple):
    """Routes under work. `order` (routes x places) from start to end, `size` counts what is between.

    `early`, `late` (2 x routes x places): first start of service there, and the last from which the rest can be done,
    by the clock with the break due or taken. `used` (resources x routes). `on` (vertices): the route, or -1. `gain`
    (routes x 2): the route's prizes and its travel.
    """

    order: Longs
    size: Longs
    early: Longs
    late: Longs
    used: Longs
    on: Longs
    gain: Floats


def rules_of(problem: Orienteering) -> Rules:
    """The same problem in arrays, all that is not asked for filled in."""
    routes, vertices = problem.routes, len(problem.prize)
    start, end = (np.array(its or (0,) * routes, dtype=np.int64) for its in (problem.starts, problem.ends))
    visitable = np.ones(vertices, dtype=np.bool_)
    visitable[start] = visitable[end] = False
    pauses = problem.breaks or (None,) * routes
    rows = [(True, p.duration, p.opens, p.closes) if p else (False, 0, 0, 0) for p in pauses]
    asked, *numbers = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    opens = problem.opens if problem.route_opens is None else problem.route_opens
    closes = problem.closes if problem.route_closes is None else problem.route_closes
    its = problem.resources
    return Rules(
        travel=problem.travel.astype(np.int64),
        service=problem.service.astype(np.int64),
        opens=np.ascontiguousarray(np.broadcast_to(opens, (routes, vertices))).astype(np.int64),
        closes=np.ascontiguousarray(np.broadcast_to(closes, (routes, vertices))).astype(np.int64),
        prize=problem.prize.astype(np.float64),
        start=start,
        end=end,
        visitable=visitable,
        pauses=Pauses(asked.astype(np.bool_), *numbers),
        use_at=np.array([one.at for one in its], dtype=np.int64).reshape(len(its), vertices),
        use_along=np.array([one.along for one in its], dtype=np.int64).reshape(len(its), vertices, vertices),
        limit=np.array([one.limit for one in its], dtype=np.int64).reshape(len(its), routes),
    )


def empty_routes(rules: Rules) -> Routes:
    """Nothing visited; times are known."""
    routes, vertices = rules.opens.shape
    places = vertices + 2
    tour = Routes(
        order=np.zeros((routes, places), dtype=np.int64),
        size=np.zeros(routes, dtype=np.int64),
        early=np.zeros((2, routes, places), dtype=np.int64),
        late=np.zeros((2, routes, places), dtype=np.int64),
        used=np.zeros((len(rules.limit), routes), dtype=np.int64),
        on=np.full(vertices, -1, dtype=np.int64),
        gain=np.zeros((routes, 2)),
    )
    for r in range(routes):
        tour.order[r, :2] = rules.start[r], rules.end[r]
        retime(rules, tour, r)
    return tour


@compiled
def arrive(rules, r, i, j, time):  # type: ignore[no-untyped-def]
    """The start of service at `j`, straight from `i`, where service started at `time`; NEVER if too late."""
    start = max(time + rules.service[i] + rules.travel[i, j], rules.opens[r, j])
    return start if start <= rules.closes[r, j] else NEVER


@compiled
def arrive_after_break(rules, r, i, j, time):  # type: ignore[no-untyped-def]
    """As `arrive`, with the break of route `r` on the way: at `j` if it can begin there, else at `i`."""
    pauses = rules.pauses
    leave = time + rules.service[i]
    begin = max(leave + rules.travel[i, j], pauses.opens[r])
    if begin <= pauses.closes[r]:
        ready = begin + pauses.duration[r]
    else:
        begin = max(leave, pauses.opens[r])
        if begin > pauses.closes[r]:
            return NEVER
        ready = begin + pauses.duration[r] + rules.travel[i, j]
    start = max(ready, rules.opens[r, j])
    return start if start <= rules.closes[r, j] else NEVER


@compiled
def clocks(rules, r, i, j, due, taken):  # type: ignore[no-untyped-def]
    """Both clocks at `j`, from those at `i`."""
    on = NEVER if due == NEVER else arrive(rules, r, i, j, due)
    had = NEVER if taken == NEVER else arrive(rules, r, i, j, taken)
    if due != NEVER:
        had = min(had, arrive_after_break(rules, r, i, j, due))
    return on, had


@compiled
def at_start(rules, r):  # type: ignore[no-untyped-def]
    """Both clocks at the start of route `r`; a route without a break has taken it."""
    time = rules.opens[r, rules.start[r]]
    return (time, NEVER) if rules.pauses.asked[r] else (NEVER, time)


@compiled
def by_end(rules, r):  # type: ignore[no-untyped-def]
    """The latest arrival at the end of route `r` by both clocks: who is there early enough needs no break."""
    closes = rules.closes[r, rules.end[r]]
    return min(closes, rules.pauses.closes[r]), closes


@compiled
def latest_before(rules, r, i, j, due, taken):  # type: ignore[no-untyped-def]
    """The latest starts of service at `i` by both clocks, from those at `j`; -NEVER if there are none."""
    pauses = rules.pauses
    way = rules.service[i] + rules.travel[i, j]
    had, on = -NEVER, -NEVER
    if taken >= rules.opens[r, j]:
        had = taken - way
        begin = min(pauses.closes[r], taken - pauses.duration[r])
        if rules.pauses.asked[r] and begin >= pauses.opens[r]:  # at j
            on = begin - way
        begin = min(pauses.closes[r], taken - pauses.duration[r] - rules.travel[i, j])
        if rules.pauses.asked[r] and begin >= pauses.opens[r]:  # at i
            on = max(on, begin - rules.service[i])
    if due >= rules.opens[r, j]:
        on = max(on, due - way)
    closes = rules.closes[r, i]
    return min(on, closes), min(had, closes)


@compiled
def retime(rules, tour, r):  # type: ignore[no-untyped-def]
    """Both clocks along route `r`, forwards and backwards, what it uses and gains; whether it can be run."""
    size, order = tour.size[r], tour.order[r]
    due, taken = at_start(rules, r)
    tour.early[DUE, r, 0], tour.early[TAKEN, r, 0] = due, taken
    profit, travel = 0.0, 0.0
    for q in range(len(rules.limit)):
        tour.used[q, r] = rules.use_at[q, order[0]]
    for k in range(size + 1):
        i, j = order[k], order[k + 1]
        due, taken = clocks(rules, r, i, j, due, taken)
        tour.early[DUE, r, k + 1], tour.early[TAKEN, r, k + 1] = due, taken
        travel += rules.travel[i, j]
        for q in range(len(rules.limit)):
            tour.used[q, r] += rules.use_along[q, i, j]
        if k < size:
            profit += rules.prize[j]
            for q in range(len(rules.limit)):
                tour.used[q, r] += rules.use_at[q, j]
    due, taken = by_end(rules, r)
    tour.late[DUE, r, size + 1], tour.late[TAKEN, r, size + 1] = due, taken
    for k in range(size, -1, -1):
        due, taken = latest_before(rules, r, order[k], order[k + 1], due, taken)
        tour.late[DUE, r, k], tour.late[TAKEN, r, k] = due, taken
    tour.gain[r, 0], tour.gain[r, 1] = profit, travel
    holds = False
    for clock in range(2):
        holds |= tour.early[clock, r, size + 1] <= tour.late[clock, r, size + 1]
    for q in range(len(rules.limit)):
        holds &= tour.used[q, r] <= rules.limit[q, r]
    return holds


@compiled
def fits(rules, tour, r, k, u):  # type: ignore[no-untyped-def]
    """What it costs route `r` to visit `u` after place `k`, in time and resources; -1 if it cannot."""
    i, j = tour.order[r, k], tour.order[r, k + 1]
    share = 0.0
    for q in range(len(rules.limit)):
        along = rules.use_along[q, i, u] + rules.use_along[q, u, j] - rules.use_along[q, i, j]
        more = along + rules.use_at[q, u]
        if tour.used[q, r] + more > rules.limit[q, r]:
            return -1.0
        share = max(share, more / max(rules.limit[q, r], 1))
    due, taken = clocks(rules, r, i, u, tour.early[DUE, r, k], tour.early[TAKEN, r, k])
    due, taken = clocks(rules, r, u, j, due, taken)
    had, on = taken <= tour.late[TAKEN, r, k + 1], due <= tour.late[DUE, r, k + 1]
    if not had and not on:
        return -1.0
    later = taken - tour.early[TAKEN, r, k + 1] if had else due - tour.early[DUE, r, k + 1]
    detour = rules.travel[i, u] + rules.travel[u, j] - rules.travel[i, j]
    span = rules.closes[r, rules.end[r]] - rules.opens[r, rules.start[r]]
    return max(float(detour + rules.service[u] + max(later, 0)), 0.0) + span * share
