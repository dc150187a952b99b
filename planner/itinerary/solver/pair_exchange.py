"""A trip made better two days at a time, over all their plans: compiled.

The integer program sees few hundred of the day plans. Here any two days of a trip get the best pair of plans there is
beside the rest of it, until no pair can be improved; pairs that cannot be better by their worth alone are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import Ints, TripProblem
from planner.itinerary.solver.plan_worth import Floats, Trip, loads
from planner.itinerary.solver.trip_model import KIND_LEVELS

_MOST_PAIRS = 500_000  # of plans looked at for two days
_NO_LIMIT = 1 << 60
_LEVELS = np.array(KIND_LEVELS, dtype=np.int64)

Picks = tuple[tuple[int, int], ...]


class _Listed(NamedTuple):
    """An offer's plans, the worthiest first: their numbers, worth, places and loads (plans x metres, metres up,
    MET-minutes)."""

    number: Ints
    worth: Floats
    places: Ints
    loads: Ints


class _Rules(NamedTuple):
    """What a choice is held to: by place its kind, its fee and whether it is a must; `free` of a kind cost nothing,
    more of it `cost` points each times the factors of `levels` (factor, how many)."""

    kinds: Ints
    fees: Ints
    must: npt.NDArray[np.bool_]
    free: int
    cost: int
    levels: Ints


class _Rest(NamedTuple):
    """What the other days leave: how often each place is seen (`used`), metres, metres up and MET-minutes (`loads`),
    money (`fees`), and how many musts are still to be seen."""

    used: Ints
    loads: Ints
    fees: int
    musts: int


class Polish:
    """Makes trips of one problem better; remembers the order of each offer's plans. `look` is called now and then, and
    may raise."""

    def __init__(self, trip: Trip, look: Callable[[], None]) -> None:
        self.trip, self.look = trip, look
        self._known: dict[int, _Listed] = {}

    def better(self, picks: Picks) -> tuple[int, Picks]:
        """How many points are gained with other plans on the same offers, and those plans."""
        chosen = list(picks)
        gained, stale = 0.0, set(range(len(picks)))
        pairs = list(combinations(range(len(picks)), 2))
        while stale:
            fresh: set[int] = set()
            for one, other in pairs:
                if not {one, other} & (stale | fresh):
                    continue
                self.look()
                gain, plans = self._pair(chosen, one, other)
                if gain > 0.5:
                    gained += gain
                    chosen[one], chosen[other] = (chosen[one][0], plans[0]), (chosen[other][0], plans[1])
                    fresh |= {one, other}
            stale = fresh
        return round(gained), tuple(chosen)

    def _pair(self, picks: list[tuple[int, int]], one: int, other: int) -> tuple[float, tuple[int, int]]:
        """What is gained by the best two plans for two of the days beside those of the others, and the plans."""
        first, second = self._listed(picks[one][0]), self._listed(picks[other][0])
        rest = self._rest([pick for day, pick in enumerate(picks) if day not in (one, other)])
        now = [int(np.flatnonzero(own.number == picks[day][1])[0]) for own, day in ((first, one), (second, other))]
        row1, row2, gain = _best_pair(first, second, rest, self._rules, (now[0], now[1]))
        return float(gain), (int(first.number[row1]), int(second.number[row2]))

    def _listed(self, offer: int) -> _Listed:
        if offer not in self._known:
            worth, its = self.trip.values[offer], self.trip.problem.offers[offer]
            order = np.argsort(-worth, kind="stable")
            rows = np.stack(loads(its), axis=1)[order]
            self._known[offer] = _Listed(order, worth[order], its.places[order], rows)
        return self._known[offer]

    def _rest(self, picks: list[tuple[int, int]]) -> _Rest:
        """What these picks of the other days leave."""
        problem = self.trip.problem
        used = np.zeros(problem.places, dtype=np.int64)
        for offer, plan in picks:
            row = problem.offers[offer].places[plan]
            used[row[row >= 0]] += 1
        spent = np.zeros(3, dtype=np.int64)
        for offer, plan in picks:
            spent += [load[plan] for load in loads(problem.offers[offer])]
        most = np.array(problem.load_most or (_NO_LIMIT,) * 3, dtype=np.int64)
        budget = _NO_LIMIT if problem.budget is None else problem.budget
        musts = sum(not used[place] for place in problem.must)
        return _Rest(used, most - spent, budget - int(used @ self._rules.fees), musts)

    @cached_property
    def _rules(self) -> _Rules:
        problem: TripProblem = self.trip.problem
        fees = np.zeros(problem.places, dtype=np.int64) if problem.fees is None else problem.fees
        must = np.zeros(problem.places, dtype=np.bool_)
        must[list(problem.must)] = True
        return _Rules(problem.kinds, fees, must, problem.kind_free, problem.kind_cost, _LEVELS)


@compiled
def _best_pair(one, other, rest, rules, now):  # type: ignore[no-untyped-def]
    """(row, row, gain) of the best two plans; those of `now` and 0 if there are none better."""
    worth1, places1, loads1 = one.worth, one.places, one.loads
    worth2, places2, loads2 = other.worth, other.places, other.loads
    row1, row2 = now
    count = np.zeros(rules.kinds.max() + 1 if len(rules.kinds) else 1, dtype=np.int64)
    for place in range(len(rest.used)):
        count[rules.kinds[place]] += rest.used[place]
    base = _points(worth1[row1] + worth2[row2], places1[row1], places2[row2], rules, count)
    best = base
    open1, open2 = _open(one, rest), _open(other, rest)
    seen = np.zeros(len(rest.used), dtype=np.bool_)
    looked = 0
    for i in open1:
        if len(open2) == 0 or worth1[i] + worth2[open2[0]] <= best or looked > _MOST_PAIRS:
            break
        for place in places1[i]:
            if place >= 0:
                seen[place] = True
        for j in open2:
            looked += 1
            if worth1[i] + worth2[j] <= best:
                break
            if _within(loads1[i], loads2[j], rest.loads) and _together(places1[i], places2[j], rest, rules, seen):
                points = _points(worth1[i] + worth2[j], places1[i], places2[j], rules, count)
                if points > best:
                    best, row1, row2 = points, i, j
        for place in places1[i]:
            if place >= 0:
                seen[place] = False
    return row1, row2, best - base


@compiled
def _open(plans, rest):  # type: ignore[no-untyped-def]
    """The plans that see nothing a second time and keep the limits by themselves."""
    found = np.empty(len(plans.places), dtype=np.int64)
    size = 0
    for i in range(len(plans.places)):
        fits = True
        for k in range(3):
            fits = fits and plans.loads[i, k] <= rest.loads[k]
        for place in plans.places[i]:
            fits = fits and (place < 0 or rest.used[place] == 0)
        if fits:
            found[size] = i
            size += 1
    return found[:size]


@compiled
def _within(load1, load2, most):  # type: ignore[no-untyped-def]
    """Do two plans together keep the limits of the whole trip?"""
    return load1[0] + load2[0] <= most[0] and load1[1] + load2[1] <= most[1] and load1[2] + load2[2] <= most[2]


@compiled
def _together(row1, row2, rest, rules, seen):  # type: ignore[no-untyped-def]
    """Do two plans see no place twice (`seen` are those of the first), pay no more than there is, and see the musts?"""
    fee, musts = 0, 0
    for place in row2:
        if place >= 0:
            if seen[place]:
                return False
            fee += rules.fees[place]
            musts += rules.must[place]
    for place in row1:
        if place >= 0:
            fee += rules.fees[place]
            musts += rules.must[place]
    return fee <= rest.fees and musts >= rest.musts


@compiled
def _points(worth, row1, row2, rules, count):  # type: ignore[no-untyped-def]
    """What two plans are worth, together, less what their kinds cost beside the others', of which there are `count`."""
    points = worth
    for row in (row1, row2):
        for place in row:
            if place >= 0:
                kind = rules.kinds[place]
                points -= rules.cost * _level(count[kind] - rules.free, rules.levels)
                count[kind] += 1
    for row in (row1, row2):
        for place in row:
            if place >= 0:
                count[rules.kinds[place]] -= 1
    return points


@compiled
def _level(over, levels):  # type: ignore[no-untyped-def]
    """The cost factor of one more where so many are there beyond the free ones."""
    if over < 0:
        return 0
    for k in range(len(levels)):
        if over < levels[k, 1]:
            return levels[k, 0]
        over -= levels[k, 1]
    return levels[-1, 0]
