"""An order for all trains that holds: the events one after another, what they cost, and the earliest times for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import pairwise

from planner.dispatch.net import Net
from planner.dispatch.problem import ENDLESS, Event


@dataclass(frozen=True)
class Plan:
    """`events` in an order that holds."""

    net: Net
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


def earliest(net: Net, order: Iterable[tuple[int, int]]) -> Plan:
    """The same order of (train, operation), as early as it can be run."""
    left: dict[int, dict[int, int]] = {}  # resource -> train -> when it was free of that train
    last: dict[int, tuple[int, int]] = {}  # train -> operation, start
    events: list[Event] = []
    for train, o in order:
        op = net.courses[train].ops[o]
        at = op.start_lb
        for r, _ in op.resources:
            at = max(at, *(time for by, time in left.get(r, {}).items() if by != train), 0)
        if train in last:
            previous, began = net.courses[train].ops[last[train][0]], last[train][1]
            at = max(at, began + previous.min_duration)
            for r, release in previous.resources:
                times = left.setdefault(r, {})
                times[train] = max(times.get(train, 0), at + release)
        last[train] = o, at
        events.append(Event(at, train, o))
    return Plan(net, tuple(sorted(events, key=lambda event: event.time)))


@dataclass(frozen=True, slots=True)
class Stay:
    """A train holds a resource during operation number `place` of its path."""

    resource: int
    train: int
    place: int
    start: int
    end: int  # ENDLESS at its exit
    release: int


class Cycle(Exception):
    """The times allow no order: trains pass each other in no time. Each step is a stay and the one it makes room for,
    which belongs to the train that makes room in the next step."""

    def __init__(self, steps: list[tuple[Stay, Stay]]) -> None:
        super().__init__(steps)
        self.steps = steps


Calls = Sequence[Sequence[tuple[int, int]]]  # of each train: (operation, start) along its path


def stays(net: Net, calls: Calls) -> dict[int, list[Stay]]:
    """Who is on each resource, by time."""
    found: dict[int, list[Stay]] = defaultdict(list)
    for t, its in enumerate(calls):
        for n, (o, start) in enumerate(its):
            end = its[n + 1][1] if n + 1 < len(its) else ENDLESS
            for r, release in net.courses[t].ops[o].resources:
                found[r].append(Stay(r, t, n, start, end, release))
    for those in found.values():
        those.sort(key=lambda x: (x.start, x.end))
    return found


def arrange(net: Net, calls: Calls, first: Callable[[Stay, Stay], bool]) -> Plan:
    """The plan with these times; `first` tells which of two stays without duration at the same time goes before.

    Raises
    ------
    Cycle
        Trains would pass each other without time.
    """
    number = {}
    for t, its in enumerate(calls):
        for n in range(len(its)):
            number[t, n] = len(number)
    after: list[list[int]] = [[] for _ in number]
    waits = [0] * len(number)
    why: dict[tuple[int, int], tuple[Stay, Stay]] = {}

    def link(u: int, v: int) -> None:
        after[u].append(v)
        waits[v] += 1

    for t, its in enumerate(calls):
        for n in range(1, len(its)):
            link(number[t, n - 1], number[t, n])
    for those in stays(net, calls).values():
        for n, a in enumerate(those):
            for b in those[n + 1 :]:
                if a.train == b.train:
                    continue
                one, other = (a, b) if (a.start, a.end) < (b.start, b.end) or first(a, b) else (b, a)
                if one.end < ENDLESS:
                    u, v = number[one.train, one.place + 1], number[other.train, other.place]
                    why[u, v] = one, other
                    link(u, v)
                if b.start > a.end:
                    break
    names = list(number)
    ready = [(calls[t][0][1], t, 0) for t in range(len(calls)) if calls[t] and not waits[number[t, 0]]]
    heapify(ready)
    events: list[Event] = []
    while ready:
        time, t, n = heappop(ready)
        events.append(Event(time, t, calls[t][n][0]))
        for v in after[number[t, n]]:
            waits[v] -= 1
            if waits[v] == 0:
                t2, n2 = names[v]
                heappush(ready, (calls[t2][n2][1], t2, n2))
    if len(events) < len(number):
        raise Cycle(_cycle(after, waits, why))
    return Plan(net, tuple(events))


def _cycle(
    after: list[list[int]], waits: list[int], why: dict[tuple[int, int], tuple[Stay, Stay]]
) -> list[tuple[Stay, Stay]]:
    """One cycle among the events that still wait."""
    before: dict[int, int] = {}
    for u, its in enumerate(after):
        if waits[u]:
            for v in its:
                before[v] = u
    at = next(v for v, n in enumerate(waits) if n)
    seen: dict[int, None] = {}
    while at not in seen:
        seen[at] = None
        at = before[at]
    way = [*seen][[*seen].index(at) :]
    return [why[u, v] for v, u in pairwise([*way, way[0]]) if (u, v) in why]
