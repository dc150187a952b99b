"""One CP-SAT model of a problem, or of a part of it with the rest kept in the order of a plan.

Orders are decided between events, not between resources: two trains that hold two resources from and to the same
events have one literal for both. Trains cannot pass each other where one's way leads straight to what the other comes
from; that is stated in advance. What is left of longer rings is forbidden when it is found (`forbid`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ortools.sat.python import cp_model

from planner.dispatch.arrange import Calls, Hold
from planner.dispatch.net import EventNetwork, Windows, at_times, windows
from planner.dispatch.occupation import ResourceOccupation, neighbours, occupations
from planner.dispatch.paths import PathVariables
from planner.dispatch.plan import Plan

MOST_ORDERS = 12_000
Order = cp_model.IntVar | None  # None: as given by the rest
Key = tuple[int, int, int, int]  # start and end event of one, start and end event of the other
Value = Callable[[cp_model.IntVar], bool]


@dataclass(frozen=True)
class Scope:
    """What may change: operations of each train (bit sets), and which of the plan's own are `kept` in its order.

    `until` is the latest time of each train at its exit; trains that are `frozen` keep even their times.
    """

    allowed: tuple[int, ...]
    kept: tuple[int, ...]
    until: tuple[int, ...]
    frozen: frozenset[int] = frozenset()

    @staticmethod
    def whole(net: EventNetwork) -> Scope:
        """Everything."""
        trains = len(net.courses)
        return Scope(
            tuple((1 << len(course.ops)) - 1 for course in net.courses), (0,) * trains, (net.horizon,) * trains
        )

    def joined(self, train: int, operations: int) -> Scope:
        """With a train that may run as it likes."""
        allowed, kept = list(self.allowed), list(self.kept)
        allowed[train], kept[train] = operations, 0
        return replace(self, allowed=tuple(allowed), kept=tuple(kept))


@dataclass(frozen=True)
class Meeting:
    """Two trains, the one with the smaller number first, on one resource; `ahead` if it goes first.

    `order` is the literal of `ahead`, or None where it is certain.
    """

    one: ResourceOccupation
    other: ResourceOccupation
    order: Order
    ahead: bool


class TooLarge(Exception):
    """More orders are open than are worth deciding in one model."""


class OrderModel:
    """Start times, paths and orders as variables; `most[t]` is the most train t's delays may cost.

    Raises
    ------
    NoPathLeft
        A train cannot run like that.
    TooLarge
        More than MOST_ORDERS orders are open, or `late` says that it takes too long.
    """

    def __init__(
        self,
        net: EventNetwork,
        scope: Scope,
        plan: Plan | None,
        most: Sequence[int],
        late: Callable[[], bool] = lambda: False,
    ) -> None:
        self.net, self.plan, self.frozen = net, plan, scope.frozen
        its_windows = self._windows(scope, most)
        paths = PathVariables(net, its_windows)
        self.model, self.time, self.runs, self._when = paths.model, paths.time, paths.runs, paths.when
        self.orders: dict[Key, cp_model.IntVar] = {}
        self._at: dict[tuple[int, int, int], ResourceOccupation] = {}  # train, resource, operation
        self._met: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
        held: dict[int, list[ResourceOccupation]] = defaultdict(list)
        for t, course in enumerate(net.courses):
            window = its_windows[t]
            for r, its in occupations(t, course, window, self.runs[t], scope.kept[t]) if window else ():
                held[r].append(its)
                self._at.update(((t, r, o), its) for o in its.operations)
        for those in held.values():
            if late():
                raise TooLarge
            self._resource(those)
        for meetings in self._met.values():
            self._no_passing(meetings)
        self.objective = cp_model.LinearExpr.sum(paths.cost)

    def _windows(self, scope: Scope, most: Sequence[int]) -> list[Windows | None]:
        """When each train can start its operations; None for one that is left out."""
        found: list[Windows | None] = []
        for t, (course, ops) in enumerate(zip(self.net.courses, scope.allowed, strict=True)):
            if self.plan and t in scope.frozen:
                found.append(at_times(course, {o: self.plan.time[t, o] for o in self.plan.paths[t]}))
            else:
                found.append(windows(course, ops, scope.until[t], most[t]) if ops else None)
        return found

    def _resource(self, its: list[ResourceOccupation]) -> None:
        free, kept = [a for a in its if a.free], [a for a in its if not a.free]
        if self.plan and kept:
            rank = self.plan.rank
            kept.sort(key=lambda a: rank[a.train, a.operations[0]])
            for a, b in neighbours(kept, self.net.given):
                if a.train not in self.frozen or b.train not in self.frozen:
                    self._follows(a, b)
        free.sort(key=lambda a: a.starts)
        kept.sort(key=lambda a: a.starts)
        for n, a in enumerate(free):
            for b in chain(a.meeting(free[n + 1 :]), a.meeting(kept)):
                if a.train < b.train:
                    self._meet(a, b)
                else:
                    self._meet(b, a)
        if len(self.orders) > MOST_ORDERS:
            raise TooLarge

    def _meet(self, a: ResourceOccupation, b: ResourceOccupation) -> None:
        """One leaves before the other comes."""
        if a.apart(b) or b.apart(a):
            return
        if self.net.given and a.train in self.net.ignored_by(b.train):
            return
        ahead, behind = a.can_precede(b), b.can_precede(a)
        if ahead and behind:
            key = a.start, a.end, b.start, b.end
            if key not in self.orders:
                self.orders[key] = self.model.new_bool_var("")
            y = self.orders[key]
            self._when(self.model.add(self.time[b.start] >= self.time[a.end] + a.release), y, a.present, b.present)
            self._when(self.model.add(self.time[a.start] >= self.time[b.end] + b.release), ~y, a.present, b.present)
            self._met[a.train, b.train].append(Meeting(a, b, y, ahead=True))
        elif ahead or behind:
            self._follows(*((a, b) if ahead else (b, a)))
        else:
            self.model.add_bool_or([~x for x in (a.present, b.present) if x is not None])

    def _follows(self, a: ResourceOccupation, b: ResourceOccupation) -> None:
        """There is no other way than b after a, if both are there."""
        self._when(self.model.add(self.time[b.start] >= self.time[a.end] + a.release), a.present, b.present)
        one, other = (a, b) if a.train < b.train else (b, a)
        self._met[one.train, other.train].append(Meeting(one, other, None, ahead=one is a))

    def _no_passing(self, meetings: list[Meeting]) -> None:
        """Two trains keep their order between resources that follow each other for one of them or both.

        If a1 is over before b1 begins, and b2 before a2, then b1 begins after a1, b2 ends after b1, a2 after b2; so a2
        must not begin by the end of a1.
        """
        known: set[tuple[int, ...]] = set()
        by_start: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            by_start[meeting.one.start].append(meeting)
        for this in meetings:
            if this.order is None and not this.ahead:
                continue
            for that in by_start[this.one.end] + by_start[this.one.start]:
                sure = that.order is None and that.ahead
                same = this.order is not None and this.order is that.order
                if sure or same or this.other.start not in (that.other.end, that.other.start):
                    continue
                there = this.one.present, this.other.present, that.one.present, that.other.present
                clause = {x.index: ~x for x in (this.order, *there) if x is not None}
                if that.order is not None:
                    clause[that.order.index] = that.order
                if tuple(sorted(clause)) not in known:
                    known.add(tuple(sorted(clause)))
                    self.model.add_bool_or(list(clause.values()))

    def calls(self, value: Value, time: Callable[[cp_model.IntVar], int]) -> list[list[tuple[int, int]]]:
        """The path of each train with its times."""
        return [
            [(o, time(self.time[course.start[o]])) for o, x in runs.items() if x is None or value(x)]
            for course, runs in zip(self.net.courses, self.runs, strict=True)
        ]

    def first(self, calls: Calls, value: Value, a: Hold, b: Hold) -> bool:
        """Does stay a go before b, as decided?"""
        if a.train > b.train:
            return not self.first(calls, value, b, a)
        one, other = self._held(calls, a), self._held(calls, b)
        y = self.orders.get((one.start, one.end, other.start, other.end))
        if self.plan and not one.free and not other.free:
            rank = self.plan.rank
            return rank[one.train, one.operations[0]] < rank[other.train, other.operations[0]]
        return one.can_precede(other) if y is None else value(y)

    def forbid(self, calls: Calls, cycle: list[tuple[Hold, Hold]]) -> None:
        """Trains cannot pass each other in no time like that."""
        clause: dict[int, cp_model.LiteralT] = {}
        for (one, other), (onward, _) in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            a, b = self._held(calls, one), self._held(calls, other)
            run = [self.runs[other.train][o] for o, _ in calls[other.train][other.place : onward.place + 2]]
            clause.update((x.index, ~x) for x in (a.present, b.present, *run) if x is not None)
            if a.free or b.free:
                ahead, key = a.train < b.train, (a.start, a.end, b.start, b.end)
                y = self.orders.get(key if ahead else (*key[2:], *key[:2]))
                if y is not None:
                    clause[y.index] = ~y if ahead else y
        self.model.add_bool_or(list(clause.values()))

    def _held(self, calls: Calls, stay: Hold) -> ResourceOccupation:
        return self._at[stay.train, stay.resource, calls[stay.train][stay.place][0]]
