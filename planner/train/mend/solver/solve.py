"""The least shifts that keep clear of everything; where there are none, the fewest things that stand in the way.

First the fewest minutes, then the fewest changes that make them, then the least that calls are moved in all: three
solves, each with the one before as a limit.
"""

from __future__ import annotations

from planner.solving import SolveOptions
from planner.train.mend.solver.problem import LeastShifts, ShiftProblem


def least_shifts(problem: ShiftProblem, options: SolveOptions) -> LeastShifts | None:
    """The best shifts found within the limits of `options`, None if there are none or none was found."""
    from planner.train.mend.solver.model import ShiftModel  # here: pages show mended trains without a solver

    model = ShiftModel(problem)
    model.keep_clear()
    first = model.least(model.minutes, options)
    if first is None:
        return None
    shifts, bound = first
    for last, goal in ((model.minutes, model.changes), (model.changes, model.moved)):
        model.at_most(last, shifts)
        better = model.least(goal, options)
        shifts = better[0] if better else shifts
    return LeastShifts(shifts, sum(map(abs, problem.steps(shifts))), bound)


def in_the_way(problem: ShiftProblem, options: SolveOptions) -> frozenset[int] | None:
    """The fewest blocks without which the rest could be kept clear of, None if not even that was found."""
    from planner.train.mend.solver.model import ShiftModel

    model = ShiftModel(problem)
    model.keep_clear_but_for_fewest()
    found = model.least(model.away, options)
    return None if found is None else problem.broken(found[0])
