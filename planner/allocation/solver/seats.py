"""Coach seats: units on benches, near the door by how they walk, friends in near rows of one coach."""

from __future__ import annotations

from ortools.sat.python import cp_model

from planner.allocation.problem import Allocated, SeatProblem
from planner.allocation.solver.model import Counts, solve
from planner.allocation.types import (
    APART_COACH_POINTS,
    APART_ROW_POINTS,
    BOTH_KINDS_POINTS,
    MIXED_BENCH_POINTS,
)
from planner.solving import SolveOptions

Terms = list[cp_model.LinearExpr | int]


def solve_seats(problem: SeatProblem, options: SolveOptions) -> Allocated | None:
    """How many of each class on each bench; None if there is no way."""
    model = cp_model.CpModel()
    on: Counts = {
        (of, at): model.new_int_var(0, min(each.count, bench.seats // each.size), "")
        for of, each in enumerate(problem.classes)
        for at, bench in enumerate(problem.benches)
        if bench.seats >= each.size and bench.away < each.furthest
    }
    for of, each in enumerate(problem.classes):
        model.add(sum(variable for (unit, _), variable in on.items() if unit == of) == each.count)
    for at, bench in enumerate(problem.benches):
        model.add(sum(problem.classes[of].size * v for (of, where), v in on.items() if where == at) <= bench.seats)
    for coach, usable in enumerate(problem.usable):
        people = (problem.classes[of].size * v for (of, at), v in on.items() if problem.benches[at].coach == coach)
        model.add(sum(people) <= usable)
    walks = [
        problem.classes[of].row_points * problem.classes[of].size * problem.benches[at].away * v
        for (of, at), v in on.items()
        if problem.classes[of].row_points * problem.benches[at].away
    ]
    model.minimize(
        sum([*walks, *_mixed(model, problem, on), *_both_kinds(model, problem, on), *_apart(model, problem, on)])
    )
    return solve(model, on, options)


def _mixed(model: cp_model.CpModel, problem: SeatProblem, on: Counts) -> Terms:
    """Points for benches that a woman and a man share who do not belong together."""
    points: Terms = []
    for at, bench in enumerate(problem.benches):
        if bench.seats < 2:
            continue
        sat = []
        for sex in "fm":
            alike = [v for (of, where), v in on.items() if where == at and problem.classes[of].sex == sex]
            here = model.new_bool_var("")
            model.add(sum(alike) <= bench.seats * here)
            sat.append(here)
        both = model.new_bool_var("")
        model.add(both >= sum(sat) - 1)
        points.append(MIXED_BENCH_POINTS * both)
    return points


def _both_kinds(model: cp_model.CpModel, problem: SeatProblem, on: Counts) -> Terms:
    """Points for coaches with people who walk well and others who do not, where there is a choice."""
    if len(problem.usable) < 2:
        return []
    points: Terms = []
    for coach, usable in enumerate(problem.usable):
        there = []
        for able in (True, False):
            alike = (
                v for (of, at), v in on.items()
                if problem.benches[at].coach == coach and problem.classes[of].able == able
            )  # fmt: skip
            here = model.new_bool_var("")
            model.add(sum(alike) <= usable * here)
            there.append(here)
        both = model.new_bool_var("")
        model.add(both >= sum(there) - 1)
        points.append(BOTH_KINDS_POINTS * both)
    return points


def _apart(model: cp_model.CpModel, problem: SeatProblem, on: Counts) -> Terms:
    """Points for the rows from the first to the last of each set of friends, and for each coach beyond one."""
    points: Terms = []
    last = max((bench.row for bench in problem.benches), default=1)
    for friends in sorted({each.friends for each in problem.classes if each.friends >= 0}):
        units = [of for of, each in enumerate(problem.classes) if each.friends == friends]
        low, high = (model.new_int_var(1, last, "") for _ in range(2))
        model.add(high >= low)
        for of in units:
            row = sum(problem.benches[at].row * v for (unit, at), v in on.items() if unit == of)
            model.add(low <= row)
            model.add(high >= row)
        points.append(APART_ROW_POINTS * (high - low))
        used = []
        for coach in range(len(problem.usable)):
            here = model.new_bool_var("")
            for of in units:  # one by one is tighter than their sum
                model.add(
                    sum(v for (unit, at), v in on.items() if unit == of and problem.benches[at].coach == coach) <= here
                )
            used.append(here)
        points.append(APART_COACH_POINTS * (sum(used) - 1))
    return points
