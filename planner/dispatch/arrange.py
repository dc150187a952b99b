"""Times of all trains put in one order, or the ring of trains that would have to pass each other in no time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise

from planner.dispatch.net import EventNetwork, make_network
from planner.dispatch.plan import Plan
from planner.dispatch.problem import ENDLESS, Dispatch, Event

Calls = Sequence[Sequence[tuple[int, int]]]  # of each train: (operation, start) along its path


@dataclass(frozen=True, slots=True)
class Hold:
    """A train holds a resource during operation number `place` of its path; to ENDLESS at its exit."""

    resource: int
    train: int
    place: int
    start: int
    end: int


class Cycle(Exception):
    """The times allow no order. Each step is a stay and the one it makes room for, whose train makes room next."""

    def __init__(self, steps: list[tuple[Hold, Hold]]) -> None:
        super().__init__(steps)
        self.steps = steps


def arrange(net: EventNetwork, calls: Calls, first: Callable[[Hold, Hold], bool]) -> Plan:
    """The plan with these times; `first` tells which of two stays at the same time without duration goes before.

    Raises
    ------
    Cycle
        Trains would pass each other in no time.
    """
    names = [(t, n) for t, its in enumerate(calls) for n in range(len(its))]
    number = {name: n for n, name in enumerate(names)}
    after: list[list[int]] = [[] for _ in names]
    waits = [0] * len(names)
    why = {(number[a.train, a.place + 1], number[b.train, b.place]): (a, b) for a, b in _follow(net, calls, first)}
    along = [(number[t, n - 1], number[t, n]) for t, n in names if n]
    for u, v in (*along, *why):
        after[u].append(v)
        waits[v] += 1
    ready = [(calls[t][n][1], t, n) for t, n in names if not waits[number[t, n]]]
    heapify(ready)
    events: list[Event] = []
    while ready:
        time, t, n = heappop(ready)
        events.append(Event(time, t, calls[t][n][0]))
        for v in after[number[t, n]]:
            waits[v] -= 1
            if not waits[v]:
                heappush(ready, (calls[names[v][0]][names[v][1]][1], *names[v]))
    if len(events) < len(names):
        raise Cycle([why[link] for link in _ring(after, waits) if link in why])
    return Plan(net, tuple(events))


def in_order(problem: Dispatch, calls: Calls) -> tuple[Event, ...]:
    """Times that somebody else found as events in an order that holds; raises as `arrange`."""
    return arrange(make_network(problem), calls, lambda a, b: a.train < b.train).events


def _follow(net: EventNetwork, calls: Calls, first: Callable[[Hold, Hold], bool]) -> Iterator[tuple[Hold, Hold]]:
    """Stays of different trains on one resource, the second after the first with none between."""
    found: dict[int, list[Hold]] = defaultdict(list)
    for t, its in enumerate(calls):
        for n, (o, start) in enumerate(its):
            end = its[n + 1][1] if n + 1 < len(its) else ENDLESS
            for r, _ in net.courses[t].ops[o].resources:
                found[r].append(Hold(r, t, n, start, end))
    for those in found.values():
        those.sort(key=lambda x: (x.start, x.end))
        for n, a in enumerate(those):
            ignored = net.ignored_by(a.train)
            for b in those[n + 1 :]:
                if a.train != b.train and b.train not in ignored:
                    yield (a, b) if (a.start, a.end) < (b.start, b.end) or first(a, b) else (b, a)
                    if b.start > a.end:
                        break


def _ring(after: list[list[int]], waits: list[int]) -> Iterator[tuple[int, int]]:
    """The links of one cycle among the events that still wait."""
    before = {v: u for u, its in enumerate(after) if waits[u] for v in its}
    at = next(v for v, n in enumerate(waits) if n)
    seen: dict[int, None] = {}
    while at not in seen:
        seen[at] = None
        at = before[at]
    way = [*seen][[*seen].index(at) :]
    return ((u, v) for v, u in pairwise([*way, way[0]]))
