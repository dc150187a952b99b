"""All day plans, exactly: labels over (places seen, point, lunch, train), keeping what no other label beats.

A label is beaten by one with the same places, point and flags that is neither later nor longer on wheels;
walking, climbing and effort depend on the places alone. So each set of places ends with its best order.
Travel must be such that no detour is shorter: a place from which the way home is too long is not gone to.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import LUNCH, TRAIN, DayPlans, DayProblem, Ints, Transfer
from planner.solving import Cancelled

MAX_LABELS = 300_000  # of one generation; more is not enumerated
_MAX_STEPS = 8  # visits, lunch and train of one day
_ROOM = 1 << 13  # labels of one generation that memory is set aside for at first
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # keys over the index of a generation
_KEY, _TIME, _RIDE, _PARENT, _STEP, _NEXT = range(6)  # columns of a label; `next` has the same key
_BEATEN = -1  # as a key


class TooManyPlans(Exception):
    """There are too many day plans to list them all; ask again with fewer places."""


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
    arguments = _kernel_arguments(problem)
    room = _Room.of(_ROOM)
    while len(generation) and len(generations) <= _MAX_STEPS:
        if unwanted and unwanted.is_set():
            raise Cancelled
        room.slots[:] = -1
        done, made = _expand(generation, 0, 0, *arguments, room.labels, room.slots)
        while done < len(generation):
            if made > 2 * MAX_LABELS:
                raise TooManyPlans
            room.grow(made)
            done, made = _expand(generation, done, made, *arguments, room.labels, room.slots)
        generation = room.labels[:made]
        generation = generation[generation[:, _KEY] != _BEATEN]
        if len(generation) > MAX_LABELS:
            raise TooManyPlans
        generations.append(generation)
    return _finish(problem, generations)


def _kernel_arguments(problem: DayProblem) -> tuple[npt.NDArray[np.int64] | int | bool, ...]:
    limits = problem.limits
    transfers = np.array(
        [(t.entry, t.exit, _ready_by(problem, t), t.out) for t in problem.transfers], dtype=np.int64
    ).reshape(len(problem.transfers), 4)
    lunch_due = limits.lunch_latest if problem.transfers or limits.lunch_needed else limits.end
    midday = limits.lunch_min + limits.rest_min
    clock = np.array(
        [limits.end, limits.lunch_from, limits.lunch_latest, midday, problem.end, lunch_due], dtype=np.int64
    )
    budget = np.array([limits.walk_m, limits.climb_m, limits.met_min, limits.ride_min, limits.visits], dtype=np.int64)
    place = np.stack([problem.opens, problem.closes, problem.stay, problem.walk, problem.climb, problem.met])
    return problem.travel, problem.lunch_at, place.astype(np.int64), transfers, _leave_by(problem), clock, budget


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
def _expand(labels, first, made, travel, lunch_at, place, trains, leave_by, clock, budget, out, slots):  # type: ignore[no-untyped-def]
    """Write the children that no other beats of all labels from `first` on, after the `made` ones that are there.

    Returns the label that there was no room for any more (their number if there was) and how many are there now.
    """
    for i in range(first, len(labels)):
        if made + place.shape[1] + len(trains) + 1 > len(out):
            return i, made
        key = labels[i, _KEY]
        now = (key >> 12, (key >> 4) & 127, (key >> 3) & 1, key & 7, labels[i, _TIME], labels[i, _RIDE])
        train_ahead = len(trains) > 0 and now[3] == 0
        if not now[2]:
            child = _eat(now, train_ahead, travel, lunch_at, leave_by, clock, budget)
            made = _keep(out, slots, made, child, i, LUNCH)
        if now[3] == 0:
            for k in range(len(trains)):
                child = _board(now, k, travel, trains, clock, budget)
                made = _keep(out, slots, made, child, i, TRAIN + k)
        load = _load(now[0], place)
        if load[0] >= budget[4]:
            continue
        for j in range(place.shape[1]):
            if not (now[0] >> j) & 1 and load[1] + place[3, j] <= budget[0]:
                child = _visit(now, j, load, train_ahead, travel, lunch_at, place, leave_by, clock, budget)
                made = _keep(out, slots, made, child, i, j)
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


@compiled
def _load(mask, place):  # type: ignore[no-untyped-def]
    """(visits, metres, metres up, MET-minutes) of the places seen so far."""
    seen = walk = climb = met = 0
    for j in range(place.shape[1]):
        if (mask >> j) & 1:
            seen += 1
            walk += place[3, j]
            climb += place[4, j]
            met += place[5, j]
    return seen, walk, climb, met


@compiled
def _eat(now, train_ahead, travel, lunch_at, leave_by, clock, budget):  # type: ignore[no-untyped-def]
    mask, at, _, train, time, ride = now
    spot = lunch_at[at]
    begin = max(time + travel[at, spot], clock[1])
    ride = ride + travel[at, spot]
    if begin > clock[2] or begin + clock[3] > clock[0] or ride > budget[3]:
        return -1, 0, 0
    if train_ahead and begin + clock[3] > leave_by[spot]:
        return -1, 0, 0
    return (mask << 12) | (spot << 4) | 8 | train, begin + clock[3], ride


@compiled
def _board(now, k, travel, trains, clock, budget):  # type: ignore[no-untyped-def]
    mask, at, had_lunch, _, time, ride = now
    entry, leave, ready_by, out = trains[k, 0], trains[k, 1], trains[k, 2], trains[k, 3]
    ride = ride + travel[at, entry]
    if time + travel[at, entry] > ready_by or ride > budget[3] or (not had_lunch and out > clock[2]):
        return -1, 0, 0
    return (mask << 12) | (leave << 4) | (had_lunch << 3) | 1, out, ride


@compiled
def _visit(now, j, load, train_ahead, travel, lunch_at, place, leave_by, clock, budget):  # type: ignore[no-untyped-def]
    mask, at, had_lunch, train, time, ride = now
    if load[2] + place[4, j] > budget[1] or load[3] + place[5, j] > budget[2]:
        return -1, 0, 0
    ride = ride + travel[at, j]
    end = max(time + travel[at, j], place[0, j]) + place[2, j]
    if ride > budget[3] or end > place[1, j] or end > clock[0]:
        return -1, 0, 0
    if train_ahead:
        if end > leave_by[j]:
            return -1, 0, 0
    else:
        if end + travel[j, clock[4]] > clock[0] or ride + travel[j, clock[4]] > budget[3]:
            return -1, 0, 0
        if not had_lunch and end + travel[j, lunch_at[j]] > clock[5] and end + travel[j, clock[4]] > clock[5]:
            return -1, 0, 0
    return ((mask | (1 << j)) << 12) | (j << 4) | (had_lunch << 3) | train, end, ride


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
