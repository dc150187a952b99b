"""Each train alone as CP-SAT variables: which operations it runs, when, and what its delays cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.dispatch.net import Course, EventNetwork, Windows
from planner.dispatch.problem import DelayCost


class NoPathLeft(Exception):
    """A train has no path left within its windows."""


class PathVariables:
    """Variables for the operations that have a window; a train without windows is left out.

    `time` has one for each event, `runs[train]` the literal of each operation, None if it is run for certain.

    Raises
    ------
    NoPathLeft
        A train cannot run like that.
    """

    def __init__(self, net: EventNetwork, windows: Sequence[Windows | None]) -> None:
        self.model = cp_model.CpModel()
        self.time: dict[int, cp_model.IntVar] = {}
        self.runs: list[dict[int, cp_model.IntVar | None]] = []
        self.cost: list[cp_model.LinearExprT] = []
        for course, its in zip(net.courses, windows, strict=True):
            self.runs.append(self._train(course, its) if its else {})

    def when(self, constraint: cp_model.Constraint, *literals: cp_model.LiteralT | None) -> None:
        """The constraint holds if all literals do."""
        its = [x for x in literals if x is not None]
        if its:
            constraint.only_enforce_if(its)

    def _train(self, course: Course, its: Windows) -> dict[int, cp_model.IntVar | None]:
        ops = [o for o in range(len(course.ops)) if its.open(o)]
        if not ops or ops[0] != 0:
            raise NoPathLeft
        self._times(course, its, ops)
        runs = self._ways(course, its, ops)
        for o in ops:
            time = self.time[course.start[o]]
            low, high = time.proto.domain[0], time.proto.domain[1]
            if its.earliest[o] > low or its.latest[o] < high:  # the event has the widest window of its operations
                self.when(self.model.add_linear_constraint(time, its.earliest[o], its.latest[o]), runs[o])
            if course.ops[o].successors and not its.fixed(o):
                lasts = self.time[course.end[o]] >= time + course.ops[o].min_duration
                self.when(self.model.add(lasts), runs[o])
        for cost in course.costs:
            if its.open(cost.operation):
                time, run = self.time[course.start[cost.operation]], runs[cost.operation]
                self._delay(cost, time, its.latest[cost.operation], run)
                self._lead(cost, time, its.earliest[cost.operation], run)
        return runs

    def _times(self, course: Course, its: Windows, ops: list[int]) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for o in ops:
            ends = [p for p in course.ops[o].successors if course.split[o] and its.open(p)]
            for event, p in ((course.start[o], o), *((course.end[o], p) for p in ends)):
                low, high = spans.get(event, (its.earliest[p], its.latest[p]))
                spans[event] = min(low, its.earliest[p]), max(high, its.latest[p])
        for event, (low, high) in spans.items():
            self.time[event] = self.model.new_int_var(low, high, "")

    def _ways(self, course: Course, its: Windows, ops: list[int]) -> dict[int, cp_model.IntVar | None]:
        """One way into each operation that is run but the first, one out of it but for the exit."""
        runs: dict[int, cp_model.IntVar | None] = {0: None}
        into: dict[int, list[cp_model.IntVar | None]] = defaultdict(list)
        for o in ops:
            if o:
                runs[o] = self._run(into[o], bool(course.ops[o].successors))
            run = runs[o]
            follow = [p for p in course.ops[o].successors if its.open(p)]
            ways = [run] if len(follow) == 1 else [self.model.new_bool_var("") for _ in follow]
            if len(follow) > 1:
                self.model.add(cp_model.LinearExpr.sum(ways) == (1 if run is None else run))
            for p, way in zip(follow, ways, strict=True):
                into[p].append(way)
                if course.split[o]:
                    self.when(self.model.add(self.time[course.end[o]] == self.time[course.start[p]]), way)
        return runs

    def _run(self, ways: list[cp_model.IntVar | None], goes_on: bool) -> cp_model.IntVar | None:
        """Whether one of these ways is taken; for certain if one is, or into the exit."""
        taken = [way for way in ways if way is not None]
        if len(taken) < len(ways):
            return None
        if len(taken) == 1:
            return taken[0]
        if not goes_on:
            self.model.add_exactly_one(taken)
            return None
        run = self.model.new_bool_var("")
        self.model.add(cp_model.LinearExpr.sum(taken) == run)
        return run

    def _lead(self, cost: DelayCost, time: cp_model.IntVar, earliest: int, run: cp_model.IntVar | None) -> None:
        if cost.early and earliest < cost.threshold:
            lead = self.model.new_int_var(0, cost.threshold - earliest, "")
            self.when(self.model.add(lead >= cost.threshold - time), run)
            self.cost.append(cost.early * lead)

    def _delay(self, cost: DelayCost, time: cp_model.IntVar, latest: int, run: cp_model.IntVar | None) -> None:
        if cost.coeff and latest > cost.threshold:
            late = self.model.new_int_var(0, latest - cost.threshold, "")
            self.when(self.model.add(late >= time - cost.threshold), run)
            self.cost.append(cost.coeff * late)
        if cost.increment and latest >= cost.threshold:
            stepped = self.model.new_bool_var("")
            self.when(self.model.add(time < cost.threshold), run, ~stepped)
            self.cost.append(cost.increment * stepped)
