"""The worthiest outings from bases whose days are given: a linear program, then an integer one over few columns.

An outing whose reduced cost is worse than the gap between the two cannot be part of a better choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from ortools.linear_solver import pywraplp

from planner.stay.planning.problem import ChosenBase, ChosenOuting, StayProblem

REACH = 150  # points that the best choice is expected to lie below the linear program's optimum, at first
Span = tuple[int, int, int]  # base, the day one arrives, the day one leaves
Column = tuple[int, int, int]  # which span, offer, outing


def best_outings(problem: StayProblem, spans: tuple[Span, ...]) -> tuple[int, tuple[ChosenBase, ...]]:
    """The worthiest outings from these bases in their spans, no place twice, and what they are worth."""
    columns = list(_columns(problem, spans))
    relaxed = _Model(problem, spans, columns, relaxed=True)
    bound = relaxed.solve()
    costs = {column: variable.reduced_cost() for column, variable in relaxed.made.items()}
    reach: float = REACH
    while True:
        model = _Model(problem, spans, [column for column in columns if costs[column] >= -reach - 1e-6], relaxed=False)
        worth = round(model.solve())
        if worth >= floor(bound + 1e-6) - reach:
            return worth, model.chosen()
        reach = bound - worth + 1


def _columns(problem: StayProblem, spans: tuple[Span, ...]) -> Iterable[Column]:
    for number, (base, start, end) in enumerate(spans):
        days = problem.rhythm.days(start, end)
        for offer, offered in enumerate(problem.bases[base].outings):
            if any(day in days for day in offered.days):
                yield from ((number, offer, outing) for outing in range(len(offered.values)))


@dataclass(frozen=True)
class _BaseSpan:
    """One base in its span: on which days one goes out."""

    span: Span
    out: dict[int, pywraplp.Variable]


class _Model:
    """The choice over some columns, relaxed or not."""

    def __init__(
        self, problem: StayProblem, spans: tuple[Span, ...], columns: Iterable[Column], *, relaxed: bool
    ) -> None:
        self._problem, self._relaxed = problem, relaxed
        self._solver = pywraplp.Solver.CreateSolver("GLOP" if relaxed else "SCIP")
        self._goal = self._solver.Objective()
        self._goal.SetMaximization()
        self._parts = [self._part(span) for span in spans]
        self._on_days: dict[tuple[int, int], pywraplp.Constraint] = {}
        self._places: dict[int, pywraplp.Constraint] = {}
        self._kinds: dict[tuple[int, int], pywraplp.Constraint] = {}
        self.made = {column: self._made(column) for column in columns}
        self._forbid_empty_days()

    def _part(self, span: Span) -> _BaseSpan:
        """The rhythm of a base."""
        solver, rhythm = self._solver, self._problem.rhythm
        out = {}
        for day in rhythm.days(*span[1:]):
            out[day] = solver.NumVar(0, 1, "") if self._relaxed else solver.BoolVar("")
            self._goal.SetCoefficient(out[day], -int(rhythm.day_costs[day]))
        for days in rhythm.weeks(*span[1:]).values():
            week = solver.Constraint(0, rhythm.week_most)
            least = solver.Constraint(rhythm.week_least if rhythm.roomy(days) else 0, solver.infinity())
            lack = solver.NumVar(0, solver.infinity(), "")
            least.SetCoefficient(lack, 1)
            self._goal.SetCoefficient(lack, -rhythm.quiet_cost)
            for day in days:
                week.SetCoefficient(out[day], 1)
                least.SetCoefficient(out[day], 1)
        for day in out:
            if day + 1 in out:
                neighbours = solver.Constraint(0, 1)
                neighbours.SetCoefficient(out[day], 1)
                neighbours.SetCoefficient(out[day + 1], 1)
        return _BaseSpan(span, out)

    def _made(self, column: Column) -> pywraplp.Variable:
        """Is an outing made? One on each of the days of its offer on which one goes out, each place once."""
        solver, problem, (number, offer, outing) = self._solver, self._problem, column
        offered = problem.bases[self._parts[number].span[0]].outings[offer]
        variable = solver.NumVar(0, solver.infinity(), "") if self._relaxed else solver.BoolVar("")
        self._goal.SetCoefficient(variable, int(offered.values[outing]))
        if (number, offer) not in self._on_days:
            row = self._on_days[number, offer] = solver.Constraint(0, 0)
            for day, out in self._parts[number].out.items():
                if day in offered.days:
                    row.SetCoefficient(out, -1)
        self._on_days[number, offer].SetCoefficient(variable, 1)
        kinds: dict[int, int] = {}
        for place in (int(each) for each in offered.places[outing] if each >= 0):
            if place not in self._places:
                self._places[place] = solver.Constraint(0, 1)
            self._places[place].SetCoefficient(variable, 1)
            kind = int(problem.kinds[place])
            kinds[kind] = kinds.get(kind, 0) + 1
        for kind, count in kinds.items() if problem.kind_cost else ():
            self._kind(number, kind).SetCoefficient(variable, count)
        return variable

    def _kind(self, number: int, kind: int) -> pywraplp.Constraint:
        """How many places of a kind are seen from a base, less those that cost."""
        if (number, kind) not in self._kinds:
            solver = self._solver
            over = solver.NumVar(0, solver.infinity(), "")
            self._goal.SetCoefficient(over, -self._problem.kind_cost)
            row = self._kinds[number, kind] = solver.Constraint(-solver.infinity(), self._problem.kind_free)
            row.SetCoefficient(over, -1)
        return self._kinds[number, kind]

    def _forbid_empty_days(self) -> None:
        """Nobody goes out on days without an outing."""
        for number, part in enumerate(self._parts):
            offers = self._problem.bases[part.span[0]].outings
            offered = {
                day for offer, each in enumerate(offers) if (number, offer) in self._on_days for day in each.days
            }
            for day, variable in part.out.items():
                if day not in offered:
                    variable.SetUb(0)

    def solve(self) -> float:
        """What the best choice is worth."""
        status = self._solver.Solve()
        if status != pywraplp.Solver.OPTIMAL:
            raise RuntimeError(f"the choice of outings has no optimum: {status}")
        return float(self._goal.Value())

    def chosen(self) -> tuple[ChosenBase, ...]:
        """The outings that are made, each on a day of its offer."""
        made: dict[tuple[int, int], list[int]] = {}
        for (number, offer, outing), variable in self.made.items():
            if variable.solution_value() > 0.5:
                made.setdefault((number, offer), []).append(outing)
        return tuple(self._dated(number, part, made) for number, part in enumerate(self._parts))

    def _dated(self, number: int, part: _BaseSpan, made: dict[tuple[int, int], list[int]]) -> ChosenBase:
        base, start, end = part.span
        dated = []
        for offer, offered in enumerate(self._problem.bases[base].outings):
            days = [day for day in offered.days if day in part.out and part.out[day].solution_value() > 0.5]
            outings = made.get((number, offer), [])
            dated += [ChosenOuting(day, offer, outing) for day, outing in zip(days, outings, strict=True)]
        return ChosenBase(base, start, end, tuple(sorted(dated, key=lambda each: each.day)))
