"""The trip from day plans: branch and price over where one sleeps, an integer master for what one sees.

A linear program prices every day plan of every offer: its optimum bounds all trips. Where its nights are split
between hotels, one night's hotel is decided and the program priced anew, the most promising first. Once all nights are
decided, an integer program picks the plans; those whose reduced cost shows that they cannot be in a better trip than
the one found are left out. What is left open keeps its bound: the answer tells how far from the best it can be.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import combinations, pairwise
from time import perf_counter

import numpy as np
from ortools.linear_solver import pywraplp

from planner.itinerary.problem import Choice, Ints, TripProblem
from planner.itinerary.trip_model import PENALTY, Column, Floats, Model, Trip
from planner.solving import Progress, SolveOptions

_SEED_PLANS = 25  # best plans of each offer that the linear program starts with
_PRICED_PLANS = 40  # plans of each offer added in one round of pricing
_FIRST_PLANS = 400  # columns of a quick look at one way to spend the nights
_MOST_PLANS = 3000  # columns of a whole one
SHORT_DAYS, GAP_ENOUGH = 3, 0.01  # trips of more days are not worked on once that close to the bound
_LOOK_S = 0.1  # between two looks at whether the answer is still wanted
_WHOLE = 1e-6
MAX_CITIES = 3
DIVES = 3  # of the first branches
BRANCHES = 10  # ways to spend the nights looked at for one unit of effort
NODES = 10  # branch-and-cut nodes of an integer program for one unit of effort

Nights = tuple[frozenset[int], ...]


def choose_days(problem: TripProblem, options: SolveOptions) -> Choice:
    """The best choice of one plan a day, with a proven bound; `missing` musts if there is none."""
    return _Search(problem, options).run()


@dataclass(frozen=True)
class _Ways:
    """Ways to spend the nights: in `cities`, in all of them, each night at one of its `nights`."""

    cities: frozenset[int]
    nights: Nights


@dataclass(order=True)
class _Branch:
    """Ways that are still open; no trip among them is worth more than `bound`. Best bound first, then the oldest."""

    rank: tuple[int, int] = field(init=False)
    bound: int = field(compare=False)
    number: int = field(compare=False)
    ways: _Ways = field(compare=False)

    def __post_init__(self) -> None:
        self.rank = (-self.bound, self.number)


class _Search:
    def __init__(self, problem: TripProblem, options: SolveOptions) -> None:
        self.problem, self.options = problem, options
        self.trip = Trip(problem)
        self.relaxed = _Relaxation(self.trip)
        self.began = perf_counter()
        self.enough = 0.0 if problem.days <= SHORT_DAYS else GAP_ENOUGH
        self.best, self.picks = -PENALTY, ()  # type: int, tuple[tuple[int, int], ...]
        self.left_over = -PENALTY  # bound of what was put aside unsolved
        self.open: list[_Branch] = []

    def run(self) -> Choice:
        short = []
        for ways in self._city_sets():
            bound = self.relaxed.solve(ways)
            if self.relaxed.short:
                short.append(self.relaxed.short)
            else:
                heappush(self.open, _Branch(bound, -len(self.open), ways))
        if not self.open:
            return Choice((), 0, 0, False, min(short, key=lambda m: (len(m), sorted(m))))
        number = 0
        while self.open and not self._settled(max(self.open[0].bound, self.left_over)) and not self._enough_of(number):
            number += 1
            self._tell()
            self._look_at(heappop(self.open), number)
        if not self.picks:
            return Choice((), 0, 0, False, self.problem.must or frozenset({-1}))
        bound = max(self.best, self.left_over, *(branch.bound for branch in self.open[:1]))
        return Choice(_evened(self.problem, list(self.picks)), self.best, bound, bound == self.best, frozenset())

    def _city_sets(self) -> list[_Ways]:
        """Every set of cities that so many nights can be spent in; the empty set for a trip without a night."""
        most, cities = min(MAX_CITIES, self.problem.days - 1), self.problem.cities
        found = []
        for size in range(min(1, most), most + 1):
            for chosen in combinations(sorted(set(cities)), size):
                nodes = frozenset(node for node, city in enumerate(cities) if city in chosen)
                found.append(_Ways(frozenset(chosen), (nodes,) * (self.problem.days - 1)))
        return found

    def _settled(self, bound: int) -> bool:
        """Is the best trip good enough for this bound?"""
        return bound <= self.best + int(self.enough * max(self.best, 0))

    def _enough_of(self, number: int) -> bool:
        """Is the effort spent, or the safety net reached? Without any trip the search goes on: there may be one."""
        late = perf_counter() - self.began > self.options.seconds
        return bool(self.picks) and (late or number >= self.options.effort * BRANCHES)

    def _tell(self) -> None:
        bound = max(self.best, self.left_over, *(branch.bound for branch in self.open[:1]))
        self.options.progress(Progress("choose", 2, 4, self.best if self.picks else None, bound))

    def _look_at(self, branch: _Branch, number: int) -> None:
        """Price the branch; decide another night of it, or all its days."""
        bound = min(branch.bound, self.relaxed.solve(branch.ways))
        if self.relaxed.short or bound <= self.best:
            return
        if self._settled(bound):
            self.left_over = max(self.left_over, bound)
            return
        slept = self.relaxed.slept()
        split = [float(share.max()) for share in slept]
        if min(split, default=1.0) > 1 - _WHOLE:
            left = self._decide(_FIRST_PLANS)
            if not self._settled(left):
                left = self._decide(_MOST_PLANS)
            self.left_over = max(self.left_over, left)
            return
        if number <= DIVES:
            self._dive(branch.ways, slept)
        night = int(np.argmin(split))
        here = frozenset({int(slept[night].argmax())})
        for side, nodes in enumerate((here, branch.ways.nights[night] - here)):
            if nodes:
                nights = (*branch.ways.nights[:night], nodes, *branch.ways.nights[night + 1 :])
                heappush(self.open, _Branch(bound, 2 * number + side, replace(branch.ways, nights=nights)))

    def _dive(self, ways: _Ways, slept: list[Floats]) -> None:
        """A trip early: spend the clearest night where most of it is spent, price anew, until all are clear."""
        while True:
            split = [
                float(share.max()) if len(nodes) > 1 else 0 for share, nodes in zip(slept, ways.nights, strict=True)
            ]
            if not any(split):
                break
            night = int(np.argmax(split))
            here = frozenset({int(slept[night].argmax())})
            ways = replace(ways, nights=(*ways.nights[:night], here, *ways.nights[night + 1 :]))
            if self.relaxed.solve(ways) <= self.best or self.relaxed.short:
                return
            slept = self.relaxed.slept()
        self._decide(_FIRST_PLANS)

    def _decide(self, most: int) -> int:
        """Find the best plans for the nights just priced among `most` columns; returns a bound for these nights."""
        columns, left_out = self.relaxed.rivals(self.best, most)
        left = max(1.0, self.options.seconds - (perf_counter() - self.began))
        found = _master(self.trip, self.relaxed.ways, columns, replace(self.options, seconds=left), self.enough / 2)
        if found.worth > self.best:
            self.best, self.picks = found.worth, found.picks
        return max(found.bound, left_out)


class _Relaxation:
    """The linear program over all columns, by pricing. `short`: what cannot be had, as in `Choice`."""

    def __init__(self, trip: Trip) -> None:
        self.trip = trip
        self.ways = _Ways(frozenset(), ())
        self.bound = PENALTY
        self.short: frozenset[int] = frozenset()
        self._model = Model(trip, relaxed=True)
        for offer, values in enumerate(trip.values):
            self._add(offer, _top(values, _SEED_PLANS))

    def _add(self, offer: int, plans: Iterable[int]) -> int:
        new = [c for c in (Column(offer, int(plan)) for plan in plans) if c not in self._model.columns]
        for column in new:
            self._model.add(column)
        return len(new)

    def solve(self, ways: _Ways) -> int:
        """Add columns until none would improve the optimum of the trips with these nights; the optimum, cut."""
        self.ways = ways
        self._model.allow(ways.cities, ways.nights)
        used = set(self._model.allowed())
        added = 1
        while added:
            if self._model.solver.Solve() != pywraplp.Solver.OPTIMAL:
                self._solve_plainly()
            added = 0
            for offer, reduced in enumerate(self._model.reduced_costs()):
                if offer in used:
                    plans = _top(reduced, _PRICED_PLANS)
                    added += self._add(offer, plans[reduced[plans] > 1e-4])
        self.bound = int(np.floor(self._model.objective.Value() + 1e-3))
        self.short = self._model.short()
        return self.bound

    def _solve_plainly(self) -> None:
        """GLOP's presolve loses its way in a rare program; without it the optimum is found."""
        plain = pywraplp.MPSolverParameters()
        plain.SetIntegerParam(plain.PRESOLVE, plain.PRESOLVE_OFF)
        plain.SetIntegerParam(plain.INCREMENTALITY, plain.INCREMENTALITY_OFF)
        if self._model.solver.Solve(plain) != pywraplp.Solver.OPTIMAL:
            raise RuntimeError("the linear program has no optimum although every rule has slack")

    def slept(self) -> list[Floats]:
        """For each night, how much of it is spent at each node."""
        return self._model.slept()

    def rivals(self, floor: int, most: int) -> tuple[list[Column], int]:
        """The columns that may be in a trip worth more than `floor`, at most so many, those of highest reduced cost;
        and what a trip with one of the others can be worth at most."""
        reduced, offers = self._model.reduced_costs(), self._model.allowed()
        owner = np.concatenate([np.full(len(reduced[offer]), offer) for offer in offers])
        plan = np.concatenate([np.arange(len(reduced[offer])) for offer in offers])
        cost = np.concatenate([reduced[offer] for offer in offers])
        order = np.flatnonzero(cost > floor - self.bound - 1)
        order = order[np.lexsort((plan[order], owner[order], -cost[order]))]
        columns = [Column(int(owner[i]), int(plan[i])) for i in order[:most]]
        columns = list(dict.fromkeys([*columns, *map(self.trip.light, offers)]))
        return columns, self.bound + int(np.floor(cost[order[most]])) if len(order) > most else -PENALTY


def _top(scores: Floats, count: int) -> Ints:
    if len(scores) <= count:
        return np.arange(len(scores))
    best = np.argpartition(-scores, count)[:count]
    return np.sort(best)


@dataclass(frozen=True)
class _Found:
    """What a master found among its columns: (offer, plan) of each day; none if nothing."""

    worth: int
    bound: int
    picks: tuple[tuple[int, int], ...]


def _master(trip: Trip, ways: _Ways, columns: list[Column], options: SolveOptions, gap: float) -> _Found:
    """The best trip with these nights made of these columns, by branch and cut, or one within `gap` of it."""
    model = Model(trip, relaxed=False)
    model.allow(ways.cities, ways.nights)
    for column in columns:
        model.add(column)
    model.solver.SetSolverSpecificParametersAsString(
        f"limits/gap = {gap}\nlimits/nodes = {max(1, int(options.effort * NODES))}\nlimits/time = {options.seconds}\n"
        f"randomization/randomseedshift = {options.seed}\nseparating/maxroundsroot = 5\npresolving/maxrestarts = 0\n"
    )
    status = _solve(model.solver, options)
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return _Found(-PENALTY, -PENALTY if status == pywraplp.Solver.INFEASIBLE else PENALTY, ())
    bound = int(np.floor(model.objective.BestBound() + 1e-3))
    return _Found(round(model.objective.Value()), bound, _picks(model))


def _picks(model: Model) -> tuple[tuple[int, int], ...]:
    """The plans handed out to the days their offers are used on."""
    plans: dict[int, list[int]] = {}
    for column, variable in model.columns.items():
        plans.setdefault(column.offer, []).extend([column.plan] * round(variable.solution_value()))
    used = sorted((day, offer) for (offer, day), route in model.routes.items() if route.solution_value() > 0.5)
    return tuple((offer, plans[offer].pop()) for _, offer in used)


def _solve(solver: pywraplp.Solver, options: SolveOptions) -> int:
    """Solve while looking now and then whether the answer is still wanted."""
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(solver.Solve)
        try:
            while not wait([answer], _LOOK_S).done:
                options.progress(Progress("choose", 2, 4))
        except BaseException:
            solver.InterruptSolve()
            raise
        return int(answer.result())


def _evened(problem: TripProblem, picks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same picks with days of one offer swapped so that fewer hard days follow each other."""

    def hard_pairs() -> int:
        hard = [bool(problem.offers[offer].hard[plan]) for offer, plan in picks]
        return sum(a and b for a, b in pairwise(hard))

    improving = True
    while improving:
        improving, before = False, hard_pairs()
        for one, other in combinations(range(len(picks)), 2):
            if picks[one][0] != picks[other][0]:
                continue
            picks[one], picks[other] = picks[other], picks[one]
            if hard_pairs() < before:
                improving = True
                break
            picks[one], picks[other] = picks[other], picks[one]
    return tuple(picks)
