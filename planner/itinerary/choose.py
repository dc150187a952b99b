"""The trip from day plans: a linear program prices all of them, an integer master picks one a day.

The linear optimum bounds every trip. Plans whose reduced cost shows that they cannot be in a better trip than
the one found are left out of the master; if the master then proves its answer, it is the optimum of all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from time import perf_counter

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp

from planner.itinerary.problem import HOME, Choice, Ints, Offer, TripProblem
from planner.solving import Progress, SolveOptions

_SEED_PLANS = 25  # best plans of each offer and day that the linear program starts with
_PRICED_PLANS = 60  # plans of each offer and day added in one round of pricing
_MASTER_SIZES = (1000, 3000)  # columns of the first master, and of a second one if it may settle the matter
_GAP_ENOUGH = 0.02  # no second master that cannot settle the matter if the first is that close
_MOST_RANKED = 5000
MAX_CITIES = 3
NODES = 10  # branch-and-cut nodes for one unit of effort
_PENALTY = 10_000_000  # points for a day without a plan or a must without a visit: never worth it

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, order=True)
class _Column:
    """One day plan on one day."""

    offer: int
    plan: int
    day: int


class _Trip:
    """The problem with its rows named: what each column contributes to each rule of the trip."""

    def __init__(self, problem: TripProblem, cities: frozenset[int]) -> None:
        self.problem = problem
        self.least_moves = len(cities) - 1
        self.offers = [i for i, offer in enumerate(problem.offers) if _cities(problem, offer) <= cities]
        self.values = [
            offer.plans.value - offer.hard * problem.hard_cost - problem.move_cost * _moves(offer)
            for offer in problem.offers
        ]

    def value(self, column: _Column) -> int:
        return int(self.values[column.offer][column.plan])

    def places(self, column: _Column) -> list[int]:
        row = self.problem.offers[column.offer].places[column.plan]
        return [int(p) for p in row if p >= 0]

    def rows(self, column: _Column) -> dict[tuple[str, int, int], int]:
        """The coefficients of a column: (rule, index, index) → number."""
        offer, rows = self.problem.offers[column.offer], {("day", column.day, 0): 1}
        if _moves(offer):
            rows["moves", 0, 0] = 1
        if offer.target != HOME:
            rows["night", column.day, offer.target] = 1
        if offer.origin != HOME:
            rows["night", column.day - 1, offer.origin] = -1
        for place in self.places(column):
            rows["place", place, 0] = 1
            kind = ("kind", int(self.problem.kinds[place]), 0)
            rows[kind] = rows.get(kind, 0) + 1
        return rows

    def light(self) -> list[_Column]:
        """The best plan with the fewest places of every offer and day: with these, a choice always exists."""
        result = []
        for index, day in self.slots():
            offer = self.problem.offers[index]
            order = np.lexsort((-self.values[index], (offer.places >= 0).sum(axis=1)))
            result.append(_Column(index, int(order[0]), day))
        return result

    def slots(self) -> list[tuple[int, int]]:
        return [(i, day) for i in self.offers for day in self.problem.offers[i].days]


def choose_days(problem: TripProblem, options: SolveOptions) -> Choice:
    """The best choice of one plan a day, with a proven bound; `missing` musts if there is none.

    Every set of cities to sleep in is a case of its own: its linear bound is far tighter than one over all.
    Cases are solved from the most promising on; those whose bound is not above the best trip are done with.
    """
    cases = []
    for cities in _city_sets(problem):
        relaxed = _Relaxation(_Trip(problem, cities))
        options.progress(Progress("choose", 1, 4))
        relaxed.solve()
        cases.append(relaxed)
    possible = sorted((case for case in cases if not case.lacking()), key=lambda case: -case.bound())
    if not possible:
        return Choice((), 0, 0, False, min((case.lacking() for case in cases), key=lambda m: (len(m), sorted(m))))
    best, open_bounds = _Found(-_PENALTY, -_PENALTY, None), []
    began = perf_counter()
    for case in possible:
        if case.bound() <= best.worth:
            break
        left = options.seconds - (perf_counter() - began)
        if best.picks is not None and left <= 0:  # the safety net: what is not solved keeps its linear bound
            open_bounds.append(case.bound())
            break
        options.progress(Progress("choose", 2, 4))
        found = _solve_case(case, best.worth, replace(options, seconds=max(left, 1.0)))
        open_bounds.append(found.bound)
        if found.picks is not None and found.worth > best.worth:
            best = found
    if best.picks is None:
        return Choice((), 0, 0, False, frozenset(problem.must))
    bound = max(best.worth, *open_bounds)
    picks = _evened(problem, [(column.offer, column.plan) for column in best.picks])
    return Choice(picks, best.worth, bound, bound == best.worth, frozenset())


def _city_sets(problem: TripProblem) -> list[frozenset[int]]:
    """Sets of cities that a trip of that many days can sleep in; the empty set for a trip without a night."""
    most = min(MAX_CITIES, problem.days - 1)
    cities = sorted(set(problem.cities))
    return [frozenset(chosen) for size in range(min(1, most), most + 1) for chosen in combinations(cities, size)]


def _solve_case(case: _Relaxation, floor: int, options: SolveOptions) -> _Found:
    """The best trip of one case, from growing masters; `floor` is the worth that is already to be had."""
    ceiling, ranked = case.bound(), case.ranked()
    best, bound = _Found(-_PENALTY, -_PENALTY, None), ceiling
    for size in _MASTER_SIZES:
        columns = list(dict.fromkeys([*(column for _, column in ranked[:size]), *case.trip.light()]))
        found = _master(case.trip, columns, options, best.picks)
        if found.picks is not None:
            best = found
        left_out = ceiling + ranked[size][0] if size < len(ranked) else -_PENALTY
        bound = min(bound, int(max(best.worth, found.bound, left_out)))
        if bound <= max(best.worth, floor):
            break
        rivals = sum(reduced >= max(best.worth, floor) - ceiling for reduced, _ in ranked)
        if rivals > _MASTER_SIZES[-1] and bound <= best.worth * (1 + _GAP_ENOUGH):
            break
    return _Found(best.worth, bound, best.picks)


def _cities(problem: TripProblem, offer: Offer) -> set[int]:
    return {problem.cities[node] for node in (offer.origin, offer.target) if node != HOME}


def _moves(offer: Offer) -> bool:
    return HOME not in (offer.origin, offer.target) and offer.origin != offer.target


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


class _Model:
    """The rules of a trip as rows of a linear model; columns are added to it."""

    def __init__(self, trip: _Trip, solver: str) -> None:
        self.trip = trip
        self.solver = pywraplp.Solver.CreateSolver(solver)
        self.solver.Objective().SetMaximization()
        self.lacks: dict[tuple[str, int], pywraplp.Variable] = {}
        self.rows = self._make_rows(relaxed=solver == "GLOP")

    def _make_rows(self, relaxed: bool) -> dict[tuple[str, int, int], pywraplp.Constraint]:
        problem, solver = self.trip.problem, self.solver
        free = -solver.infinity()
        rows = {}
        for day in range(problem.days):
            row = rows["day", day, 0] = solver.Constraint(1, 1)
            if relaxed:
                self.lacks["day", day] = self._extra(row, 1, -_PENALTY, 1)
            if day < problem.days - 1:
                for node in range(problem.nodes):
                    rows["night", day, node] = solver.Constraint(0, 0)
        moves = rows["moves", 0, 0] = solver.Constraint(max(0, self.trip.least_moves), solver.infinity())
        if relaxed:
            self.lacks["day", -1] = self._extra(moves, 1, -_PENALTY, len(problem.cities))
        for place in range(problem.places):
            wanted = place in problem.must
            row = rows["place", place, 0] = solver.Constraint(1.0 if wanted else 0.0, 1)
            if wanted and relaxed:
                self.lacks["place", place] = self._extra(row, 1, -_PENALTY, 1)
        for kind in np.unique(problem.kinds):
            row = rows["kind", int(kind), 0] = solver.Constraint(free, problem.kind_free)
            for level, most in _KIND_LEVELS:
                self._extra(row, -1, -level * problem.kind_cost, most)
        return rows

    def _extra(self, row: pywraplp.Constraint, coefficient: int, cost: int, most: int) -> pywraplp.Variable:
        variable = self.solver.NumVar(0, most, "")
        row.SetCoefficient(variable, coefficient)
        self.solver.Objective().SetCoefficient(variable, cost)
        return variable

    def add(self, column: _Column, integer: bool) -> pywraplp.Variable:
        variable = self.solver.BoolVar("") if integer else self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(variable, self.trip.value(column))
        for name, coefficient in self.trip.rows(column).items():
            self.rows[name].SetCoefficient(variable, coefficient)
        return variable


class _Relaxation:
    """The linear program over all columns, by pricing."""

    def __init__(self, trip: _Trip) -> None:
        self.trip = trip
        self.model = _Model(trip, "GLOP")
        self.added: set[_Column] = set()
        for offer, day in trip.slots():
            self._add(offer, day, _top(trip.values[offer].astype(float), _SEED_PLANS))

    def _add(self, offer: int, day: int, plans: Ints) -> int:
        new = {_Column(offer, int(plan), day) for plan in plans} - self.added
        for column in sorted(new):
            self.model.add(column, integer=False)
        self.added |= new
        return len(new)

    def solve(self) -> None:
        """Price until no column would improve the optimum."""
        while True:
            if self.model.solver.Solve() != pywraplp.Solver.OPTIMAL:
                raise RuntimeError("the linear program has no optimum although every rule has slack")
            added = 0
            for (offer, day), reduced in self._reduced_costs().items():
                plans = _top(reduced, _PRICED_PLANS)
                added += self._add(offer, day, plans[reduced[plans] > 1e-4])
            if not added:
                return

    def bound(self) -> int:
        return int(np.floor(self.model.solver.Objective().Value() + 1e-3))

    def lacking(self) -> frozenset[int]:
        """Must places that not even the relaxation can hold; all musts if a day has no plan with them."""
        short = [key for key, variable in self.model.lacks.items() if variable.solution_value() > 1e-6]
        if any(rule == "day" for rule, _ in short):
            return self.trip.problem.must or frozenset({-1})
        return frozenset(place for _, place in short)

    def ranked(self) -> list[tuple[float, _Column]]:
        """All columns that may matter with their reduced costs, the highest first."""
        everything = self._reduced_costs()
        floor = (
            -np.partition(-np.concatenate(list(everything.values())), _MOST_RANKED)[_MOST_RANKED]
            if (sum(map(len, everything.values())) > _MOST_RANKED)
            else -np.inf
        )
        return sorted(
            (
                (float(costs[plan]), _Column(offer, int(plan), day))
                for (offer, day), costs in everything.items()
                for plan in np.flatnonzero(costs >= floor)
            ),
            key=lambda row: (-row[0], row[1]),
        )

    def _reduced_costs(self) -> dict[tuple[int, int], Floats]:
        """For each offer and day: what each plan would add to the optimum, per unit (shape: plans)."""
        problem = self.trip.problem
        dual = {name: row.dual_value() for name, row in self.model.rows.items()}
        place = np.array(
            [dual["place", p, 0] + dual["kind", int(problem.kinds[p]), 0] for p in range(problem.places)] + [0.0]
        )
        result = {}
        for index, day in self.trip.slots():
            offer = problem.offers[index]
            fixed = dual["day", day, 0] + dual["moves", 0, 0] * _moves(offer)
            if offer.target != HOME:
                fixed += dual["night", day, offer.target]
            if offer.origin != HOME:
                fixed -= dual["night", day - 1, offer.origin]
            result[index, day] = self.trip.values[index] - fixed - place[offer.places].sum(axis=1)
        return result


_KIND_LEVELS = ((1, 2), (2, 2), (3, 100))  # cost factor, how many more of the kind at that cost


def _top(scores: Floats, count: int) -> Ints:
    if len(scores) <= count:
        return np.arange(len(scores))
    best = np.argpartition(-scores, count)[:count]
    return np.sort(best)


@dataclass(frozen=True)
class _Found:
    """What a master found among its columns; `picks` is None if nothing."""

    worth: int
    bound: int
    picks: tuple[_Column, ...] | None


def _master(trip: _Trip, columns: list[_Column], options: SolveOptions, known: tuple[_Column, ...] | None) -> _Found:
    """The best trip made of these columns, by branch and cut from a `known` one."""
    model = _Model(trip, "SCIP")
    chosen = [model.add(column, integer=True) for column in columns]
    if known is not None:
        model.solver.SetHint(chosen, [float(column in known) for column in columns])
    model.solver.SetSolverSpecificParametersAsString(
        f"limits/gap = 0\nlimits/nodes = {int(options.effort * NODES)}\nlimits/time = {options.seconds}\n"
        f"randomization/randomseedshift = {options.seed}\nseparating/maxroundsroot = 5\n"
    )
    status = model.solver.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return _Found(-_PENALTY, -_PENALTY if status == pywraplp.Solver.INFEASIBLE else _PENALTY, None)
    picks = [c for variable, c in zip(chosen, columns, strict=True) if variable.solution_value() > 0.5]
    objective = model.solver.Objective()
    bound = int(np.floor(objective.BestBound() + 1e-3))
    return _Found(round(objective.Value()), bound, tuple(sorted(picks, key=lambda c: c.day)))
