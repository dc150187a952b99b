"""What to take out of routes so that something better may come in: compiled.

Strings of neighbours (Christiaens & Vanden Berghe 2020), vertices anywhere, and what the routes do at one time of day.
"""

from __future__ import annotations

import numpy as np

from planner.compiled import compiled
from planner.orienteering.arrays import DROPPED, OUT
from planner.orienteering.insertion import retime, spend

MOST = 25  # vertices of one ruin
ANYWHERE, NEIGHBOURS = 0.2, 0.7  # shares of ruins, summed up
HOTELS = 0.7  # share of ruins that move hotels, where they are to be chosen
DETOUR_NOISE = 2.0  # of detours, as a power of e
AROUND = 15  # the most stops taken out before a hotel that moves, and after it
TWO, ELSEWHERE = 0.5, 0.9  # shares of those that move two, and that must leave the first where it was
WISHES = 0.2, 0.15  # shares that make room for one vertex that is out: by place, by time of day


@compiled
def chance(state):  # type: ignore[no-untyped-def]
    """A number in [0, 1) from a xorshift generator of 64 bits."""
    x = state[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state[0] = x
    return np.float64(x >> np.uint64(11)) / 9007199254740992.0


@compiled
def below(state, n):  # type: ignore[no-untyped-def]
    """A whole number in [0, n)."""
    return int(chance(state) * n)


@compiled
def ruin(arrays, tour, state, touched):  # type: ignore[no-untyped-def]
    """Take vertices out and mark them DROPPED and their routes `touched`; returns a vertex to put in first, or OUT."""
    visited = 0
    for r in range(len(tour.size)):
        touched[r] = False
        visited += tour.size[r]
    if len(arrays.hotels) and len(tour.size) > 1 and chance(state) < HOTELS:
        _move_hotels(arrays, tour, state, touched)
        return OUT
    if visited == 0:
        return OUT
    count = 1 + below(state, min(MOST, visited))
    kind = chance(state)
    wish = below(state, len(tour.on))
    wished = tour.on[wish] < 0
    if kind < ANYWHERE:
        _anywhere(tour, state, count)
        wished = False
    elif kind < NEIGHBOURS:
        _neighbours(arrays, tour, state, count, wish)
        wished = wished and kind >= NEIGHBOURS - WISHES[0]
    else:
        wished = wished and kind >= 1.0 - WISHES[1]
        r = below(state, len(tour.size))
        low, high = arrays.hours[r].begin, arrays.hours[r].due
        window = arrays.windows[arrays.hours[r].kind, wish]
        if wished and window.closes >= 0:
            low, high = window.opens, window.closes
        _hour(tour, state, count, low + chance(state) * (high - low))
    _close_up(arrays, tour, touched)
    return wish if wished else OUT


@compiled
def _anywhere(tour, state, count):  # type: ignore[no-untyped-def]
    for _ in range(count):
        r = below(state, len(tour.size))
        if tour.size[r]:
            tour.on[tour.order[r, 1 + below(state, tour.size[r])]] = DROPPED


@compiled
def _neighbours(arrays, tour, state, count, seed):  # type: ignore[no-untyped-def]
    """Strings around `seed` and the visited vertices nearest to it, one a route."""
    routes = 1 + below(state, len(tour.size))
    length = max(1, count // routes)
    hit = 0
    v, following = seed, 0
    while True:
        r = tour.on[v]
        if r >= 0 and not (hit >> r) & 1:
            place = 1
            while tour.order[r, place] != v:
                place += 1
            string = min(length, tour.size[r])
            _drop(tour, r, place - below(state, string), string)
            hit |= 1 << r
            routes -= 1
        if routes == 0 or following == arrays.near.shape[1]:
            break
        v = arrays.near[seed, following]
        following += 1


@compiled
def _hour(tour, state, count, time):  # type: ignore[no-untyped-def]
    """What some routes do around `time`."""
    routes = 1 + below(state, len(tour.size))
    length = max(1, count // routes)
    for _ in range(routes):
        r = below(state, len(tour.size))
        if tour.size[r] == 0:
            continue
        place = 1
        while place < tour.size[r] and tour.times[r, place].early < time:
            place += 1
        string = min(length, tour.size[r])
        _drop(tour, r, place - string // 2, string)


@compiled
def _drop(tour, r, first, string):  # type: ignore[no-untyped-def]
    first = max(1, min(first, tour.size[r] - string + 1))
    for k in range(first, first + string):
        tour.on[tour.order[r, k]] = DROPPED


@compiled
def _close_up(arrays, tour, touched):  # type: ignore[no-untyped-def]
    for r in range(len(tour.size)):
        kept, end = 0, tour.order[r, tour.size[r] + 1]
        for k in range(1, tour.size[r] + 1):
            v = tour.order[r, k]
            if tour.on[v] != DROPPED:
                kept += 1
                tour.order[r, kept] = v
        if kept < tour.size[r]:
            touched[r] = True
            tour.order[r, kept + 1] = end
            tour.size[r] = kept
            retime(arrays, tour, r)
    if len(arrays.most):
        spend(arrays, tour)


@compiled
def leave_at(arrays, r, start):  # type: ignore[no-untyped-def]
    """When route `r` leaves its `start`."""
    return arrays.hours[r].begin + arrays.windows[arrays.hours[r].kind, start].service


@compiled
def _move_hotels(arrays, tour, state, touched):  # type: ignore[no-untyped-def]
    """Take out some stops around one hotel, or all between two, and choose hotels anew that make the least detour, more
    or less."""
    r = below(state, len(tour.size) - 1)
    s = r + 1 if chance(state) < TWO and r + 2 < len(tour.size) else r
    _drop(tour, r, len(tour.on), below(state, min(AROUND, tour.size[r]) + 1))
    _drop(tour, s + 1, 1, below(state, min(AROUND, tour.size[s + 1]) + 1))
    if s > r:
        _drop(tour, s, 1, tour.size[s])
    _close_up(arrays, tour, touched)
    noise = DETOUR_NOISE * chance(state)
    was = tour.order[r + 1, 0] if chance(state) < ELSEWHERE else -1
    last, first = tour.order[r, tour.size[r]], tour.order[s + 1, 1]
    ready, latest = tour.times[r, tour.size[r]].leave, tour.times[s + 1, 1].late
    best, one, two = np.inf, tour.order[r + 1, 0], tour.order[s + 1, 0]
    for g in arrays.hotels:
        if g == was or ready + arrays.travel[last, g] > arrays.hours[r].due:
            continue
        for h in arrays.hotels:
            if s == r and h != g:
                continue
            if s > r and leave_at(arrays, s, g) + arrays.travel[g, h] > arrays.hours[s].due:
                continue
            if leave_at(arrays, s + 1, h) + arrays.travel[h, first] > latest:
                continue
            detour = arrays.travel[last, g] + arrays.travel[g, h] + arrays.travel[h, first]
            cost = (detour + 1.0) * np.exp(noise * chance(state))
            if cost < best:
                best, one, two = cost, g, h
    tour.order[r, tour.size[r] + 1] = tour.order[r + 1, 0] = one
    tour.order[s, tour.size[s] + 1] = tour.order[s + 1, 0] = two
    for k in range(r, s + 2):
        touched[k] = True
        retime(arrays, tour, k)
