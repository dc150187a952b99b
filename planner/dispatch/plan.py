"""An order for all trains that holds: the events one after another, what they cost, and the earliest times for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner.dispatch.net import EventNetwork
from planner.dispatch.problem import Event


@dataclass(frozen=True)
class Plan:
    """`events` in an order that holds."""

    net: EventNetwork
    events: tuple[Event, ...]

    @cached_property
    def paths(self) -> tuple[tuple[int, ...], ...]:
        """The operations each train runs."""
        found: list[list[int]] = [[] for _ in self.net.courses]
        for event in self.events:
            found[event.train].append(event.operation)
        return tuple(map(tuple, found))

    @cached_property
    def rank(self) -> dict[tuple[int, int], int]:
        """The place in the order of (train, operation)."""
        return {(event.train, event.operation): n for n, event in enumerate(self.events)}

    @cached_property
    def time(self) -> dict[tuple[int, int], int]:
        """The start of (train, operation)."""
        return {(event.train, event.operation): event.time for event in self.events}

    @cached_property
    def costs(self) -> tuple[int, ...]:
        """What the delays of each train cost."""
        time = self.time
        return tuple(
            sum(c.at(time[t, c.operation]) for c in course.costs if (t, c.operation) in time)
            for t, course in enumerate(self.net.courses)
        )

    @cached_property
    def cost(self) -> int:
        return sum(self.costs)


def tightened(plan: Plan) -> Plan:
    """The same order as early as it can be run; the same times where being early may cost something."""
    if not plan.net.regular:
        return plan
    return earliest(plan.net, [(event.train, event.operation) for event in plan.events])


def earliest(net: EventNetwork, order: Iterable[tuple[int, int]]) -> Plan:
    """The same order of (train, operation), as early as it can be run."""
    left: dict[int, dict[int, int]] = {}  # resource -> train -> when it was free of that train
    last: dict[int, tuple[int, int]] = {}  # train -> operation, start
    events: list[Event] = []
    for train, o in order:
        op = net.courses[train].ops[o]
        at = op.start_lb
        ignored = net.ignored_by(train)
        for r, _ in op.resources:
            at = max(at, *(time for by, time in left.get(r, {}).items() if by != train and by not in ignored), 0)
        if train in last:
            previous, began = net.courses[train].ops[last[train][0]], last[train][1]
            at = max(at, began + previous.min_duration)
            for r, release in previous.resources:
                times = left.setdefault(r, {})
                times[train] = max(times.get(train, 0), at + release)
        last[train] = o, at
        events.append(Event(at, train, o))
    return Plan(net, tuple(sorted(events, key=lambda event: event.time)))
