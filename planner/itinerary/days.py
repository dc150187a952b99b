"""All day plans, exactly: labels over (places seen, point, lunch, train), keeping what no other label beats.

A label is beaten by one with the same places, point and flags that is neither later nor longer on wheels;
walking, climbing and effort depend on the places alone. So each set of places ends with its best order.
Travel must be such that no detour is shorter: a place from which the way home is too long is not gone to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from planner.itinerary.problem import LUNCH, TRAIN, DayPlans, DayProblem, Ints, Transfer

MAX_LABELS = 300_000  # of one generation; more is not enumerated
_MAX_STEPS = 8  # visits, lunch and train of one day
_ROOM = 1 << 16  # children of one generation that memory is set aside for at first


class TooManyPlans(Exception):
    """There are too many day plans to list them all; ask again with fewer places."""


@dataclass(frozen=True)
class _Labels:
    """One generation: every label made of the same number of steps. Key = mask, point, had lunch, took the train."""

    key: Ints
    time: Ints
    ride: Ints
    parent: Ints
    step: Ints

    @classmethod
    def of(cls, rows: Ints) -> _Labels:
        return cls(*(rows[:, column] for column in range(5)))


def enumerate_days(problem: DayProblem) -> DayPlans:
    """Every non-dominated day plan of the problem, the empty day among them if it is possible.

    Raises
    ------
    TooManyPlans
        If a generation grows beyond MAX_LABELS.
    """
    limits = problem.limits
    lunch_open = int(limits.start <= limits.lunch_latest)
    first_key = (problem.start << 4) | ((1 - lunch_open) << 3)
    generation = _Labels.of(np.array([[first_key, limits.start, 0, -1, -1]], dtype=np.int64))
    generations = [generation]
    arguments = _kernel_arguments(problem)
    room = np.empty((_ROOM, 5), dtype=np.int64)
    while len(generation.key) and len(generations) <= _MAX_STEPS:
        count = _expand(generation.key, generation.time, generation.ride, *arguments, room)
        if count > MAX_LABELS * 4:
            raise TooManyPlans
        if count > len(room):
            room = np.empty((2 * count, 5), dtype=np.int64)
            _expand(generation.key, generation.time, generation.ride, *arguments, room)
        generation = _undominated(_Labels.of(room[:count]))
        if len(generation.key) > MAX_LABELS:
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


@njit(cache=True, nogil=True)
def _expand(key, time, ride, travel, lunch_at, place, trains, leave_by, clock, budget, out):  # type: ignore[no-untyped-def]
    """Count the children of all labels and write as many as `out` holds; columns: key, time, ride, parent, step."""
    made = 0
    for i in range(len(key)):
        now = (key[i] >> 12, (key[i] >> 4) & 127, (key[i] >> 3) & 1, key[i] & 7, time[i], ride[i])
        train_ahead = len(trains) > 0 and now[3] == 0
        if not now[2]:
            child = _eat(now, train_ahead, travel, lunch_at, leave_by, clock, budget)
            made = _emit(out, made, child, i, LUNCH)
        if now[3] == 0:
            for k in range(len(trains)):
                child = _board(now, k, travel, trains, clock, budget)
                made = _emit(out, made, child, i, TRAIN + k)
        load = _load(now[0], place)
        if load[0] >= budget[4]:
            continue
        for j in range(place.shape[1]):
            if not (now[0] >> j) & 1 and load[1] + place[3, j] <= budget[0]:
                child = _visit(now, j, load, train_ahead, travel, lunch_at, place, leave_by, clock, budget)
                made = _emit(out, made, child, i, j)
    return made


@njit(cache=True, nogil=True)
def _emit(out, made, child, parent, step):  # type: ignore[no-untyped-def]
    if child[0] < 0:
        return made
    if made < len(out):
        out[made] = (child[0], child[1], child[2], parent, step)
    return made + 1


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _board(now, k, travel, trains, clock, budget):  # type: ignore[no-untyped-def]
    mask, at, had_lunch, _, time, ride = now
    entry, leave, ready_by, out = trains[k, 0], trains[k, 1], trains[k, 2], trains[k, 3]
    ride = ride + travel[at, entry]
    if time + travel[at, entry] > ready_by or ride > budget[3] or (not had_lunch and out > clock[2]):
        return -1, 0, 0
    return (mask << 12) | (leave << 4) | (had_lunch << 3) | 1, out, ride


@njit(cache=True, nogil=True)
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


def _undominated(labels: _Labels) -> _Labels:
    order = np.lexsort((labels.ride, labels.time, labels.key))
    keep = order[_sweep(labels.key[order], labels.ride[order])]
    return _Labels(labels.key[keep], labels.time[keep], labels.ride[keep], labels.parent[keep], labels.step[keep])


@njit(cache=True, nogil=True)
def _sweep(key, ride):  # type: ignore[no-untyped-def]  # compiled: numba infers the types
    """With labels sorted by key, then time: those with less riding than every earlier one of the key."""
    keep = np.zeros(len(key), dtype=np.bool_)
    best = 0
    for i in range(len(key)):
        if i == 0 or key[i] != key[i - 1] or ride[i] < best:
            keep[i] = True
            best = ride[i]
    return keep


def _finish(problem: DayProblem, generations: list[_Labels]) -> DayPlans:
    """Drive home from every label that may end the day, and keep the best for each set of places."""
    limits = problem.limits
    masks, values, owners, rows = [], [], [], []
    for number, labels in enumerate(generations):
        at = (labels.key >> 4) & 127
        home = problem.travel[at, problem.end]
        end = labels.time + home
        ride = labels.ride + home
        done = (end <= limits.end) & (ride <= limits.ride_min)
        lunched = ((labels.key >> 3) & 1) == 1
        if problem.transfers:
            done &= ((labels.key & 7) > 0) & (lunched | (end <= limits.lunch_latest))
        elif limits.lunch_needed:
            done &= lunched
        index = np.flatnonzero(done)
        masks.append(labels.key[index] >> 12)
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


def _trace(generations: list[_Labels], owner: Ints, row: Ints) -> Ints:
    """The steps that led to each label, in order, shape (plans, 8)."""
    steps = np.full((len(owner), _MAX_STEPS), -1, dtype=np.int64)
    for number in range(len(generations) - 1, 0, -1):
        labels = generations[number]
        here = np.flatnonzero(owner >= number)
        steps[here, number - 1] = labels.step[row[here]]
        row[here] = labels.parent[row[here]]
    return steps


__all__ = ["LUNCH", "TRAIN", "TooManyPlans", "enumerate_days"]
