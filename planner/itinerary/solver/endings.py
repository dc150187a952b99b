"""From the labels of a day to its plans: those that may end it, the best of each set of places. Compiled in part."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.compiled import compiled
from planner.itinerary.problem import DayPlans, DayProblem, Ints
from planner.itinerary.solver.kernels import FOOT, KEY, PARENT, RIDE, STEP, TIME

_MOST_STEPS = 8  # visits, lunch and trains of one day
_MOST_PLACES = 6
_WALK, _MET, _CLIMB, _WORTH, _STAY, _DUE = range(6)  # rows of what is asked for, and given, by places


class _Ending(NamedTuple):
    """What the end of a day is held to, and what it costs: minutes of the day and on wheels, metres, MET-minutes (of a
    kilometre, too); which trains must have been taken; without lunch until when one may be back (-1: whenever); its
    usual beginning, what lunch lasts, minutes on wheels that nobody minds without a visit; points of a minute on
    wheels, of one too many, of an idle one, of half an hour early, and of a known table."""

    end: int
    ride_min: int
    walk_m: int
    met_min: int
    foot_met: int
    trains: int
    unlunched: int
    start: int
    meal: int
    ride_free: int
    ride_cost: int
    over_cost: int
    idle_cost: int
    early_cost: int
    table_worth: int


def finish(problem: DayProblem, generations: list[Ints]) -> DayPlans:
    """Go home from every label that may end the day, and keep the best for each set of places."""
    asked: Ints = np.array([problem.walk, problem.met, problem.climb, problem.worth, problem.stay, problem.ride_due])
    home = tuple(ways[:, problem.end] for ways in (problem.travel, problem.ride, problem.foot))
    rules = _ending(problem)
    ended = [_ended(labels, *home, asked, rules) for labels in generations]
    row, sets, worth, foot = (np.concatenate(each) for each in zip(*ended, strict=True))
    owner = np.repeat(np.arange(len(generations)), [len(rows) for rows, *_ in ended])
    best = best_of_sets(np.argsort(sets, kind="stable"), sets, worth, foot)
    sets, foot = sets[best], foot[best]
    walk, met, climb, points = _sums(sets, asked[:_STAY]).T
    return DayPlans(
        places=_members(sets),
        steps=_trace(generations, owner[best], row[best]),
        value=worth[best] + points,
        walk=walk + foot,
        climb=climb,
        met=met + (foot * problem.foot_met + 999) // 1000,
    )


def _ending(problem: DayProblem) -> _Ending:
    limits = problem.limits
    return _Ending(
        end=limits.end,
        ride_min=limits.ride_min,
        walk_m=limits.walk_m,
        met_min=limits.met_min,
        foot_met=problem.foot_met,
        trains=int(bool(problem.transfers)) + int(bool(problem.back)),
        unlunched=problem.lunch_due,
        start=limits.start,
        meal=(limits.lunch_min + limits.rest_min) * int(limits.start <= limits.lunch_latest),
        ride_free=problem.ride_free,
        ride_cost=problem.ride_cost,
        over_cost=problem.over_cost,
        idle_cost=problem.idle_cost,
        early_cost=0 if problem.back else problem.early_cost,
        table_worth=problem.table_worth,
    )


@compiled
def _ended(labels, home, wheels, walked, asked, rules):  # type: ignore[no-untyped-def]
    """(rows, sets of places, points but for what the places are worth, metres from place to place) of the labels from
    which the day may end; from each point to its end `home` are the minutes, `wheels` those of them on wheels, `walked`
    the metres."""
    size = len(labels)
    found = np.empty((4, size), dtype=np.int64)
    made = 0
    for i in range(size):
        key = labels[i, KEY]
        seen, at, train, lunched = key >> 12, (key >> 4) & 127, key & 7, (key >> 3) & 1
        end, foot = labels[i, TIME] + home[at], labels[i, FOOT] + walked[at]
        ride = labels[i, RIDE] + wheels[at]
        if end > rules.end or ride > rules.ride_min or train < rules.trains:
            continue
        if not lunched and end > rules.unlunched:
            continue
        walk = met = stay = due = 0
        for j in range(asked.shape[1]):
            if (seen >> j) & 1:
                walk += asked[_WALK, j]
                met += asked[_MET, j]
                stay += asked[_STAY, j]
                due += asked[_DUE, j]
        if walk + foot > rules.walk_m or foot * rules.foot_met > 1000 * (rules.met_min - met):
            continue
        cost = rules.ride_cost * ride + rules.over_cost * max(0, ride - (due if seen else rules.ride_free))
        cost += rules.idle_cost * (end - rules.start - stay - lunched * rules.meal)
        cost += rules.early_cost * max(0, train - 1) - rules.table_worth * ((key >> 11) & 1)
        found[0, made], found[1, made], found[2, made], found[3, made] = i, seen, -cost, foot
        made += 1
    return found[0, :made], found[1, :made], found[2, :made], found[3, :made]


@compiled
def best_of_sets(order, sets, worth, foot):  # type: ignore[no-untyped-def]
    """The plans of each set that walk less than all that are worth more, those worth most first; `order` is by sets."""
    kept = np.empty(len(order), dtype=np.int64)
    size = begin = 0
    for i in range(len(order)):
        this, place = order[i], i
        if sets[this] != sets[order[begin]]:
            begin = i
        while place > begin and _before(this, order[place - 1], worth, foot):
            order[place] = order[place - 1]
            place -= 1
        order[place] = this
    for i in range(len(order)):
        this = order[i]
        if i == 0 or sets[this] != sets[order[i - 1]]:
            least = foot[this] + 1
        if foot[this] < least:
            kept[size], least = this, foot[this]
            size += 1
    return kept[:size]


@compiled
def _before(one, other, worth, foot):  # type: ignore[no-untyped-def]
    return worth[one] > worth[other] or (worth[one] == worth[other] and foot[one] < foot[other])


@compiled
def _sums(sets, members):  # type: ignore[no-untyped-def]
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


@compiled
def _members(sets):  # type: ignore[no-untyped-def]
    """The places of each set, padded with -1, shape (sets, 6)."""
    members = np.full((len(sets), _MOST_PLACES), -1, dtype=np.int64)
    for i in range(len(sets)):
        rest, place, k = sets[i], 0, 0
        while rest:
            if rest & 1:
                members[i, k] = place
                k += 1
            rest >>= 1
            place += 1
    return members


def _trace(generations: list[Ints], owner: Ints, row: Ints) -> Ints:
    """The steps that led to each label, in order, shape (plans, 8)."""
    steps = np.full((len(owner), _MOST_STEPS), -1, dtype=np.int64)
    for number in range(len(generations) - 1, 0, -1):
        labels = generations[number]
        here = np.flatnonzero(owner >= number)
        steps[here, number - 1] = labels[row[here], STEP]
        row[here] = labels[row[here], PARENT]
    return steps
