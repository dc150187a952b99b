"""The best plan for several trains at once, with a bound: one after another first, then all together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from math import ceil
from time import perf_counter

from planner.solving import LOOK_S, Progress, SolveOptions
from planner.train.multi.solver.one_by_one import first_come, polish, unshifted
from planner.train.multi.solver.problem import SeveralPlan, SeveralProblem

WORKERS = 2
UNMOVED = 0.4  # of the time at most is for a plan that shifts nobody


def solve_several(problem: SeveralProblem, options: SolveOptions) -> SeveralPlan:
    """A plan for all trains, and what none costs less than. First one that shifts nobody, then one that may."""
    began, as_published = perf_counter(), (0,) * len(problem.flexible)
    first = first_come(problem, options)
    best = SeveralPlan(first, as_published, problem.cost(first, as_published), problem.least)
    if problem.flexible and best.cost > best.bound:
        still, left = unshifted(problem), options.since(began)
        first_still = replace(best, shifts=(), bound=still.least)
        unmoved = _together(still, first_still, replace(left, seconds=UNMOVED * left.seconds))
        best = replace(best, paths=unmoved.paths, cost=unmoved.cost)
    if best.cost > best.bound:
        best = _together(problem, best, options.since(began))
        paths = polish(problem, best.paths, best.shifts)
        best = replace(best, paths=paths, cost=problem.cost(paths, best.shifts))
    return best


def _together(problem: SeveralProblem, first: SeveralPlan, options: SolveOptions) -> SeveralPlan:
    """The best plan of the model. Nobody need arrive later than alone by more than the first plan costs too much."""
    from ortools.sat.python import cp_model  # here: pages show several trains without a solver

    from planner.train.multi.solver.model import TINY, Listener, SeveralModel

    spare = first.cost - problem.least
    latest = [min(by, alone + spare) for by, alone in zip(problem.latest_s, problem.alone_s, strict=True)]
    model = SeveralModel(problem, latest)
    model.hint(first.paths)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.interleave_search = True  # the same answer every time
    solver.parameters.random_seed = options.seed
    solver.parameters.max_deterministic_time = options.effort
    solver.parameters.max_time_in_seconds = options.seconds
    listener = Listener()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(solver.solve, model.model, listener)
        try:
            while not wait([answer], LOOK_S).done:
                worth = listener.cost if listener.cost is not None else first.cost
                options.progress(Progress("together", 0, 1, worth, max(problem.least, listener.bound)))
        finally:
            while not wait([answer], LOOK_S).done:  # a solver that has not begun yet does not hear it
                solver.stop_search()
    status = answer.result()
    if status == cp_model.INFEASIBLE:
        raise RuntimeError("the model forbids the plan it was begun with")
    bound = max(first.bound, ceil(solver.best_objective_bound - TINY))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return replace(first, bound=min(bound, first.cost))
    found = model.plan(solver, bound)
    return found if found.cost <= first.cost else replace(first, bound=min(bound, first.cost))
