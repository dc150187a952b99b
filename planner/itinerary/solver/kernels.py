"""The compiled part of listing day plans: what follows from a label, and which labels no other beats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inlined
from planner.itinerary.problem import LUNCH, TRAIN, Ints
from planner.itinerary.solver.place_sets import SPREAD, find

KEY, TIME, RIDE, FOOT, LATEST, RUN, PARENT, STEP, MORE, NEXT = range(10)  # of a label; NEXT has the same key
COLUMNS = NEXT + 1
BEATEN = -1  # as a key
OF_PLACES = ("opens", "closes", "stay", "walk", "climb", "met", "out", "part", "pauses")
_OPENS, _CLOSES, _STAY, _WALK, _CLIMB, _MET, _OUT, _PART, _PAUSES = range(9)  # rows of what is known of places
_ENTRY, _EXIT, _READY, _GO_ON, _SAME, _EARLY, _MARK, _BACK = range(8)  # columns of a train

_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_BIT_NUMBERS = np.zeros(64, dtype=np.int64)
_BIT_NUMBERS[[((1 << bit) * int(_DE_BRUIJN) % (1 << 64)) >> 58 for bit in range(64)]] = np.arange(64)


class KernelDay(NamedTuple):
    """A day's problem as the kernels read it. Arrays over places but for `travel`, `ride` and `foot` (points x points),
    `table` (points: where one eats, where one then rests, by when one must leave the point for it, by when for any
    lunch, and whether it is at a known table), `leave_by` (2 x points: the latest minute to leave and still catch a
    train there, and one back), `home` (points: the least minutes, and the least on wheels, to the day's end) and
    `trains` (trains x entry, exit, minute to be there, minute one goes on, its stations' number, whether it is early,
    the mark of who begins the day with it: 1 and the half hours early, and whether it is one back).
    `wanted` are the sets of places that are of use as `with_subsets` gives them; none: all are."""

    travel: Ints
    ride: Ints
    foot: Ints
    table: Ints
    place: Ints
    trains: Ints
    leave_by: Ints
    home: Ints
    wanted: Ints
    clock: Clock
    budget: Budget


class Clock(NamedTuple):
    """The trains that are taken on the day, and minutes: its usual beginning and its end, when lunch may begin and how
    long it and the rest last, by when lunch must begin at the latest and by when whoever had none must be at the day's
    end; the longest stretch of sightseeing, a pause, the wait for a train that counts nothing, and the hours in the
    shade."""

    trains: int
    start: int
    end: int
    lunch_from: int
    lunch_min: int
    rest_min: int
    lunch_latest: int
    lunch_due: int
    stretch: int
    pause: int
    wait_free: int
    shade_from: int
    shade_to: int


class Budget(NamedTuple):
    """What a day allows: metres on foot, metres up, MET-minutes, minutes on wheels, minutes outdoors, visits; and the
    MET-minutes of a kilometre on foot."""

    walk_m: int
    climb_m: int
    met_min: int
    ride_min: int
    out_min: int
    visits: int
    foot_met: int


class _Label(NamedTuple):
    """A way through the day so far: the places seen (a bit each), the point one is at, whether lunch was had, and at a
    known table, the train taken (0: none, else its mark; 2 after the one back), the minute, the minutes on wheels, the
    metres on foot between places, the latest minute one could be here without more waiting (while a train is ahead,
    else 0), and the minutes of sightseeing since the last pause."""

    seen: int
    at: int
    lunched: int
    named: int
    train: int
    time: int
    ride: int
    foot: int
    latest: int
    run: int


class _Left(NamedTuple):
    """What the visits so far leave: which places may still be seen, now or later (a bit each), and for them metres on
    foot, those from place to place included, and MET-minutes, those from place to place not."""

    places: int
    walk_m: int
    met_min: int


@compiled
def expand(day, labels, first, made, out, slots):  # type: ignore[no-untyped-def]
    """Write the children that no other beats of all labels from `first` on, after the `made` ones that are there.

    Returns the label that there was no room for any more (their number if there was) and how many are there now.
    """
    places, trains = day.place.shape[1], len(day.trains)
    for i in range(first, len(labels)):
        if made + places + trains + 1 > len(out):
            return i, made
        key = labels[i, KEY]
        now = _Label(
            key >> 12,
            (key >> 4) & 127,
            (key >> 3) & 1,
            (key >> 11) & 1,
            key & 7,
            labels[i, TIME],
            labels[i, RIDE],
            labels[i, FOOT],
            labels[i, LATEST],
            labels[i, RUN],
        )
        train_ahead = now.train < day.clock.trains
        too_soon = train_ahead and now.time < day.clock.start
        left = _left(day, now, labels[i, MORE])
        if not now.lunched and not too_soon:
            made = _keep(out, slots, made, _eat(day, now, train_ahead), (i, LUNCH, left.places), day.clock.pause)
        if train_ahead:
            made = _board_all(day, now, out, slots, made, (i, left.places))
        if too_soon:
            continue
        rest = left.places
        while rest:
            j = _lowest(rest)
            rest &= rest - 1
            made = _keep(out, slots, made, _visit(day, now, j, left, train_ahead), (i, j, left.places), day.clock.pause)
    return len(labels), made


@compiled
def _lowest(members):  # type: ignore[no-untyped-def]
    """The number of the lowest bit of some (de Bruijn)."""
    return _BIT_NUMBERS[(np.uint64(members & -members) * _DE_BRUIJN) >> np.uint64(58)]


@inlined
def _left(day, now, places):  # type: ignore[no-untyped-def]
    """What is left for more visits, of `places`: those of which it is not too late, that make sets of use, and that ask
    for no more than the day allows."""
    budget, place = day.budget, day.place
    visits, walk, climb, met, out = 0, budget.walk_m - now.foot, budget.climb_m, budget.met_min, budget.out_min
    rest = now.seen
    while rest:
        j = _lowest(rest)
        rest &= rest - 1
        visits += 1
        walk -= place[_WALK, j]
        climb -= place[_CLIMB, j]
        met -= place[_MET, j]
        out -= place[_OUT, j]
    places &= ~now.seen & ((1 << place.shape[1]) - 1)
    if len(day.wanted):
        places &= day.wanted[find(day.wanted, now.seen), 1]
    if visits >= budget.visits:
        places &= 0
    rest = places
    while rest:
        j = _lowest(rest)
        rest &= rest - 1
        if (
            place[_WALK, j] > walk
            or place[_CLIMB, j] > climb
            or place[_MET, j] > met
            or place[_OUT, j] > out
            or now.time + place[_STAY, j] > place[_CLOSES, j]
        ):
            places &= ~(1 << j)
    return _Left(places, walk, met)


@compiled
def _board_all(day, now, out, slots, made, origin):  # type: ignore[no-untyped-def]
    """As `expand`, the children on trains: of those between the same stations the first that is caught, before the
    day's usual beginning the first of each mark."""
    caught = -1
    early = now.time < day.clock.start
    back = min(now.train, 1)
    for k in range(len(day.trains)):
        if day.trains[k, _BACK] != back or now.time + day.travel[now.at, day.trains[k, _ENTRY]] > day.trains[k, _READY]:
            continue
        alike = day.trains[k, _SAME] * 8 + (day.trains[k, _MARK] if early else 0)
        if alike != caught:
            child = _board(day, now, k)
            if child[0] >= 0:
                caught = alike
                made = _keep(out, slots, made, child, (origin[0], TRAIN + k, origin[1]), day.clock.pause)
    return made


@compiled
def _keep(out, slots, made, child, origin, pause):  # type: ignore[no-untyped-def]
    """Add the child, with its parent, its step and what its day may still see as `origin`, unless another of its key
    beats it; mark and unlink those that it beats."""
    key, time, ride, foot, latest, run = child
    if key < 0:
        return made
    slot = _slot(out, slots, key)
    before = -1
    other = int(slots[slot])
    while other >= 0:
        following = out[other, NEXT]
        time2, ride2, foot2 = out[other, TIME], out[other, RIDE], out[other, FOOT]
        latest2, run2 = out[other, LATEST], out[other, RUN]
        if ride2 <= ride and foot2 <= foot and latest2 >= latest and time2 + (pause if run2 > run else 0) <= time:
            return made
        if ride2 >= ride and foot2 >= foot and latest2 <= latest and time + (pause if run > run2 else 0) <= time2:
            out[other, KEY] = BEATEN
            if before < 0:
                slots[slot] = following
            else:
                out[before, NEXT] = following
        else:
            before = other
        other = following
    out[made, KEY], out[made, TIME], out[made, RIDE], out[made, FOOT] = key, time, ride, foot
    out[made, LATEST], out[made, RUN] = latest, run
    out[made, PARENT], out[made, STEP], out[made, MORE] = origin
    out[made, NEXT] = slots[slot]
    slots[slot] = made
    return made + 1


@compiled
def _slot(out, slots, key):  # type: ignore[no-untyped-def]
    """Where the key's first label stands, or the free slot where it would."""
    slot = np.int64((np.uint64(key) * SPREAD) >> np.uint64(32)) & (len(slots) - 1)
    while slots[slot] >= 0 and out[slots[slot], KEY] != key:
        slot = (slot + 1) & (len(slots) - 1)
    return slot


@compiled
def relink(out, made, slots):  # type: ignore[no-untyped-def]
    """Link the labels that are not beaten in new slots."""
    slots[:] = -1
    for i in range(made):
        if out[i, KEY] != BEATEN:
            slot = _slot(out, slots, out[i, KEY])
            out[i, NEXT] = slots[slot]
            slots[slot] = i


@inlined
def _eat(day, now, train_ahead):  # type: ignore[no-untyped-def]
    """(key, minute, minutes on wheels, metres on foot, latest minute, sightseeing) after lunch where one eats from here
    and the rest; the key is negative if that cannot be."""
    clock, travel = day.clock, day.travel
    spot, bed = day.table[0, now.at], day.table[1, now.at]
    if spot < 0:
        return -1, 0, 0, 0, 0, 0
    first, second = day.foot[now.at, spot], day.foot[spot, bed]
    ride = now.ride + day.ride[now.at, spot] + day.ride[spot, bed]
    lasts = clock.lunch_min + travel[spot, bed] + clock.rest_min
    by = clock.lunch_latest - travel[spot, bed]
    begin = max(now.time + travel[now.at, spot], clock.lunch_from)
    if begin > by or begin + lasts > clock.end or ride > day.budget.ride_min:
        return -1, 0, 0, 0, 0, 0
    late = 0
    if train_ahead:
        if begin + lasts > day.leave_by[now.train, bed]:
            return -1, 0, 0, 0, 0, 0
        late = min(max(now.latest + travel[now.at, spot], begin), by) + lasts
    key = (now.seen << 12) | (day.table[4, now.at] << 11) | (bed << 4) | 8 | now.train
    return key, begin + lasts, ride, now.foot + first + second, late, 0


@inlined
def _board(day, now, k):  # type: ignore[no-untyped-def]
    """As `_eat`, after train `k`."""
    trains, clock = day.trains, day.clock
    entry, go_on = trains[k, _ENTRY], trains[k, _GO_ON]
    way, foot = day.travel[now.at, entry], day.foot[now.at, entry]
    if now.time < clock.start and not trains[k, _EARLY]:
        return -1, 0, 0, 0, 0, 0
    if not now.lunched and go_on > max(clock.lunch_latest, clock.lunch_due):
        return -1, 0, 0, 0, 0, 0
    wait = max(0, trains[k, _READY] - max(now.time, now.latest) - way - clock.wait_free)
    ride = now.ride + day.ride[now.at, entry] + wait
    if ride > day.budget.ride_min:
        return -1, 0, 0, 0, 0, 0
    mark = 2 if trains[k, _BACK] else trains[k, _MARK] if now.time < clock.start else 1
    late = go_on if mark < clock.trains else 0
    key = (now.seen << 12) | (now.named << 11) | (trains[k, _EXIT] << 4) | (now.lunched << 3) | mark
    return key, go_on, ride, now.foot + foot, late, 0


@inlined
def _visit(day, now, j, left, train_ahead):  # type: ignore[no-untyped-def]
    """As `_eat`, after a visit to place `j`, and a pause before it where sightseeing would last too long on end."""
    clock, budget, travel = day.clock, day.budget, day.travel
    foot = day.foot[now.at, j]
    met = left.met_min - day.place[_MET, j]
    if foot > left.walk_m - day.place[_WALK, j] or (now.foot + foot) * budget.foot_met > 1000 * met:
        return -1, 0, 0, 0, 0, 0
    stay, part, closes = day.place[_STAY, j], day.place[_PART, j], day.place[_CLOSES, j]
    way, run = travel[now.at, j], now.run
    if run > 0 and run + part > clock.stretch:
        way += clock.pause
        run = 0
    run = part if day.place[_PAUSES, j] > 0 else run + part
    begin = max(now.time + way, day.place[_OPENS, j])
    if 2 * day.place[_OUT, j] > stay and begin < clock.shade_to:
        if begin + stay > clock.shade_from:
            begin = clock.shade_to
        else:
            closes = min(closes, clock.shade_from)
    ride = now.ride + day.ride[now.at, j]
    end = begin + stay
    if ride > budget.ride_min or end > closes or end > clock.end:
        return -1, 0, 0, 0, 0, 0
    late = 0
    if train_ahead:
        if end > day.leave_by[now.train, j]:
            return -1, 0, 0, 0, 0, 0
        late = min(max(now.latest + way, begin), closes - stay) + stay
    else:
        home = day.home[0, j]
        if end + home > clock.end or ride + day.home[1, j] > budget.ride_min:
            return -1, 0, 0, 0, 0, 0
        if not now.lunched and end > day.table[3, j] and end + home > clock.lunch_due:
            return -1, 0, 0, 0, 0, 0
    key = ((now.seen | (1 << j)) << 12) | (now.named << 11) | (j << 4) | (now.lunched << 3) | now.train
    return key, end, ride, now.foot + foot, late, run
