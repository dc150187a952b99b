"""All day plans, exactly: labels over (places seen, point, lunch, train), keeping what no other label beats.

A label is beaten by one with the same places, point and flags that is neither later nor longer on wheels;
walking, climbing and effort depend on the places alone. So each set of places ends with its best order.
Travel must be such that no detour is shorter: a place from which the way home is too long is not gone to.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled, inlined
from planner.itinerary.problem import LUNCH, TRAIN, DayPlans, DayProblem, Ints, Transfer
from planner.solving import Cancelled

MAX_LABELS = 300_000  # of one generation; more is not enumerated
_MAX_STEPS = 8  # visits, lunch and train of one day
_ROOM = 1 << 13  # labels of one generation that memory is set aside for at first
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # keys over the index of a generation
_KEY, _TIME, _RIDE, _PARENT, _STEP, _NEXT = range(6)  # columns of a label; `next` has the same key
_BEATEN = -1  # as a key
_OPENS, _CLOSES, _STAY, _WALK, _CLIMB, _MET = range(6)  # rows of what is known of places


class TooManyPlans(Exception):
    """There are too many day plans to list them all; ask again with fewer places."""


class _Day(NamedTuple):
    """A day's problem as the kernels read it. Arrays over places but for `travel` (points x points), `lunch_at` and
    `leave_by` (points: the latest minute to leave and still catch a train) and `trains` (trains x entry, exit, minute
    to be there, minute one goes on)."""

    travel: Ints
    lunch_at: Ints
    place: Ints
    trains: Ints
    leave_by: Ints
    clock: _Clock
    budget: _Budget


class _Clock(NamedTuple):
    """Minutes of the day: its end, when lunch may begin and how long it and the rest last, and by when whoever has not
    had lunch yet must be at its place or at the day's end, the point `home`."""

    end: int
    lunch_from: int
    lunch_latest: int
    lunch_min: int
    lunch_due: int
    home: int


class _Budget(NamedTuple):
    """What a day allows: metres on foot, metres up, MET-minutes, minutes on wheels, visits."""

    walk_m: int
    climb_m: int
    met_min: int
    ride_min: int
    visits: int


class _Label(NamedTuple):
    """A way through the day so far: the places seen (a bit each), the point one is at, whether lunch was had and the
    train taken, the minute, and the minutes on wheels."""

    seen: int
    at: int
    lunched: int
    train: int
    time: int
    ride: int


class _Load(NamedTuple):
    """What the places seen so far ask for."""

    visits: int
    walk_m: int
    climb_m: int
    met_min: int


@dataclass
class _Room:
    """Space for one generation: its labels, and where the first of each key stands, by the key's hash."""

    labels: Ints
    slots: npt.NDArray[np.int32]  # a power of two, at least twice the labels

    @classmethod
    def of(cls, labels: int) -> _Room:
        return cls(np.empty((labels, 6), dtype=np.int64), np.empty(2 * labels, dtype=np.int32))

    def grow(self, made: int) -> None:
        labels = self.labels[:made]
        larger = _Room.of(4 * len(self.labels))
        larger.labels[:made] = labels
        self.labels, self.slots = larger.labels, larger.slots
        _index(self.labels, made, self.slots)


def enumerate_days(problem: DayProblem, unwanted: Event | None = None) -> DayPlans:
    """Every non-dominated day plan of the problem, the empty day among them if it is possible.

    Raises
    ------
    TooManyPlans
        If a generation grows beyond MAX_LABELS.
    Cancelled
        Once `unwanted` is set.
    """
    limits = problem.limits
    lunch_open = int(limits.start <= limits.lunch_latest)
    first_key = (problem.start << 4) | ((1 - lunch_open) << 3)
    generation = np.array([[first_key, limits.start, 0, -1, -1, -1]], dtype=np.int64)
    generations = [generation]
    day = _kernel_day(problem)
    room = _Room.of(_ROOM)
    while len(generation) and len(generations) <= _MAX_STEPS:
        if unwanted and unwanted.is_set():
            raise Cancelled
        room.slots[:] = -1
        done, made = _expand(day, generation, 0, 0, room.labels, room.slots)
        while done < len(generation):
            if made > 2 * MAX_LABELS:
                raise TooManyPlans
            room.grow(made)
            done, made = _expand(day, generation, done, made, room.labels, room.slots)
        generation = room.labels[:made]
        generation = generation[generation[:, _KEY] != _BEATEN]
        if len(generation) > MAX_LABELS:
            raise TooManyPlans
        generations.append(generation)
    return _finish(problem, generations)


def _kernel_day(problem: DayProblem) -> _Day:
    limits = problem.limits
    transfers = np.array(
        [(t.entry, t.exit, _ready_by(problem, t), t.out) for t in problem.transfers], dtype=np.int64
    ).reshape(len(problem.transfers), 4)
    return _Day(
        problem.travel,
        problem.lunch_at,
        np.stack([problem.opens, problem.closes, problem.stay, problem.walk, problem.climb, problem.met]).astype(
            np.int64
        ),
        trains=transfers,
        leave_by=_leave_by(problem),
        clock=_Clock(
            end=limits.end,
            lunch_from=limits.lunch_from,
            lunch_latest=limits.lunch_latest,
            lunch_min=limits.lunch_min + limits.rest_min,
            lunch_due=limits.lunch_latest if problem.transfers or limits.lunch_needed else limits.end,
            home=problem.end,
        ),
        budget=_Budget(limits.walk_m, limits.climb_m, limits.met_min, limits.ride_min, limits.visits),
    )


def _leave_by(problem: DayProblem) -> Ints:
    """The latest minute to leave each point by and still catch a train; the end of the day if there is none."""
    if not problem.transfers:
        return np.full(len(problem.travel), problem.limits.end, dtype=np.int64)
    ways: Ints = np.array([_ready_by(problem, t) - problem.travel[:, t.entry] for t in problem.transfers]).max(axis=0)
    return ways


def _ready_by(problem: DayProblem, train: Transfer) -> int:
    """When one must be at the station; never, if from the train one does not get to the day's end in time."""
    in_time = train.out + problem.travel[train.exit, problem.end] <= problem.limits.end
    return train.ready_by if in_time else -1


@compiled
def _expand(day, labels, first, made, out, slots):  # type: ignore[no-untyped-def]
    """Write the children that no other beats of all labels from `first` on, after the `made` ones that are there.

    Returns the label that there was no room for any more (their number if there was) and how many are there now.
    """
    places, trains = day.place.shape[1], len(day.trains)
    for i in range(first, len(labels)):
        if made + places + trains + 1 > len(out):
            return i, made
        key = labels[i, _KEY]
        now = _Label(key >> 12, (key >> 4) & 127, (key >> 3) & 1, key & 7, labels[i, _TIME], labels[i, _RIDE])
        train_ahead = trains > 0 and now.train == 0
        if not now.lunched:
            made = _keep(out, slots, made, _eat(day, now, train_ahead), i, LUNCH)
        if now.train == 0:
            for k in range(trains):
                made = _keep(out, slots, made, _board(day, now, k), i, TRAIN + k)
        load = _load(day, now.seen)
        if load.visits >= day.budget.visits:
            continue
        for j in range(places):
            if not (now.seen >> j) & 1 and load.walk_m + day.place[_WALK, j] <= day.budget.walk_m:
                made = _keep(out, slots, made, _visit(day, now, j, load, train_ahead), i, j)
    return len(labels), made


@compiled
def _keep(out, slots, made, child, parent, step):  # type: ignore[no-untyped-def]
    """Add the child unless another of its key beats it; mark and unlink those that it beats."""
    key, time, ride = child
    if key < 0:
        return made
    slot = _slot(out, slots, key)
    before = -1
    other = int(slots[slot])
    while other >= 0:
        following = out[other, _NEXT]
        if out[other, _TIME] <= time and out[other, _RIDE] <= ride:
            return made
        if out[other, _TIME] >= time and out[other, _RIDE] >= ride:
            out[other, _KEY] = _BEATEN
            if before < 0:
                slots[slot] = following
            else:
                out[before, _NEXT] = following
        else:
            before = other
        other = following
    out[made] = (key, time, ride, parent, step, np.int64(slots[slot]))
    slots[slot] = made
    return made + 1


@compiled
def _slot(out, slots, key):  # type: ignore[no-untyped-def]
    """Where the key's first label stands, or the free slot where it would."""
    slot = np.int64((np.uint64(key) * _SPREAD) >> np.uint64(32)) & (len(slots) - 1)
    while slots[slot] >= 0 and out[slots[slot], _KEY] != key:
        slot = (slot + 1) & (len(slots) - 1)
    return slot


@compiled
def _index(out, made, slots):  # type: ignore[no-untyped-def]
    """Link the labels that are not beaten in new slots."""
    slots[:] = -1
    for i in range(made):
        if out[i, _KEY] != _BEATEN:
            slot = _slot(out, slots, out[i, _KEY])
            out[i, _NEXT] = slots[slot]
            slots[slot] = i


@inlined
def _load(day, seen):  # type: ignore[no-untyped-def]
    """What the places seen so far ask for."""
    visits = walk = climb = met = 0
    for j in range(day.place.shape[1]):
        if (seen >> j) & 1:
            visits += 1
            walk += day.place[_WALK, j]
            climb += day.place[_CLIMB, j]
            met += day.place[_MET, j]
    return _Load(visits, walk, climb, met)


@inlined
def _eat(day, now, train_ahead):  # type: ignore[no-untyped-def]
    """(key, minute, minutes on wheels) after lunch where one eats from here; the key is negative if that cannot be."""
    spot = day.lunch_at[now.at]
    begin = max(now.time + day.travel[now.at, spot], day.clock.lunch_from)
    end = begin + day.clock.lunch_min
    ride = now.ride + day.travel[now.at, spot]
    if begin > day.clock.lunch_latest or end > day.clock.end or ride > day.budget.ride_min:
        return -1, 0, 0
    if train_ahead and end > day.leave_by[spot]:
        return -1, 0, 0
    return (now.seen << 12) | (spot << 4) | 8 | now.train, end, ride


@inlined
def _board(day, now, k):  # type: ignore[no-untyped-def]
    """As `_eat`, after train `k`."""
    entry, leave, ready_by, out = day.trains[k, 0], day.trains[k, 1], day.trains[k, 2], day.trains[k, 3]
    ride = now.ride + day.travel[now.at, entry]
    if now.time + day.travel[now.at, entry] > ready_by or ride > day.budget.ride_min:
        return -1, 0, 0
    if not now.lunched and out > day.clock.lunch_latest:
        return -1, 0, 0
    return (now.seen << 12) | (leave << 4) | (now.lunched << 3) | 1, out, ride


@inlined
def _visit(day, now, j, load, train_ahead):  # type: ignore[no-untyped-def]
    """As `_eat`, after a visit to place `j`."""
    clock, budget, travel = day.clock, day.budget, day.travel
    if load.climb_m + day.place[_CLIMB, j] > budget.climb_m or load.met_min + day.place[_MET, j] > budget.met_min:
        return -1, 0, 0
    ride = now.ride + travel[now.at, j]
    end = max(now.time + travel[now.at, j], day.place[_OPENS, j]) + day.place[_STAY, j]
    if ride > budget.ride_min or end > day.place[_CLOSES, j] or end > clock.end:
        return -1, 0, 0
    if train_ahead:
        if end > day.leave_by[j]:
            return -1, 0, 0
    else:
        home = travel[j, clock.home]
        if end + home > clock.end or ride + home > budget.ride_min:
            return -1, 0, 0
        if not now.lunched and end + travel[j, day.lunch_at[j]] > clock.lunch_due and end + home > clock.lunch_due:
            return -1, 0, 0
    return ((now.seen | (1 << j)) << 12) | (j << 4) | (now.lunched << 3) | now.train, end, ride


def _finish(problem: DayProblem, generations: list[Ints]) -> DayPlans:
    """Drive home from every label that may end the day, and keep the best for each set of places."""
    limits = problem.limits
    masks, values, owners, rows = [], [], [], []
    for number, labels in enumerate(generations):
        at = (labels[:, _KEY] >> 4) & 127
        home = problem.travel[at, problem.end]
        end = labels[:, _TIME] + home
        ride = labels[:, _RIDE] + home
        done = (end <= limits.end) & (ride <= limits.ride_min)
        lunched = ((labels[:, _KEY] >> 3) & 1) == 1
        if problem.transfers:
            done &= ((labels[:, _KEY] & 7) > 0) & (lunched | (end <= limits.lunch_latest))
        elif limits.lunch_needed:
            done &= lunched
        index = np.flatnonzero(done)
        masks.append(labels[:, _KEY][index] >> 12)
        values.append(-problem.ride_cost * ride[index] - problem.late_cost * (end[index] - limits.start))
        owners.append(np.full(len(index), number))
        rows.append(index)
    mask, cost = np.concatenate(masks), np.concatenate(values)
    owner, row = np.concatenate(owners), np.concatenate(rows)
    order = np.lexsort((-cost, mask))
    best = order[np.r_[True, mask[order][1:] != mask[order][:-1]]] if len(order) else order
    member = (mask[best][:, None] >> np.arange(len(problem.worth))) & 1
    return DayPlans(
        places=_members(member),
        steps=_trace(generations, owner[best], row[best]),
        value=cost[best] + member @ problem.worth,
        walk=member @ problem.walk,
        climb=member @ problem.climb,
        met=member @ problem.met,
    )


def _members(member: Ints) -> Ints:
    """The places of each plan, padded with -1, shape (plans, 6)."""
    result = np.full((len(member), 6), -1, dtype=np.int64)
    plan, place = np.nonzero(member)
    if len(plan):
        position = np.arange(len(plan)) - np.searchsorted(plan, plan)
        result[plan, position] = place
    return result


def _trace(generations: list[Ints], owner: Ints, row: Ints) -> Ints:
    """The steps that led to each label, in order, shape (plans, 8)."""
    steps = np.full((len(owner), _MAX_STEPS), -1, dtype=np.int64)
    for number in range(len(generations) - 1, 0, -1):
        labels = generations[number]
        here = np.flatnonzero(owner >= number)
        steps[here, number - 1] = labels[row[here], _STEP]
        row[here] = labels[row[here], _PARENT]
    return steps


__all__ = ["LUNCH", "TRAIN", "TooManyPlans", "enumerate_days"]
