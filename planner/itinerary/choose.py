"""The trip from day plans: a linear program prices all of them, an integer master picks one a day.

The linear optimum bounds every trip. Plans whose reduced cost shows that they cannot be in a better trip than
the one found are left out of the master; if the master then proves its answer, it is the optimum of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from planner.itinerary.problem import HOME, Choice, Ints, TripProblem
from planner.solving import Progress, SolveOptions

_SEED_PLANS = 25  # best plans of each offer and day that the linear program starts with
_PRICED_PLANS = 60  # plans of each offer and day added in one round of pricing
_MASTER_PLANS = 1500  # first master; a second one takes all that may matter, up to:
_MASTER_LIMIT = 20_000
_PENALTY = 1_000_000  # points for a day without a plan or a must without a visit: never worth it

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Column:
    """One day plan on one day."""

    offer: int
    plan: int
    day: int


class _Trip:
    """The problem with its rows named: what each column contributes to each rule of the trip."""

    def __init__(self, problem: TripProblem) -> None:
        self.problem = problem
        self.values = [
            offer.plans.value
            - (problem.move_cost if HOME not in (offer.origin, offer.target) and offer.origin != offer.target else 0)
            for offer in problem.offers
        ]

    def value(self, column: _Column) -> int:
        return int(self.values[column.offer][column.plan])

    def places(self, column: _Column) -> list[int]:
        row = self.problem.offers[column.offer].places[column.plan]
        return [int(p) for p in row if p >= 0]

    def hard(self, column: _Column) -> bool:
        return bool(self.problem.offers[column.offer].hard[column.plan])

    def rows(self, column: _Column) -> dict[tuple[str, int, int], int]:
        """The coefficients of a column: (rule, index, index) → number."""
        offer, rows = self.problem.offers[column.offer], {("day", column.day, 0): 1}
        if offer.target != HOME:
            rows["night", column.day, offer.target] = 1
        if offer.origin != HOME:
            rows["night", column.day - 1, offer.origin] = -1
        for place in self.places(column):
            rows["place", place, 0] = 1
            kind = ("kind", int(self.problem.kinds[place]), 0)
            rows[kind] = rows.get(kind, 0) + 1
        if self.hard(column):
            for pair in (column.day - 1, column.day):
                if 0 <= pair < self.problem.days - 1:
                    rows["pair", pair, 0] = 1
        return rows

    def slots(self) -> list[tuple[int, int]]:
        return [(i, day) for i, offer in enumerate(self.problem.offers) for day in offer.days]


def choose_days(problem: TripProblem, options: SolveOptions) -> Choice:
    """The best choice of one plan a day, with a proven bound; `missing` musts if there is none."""
    trip = _Trip(problem)
    relaxed = _Relaxation(trip)
    relaxed.solve(options)
    if relaxed.lacking():
        return Choice((), 0, 0, False, relaxed.lacking())
    bound = relaxed.bound()
    reduced = relaxed.reduced_costs()
    options.progress(Progress("choose", 2, 4))
    worth, picks, master_bound, proven = _master(trip, _best(reduced, _MASTER_PLANS), options)
    if picks is not None:
        rivals = _at_least(reduced, worth - bound - 1)
        if len(rivals) <= _MASTER_PLANS:
            return _choice(picks, worth, bound, master_bound, proven)
        options.progress(Progress("choose", 3, 4))
    else:
        rivals = _best(reduced, _MASTER_LIMIT)
    complete = len(rivals) <= _MASTER_LIMIT
    worth, picks, master_bound, proven = _master(trip, rivals[:_MASTER_LIMIT], options, picks)
    if picks is None:
        return Choice((), 0, 0, False, frozenset(problem.must))
    return _choice(picks, worth, bound, master_bound if complete else bound, proven and complete)


def _choice(picks: tuple[_Column, ...], worth: int, bound: int, master_bound: int, proven: bool) -> Choice:
    best = worth if proven else max(worth, min(bound, master_bound))
    return Choice(tuple((c.offer, c.plan) for c in picks), worth, best, proven or best == worth, frozenset())


class _Relaxation:
    """The linear program over all columns, by pricing."""

    def __init__(self, trip: _Trip) -> None:
        self.trip = trip
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.columns: dict[_Column, pywraplp.Variable] = {}
        self.lacks: dict[tuple[str, int], pywraplp.Variable] = {}
        self.solver.Objective().SetMaximization()
        self.constraints = self._rows()
        for offer, day in trip.slots():
            self._add(offer, day, _top(trip.values[offer].astype(float), _SEED_PLANS))

    def _rows(self) -> dict[tuple[str, int, int], pywraplp.Constraint]:
        problem, solver = self.trip.problem, self.solver
        rows = {}
        for day in range(problem.days):
            row = rows["day", day, 0] = solver.Constraint(1, 1)
            self._extra(row, 1, -_PENALTY, 1, ("day", day))
            if day < problem.days - 1:
                for node in range(problem.nodes):
                    rows["night", day, node] = solver.Constraint(0, 0)
                self._extra(
                    rows.setdefault(("pair", day, 0), solver.Constraint(-solver.infinity(), 1)),
                    -1,
                    -problem.hard_pair_cost,
                    1,
                )
        for place in range(problem.places):
            wanted = place in problem.must
            row = rows["place", place, 0] = solver.Constraint(1.0 if wanted else 0.0, 1)
            if wanted:
                self._extra(row, 1, -_PENALTY, 1, ("place", place))
        for kind in np.unique(problem.kinds):
            row = rows["kind", int(kind), 0] = solver.Constraint(-solver.infinity(), problem.kind_free)
            for level, most in _KIND_LEVELS:
                self._extra(row, -1, -level * problem.kind_cost, most)
        return rows

    def _extra(
        self, row: pywraplp.Constraint, coefficient: int, cost: int, most: int, lack: tuple[str, int] | None = None
    ) -> None:
        variable = self.solver.NumVar(0, most, "")
        row.SetCoefficient(variable, coefficient)
        self.solver.Objective().SetCoefficient(variable, cost)
        if lack:
            self.lacks[lack] = variable

    def _add(self, offer: int, day: int, plans: Ints) -> int:
        added = 0
        for plan in plans:
            column = _Column(offer, int(plan), day)
            if column in self.columns:
                continue
            variable = self.columns[column] = self.solver.NumVar(0, self.solver.infinity(), "")
            self.solver.Objective().SetCoefficient(variable, self.trip.value(column))
            for name, coefficient in self.trip.rows(column).items():
                self.constraints[name].SetCoefficient(variable, coefficient)
            added += 1
        return added

    def solve(self, options: SolveOptions) -> None:
        """Price until no column would improve the optimum."""
        while True:
            if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
                raise RuntimeError("the linear program has no optimum although every rule has slack")
            options.progress(Progress("choose", 1, 4))
            added = 0
            for (offer, day), reduced in self.reduced_costs().items():
                plans = _top(reduced, _PRICED_PLANS)
                added += self._add(offer, day, plans[reduced[plans] > 1e-4])
            if not added:
                return

    def bound(self) -> int:
        return int(np.floor(self.solver.Objective().Value() + 1e-3))

    def lacking(self) -> frozenset[int]:
        """Must places that not even the relaxation can hold; all musts if a day has no plan with them."""
        if any(v.solution_value() > 1e-6 for (rule, _), v in self.lacks.items() if rule == "day"):
            return self.trip.problem.must or frozenset({-1})
        return frozenset(i for (rule, i), v in self.lacks.items() if rule == "place" and v.solution_value() > 1e-6)

    def reduced_costs(self) -> dict[tuple[int, int], Floats]:
        """For each offer and day: what each plan would add to the optimum, per unit (shape: plans)."""
        problem = self.trip.problem
        dual = {name: row.dual_value() for name, row in self.constraints.items()}
        place = np.array(
            [dual["place", p, 0] + dual["kind", int(problem.kinds[p]), 0] for p in range(problem.places)] + [0.0]
        )
        result = {}
        for index, day in self.trip.slots():
            offer = problem.offers[index]
            fixed = dual["day", day, 0]
            if offer.target != HOME:
                fixed += dual["night", day, offer.target]
            if offer.origin != HOME:
                fixed -= dual["night", day - 1, offer.origin]
            pair = sum(dual["pair", d, 0] for d in (day - 1, day) if 0 <= d < problem.days - 1)
            result[index, day] = self.trip.values[index] - fixed - place[offer.places].sum(axis=1) - pair * offer.hard
        return result


_KIND_LEVELS = ((1, 2), (2, 2), (3, 100))  # cost factor, how many more of the kind at that cost


def _top(scores: Floats, count: int) -> Ints:
    if len(scores) <= count:
        return np.arange(len(scores))
    best = np.argpartition(-scores, count)[:count]
    return np.sort(best)


def _best(reduced: dict[tuple[int, int], Floats], count: int) -> list[_Column]:
    """The columns with the highest reduced costs, at least a few of every offer and day."""
    everything = np.sort(np.concatenate(list(reduced.values())))[::-1]
    least = everything[min(count, len(everything)) - 1]
    result = []
    for (offer, day), costs in reduced.items():
        plans = np.union1d(np.flatnonzero(costs >= least), _top(costs, 5))
        result += [_Column(offer, int(plan), day) for plan in plans]
    return result


def _at_least(reduced: dict[tuple[int, int], Floats], least: float) -> list[_Column]:
    found = [
        (-costs[plan], offer, day, int(plan))
        for (offer, day), costs in reduced.items()
        for plan in np.flatnonzero(costs >= least)
    ]
    return [_Column(offer, plan, day) for _, offer, day, plan in sorted(found)]


def _master(
    trip: _Trip, columns: list[_Column], options: SolveOptions, hint: tuple[_Column, ...] | None = None
) -> tuple[int, tuple[_Column, ...] | None, int, bool]:
    """(worth, picks, bound, proven) of the best trip made of these columns; picks is None if there is none."""
    problem = trip.problem
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in columns]
    rows: dict[tuple[str, int, int], list[cp_model.LinearExprT]] = {}
    for variable, column in zip(chosen, columns, strict=True):
        for name, coefficient in trip.rows(column).items():
            rows.setdefault(name, []).append(coefficient * variable)
    cost: list[cp_model.LinearExprT] = []
    for (rule, index, _), terms in rows.items():
        total = cp_model.LinearExpr.sum(terms)
        if rule == "day":
            model.add(total == 1)
        elif rule == "night":
            model.add(total == 0)
        elif rule == "place":
            model.add(total == 1 if index in problem.must else total <= 1)
        elif rule == "kind":
            extras = [model.new_int_var(0, most, "") for _, most in _KIND_LEVELS]
            model.add(total - sum(extras) <= problem.kind_free)
            cost += [level * problem.kind_cost * extra for (level, _), extra in zip(_KIND_LEVELS, extras, strict=True)]
        else:
            both = model.new_bool_var("")
            model.add(total - both <= 1)
            cost.append(problem.hard_pair_cost * both)
    if any(("day", day, 0) not in rows for day in range(problem.days)) or any(
        ("place", place, 0) not in rows for place in problem.must
    ):
        return 0, None, 0, False
    values = [trip.value(column) for column in columns]
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, values) - cp_model.LinearExpr.sum(cost or [0]))
    if hint:
        for variable, column in zip(chosen, columns, strict=True):
            model.add_hint(variable, column in hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = options.seed
    solver.parameters.max_deterministic_time = options.effort
    solver.parameters.max_time_in_seconds = options.seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return 0, None, 0, False
    picks = tuple(
        sorted((c for v, c in zip(chosen, columns, strict=True) if solver.boolean_value(v)), key=lambda c: c.day)
    )
    return round(solver.objective_value), picks, int(solver.best_objective_bound + 1e-6), status == cp_model.OPTIMAL
