"""The least shifts as a constraint model: the shift of each leg, and domains for the gaps between them."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from ortools.sat.python import cp_model

from planner.solving import SolveOptions
from planner.train.mend.solver.problem import FIXED, ShiftProblem

TINY = 1e-6  # all figures are whole
Expr = cp_model.LinearExpr | cp_model.IntVar
Gaps = list[tuple[int, int]]


class ShiftModel:
    """The problem in variables: the shift of each leg and the step to it from the one before."""

    def __init__(self, problem: ShiftProblem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        most = problem.most
        self.shift = [self.model.new_int_var(-most, most, f"leg {n}") for n in range(len(problem.legs))]
        sizes, changed = [], []
        for leg, shift in zip(problem.legs, self.shift, strict=True):
            step = self.model.new_int_var(leg.low, leg.high, "")
            self.model.add(step == shift - (0 if leg.before == FIXED else self.shift[leg.before]))
            sizes.append(self._size(step, max(abs(leg.low), abs(leg.high))))
            changed.append(self.model.new_bool_var(""))
            self.model.add(step == 0).only_enforce_if(~changed[-1])
        self.minutes = cp_model.LinearExpr.sum(sizes)
        self.changes = cp_model.LinearExpr.sum(changed)
        self.moved = cp_model.LinearExpr.sum([self._size(shift, most) for shift in self.shift])

    def keep_clear(self) -> None:
        """Nothing forbidden is done."""
        gaps: dict[tuple[int, int], Gaps] = defaultdict(list)
        for f in self.problem.forbidden:
            gaps[f.one, f.other].append((f.low, f.high))
        for (one, other), its in gaps.items():
            self.model.add_linear_expression_in_domain(self._between(one, other), self._without(its))
        for s in self.problem.stays:
            after, before = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add_bool_or([after, before])
            self.model.add(self.shift[s.arrives] >= s.least_after).only_enforce_if(after)
            self.model.add(self.shift[s.departs] <= s.most_before).only_enforce_if(before)

    def keep_clear_but_for_fewest(self) -> None:
        """Nothing forbidden is done but what blocks forbid that are `away`."""
        away: dict[int, cp_model.IntVar] = {}
        gaps: dict[tuple[int, int, int], Gaps] = defaultdict(list)
        for f in self.problem.forbidden:
            gaps[f.one, f.other, f.block].append((f.low, f.high))
        for block in {*(key[2] for key in gaps), *(s.block for s in self.problem.stays)}:
            away[block] = self.model.new_bool_var(f"block {block}")
        for (one, other, block), its in gaps.items():
            clear = self.model.add_linear_expression_in_domain(self._between(one, other), self._without(its))
            clear.only_enforce_if(~away[block])
        for s in self.problem.stays:
            after, before = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add_bool_or([after, before, away[s.block]])
            self.model.add(self.shift[s.arrives] >= s.least_after).only_enforce_if(after)
            self.model.add(self.shift[s.departs] <= s.most_before).only_enforce_if(before)
        self.away = cp_model.LinearExpr.sum(list(away.values()))

    def least(self, goal: Expr, options: SolveOptions) -> tuple[tuple[int, ...], int] | None:
        """Shifts with the least of `goal`, and what it is not below."""
        self.model.minimize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = options.seed
        solver.parameters.max_deterministic_time = options.effort
        solver.parameters.max_time_in_seconds = options.seconds
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return tuple(map(solver.value, self.shift)), max(0, ceil(solver.best_objective_bound - TINY))

    def at_most(self, goal: Expr, shifts: tuple[int, ...]) -> None:
        """From now on no more of a goal than these shifts have, which are where the next search begins."""
        steps = self.problem.steps(shifts)
        value = sum(map(abs, steps)) if goal is self.minutes else sum(map(bool, steps))
        self.model.add(goal <= value)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for var, by in zip(self.shift, shifts, strict=True):
            self.model.add_hint(var, by)

    def _between(self, one: int, other: int) -> Expr:
        return self.shift[one] if other == FIXED else self.shift[one] - self.shift[other]

    def _without(self, gaps: Gaps) -> cp_model.Domain:
        most = 2 * self.problem.most
        taken = cp_model.Domain.from_intervals([[max(low, -most), min(high, most)] for low, high in gaps])
        return taken.complement().intersection_with(cp_model.Domain(-most, most))

    def _size(self, var: Expr, most: int) -> cp_model.IntVar:
        size = self.model.new_int_var(0, most, "")
        self.model.add_abs_equality(size, var)
        return size
