"""The compiled part of listing day plans: what follows from a label, and which labels no other beats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled, inlined
from planner.itinerary.problem import LUNCH, TRAIN, Ints

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # keys over the index of a generation
KEY, TIME, RIDE, FOOT, LATEST, RUN, PARENT, STEP, NEXT = range(9)  # of a label; NEXT has the same key
BEATEN = -1  # as a key
OF_PLACES = ("opens", "closes", "stay", "walk", "climb", "met", "out", "part", "pauses")
_OPENS, _CLOSES, _STAY, _WALK, _CLIMB, _MET, _OUT, _PART, _PAUSES = range(9)  # rows of what is known of places
_ENTRY, _EXIT, _READY, _GO_ON, _SAME, _EARLY, _MARK, _BACK = range(8)  # columns of a train


class KernelDay(NamedTuple):
    """A day's problem as the kernels read it. Arrays over places but for `travel` and `foot` (points x points), `table`
    (points: where one eats, where one then rests, by when one must leave the point for it, by when for any lunch, and
    whether it is at a known table),
    `leave_by` (2 x points: the latest minute to leave and still catch a train there, and one back), `home` (points: the
    least minutes, and the least on wheels, to the day's end) and `trains` (trains x entry, exit, minute to be there,
    minute one goes on, its stations' number, whether it is early, the mark of who begins the day with it: 1 and the
    half hours early, and whether it is one back).
    `wanted` are the sets of places that are of use as `with_subsets` gives them; empty: all are."""

    travel: Ints
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


class _Load(NamedTuple):
    """What the places seen so far ask for."""

    visits: int
    walk_m: int
    climb_m: int
    met_min: int
    out_min: int


@compiled
def expand(day, labels, first, made, out, slots):  # type: ignore[no-untyped-def]
    """Write the children that no other beats of all labels from `first` on, after the `made` ones that are there.

    Returns the label that there was no room for any more (their number if there was) and how many are there now.
    """
    places, trains = day.place.shape[1], len(day.trains)
    for i in range(first, len(labels)):
        if made + places + trains + 1 > len(out):
            return i, made
        row = labels[i]
        key = row[KEY]
        now = _Label(
            key >> 12,
            (key >> 4) & 127,
            (key >> 3) & 1,
            (key >> 11) & 1,
            key & 7,
            row[TIME],
            row[RIDE],
            row[FOOT],
            row[LATEST],
            row[RUN],
        )
        train_ahead = now.train < day.clock.trains
        too_soon = train_ahead and now.time < day.clock.start
        if not now.lunched and not too_soon:
            made = _keep(out, slots, made, _eat(day, now, train_ahead), (i, LUNCH), day.clock.pause)
        if train_ahead:
            made = _board_all(day, now, out, slots, made, i)
        load = _load(day, now.seen)
        if load.visits >= day.budget.visits or too_soon:
            continue
        for j in range(places):
            if (now.seen >> j) & 1 or load.walk_m + now.foot + day.place[_WALK, j] > day.budget.walk_m:
                continue
            if len(day.wanted) == 0 or _found(day.wanted, now.seen | (1 << j)):
                made = _keep(out, slots, made, _visit(day, now, j, load, train_ahead), (i, j), day.clock.pause)
    return len(labels), made


@compiled
def _board_all(day, now, out, slots, made, i):  # type: ignore[no-untyped-def]
    """As `expand`, the children on trains: of those between the same stations the first that is caught, before the
    day's usual beginning the first of each mark."""
    caught = -1
    early = now.time < day.clock.start
    for k in range(len(day.trains)):
        if day.trains[k, _BACK] != min(now.train, 1):
            continue
        alike = day.trains[k, _SAME] * 8 + (day.trains[k, _MARK] if early else 0)
        if alike != caught:
            child = _board(day, now, k)
            if child[0] >= 0:
                caught = alike
                made = _keep(out, slots, made, child, (i, TRAIN + k), day.clock.pause)
    return made


@compiled
def _keep(out, slots, made, child, origin, pause):  # type: ignore[no-untyped-def]
    """Add the child, with its parent and step as `origin`, unless another of its key beats it; mark and unlink those
    that it beats."""
    key, time, ride, foot, latest, run = child
    if key < 0:
        return made
    slot = _slot(out, slots, key)
    before = -1
    other = int(slots[slot])
    while other >= 0:
        row = out[other]
        following = row[NEXT]
        no_more = row[RIDE] <= ride and row[FOOT] <= foot and row[LATEST] >= latest
        if no_more and row[TIME] + (pause if row[RUN] > run else 0) <= time:
            return made
        no_less = row[RIDE] >= ride and row[FOOT] >= foot and row[LATEST] <= latest
        if no_less and time + (pause if run > row[RUN] else 0) <= row[TIME]:
            row[KEY] = BEATEN
            if before < 0:
                slots[slot] = following
            else:
                out[before, NEXT] = following
        else:
            before = other
        other = following
    out[made] = (key, time, ride, foot, latest, run, origin[0], origin[1], np.int64(slots[slot]))
    slots[slot] = made
    return made + 1


@compiled
def _slot(out, slots, key):  # type: ignore[no-untyped-def]
    """Where the key's first label stands, or the free slot where it would."""
    slot = np.int64((np.uint64(key) * _SPREAD) >> np.uint64(32)) & (len(slots) - 1)
    while slots[slot] >= 0 and out[slots[slot], KEY] != key:
        slot = (slot + 1) & (len(slots) - 1)
    return slot


@compiled
def with_subsets(sets):  # type: ignore[no-untyped-def]
    """A table to find some sets (a bit for each member) and all their subsets in: each stands at its hash or behind it,
    other rows are -1."""
    table, count = np.full(64, -1, dtype=np.int64), 0
    count = _put(table, np.int64(0), count)
    for whole in sets:
        part = whole
        while part and not (part == whole and _found(table, whole)):
            if 2 * count + 2 > len(table):
                larger, count = np.full(4 * len(table), -1, dtype=np.int64), 0
                for each in table:
                    if each >= 0:
                        count = _put(larger, each, count)
                table = larger
            count = _put(table, part, count)
            part = (part - 1) & whole
    return table


@compiled
def _put(table, each, count):  # type: ignore[no-untyped-def]
    """Put a number in a table that has room; how many are in it then, of `count` before."""
    slot = np.int64((np.uint64(each) * _SPREAD) >> np.uint64(32)) & (len(table) - 1)
    while table[slot] >= 0 and table[slot] != each:
        slot = (slot + 1) & (len(table) - 1)
    if table[slot] == each:
        return count
    table[slot] = each
    return count + 1


@compiled
def sums_of(sets, members):  # type: ignore[no-untyped-def]
    """The sums of each row of `members` (rows x members) over sets (a bit for each member); shape (sets, rows)."""
    sums = np.zeros((len(sets), len(members)), dtype=np.int64)
    for i in range(len(sets)):
        rest, member = sets[i], 0
        while rest:
            if rest & 1:
                for row in range(len(members)):
                    sums[i, row] += members[row, member]
            rest >>= 1
            member += 1
    return sums


@inlined
def _found(table, each):  # type: ignore[no-untyped-def]
    """Is the number in the table?"""
    slot = np.int64((np.uint64(each) * _SPREAD) >> np.uint64(32)) & (len(table) - 1)
    while table[slot] >= 0 and table[slot] != each:
        slot = (slot + 1) & (len(table) - 1)
    return table[slot] == each


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
def _load(day, seen):  # type: ignore[no-untyped-def]
    """What the places seen so far ask for."""
    visits = walk = climb = met = out = 0
    for j in range(day.place.shape[1]):
        if (seen >> j) & 1:
            visits += 1
            walk += day.place[_WALK, j]
            climb += day.place[_CLIMB, j]
            met += day.place[_MET, j]
            out += day.place[_OUT, j]
    return _Load(visits, walk, climb, met, out)


@inlined
def _eat(day, now, train_ahead):  # type: ignore[no-untyped-def]
    """(key, minute, minutes on wheels, metres on foot, latest minute, sightseeing) after lunch where one eats from here
    and the rest; the key is negative if that cannot be."""
    clock, travel = day.clock, day.travel
    spot, bed = day.table[0, now.at], day.table[1, now.at]
    if spot < 0:
        return -1, 0, 0, 0, 0, 0
    first, second = day.foot[now.at, spot], day.foot[spot, bed]
    ride = now.ride + (0 if first > 0 else travel[now.at, spot]) + (0 if second > 0 else travel[spot, bed])
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
    train, clock = day.trains[k], day.clock
    way = day.travel[now.at, train[_ENTRY]]
    foot = day.foot[now.at, train[_ENTRY]]
    if now.time + way > train[_READY] or (now.time < clock.start and not train[_EARLY]):
        return -1, 0, 0, 0, 0, 0
    if not now.lunched and train[_GO_ON] > clock.lunch_latest:
        return -1, 0, 0, 0, 0, 0
    wait = max(0, train[_READY] - max(now.time, now.latest) - way - clock.wait_free)
    ride = now.ride + (0 if foot > 0 else way) + wait
    if ride > day.budget.ride_min:
        return -1, 0, 0, 0, 0, 0
    mark = 2 if train[_BACK] else train[_MARK] if now.time < clock.start else 1
    late = train[_GO_ON] if mark < clock.trains else 0
    key = (now.seen << 12) | (now.named << 11) | (train[_EXIT] << 4) | (now.lunched << 3) | mark
    return key, train[_GO_ON], ride, now.foot + foot, late, 0


@inlined
def _visit(day, now, j, load, train_ahead):  # type: ignore[no-untyped-def]
    """As `_eat`, after a visit to place `j`, and a pause before it where sightseeing would last too long on end."""
    clock, budget, travel = day.clock, day.budget, day.travel
    foot = now.foot + day.foot[now.at, j]
    met = load.met_min + day.place[_MET, j] + (foot * budget.foot_met + 999) // 1000
    if load.climb_m + day.place[_CLIMB, j] > budget.climb_m or met > budget.met_min:
        return -1, 0, 0, 0, 0, 0
    if load.walk_m + day.place[_WALK, j] + foot > budget.walk_m or load.out_min + day.place[_OUT, j] > budget.out_min:
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
    ride = now.ride + (0 if day.foot[now.at, j] > 0 else travel[now.at, j])
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
    return key, end, ride, foot, late, run


@compiled
def undominated(mask, foot):  # type: ignore[no-untyped-def]
    """Which of the plans, by set and then the best first, walk less than all better ones of their set."""
    kept = np.zeros(len(mask), dtype=np.bool_)
    for i in range(len(mask)):
        if i == 0 or mask[i] != mask[i - 1]:
            least = foot[i] + 1
        if foot[i] < least:
            kept[i] = True
            least = foot[i]
    return kept
