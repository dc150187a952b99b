"""Routes of the pool packed anew: one of each group for each route, hotels met, totals kept; by CP-SAT."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from planner.orienteering.pool import Pool
from planner.orienteering.problem import Orienteering

DETERMINISTIC = 60e6  # labels in the time of one of CP-SAT's deterministic seconds
MOST = 1500  # columns
TINY = 1e-6


class LinkedColumn(NamedTuple):
    """A route of a group from `start` to `end`."""

    group: int
    start: int
    end: int
    route: tuple[int, ...]


class Packed(NamedTuple):
    """`columns`, one a route in their order, collect more than was known; none if nothing better was found."""

    columns: tuple[LinkedColumn, ...]
    work: float


def columns_in(pool: Pool, most: int = MOST) -> list[LinkedColumn]:
    """The routes of the best answers, at most so many."""
    slots = np.flatnonzero(pool.key)
    slots = slots[np.lexsort((pool.key[slots], -pool.profit[slots], -pool.rank[slots]))][:most]
    columns = []
    for slot in slots:
        group, start, end = (int(v) for v in pool.ends[slot])
        columns.append(LinkedColumn(group, start, end, tuple(int(v) for v in pool.order[slot, : pool.size[slot]])))
    return columns


def pack_linked(
    problem: Orienteering, columns: list[LinkedColumn], group: tuple[int, ...], profit: float, limit: float
) -> Packed:
    """Look for columns that collect more than `profit`; `group` of each route; work is `limit` labels."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in columns]
    by_group: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    by_vertex: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    by_end: dict[tuple[int, int], list[cp_model.LinearExprT]] = defaultdict(list)
    for column, take in zip(columns, taken, strict=True):
        by_group[column.group].append(take)
        for v in column.route:
            by_vertex[v].append(take)
        by_end[column.group, column.end].append(take)
        by_end[column.group - 1, column.start].append(-take)
    for name in set(group):
        model.add(sum(by_group[name]) <= group.count(name))
    if problem.hotels:
        for (name, _), takes in by_end.items():
            if 0 <= name < problem.routes - 1:
                model.add(sum(takes) == 0)
        for name in group:
            model.add_exactly_one(by_group[name])
    for its in by_vertex.values():
        model.add_at_most_one(its)
    for total in problem.totals:
        uses = [int(total.at[list(column.route)].sum()) for column in columns]
        model.add(sum(use * take for use, take in zip(uses, taken, strict=True)) <= total.limit)
    collects = [float(problem.prize[list(column.route)].sum()) for column in columns]
    gained = sum(prize * take for prize, take in zip(collects, taken, strict=True))
    model.maximize(gained)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = limit / DETERMINISTIC
    status = solver.solve(model)
    work = solver.response_proto.deterministic_time * DETERMINISTIC
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or solver.objective_value <= profit + TINY:
        return Packed((), work)
    chosen = [column for column, take in zip(columns, taken, strict=True) if solver.boolean_value(take)]
    return Packed(tuple(_assigned(problem, chosen, group)), work)


def _assigned(problem: Orienteering, chosen: list[LinkedColumn], group: tuple[int, ...]) -> list[LinkedColumn]:
    """One column for each route; empty ones where a group has fewer."""
    left = list(chosen)
    found = []
    for r, name in enumerate(group):
        its = next((column for column in left if column.group == name), None)
        if its:
            left.remove(its)
        start, end = (ends[r] if ends else 0 for ends in (problem.starts, problem.ends))
        found.append(its or LinkedColumn(name, start, end, ()))
    return found
