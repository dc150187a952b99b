"""Rooms by set partitioning over classes of alike people."""

from __future__ import annotations

from ortools.sat.python import cp_model

from planner.allocation.problem import Allocated, RoomProblem
from planner.allocation.solver.model import solve
from planner.solving import SolveOptions


def solve_rooms(problem: RoomProblem, options: SolveOptions, *, cheapest: bool = True) -> Allocated | None:
    """How many rooms of each column, keyed by (column, its kind): the `cheapest`, or any; None if there is no
    way."""
    model = cp_model.CpModel()
    chosen = {}
    for number, column in enumerate(problem.columns):
        most = min(problem.sizes[of] // many for of, many in column.uses)
        chosen[number, column.kind] = model.new_int_var(0, most, "")
    using: list[list[cp_model.LinearExpr]] = [[] for _ in problem.sizes]
    for number, column in enumerate(problem.columns):
        for of, many in column.uses:
            using[of].append(many * chosen[number, column.kind])
    for parts, size in zip(using, problem.sizes, strict=True):
        model.add(sum(parts) == size)
    for kind, limit in enumerate(problem.limits):
        if limit is not None:
            model.add(sum(variable for (_, each), variable in chosen.items() if each == kind) <= limit)
    if not cheapest:
        return solve(model, chosen, options)
    model.minimize(sum(problem.columns[number].cost * variable for (number, _), variable in chosen.items()))
    return solve(model, chosen, options)
