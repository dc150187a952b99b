"""One route of each number, so that nothing is visited twice and most is collected: proven, where all can be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from planner.orienteering.general.labels import all_routes
from planner.orienteering.general.relaxation import EPSILON, DisaggregatedRelaxation, Route
from planner.orienteering.problem import Orienteering

DETERMINISTIC = 60e6  # labels in the time of one of CP-SAT's deterministic seconds
MOST_LISTED = 20_000  # routes of one number that are worth packing


def pack_routes(
    problem: Orienteering, profit: float, relaxed: DisaggregatedRelaxation, limit: float
) -> tuple[tuple[Route, ...], bool]:
    """Routes that collect more than `profit`, or none, and whether that is proven to be the best. Work is `limit`
    labels for each route, and as much for the packing.

    By the prices of the relaxation, a route that can be part of more than `profit` brings what all the others, at their
    best, leave to it.
    """
    spare = float(relaxed.visit.sum()) + sum(relaxed.most) - profit
    left = replace(problem, prize=problem.prize - relaxed.visit)
    listed: list[list[Route]] = []
    for r, most in enumerate(relaxed.most):
        its = all_routes(left, r, max(most - spare, -1.0) - EPSILON, limit)
        if its is None or len(its) > MOST_LISTED:
            return pack(problem, relaxed.columns, profit, limit)[0], False
        listed.append(its)
    return pack(problem, listed, profit, limit)


def pack(
    problem: Orienteering, listed: Sequence[Sequence[Route]], profit: float, limit: float
) -> tuple[tuple[Route, ...], bool]:
    model = cp_model.CpModel()
    by_vertex: dict[int, list[cp_model.IntVar]] = {}
    taken = [[model.new_bool_var("") for _ in its] for its in listed]
    for its, lits in zip(listed, taken, strict=True):
        model.add_exactly_one(lits)
        for route, lit in zip(its, lits, strict=True):
            for v in route:
                by_vertex.setdefault(v, []).append(lit)
    for lits in by_vertex.values():
        model.add_at_most_one(lits)
    model.maximize(
        sum(
            float(problem.prize[list(route)].sum()) * lit
            for its, lits in zip(listed, taken, strict=True)
            for route, lit in zip(its, lits, strict=True)
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = max(limit / DETERMINISTIC, EPSILON)
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and solver.objective_value > profit + EPSILON:
        chosen = (
            next(route for route, lit in zip(its, lits, strict=True) if solver.boolean_value(lit))
            for its, lits in zip(listed, taken, strict=True)
        )
        return tuple(chosen), status == cp_model.OPTIMAL
    return (), status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
