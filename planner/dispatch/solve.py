"""Trains in the best order that can be found in the time, with a bound; from a first plan on, round by round.

In each round one worker decides the whole problem, which knows from the best plan how late each train can be in a
better one; the others free parts of the best plan and order them anew. Rounds double in length. All limits are
deterministic, so that the same seed gives the same order until the clock has to end the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from math import ceil
from random import Random
from time import perf_counter
from typing import Any

from planner.dispatch.model import Scope, TooLarge
from planner.dispatch.neighbourhood import Neighbourhoods, by_shared, scope_of
from planner.dispatch.net import EventNetwork, make_network, windows
from planner.dispatch.part import Deadline, Limit, Part, PartSolution, solve_part
from planner.dispatch.plan import Plan, tightened
from planner.dispatch.problem import PRICELESS, Dispatch, Dispatched, Event, Status
from planner.dispatch.start import costs_alone, first_plan, shake
from planner.solving import Progress, SolveOptions

_LOOK_S = 0.1  # between two looks at whether the answer is still wanted
_START_SHARE = 0.15  # of the time, at most, for the first plan
_VAIN = 30  # tries to shake it
_FIRST_ROUND, _LONGEST_ROUND = 0.5, 60.0  # deterministic time
_PART = 0.1  # deterministic time for one part at first
_EASY = 0.3  # of the limit
_MEND = 1.0  # deterministic time to put a train in
_BUILD = 4e-5  # deterministic time that building a part counts as, for one event of the plan
_NOTHING = PartSolution(None, 0, 0.0, settled=False)


def dispatch(problem: Dispatch, options: SolveOptions, workers: int = 2, start: Sequence[Event] = ()) -> Dispatched:
    """The best order found within `options.seconds` and `options.effort` (deterministic time of all solves), from the
    events of `start` on, in an order that holds, if there are any.

    Progress counts seconds; what a plan is worth is its cost with the sign turned. With more workers more parts are
    tried in a round, but for one or two, which do the same.
    """
    return _Search(problem, options, workers, start).run()


class _Search:
    def __init__(self, problem: Dispatch, options: SolveOptions, workers: int, start: Sequence[Event]) -> None:
        self.began = perf_counter()
        self.options, self.workers = options, max(1, workers)
        self.clock = Deadline(self.began + options.seconds)
        self.net: EventNetwork = make_network(problem)
        self.whole = Scope.whole(self.net)
        self.latest = [
            windows(course, allowed, self.net.horizon).latest
            for course, allowed in zip(self.net.courses, self.whole.allowed, strict=True)
        ]
        self.alone = costs_alone(self.net, self.latest)
        self.bound = sum(cost for cost in self.alone if cost is not None)
        self.best = tightened(Plan(self.net, tuple(start))) if start else None
        self.partial: Plan | None = None
        self.work, self.rounds = 0.0, 0
        self.cheapest = self.best.cost if self.best else PRICELESS  # of what is reported while a round runs
        seeds = range(options.seed, options.seed + max(2, self.workers))
        self.spare, *self.chains = (Neighbourhoods(self.net, Random(seed)) for seed in seeds)  # noqa: S311

    def run(self) -> Dispatched:
        """Search until it is proven, or the limits are reached, or nobody wants the answer any more."""
        possible = None not in self.alone
        if possible:
            with ThreadPoolExecutor(self.workers) as self.pool:
                try:
                    self._wait([self.pool.submit(self._start)])
                    while possible and not self._done():
                        possible = self._round(self._length())
                        self.rounds += 1
                except BaseException:
                    self.clock.stop()
                    raise
        return self._answer(possible)

    def _done(self) -> bool:
        proven = self.best is not None and self.best.cost <= self.bound
        return proven or self.clock.left() <= 0 or self.work >= self.options.effort

    def _length(self) -> float:
        """Deterministic time of the next round for each of its tasks."""
        left = (self.options.effort - self.work) / (1 + len(self.chains))
        return max(_PART, min(_FIRST_ROUND * 2.0**self.rounds, _LONGEST_ROUND, left))

    def _answer(self, possible: bool) -> Dispatched:
        seconds = perf_counter() - self.began
        if not possible:
            return Dispatched(Status.INFEASIBLE, None, self.bound, (), seconds, self.work)
        if not self.best:
            return Dispatched(Status.UNKNOWN, None, self.bound, (), seconds, self.work)
        status = Status.OPTIMAL if self.best.cost <= self.bound else Status.FEASIBLE
        return Dispatched(status, self.best.cost, self.bound, self.best.events, seconds, self.work)

    def _wait(self, running: Sequence[Future[Any]]) -> None:
        """Until all are done; reports progress meanwhile, and learns whether the answer is still wanted."""
        left = set(running)
        while left:
            left = wait(left, _LOOK_S).not_done
            worth = None if self.cheapest == PRICELESS else -float(self.cheapest)
            gone = int(perf_counter() - self.began)
            self.options.progress(Progress("dispatch", gone, ceil(self.options.seconds), worth, -float(self.bound)))

    def _keep(self, plan: Plan | None) -> None:
        if plan and (self.best is None or plan.cost < self.best.cost):
            self.best = plan
            self.cheapest = min(self.cheapest, plan.cost)

    def _start(self) -> None:
        """A first plan, if one is found by putting one train after another."""
        clock = Deadline(self.began + _START_SHARE * self.options.seconds, self.clock)
        if self.best:
            self._keep(shake(self.net, self.best, self.latest, _VAIN, clock, self.options.seed))
            return
        plan = first_plan(self.net, self.latest, clock, self.options.seed)
        if all(plan.paths):
            self._keep(shake(self.net, plan, self.latest, _VAIN, clock, self.options.seed))
        else:
            self.partial = plan

    def _round(self, length: float) -> bool:
        """False if it is proven that there is no plan."""
        clock = Deadline(self.clock.end, self.clock)
        below = self.best.cost if self.best else PRICELESS
        whole = self.pool.submit(self._whole, below, length, clock)
        if self.best:
            others = [self.pool.submit(self._parts, self.best, its, length, clock) for its in self.chains]
        else:
            others = [self.pool.submit(self._mend, length, clock)]
        try:
            self._wait([*others, whole])
        except BaseException:
            while wait([*others, whole], _LOOK_S).not_done:
                clock.stop()
            raise
        for other in others:
            found = other.result()
            self.work += found.work
            self._keep(found.plan)
            if found.settled and not found.plan and not self.best:
                return False
        found = whole.result()
        self.work += found.work
        if found.settled and found.plan:
            self.best = found.plan
        self._keep(found.plan)
        self.bound = max(self.bound, min(found.bound, below))
        return self.best is not None or not found.settled

    def _most(self, below: int) -> list[int]:
        """What the delays of each train can cost in a plan that costs less than this."""
        if below == PRICELESS:
            return [PRICELESS] * len(self.alone)
        alone = [cost or 0 for cost in self.alone]
        return [cost + below - 1 - sum(alone) for cost in alone]

    def _whole(self, below: int, length: float, clock: Deadline) -> PartSolution:
        """All trains, all orders; parts of the plan while that is too large."""
        try:
            limit = Limit(length, clock, self.options.seed + self.rounds)
            found = solve_part(self.net, Part(self.whole, None, self._most(below), below), limit)
        except TooLarge:
            return self._parts(self.best, self.spare, length, clock) if self.best else _NOTHING
        if found.settled:
            clock.stop()
        return found

    def _parts(self, plan: Plan, its: Neighbourhoods, length: float, clock: Deadline) -> PartSolution:
        """Parts of the plan ordered anew, one after another."""
        used = 0.0
        while used < length and clock.left() > 0 and plan.cost > self.bound:
            part = Part(its.draw(plan), plan, self._most(plan.cost), plan.cost)
            try:
                found = solve_part(self.net, part, Limit(_PART, clock, its.chance.randrange(2**31)))
            except TooLarge:
                found = PartSolution(None, 0, _PART, settled=False)
            its.learn(found.settled, found.work < _EASY * _PART)
            used += found.work + _BUILD * len(plan.events)
            plan = found.plan or plan
            self.cheapest = min(self.cheapest, plan.cost)
        return PartSolution(plan, 0, used, settled=False)

    def _mend(self, length: float, clock: Deadline) -> PartSolution:
        """Trains that found no place between the others at their times: put in while the others give way."""
        used = 0.0
        plan = self.partial
        while plan and used < length and clock.left() > 0:
            missing = next((t for t, path in enumerate(plan.paths) if not path), None)
            if missing is None:
                return PartSolution(plan, 0, used, settled=False)
            found = self._put_in(plan, missing, max(_MEND, length), clock)
            used += found.work
            if not found.plan:
                return found
            plan = self.partial = found.plan
        return PartSolution(None, 0, used, settled=False)

    def _put_in(self, plan: Plan, train: int, length: float, clock: Deadline) -> PartSolution:
        """Ever more of the trains that share most with this one are free to change path and order too."""
        near = by_shared(self.net, plan, train)
        used, count, seed = 0.0, 0, self.options.seed + self.rounds
        while True:
            free = {(t, o) for t in near[:count] for o in plan.paths[t]}
            scope = scope_of(self.net, plan, free).joined(train, self.whole.allowed[train])
            part = Part(scope, plan, [PRICELESS] * len(plan.paths))
            try:
                found = solve_part(self.net, part, Limit(length, clock, seed, first=True))
            except TooLarge:
                found = _NOTHING
                count = len(near)
            used += found.work
            if found.plan or count >= len(near) or clock.left() <= 0:
                return PartSolution(found.plan, found.bound, used, found.settled)
            count = 2 * count + 1
