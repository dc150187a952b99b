"""The best plan for several trains at once, with a bound: one after another first, then all together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from math import ceil
from time import perf_counter
from typing import TYPE_CHECKING

from planner.solving import LOOK_S, Progress, SolveOptions
from planner.train.multi.solver.one_by_one import first_come, polish, unshifted
from planner.train.multi.solver.problem import SeveralPlan, SeveralProblem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver, CpSolverStatus

    from planner.train.multi.solver.model import Listener, SeveralModel

SEARCHES = ("lb_tree_search", "default_lp")  # one worker each: for the bound, and for plans
UNMOVED = 0.4  # of the time at most is for a plan that shifts nobody
PLACING = 0.4  # and for whether more trains could have a path


def solve_several(problem: SeveralProblem, options: SolveOptions) -> SeveralPlan:
    """A plan for all trains, and what none costs less than. First how many can have a path at all, then the best plan
    that shifts nobody, then one that may."""
    began, as_published = perf_counter(), (0,) * len(problem.flexible)
    first = first_come(problem, options)
    best = SeveralPlan(first, as_published, problem.cost(first, as_published), problem.least)
    best, missing = _most_placed(problem, best, replace(options, seconds=PLACING * options.seconds))
    if problem.flexible and best.cost > best.bound and not any(best.shifts):
        still, left = unshifted(problem), options.since(began)
        first_still = replace(best, shifts=(), bound=max(best.bound, still.least_without(missing)))
        unmoved = _together(still, first_still, missing, replace(left, seconds=UNMOVED * left.seconds))
        best = replace(best, paths=unmoved.paths, cost=unmoved.cost)
    if best.cost > best.bound:
        best = _together(problem, best, missing, options.since(began))
        paths = polish(problem, best.paths, best.shifts)
        best = replace(best, paths=paths, cost=problem.cost(paths, best.shifts))
    return best


def _most_placed(problem: SeveralProblem, best: SeveralPlan, options: SolveOptions) -> tuple[SeveralPlan, int]:
    """The plan, or one with more paths that costs less; and how many trains have none in any plan, as far as that is
    proven. The bound is raised by them."""
    from ortools.sat.python import cp_model  # here: pages show several trains without a solver

    from planner.train.multi.solver.model import WHOLE, Listener, SeveralModel

    began = perf_counter()
    while missing := sum(path is None for path in best.paths):
        for ahead in (1, 4, WHOLE):
            model = SeveralModel(problem, problem.latest_s, ahead)
            model.place_at_least(len(best.paths) - missing + 1)
            status, solver = _solved(model, Listener(), best, options.since(began))
            if status == cp_model.INFEASIBLE:
                return replace(best, bound=max(best.bound, problem.least_without(missing))), missing
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        found = model.plan(solver, best.bound)
        paths = polish(problem, found.paths, found.shifts)
        found = replace(found, paths=paths, cost=problem.cost(paths, found.shifts))
        if found.cost >= best.cost:
            break
        best = found
    return best, 0


def _together(problem: SeveralProblem, first: SeveralPlan, missing: int, options: SolveOptions) -> SeveralPlan:
    """The best plan of the model. Nobody need arrive later than alone by more than the first plan costs too much;
    `missing` trains have no path in any plan."""
    from ortools.sat.python import cp_model

    from planner.train.multi.solver.model import TINY, Listener, SeveralModel

    spare = first.cost - first.bound
    latest = [min(by, alone + spare) for by, alone in zip(problem.latest_s, problem.alone_s, strict=True)]
    model = SeveralModel(problem, latest)
    model.place_at_most(len(first.paths) - missing)
    model.hint(first.paths)
    status, solver = _solved(model, Listener(), first, options)
    if status == cp_model.INFEASIBLE:
        raise RuntimeError("the model forbids the plan it was begun with")
    bound = max(first.bound, ceil(solver.best_objective_bound - TINY))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return replace(first, bound=min(bound, first.cost))
    found = model.plan(solver, bound)
    return found if found.cost <= first.cost else replace(first, bound=min(bound, first.cost))


def _solved(
    model: SeveralModel, listener: Listener, first: SeveralPlan, options: SolveOptions
) -> tuple[CpSolverStatus, CpSolver]:
    """Solve within the limits; tell meanwhile how far it is, and learn whether the answer is still wanted."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = len(SEARCHES)
    solver.parameters.subsolvers.extend(SEARCHES)
    solver.parameters.interleave_search = True  # the same answer every time
    solver.parameters.random_seed = options.seed
    solver.parameters.max_deterministic_time = options.effort
    solver.parameters.max_time_in_seconds = options.seconds
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(solver.solve, model.model, listener)
        try:
            while not wait([answer], LOOK_S).done:
                worth = listener.cost if listener.cost is not None else first.cost
                options.progress(Progress("together", 0, 1, worth, max(first.bound, listener.bound)))
        finally:
            while not wait([answer], LOOK_S).done:  # a solver that has not begun yet does not hear it
                solver.stop_search()
    return answer.result(), solver
