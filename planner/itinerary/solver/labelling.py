"""All day plans, exactly: labels over (places seen, point, lunch, train), keeping what no other label beats.

A label is beaten by one with the same places, point and flags that is neither later nor longer on wheels or on foot
nor longer without a pause, and that can leave as late for a train; or that is so after a pause. What visits ask for
depends on the places alone. So each set of places ends with its best orders.
No two ways together may be shorter than the one between their ends unless that is walked: a place from which the way
home is too long is not gone to.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from planner.itinerary.problem import HALF_HOUR, NO_LIMIT, DayPlans, DayProblem, Ints, Transfer
from planner.itinerary.solver.endings import finish
from planner.itinerary.solver.kernels import (
    BEATEN,
    COLUMNS,
    KEY,
    OF_PLACES,
    Budget,
    Clock,
    KernelDay,
    expand,
    relink,
)
from planner.solving import Cancelled

MAX_LABELS = 300_000  # of one generation; more is not enumerated
_MAX_STEPS = 8  # visits, lunch and train of one day
_MOST_HALF_HOURS = 6  # that an early start is told by
_ALL = np.zeros((0, 2), dtype=np.int64)
_ROOM = 1 << 13  # labels of one generation that memory is set aside for at first


class TooManyPlans(Exception):
    """There are too many day plans to list them all; ask again with fewer places."""


@dataclass
class _Room:
    """Space for one generation: its labels, and where the first of each key stands, by the key's hash."""

    labels: Ints
    slots: npt.NDArray[np.int32]  # a power of two, at least twice the labels

    @classmethod
    def of(cls, labels: int) -> _Room:
        return cls(np.empty((labels, COLUMNS), dtype=np.int64), np.empty(2 * labels, dtype=np.int32))

    def grow(self, made: int) -> None:
        labels = self.labels[:made]
        larger = _Room.of(4 * len(self.labels))
        larger.labels[:made] = labels
        self.labels, self.slots = larger.labels, larger.slots
        relink(self.labels, made, self.slots)


def enumerate_days(problem: DayProblem, unwanted: Event | None = None, wanted: Ints | None = None) -> DayPlans:
    """Every non-dominated day plan of the problem, the empty day among them if it is possible.

    `wanted` are sets of places as `with_subsets` gives them: only plans over these are listed.

    Raises
    ------
    TooManyPlans
        If a generation grows beyond MAX_LABELS.
    Cancelled
        Once `unwanted` is set.
    """
    generation = _begin(problem)
    generations = [generation]
    day = _kernel_day(problem, _ALL if wanted is None else wanted)
    room = _Room.of(_ROOM)
    while len(generation) and len(generations) <= _MAX_STEPS:
        if unwanted and unwanted.is_set():
            raise Cancelled
        room.slots[:] = -1
        done, made = expand(day, generation, 0, 0, room.labels, room.slots)
        while done < len(generation):
            if made > 2 * MAX_LABELS:
                raise TooManyPlans
            room.grow(made)
            done, made = expand(day, generation, done, made, room.labels, room.slots)
        generation = room.labels[:made]
        generation = generation[generation[:, KEY] != BEATEN]
        if len(generation) > MAX_LABELS:
            raise TooManyPlans
        generations.append(generation)
    return finish(problem, generations)


def _begin(problem: DayProblem) -> Ints:
    """The day's beginning, and an earlier one from which only early trains are taken."""
    limits = problem.limits
    lunch_open = int(limits.start <= limits.lunch_latest)
    key = (problem.start << 4) | ((1 - lunch_open) << 3)
    latest = 0 if not problem.transfers else limits.start if limits.fixed else NO_LIMIT
    starts = [(limits.start, latest)]
    if problem.transfers and not problem.back and limits.early is not None and limits.early < limits.start:
        starts.append((limits.early, limits.early if limits.fixed else NO_LIMIT))
    return np.array([[key, start, 0, 0, late, limits.run, -1, -1, -1, -1] for start, late in starts], dtype=np.int64)


def _kernel_day(problem: DayProblem, wanted: Ints) -> KernelDay:
    limits, least = problem.limits, _least(problem.travel, problem.ride)
    to_end = (problem.ride + problem.ride[:, problem.end]).min(axis=1)
    places: Ints = np.array([getattr(problem, name) for name in OF_PLACES], dtype=np.int64)
    return KernelDay(
        problem.travel,
        problem.ride,
        problem.foot,
        _tables(problem, least),
        places.reshape(len(OF_PLACES), len(problem.worth)),
        trains=_trains(problem),
        leave_by=_leave_by(problem, least),
        home=np.stack([least[:, problem.end], to_end]).astype(np.int64),
        wanted=wanted,
        clock=Clock(
            start=limits.start,
            end=limits.end,
            lunch_from=limits.lunch_from,
            lunch_min=limits.lunch_min,
            rest_min=limits.rest_min,
            lunch_latest=limits.lunch_latest,
            trains=int(bool(problem.transfers)) + int(bool(problem.back)),
            lunch_due=problem.lunch_due,
            stretch=limits.stretch,
            pause=limits.pause,
            wait_free=limits.wait_free,
            shade_from=limits.shade[0],
            shade_to=limits.shade[1],
        ),
        budget=Budget(
            limits.walk_m,
            limits.climb_m,
            limits.met_min,
            limits.ride_min,
            limits.out_min,
            limits.visits,
            problem.foot_met,
        ),
    )


def _least(travel: Ints, ride: Ints) -> Ints:
    """The least minutes from point to point: a way that is walked may take longer than one over a third point."""
    least = travel.copy()
    first, second = np.nonzero(ride < travel)
    if len(first):
        least[first, second] = (travel[first] + travel[:, second].T).min(axis=1)
    return least


def _tables(problem: DayProblem, least: Ints) -> Ints:
    """For each point where one eats (-1: nowhere), where one rests, by when one must leave the point to eat there, and
    by when to eat anywhere, and whether it is at a known table that is worth something."""
    eat = problem.lunch_at
    spot = np.maximum(eat, 0)
    rest = problem.rest_at[spot]
    points = np.arange(len(eat))
    by = problem.limits.lunch_latest - problem.travel[spot, rest] - problem.travel[points, spot]
    by[eat < 0] = -1
    anywhere = (by[None, :] - least).max(axis=1)
    named = problem.named[spot] if problem.table_worth else np.zeros(len(eat))
    return np.stack([eat, rest, by, anywhere, named]).astype(np.int64)


def _trains(problem: DayProblem) -> Ints:
    """Those that are worth taking, by their stations and then in order: none leaves before and arrives after another of
    its stations; those there, then those back."""
    rows: list[tuple[int, ...]] = []
    numbers: dict[tuple[int, int], int] = {}
    for number, train in enumerate(problem.trains):
        same = numbers.setdefault((train.entry, train.exit), len(numbers))
        called = train.entry, train.exit, _ready_by(problem, train), train.out
        back = int(number >= len(problem.transfers))
        rows.append((*called, same, int(train.early), 1 + _half_hours_early(problem, train), back))
    return np.array(rows, dtype=np.int64).reshape(len(rows), 8)


def _half_hours_early(problem: DayProblem, train: Transfer) -> int:
    """How many half hours, begun ones whole, before its usual time a day begins that begins with this train; none for
    who has been on the way before, and on a day trip."""
    if problem.limits.fixed or problem.back:
        return 0
    leave = train.ready_by - int(problem.travel[problem.start, train.entry])
    return min(_MOST_HALF_HOURS, max(0, -((leave - problem.limits.start) // HALF_HOUR)))


def _leave_by(problem: DayProblem, least: Ints) -> Ints:
    """The latest minute to leave each point by and still catch a train there, and one back (2 x points); the end of the
    day where there is none."""
    none = np.full(len(least), problem.limits.end, dtype=np.int64)
    rows = [
        np.array([_ready_by(problem, t) - least[:, t.entry] for t in trains]).max(axis=0) if trains else none
        for trains in (problem.transfers, problem.back)
    ]
    ways: Ints = np.array(rows, dtype=np.int64)
    return ways


def _ready_by(problem: DayProblem, train: Transfer) -> int:
    """When one must be at the station; never, if from the train one gets neither to the day's end in time nor to a
    train back."""
    if problem.back and train in problem.transfers:
        in_time = any(train.out + problem.travel[train.exit, back.entry] <= back.ready_by for back in problem.back)
    else:
        in_time = bool(train.out + problem.travel[train.exit, problem.end] <= problem.limits.end)
    return train.ready_by if in_time else -1
