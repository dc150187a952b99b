"""The best trip made of given day plans, by branch and cut through OR-Tools."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from planner.itinerary.solver.lp import Ways
from planner.itinerary.solver.plan_worth import PENALTY, Column, Trip
from planner.itinerary.solver.trip_model import Model
from planner.solving import LOOK_S, Progress, SolveOptions

NODES = 10  # branch-and-cut nodes of an integer program for one unit of effort
ROUNDS = 5  # of cuts at its root
_WORK = 2.5e-4  # of a pivot


@dataclass(frozen=True)
class MasterSolution:
    """What a master found among its columns: (offer, plan) of each day; none if nothing."""

    worth: int
    bound: int
    picks: tuple[tuple[int, int], ...]


def best_of(
    trip: Trip, ways: Ways, columns: list[Column], options: SolveOptions, gap: float, least: int
) -> MasterSolution:
    """The best trip with these nights made of these columns, by branch and cut, or one within `gap` of it."""
    model = Model(trip, relaxed=False)
    model.allow(ways.cities, ways.nights)
    for column in columns:
        model.add(column)
    if least > -PENALTY:
        model.at_least(least)
    nodes = max(1, int(options.effort * NODES))
    model.solver.SetSolverSpecificParametersAsString(
        f"limits/nodes = {nodes}\nlimits/gap = {gap}\nlimits/time = {options.seconds}\n"
        f"separating/maxroundsroot = {ROUNDS}\n"
        f"randomization/randomseedshift = {options.seed}\npresolving/maxrestarts = 0\n"
    )
    status = _solve(model.solver, options)
    options.work.done += _WORK * model.solver.iterations()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return MasterSolution(-PENALTY, -PENALTY if status == pywraplp.Solver.INFEASIBLE else PENALTY, ())
    bound = int(np.floor(model.objective.BestBound() + 1e-3))
    return MasterSolution(round(model.objective.Value()), bound, _picks(model))


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
            while not wait([answer], LOOK_S).done:
                options.progress(Progress("choose", 2, 4))
        except BaseException:
            solver.InterruptSolve()
            raise
        return int(answer.result())
