"""Several trains inserted one after another, each exactly: quick plans to begin with, and the last polish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from planner.solving import Progress, SolveOptions
from planner.train.insertion.solver import FreeIntervals, TrainPath, arriving_by, insert
from planner.train.multi.solver.problem import SeveralProblem, shifted, with_paths

ORDERS = 6  # tried in which the trains come, the order of their earliest arrivals first
SOON_S = 3600


def first_come(problem: SeveralProblem, options: SolveOptions) -> tuple[TrainPath | None, ...]:
    """The best of some orders of inserting the trains, nobody shifted."""
    order = sorted(range(len(problem.routes)), key=lambda t: problem.alone_s[t])
    as_published = [0] * len(problem.flexible)
    random, best = Random(options.seed), tuple[TrainPath | None, ...]()  # noqa: S311
    for number in range(ORDERS):
        options.progress(Progress("insert", number, ORDERS))
        paths: list[TrainPath | None] = [None] * len(problem.routes)
        for train in order:
            paths[train] = _path(problem, paths, as_published, train, problem.latest_s[train])
        if not best or problem.cost(paths, as_published) < problem.cost(best, as_published):
            best = tuple(paths)
        order = [t for t in order if paths[t] is None] + [t for t in order if paths[t]]
        place = random.sample(range(len(order)), min(2, len(order)))
        if len(place) == 2:
            order[place[0]], order[place[1]] = order[place[1]], order[place[0]]
    return best


def unshifted(problem: SeveralProblem) -> SeveralProblem:
    """The same with nobody to be shifted: fewer ways are open, and each train alone arrives later."""
    still = replace(problem, flexible=(), differences=None)
    nobody: list[TrainPath | None] = [None] * len(problem.routes)
    alone = (_path(still, nobody, (), train, problem.latest_s[train]) for train in range(len(problem.routes)))
    arrivals = (path.arrive_s[-1] if path else least for path, least in zip(alone, problem.alone_s, strict=True))
    return replace(still, alone_s=tuple(arrivals))


def polish(
    problem: SeveralProblem, paths: Sequence[TrainPath | None], shifts: Sequence[int]
) -> tuple[TrainPath | None, ...]:
    """The same plan with no train later: each in turn as early at its end, and before that as late, as it can be."""
    polished = list(paths)
    for train, path in enumerate(paths):
        latest = problem.latest_s[train] if path is None else path.arrive_s[-1]
        polished[train] = _path(problem, polished, shifts, train, latest) or path
    return tuple(polished)


def _path(
    problem: SeveralProblem, paths: Sequence[TrainPath | None], shifts: Sequence[int], train: int, latest_s: int
) -> TrainPath | None:
    """The earliest path of one train among all others, those of `paths` included."""
    occupancy = with_paths(shifted(problem.occupancy, problem.flexible, shifts), problem.routes, paths, train)
    for latest in sorted({min(latest_s, problem.alone_s[train] + SOON_S), latest_s}):
        found = insert(
            FreeIntervals(occupancy, problem.ready_s[train], latest), arriving_by(problem.routes[train], latest)
        )
        if found:
            return found[0]
    return None
