"""A part of a problem solved: what a scope allows, at less than a cost, within a deterministic limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import perf_counter

from ortools.sat.python import cp_model

from planner.dispatch.arrange import Cycle, arrange
from planner.dispatch.model import OrderModel, Scope
from planner.dispatch.net import EventNetwork
from planner.dispatch.paths import NoPathLeft
from planner.dispatch.plan import Plan, tightened
from planner.dispatch.problem import PRICELESS

_SHORTEST = 1e-3  # no solve gets less time
_TINY = 1e-6  # costs are whole numbers


@dataclass
class Deadline:
    """When to stop, and a way to stop now; never later than the clock it is `within`."""

    end: float
    within: Deadline | None = None
    stopped: bool = False
    _running: set[cp_model.CpSolver] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def left(self) -> float:
        left = 0.0 if self.stopped else self.end - perf_counter()
        return min(left, self.within.left()) if self.within else left

    def stop(self) -> None:
        """Stop all that runs by this clock; again and again, as a solver that has not begun yet does not hear it."""
        self.stopped = True
        with self._lock:
            for solver in self._running:
                solver.stop_search()

    def solve(self, solver: cp_model.CpSolver, model: cp_model.CpModel) -> int:
        solver.parameters.max_time_in_seconds = max(self.left(), _SHORTEST)
        with self._lock:
            self._running.add(solver)
        try:
            return int(solver.solve(model))
        finally:
            with self._lock:
                self._running.discard(solver)


@dataclass(frozen=True)
class PartSolution:
    """A cheaper plan or None; `bound`: none in the scope costs less (PRICELESS if none is cheap enough).

    `work` is the deterministic time it took; `settled`: nothing is left to find here.
    """

    plan: Plan | None
    bound: int
    work: float
    settled: bool


@dataclass(frozen=True)
class Part:
    """What of a plan may change, for a plan that costs less than `below`; `most[t]` is the most train t may cost in
    it."""

    scope: Scope
    plan: Plan | None
    most: list[int]
    below: int = PRICELESS


@dataclass(frozen=True)
class Limit:
    """How long a solve may take: deterministic time and the clock; with `first` the first plan found will do."""

    work: float
    clock: Deadline
    seed: int
    first: bool = False


def solve_part(net: EventNetwork, part: Part, limit: Limit) -> PartSolution:
    """The cheapest plan of a part within a limit.

    Trains that would pass each other in no time are forbidden to, one way at a time, when they do.
    """
    plan, work, clock, first = part.plan, limit.work, limit.clock, limit.first
    try:
        order = OrderModel(net, part.scope, plan, part.most, lambda: clock.left() <= 0)
    except NoPathLeft:
        return PartSolution(None, PRICELESS, 0.0, settled=True)
    if part.below < PRICELESS:
        order.model.add(order.objective <= part.below - 1)
    if not first:
        order.model.minimize(order.objective)
    used, bound = 0.0, 0
    while True:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = limit.seed
        solver.parameters.stop_after_first_solution = first
        if plan and not first:  # a part is decided sooner than it is simplified
            solver.parameters.cp_model_presolve = False
            solver.parameters.linearization_level = 0
        solver.parameters.max_deterministic_time = max(work - used, _SHORTEST)
        status = clock.solve(solver, order.model)
        used += solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return PartSolution(None, PRICELESS, used, settled=True)
        if status != cp_model.MODEL_INVALID:
            bound = max(bound, ceil(solver.best_objective_bound - _TINY))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return PartSolution(None, bound, used, settled=False)
        decided = solver.boolean_value
        calls = order.calls(decided, solver.value)
        try:
            found = arrange(net, calls, lambda a, b: order.first(calls, decided, a, b))  # noqa: B023
        except Cycle as cycle:
            order.forbid(calls, cycle.steps)
        else:
            tight = tightened(found)
            best = status == cp_model.OPTIMAL
            return PartSolution(tight, tight.cost if best else min(bound, tight.cost), used, settled=best)
        if used >= work or clock.left() <= 0:
            return PartSolution(None, bound, used, settled=False)
