"""First come, first served: who asks first for the rails to the next station gets them. What one compares with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from planner.dispatch import Event, in_order
from planner.train.redispatch.problem import RedispatchProblem


def first_come(problem: RedispatchProblem) -> tuple[Event, ...]:
    """The events of all trains, in order. A train asks when it could leave a station; it leaves as soon as all is free
    up to the next one where it can stand. Where it need not stop it runs on if it can at once."""
    simulation = _Simulation(problem, problem.possessions, range(len(problem.trains)))
    return in_order(problem.problem, simulation.steps)


def as_published(problem: RedispatchProblem, number: int) -> list[tuple[int, int]]:
    """The operations of one train with their starts, if nobody is in its way."""
    return _Simulation(problem, (), (number,)).steps[number]


def closed(problem: RedispatchProblem, number: int) -> list[tuple[int, int]]:
    """The operations of a possession with their starts."""
    return [(op, its.start_lb) for op, its in enumerate(problem.problem.trains[number])]


@dataclass(frozen=True, order=True)
class _Asking:
    """A train asks for its section number `place`, standing before it or `running` up to it."""

    time_s: int
    train: int
    place: int
    running: bool


class _Simulation:
    def __init__(self, problem: RedispatchProblem, possessions: Iterable[int], numbers: Iterable[int]) -> None:
        self.trains, self.ops = problem.trains, problem.problem.trains
        self.busy: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # resource: from, until free, train
        self.steps: list[list[tuple[int, int]]] = [[] for _ in self.ops]  # operation, start
        self.queue: list[_Asking] = []
        for number in possessions:
            self.steps[number] = closed(problem, number)
            shut = self.ops[number][0]
            for resource, _release in shut.resources:
                self.busy[resource].append((shut.start_lb, shut.start_lb + shut.min_duration, number))
        for number in numbers:
            train = self.trains[number]
            if train.waits is not None:
                self.steps[number].append((train.waits, self.ops[number][train.waits].start_lb))
                self._ask(number, 0, self._opens(number, 0), running=False)
            else:
                self._leave(number, 0, self._opens(number, 0))
        while self.queue:
            asking = heappop(self.queue)
            if asking.running:
                self._arrive(asking)
            else:
                self._leave(asking.train, asking.place, asking.time_s)

    def _opens(self, number: int, place: int) -> int:
        """The first second in which a section may be entered."""
        return self.ops[number][self.trains[number].sections[place].blocks[0]].start_lb

    def _ask(self, number: int, place: int, time_s: int, *, running: bool) -> None:
        heappush(self.queue, _Asking(time_s, number, place, running))

    def _arrive(self, asking: _Asking) -> None:
        """At a station where the train can stand, or at its end: it runs on if it may and can, else it stops."""
        number, place, now = asking.train, asking.place, asking.time_s
        sections, ops = self.trains[number].sections, self.ops[number]
        before = sections[place - 1]
        if place == len(sections):
            self._record(number, [op for op in (before.left, self.trains[number].exit) if op is not None], now)
            return
        first = sections[place].blocks[0] if before.passes is None else before.passes
        if first in ops[before.blocks[-1]].successors:
            entry = [] if before.passes is None else [before.passes]
            if self._run(number, place, entry, now):
                return
        stands = sections[place].stands
        stop = [op for op in (before.left, stands) if op is not None]
        self._record(number, stop, now)
        ready = max(now, ops[stop[-1]].start_lb) + ops[stop[-1]].min_duration
        self._ask(number, place, max(ready, self._opens(number, place)), running=False)

    def _leave(self, number: int, place: int, now: int) -> None:
        nears = self.trains[number].sections[place].nears
        while not self._run(number, place, [] if nears is None else [nears], now):
            now = self.free_s

    def _run(self, number: int, place: int, entry: Sequence[int], now: int) -> bool:
        """Run to the next station where it can stand, if all is free from now on; else `free_s` is when to try."""
        sections = self.trains[number].sections
        way = [*entry, *sections[place].blocks]
        while place + 1 < len(sections) and sections[place + 1].stands is None:
            passes = sections[place].passes
            way += [*([] if passes is None else [passes]), *sections[place + 1].blocks]
            place += 1
        starts, at = list[int](), now
        for op in way:
            at = max(at, self.ops[number][op].start_lb)
            starts.append(at)
            at += self.ops[number][op].min_duration
        at, left = max(at, self._leaves(number, place)), sections[place].left
        holds = [*zip(way, starts, [*starts[1:], at], strict=True), *([] if left is None else [(left, at, at)])]
        for op, begin, end in holds:
            for resource, release in self.ops[number][op].resources:
                for since, until, by in self.busy[resource]:
                    if by != number and since < end + release and begin < until:
                        self.free_s = now + until - begin
                        return False
        for op, begin, end in holds:
            for resource, release in self.ops[number][op].resources:
                self.busy[resource].append((begin, end + release, number))
        self.steps[number] += zip(way, starts, strict=True)
        self._ask(number, place + 1, at, running=True)
        return True

    def _leaves(self, number: int, place: int) -> int:
        """The first second in which a section may be left."""
        section = self.trains[number].sections[place]
        return min(self.ops[number][op].start_lb for op in self.ops[number][section.blocks[-1]].successors)

    def _record(self, number: int, way: Sequence[int], now: int) -> None:
        for op in way:
            now = max(now, self.ops[number][op].start_lb)
            self.steps[number].append((op, now))
