"""A trip made better two days at a time, over all their plans: compiled.

The integer program sees few hundred of the day plans. Here any two days of a trip get the best pair of plans there is
beside the rest of it, until no pair can be improved; pairs that cannot be better by their worth alone are passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from planner.compiled import compiled
from planner.itinerary.problem import Ints, TripProblem
from planner.itinerary.solver.trip_model import KIND_LEVELS, Floats, Trip, loads

_MOST_PAIRS = 500_000  # of plans looked at for two days
_LEVELS = np.array(KIND_LEVELS, dtype=np.int64)

Picks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Listed:
    """An offer's plans, the worthiest first: their numbers, worth, places and loads (plans x 3)."""

    number: Ints
    worth: Floats
    places: Ints
    loads: Ints


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
        rest = [pick for day, pick in enumerate(picks) if day not in (one, other)]
        used, left, need = self._beside(rest)
        now = [int(np.flatnonzero(own.number == picks[day][1])[0]) for own, day in ((first, one), (second, other))]
        rows = [(own.worth, own.places, own.loads) for own in (first, second)]
        found = _best_pair(*rows, used, left, need, self._rules, _LEVELS, *now)
        return float(found[2]), (int(first.number[found[0]]), int(second.number[found[1]]))

    def _listed(self, offer: int) -> _Listed:
        if offer not in self._known:
            worth, its = self.trip.values[offer], self.trip.problem.offers[offer]
            order = np.argsort(-worth, kind="stable")
            rows = np.stack(loads(its), axis=1)[order]
            self._known[offer] = _Listed(order, worth[order], its.places[order], rows)
        return self._known[offer]

    def _beside(self, rest: list[tuple[int, int]]) -> tuple[Ints, Ints, int]:
        """What the other days leave: how often each place is seen, metres, metres up, MET-minutes and money, and how
        many musts are still to be seen."""
        problem = self.trip.problem
        used = np.zeros(problem.places, dtype=np.int64)
        for offer, plan in rest:
            row = problem.offers[offer].places[plan]
            used[row[row >= 0]] += 1
        spent = np.zeros(3, dtype=np.int64)
        for offer, plan in rest:
            spent += [load[plan] for load in loads(problem.offers[offer])]
        left = self._most - np.append(spent, used @ self._rules[3])
        return used, left, sum(not used[place] for place in problem.must)

    @cached_property
    def _most(self) -> Ints:
        problem, no_limit = self.trip.problem, 1 << 60
        budget = no_limit if problem.budget is None else problem.budget
        return np.array([*(problem.load_most or (no_limit,) * 3), budget], dtype=np.int64)

    @cached_property
    def _rules(self) -> tuple[Ints, int, int, Ints, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
        """Kinds of the places, how many of one are free, what more cost, fees, and which are musts."""
        problem: TripProblem = self.trip.problem
        fees = np.zeros(problem.places, dtype=np.int64) if problem.fees is None else problem.fees
        must = np.zeros(problem.places, dtype=np.bool_)
        must[list(problem.must)] = True
        return problem.kinds, problem.kind_free, problem.kind_cost, fees, must


@compiled
def _best_pair(one, other, used, left, need, rules, levels, now1, now2):  # type: ignore[no-untyped-def]
    """(row, row, gain) of the best two plans; the present ones and 0 if there are none better."""
    worth1, places1, loads1 = one
    worth2, places2, loads2 = other
    kinds, free, cost, fees, must = rules
    count = np.zeros(kinds.max() + 1 if len(kinds) else 1, dtype=np.int64)
    for place in range(len(used)):
        count[kinds[place]] += used[place]
    base = _told(worth1[now1], worth2[now2], places1[now1], places2[now2], kinds, count, free, cost, levels)
    best, row1, row2 = base, now1, now2
    open1, open2 = _open(places1, loads1, used, left), _open(places2, loads2, used, left)
    seen = np.zeros(len(used), dtype=np.bool_)
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
            if _together(places1[i], places2[j], loads1[i], loads2[j], seen, left, need, fees, must):
                points = _told(worth1[i], worth2[j], places1[i], places2[j], kinds, count, free, cost, levels)
                if points > best:
                    best, row1, row2 = points, i, j
        for place in places1[i]:
            if place >= 0:
                seen[place] = False
    return row1, row2, best - base


@compiled
def _open(places, loads, used, left):  # type: ignore[no-untyped-def]
    """The plans that see nothing a second time and keep the limits by themselves."""
    found = np.empty(len(places), dtype=np.int64)
    size = 0
    for i in range(len(places)):
        fits = loads[i, 0] <= left[0] and loads[i, 1] <= left[1] and loads[i, 2] <= left[2]
        for place in places[i]:
            fits = fits and (place < 0 or used[place] == 0)
        if fits:
            found[size] = i
            size += 1
    return found[:size]


@compiled
def _together(row1, row2, load1, load2, seen, left, need, fees, must):  # type: ignore[no-untyped-def]
    for k in range(3):
        if load1[k] + load2[k] > left[k]:
            return False
    fee, musts = 0, 0
    for place in row2:
        if place >= 0:
            if seen[place]:
                return False
            fee += fees[place]
            musts += must[place]
    for place in row1:
        if place >= 0:
            fee += fees[place]
            musts += must[place]
    return fee <= left[3] and musts >= need


@compiled
def _told(worth1, worth2, row1, row2, kinds, count, free, cost, levels):  # type: ignore[no-untyped-def]
    """What two plans are worth less what their kinds cost beside the others'."""
    points = worth1 + worth2
    for row in (row1, row2):
        for place in row:
            if place >= 0:
                kind = kinds[place]
                points -= cost * _level(count[kind] - free, levels)
                count[kind] += 1
    for row in (row1, row2):
        for place in row:
            if place >= 0:
                count[kinds[place]] -= 1
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
