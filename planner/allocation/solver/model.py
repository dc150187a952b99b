"""CP-SAT as all allocations use it: two searches in turn, the same answer each time, stopped by counted work."""

from __future__ import annotations

from math import ceil

from ortools.sat.python import cp_model

from planner.allocation.problem import Allocated
from planner.solving import SolveOptions

Counts = dict[tuple[int, int], cp_model.IntVar]


def solve(model: cp_model.CpModel, counts: Counts, options: SolveOptions) -> Allocated | None:
    """The best found and the bound; None if it is proved that there is none.

    Raises
    ------
    TimeoutError
        If the work was not enough to know.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.interleave_search = True  # the same answer every time
    solver.parameters.random_seed = options.seed
    solver.parameters.max_deterministic_time = options.effort
    solver.parameters.max_time_in_seconds = options.seconds
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TimeoutError
    found = {key: int(solver.value(variable)) for key, variable in counts.items()}
    cost = round(solver.objective_value)
    bound = ceil(solver.best_objective_bound - 1e-6)
    return Allocated({key: number for key, number in found.items() if number}, cost, min(bound, cost))
