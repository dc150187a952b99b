"""Berths of a sleeper train: units in compartments. Within one, those who need it most lie lowest, which is best."""

from __future__ import annotations

from ortools.sat.python import cp_model

from planner.allocation.problem import Allocated, BerthProblem
from planner.allocation.solver.exchange import improved
from planner.allocation.solver.model import Counts, solve
from planner.allocation.types import BERTH_POINTS
from planner.solving import SolveOptions

Terms = list[cp_model.LinearExpr | int]


def solve_berths(problem: BerthProblem, options: SolveOptions) -> Allocated | None:
    """How many units of each class in each compartment; None if there is no way.

    CP-SAT looks at people alone first, without regard to who lies beside whom: that is soon proved best and bounds the
    whole from below, as the other wishes only add points. Exchanges then bring friends together.
    """
    first = _people_alone(problem, options)
    if first is None:
        return None
    counts, cost = improved(problem, first.counts)
    return Allocated(counts, cost, first.bound)


def _people_alone(problem: BerthProblem, options: SolveOptions) -> Allocated | None:
    model = cp_model.CpModel()
    within: Counts = {
        (of, at): model.new_int_var(0, min(each.count, 2 * place.tiers // each.size), "")
        for of, each in enumerate(problem.classes)
        for at, place in enumerate(problem.compartments)
        if each.size <= 2 * place.tiers and place.away <= each.furthest and each.must <= 2
    }
    by_place: list[list[tuple[int, cp_model.IntVar]]] = [[] for _ in problem.compartments]
    by_class: list[list[tuple[int, cp_model.IntVar]]] = [[] for _ in problem.classes]
    for (of, at), variable in within.items():
        by_place[at].append((of, variable))
        by_class[of].append((at, variable))
    for each, places in zip(problem.classes, by_class, strict=True):
        model.add(sum(v for _, v in places) == each.count)
    points: Terms = [
        problem.classes[of].door_points * (problem.compartments[at].away - 1) * v
        for (of, at), v in within.items()
        if problem.classes[of].door_points and problem.compartments[at].away > 1
    ]
    for place, units in zip(problem.compartments, by_place, strict=True):
        model.add(sum(problem.classes[of].size * v for of, v in units) <= 2 * place.tiers)
        model.add(sum(problem.classes[of].must * v for of, v in units) <= 2)
        points += _levels(model, problem, units, place.tiers)
    _spread_staff(model, problem, within)
    model.minimize(sum(points))
    return solve(model, within, options)


def _levels(
    model: cp_model.CpModel, problem: BerthProblem, units: list[tuple[int, cp_model.IntVar]], tiers: int
) -> Terms:
    """Points of those who do not lie low: with people in the order of their need, whoever is beyond the second has no
    lower berth, beyond the fourth none but the upper. Each step of need adds what it costs more than the next."""
    points: Terms = []
    for need in range(len(BERTH_POINTS)):
        at_least = sum((problem.classes[of].must + sum(problem.classes[of].wants[: need + 1])) * v for of, v in units)
        _, lower, upper = BERTH_POINTS[need]
        _, next_lower, next_upper = BERTH_POINTS[need + 1] if need + 1 < len(BERTH_POINTS) else (0, 0, 0)
        for berths, more in ((2, lower - next_lower), (2 * tiers - 2, upper - next_upper)):
            if more > 0:
                beyond = model.new_int_var(0, 2 * tiers, "")
                model.add(beyond >= at_least - berths)
                points.append(more * beyond)
    return points


def _spread_staff(model: cp_model.CpModel, problem: BerthProblem, within: Counts) -> None:
    """No car has two of the staff more than another; so each has one where there are enough."""
    staff = sum(each.staff * each.count for each in problem.classes)
    cars = sorted({place.car for place in problem.compartments})
    if not staff:
        return
    for car in cars:
        here = sum(
            problem.classes[of].staff * v
            for (of, at), v in within.items()
            if problem.compartments[at].car == car and problem.classes[of].staff
        )
        model.add(here >= staff // len(cars))
        model.add(here <= -(-staff // len(cars)))
