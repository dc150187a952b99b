"""Where a vertex fits on a route, and at what cost: compiled, constant time a place.

Every place on a route knows its earliest and latest start of service, so whether a vertex fits between two others is
one comparison, whatever comes after.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.compiled import compiled
from planner.orienteering.arrays import NEVER


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


@compiled
def retime(arrays, tour, r):  # type: ignore[no-untyped-def]
    """Earliest and latest starts along route `r`, and what it gains."""
    size, hours = tour.size[r], arrays.hours[r]
    windows, times = arrays.windows[hours.kind], tour.times[r]
    profit, travel = 0.0, 0
    i = tour.order[r, 0]
    now, leave = hours.begin, hours.begin + windows[i].service
    for k in range(size + 1):
        place = times[k]
        place.early, place.leave = now, leave
        j = tour.order[r, k + 1]
        leg = arrays.travel[i, j]
        travel += leg
        place.leg = leg
        now = leave + leg
        if k < size:
            window = windows[j]
            profit += window.prize
            now = max(now, window.opens)
            if now > window.shuts:
                now = max(now, window.reopens)
            leave = now + window.service
        i = j
    times[size + 1].early = now
    now = hours.due
    times[size + 1].late = now
    for k in range(size, 0, -1):
        window = windows[tour.order[r, k]]
        now = min(now - times[k].leg - window.service, window.closes)
        if now < window.reopens:
            now = min(now, window.shuts)
        times[k].late = now
    times[0].late = now - times[0].leg - windows[tour.order[r, 0]].service
    tour.gain[r, 0] = profit
    tour.gain[r, 1] = travel


@compiled
def spend(arrays, tour):  # type: ignore[no-untyped-def]
    """What all routes use of the totals."""
    for q in range(len(arrays.most)):
        used = 0
        for r in range(len(tour.size)):
            for k in range(1, tour.size[r] + 1):
                used += arrays.use[q, tour.order[r, k]]
        tour.used[q] = used


@compiled
def pay(arrays, tour, u):  # type: ignore[no-untyped-def]
    """What a visit to `u` uses of the totals."""
    for q in range(len(arrays.most)):
        tour.used[q] += arrays.use[q, u]


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
    window = arrays.windows[kind, u]
    return ServiceWindow(window.opens, window.closes, window.shuts, window.reopens, window.service)


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
    size, window = tour.size[r], window_of(arrays, arrays.hours[r].kind, u)
    times = tour.times[r]
    first = 0
    while times[first + 1].late < window.opens + window.service and first < size:
        first += 1
    best = NEVER
    at = -1
    i = tour.order[r, first]
    k = first
    while k <= size and times[k].early <= window.closes:
        j = tour.order[r, k + 1]
        here, then = times[k], times[k + 1]
        ways = arrays.back[u, i], arrays.travel[u, j]
        cost = insertion_cost(window, InsertionPosition(*ways, here.leave, here.leg, then.early, then.late))
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
                other.times[r, k] = one.times[r, k]
    other.on[:] = one.on
    if len(one.used):
        other.used[:] = one.used
