"""What to free of a plan next: a few trains, a stretch of time, or a stretch of time around a place.

The rest keeps its path and its order, not its times.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

from planner.dispatch.model import Scope
from planner.dispatch.net import EventNetwork
from planner.dispatch.plan import Plan
from planner.dispatch.problem import ENDLESS

_KINDS = ("trains", "met", "time", "place")
_START, _FIRST, _LEAST = 0.1, 150, 5  # share of the plan that is freed at first, events at most, and at least ever
_GROW, _SHRINK = 1.15, 0.8
_THAWED = 1500  # events of trains that may change their times, in a large plan
_LATER = (1 / 64, 1 / 16, 1 / 4, 1)  # how much later trains may end, as a share of the time the plan takes


@dataclass
class Neighbourhoods:
    """Draws scopes; each kind learns how many events it can free and still be solved."""

    net: EventNetwork
    chance: Random
    sizes: dict[str, float] = field(default_factory=dict)
    kind: str = _KINDS[0]

    def draw(self, plan: Plan) -> Scope:
        """The next scope around a plan."""
        self.kind = self.chance.choice(_KINDS)
        first = max(_LEAST, min(_FIRST, _START * len(plan.events)))
        size = round(self.sizes.setdefault(self.kind, first))
        free = {
            "trains": self._trains,
            "met": self._met,
            "time": self._time,
            "place": self._place,
        }[self.kind](plan, size)
        span = plan.events[-1].time - plan.events[len(plan.events) // 10].time  # some only wait at first
        later = round(self.chance.choice(_LATER) * span)
        scope = scope_of(self.net, plan, free, later)
        if len(plan.events) <= _THAWED:
            return scope
        return replace(scope, frozen=self._frozen(plan, free, later))

    def learn(self, settled: bool, easy: bool) -> None:
        """Free more after an easy solve, less after one that was cut off."""
        factor = (_GROW if easy else 1.0) if settled else _SHRINK
        self.sizes[self.kind] = max(_LEAST, self.sizes[self.kind] * factor)

    def _trains(self, plan: Plan, size: int) -> set[tuple[int, int]]:
        """Trains by chance, those that lose most rather."""
        return self._whole(plan, self._by_loss(plan), size)

    def _met(self, plan: Plan, size: int) -> set[tuple[int, int]]:
        """A train and those it meets, nearest in time first."""
        one = self._by_loss(plan)[0]
        near: dict[int, int] = {}
        held: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for event in plan.events:
            for r, _ in self.net.courses[event.train].ops[event.operation].resources:
                held[r].append((event.time, event.train))
        for its in held.values():
            mine = [time for time, train in its if train == one]
            for time, train in its:
                for at in mine:
                    near[train] = min(near.get(train, abs(time - at)), abs(time - at))
        others = sorted(near, key=lambda t: (t != one, near[t] * self.chance.uniform(0.5, 1), t))
        return self._whole(plan, others or [one], size)

    def _time(self, plan: Plan, size: int) -> set[tuple[int, int]]:
        """Events that follow each other."""
        begin = self.chance.randrange(max(1, len(plan.events) - size + 1))
        return {(event.train, event.operation) for event in plan.events[begin : begin + size]}

    def _place(self, plan: Plan, size: int) -> set[tuple[int, int]]:
        """Events near one in time, on resources a few steps away along the trains' ways."""
        seen = self._reached(plan, size)
        middle = self.chance.randrange(len(plan.events))
        found: set[tuple[int, int]] = set()
        for reach in range(len(plan.events)):
            for n in {middle - reach, middle + reach}:
                if 0 <= n < len(plan.events) and len(found) < size:
                    event = plan.events[n]
                    its = self.net.courses[event.train].ops[event.operation].resources
                    if not its or any(r in seen for r, _ in its):
                        found.add((event.train, event.operation))
            if len(found) >= size:
                break
        return found

    def _reached(self, plan: Plan, size: int) -> set[int]:
        """Resources around one, about a third of all or what the size asks for."""
        beside: dict[int, set[int]] = defaultdict(set)
        for t, path in enumerate(plan.paths):
            on = [[r for r, _ in self.net.courses[t].ops[o].resources] for o in path]
            for these, those in pairwise(on):
                for r in these:
                    beside[r].update(those)
                    for other in those:
                        beside[other].add(r)
        if not beside:
            return set()
        wanted = len(beside) * max(1 / 3, size / len(plan.events))
        todo = [self.chance.choice(sorted(beside))]
        seen = set(todo)
        while todo and len(seen) < wanted:
            for other in sorted(beside[todo.pop(0)] - seen):
                seen.add(other)
                todo.append(other)
        return seen

    def _frozen(self, plan: Plan, free: set[tuple[int, int]], later: int) -> frozenset[int]:
        """All trains but those with freed events and those that meet them most often, in a large plan."""
        thawed = {t for t, _ in free}
        begin, end = min(plan.time[key] for key in free), max(plan.time[key] for key in free) + later
        places = {r for t, o in free for r, _ in self.net.courses[t].ops[o].resources}
        met = dict.fromkeys(range(len(plan.paths)), 0)
        for event in plan.events:
            if begin <= event.time <= end:
                its = self.net.courses[event.train].ops[event.operation].resources
                met[event.train] += any(r in places for r, _ in its)
        left = _THAWED - sum(len(plan.paths[t]) for t in thawed)
        for t in sorted(met, key=lambda t: (-met[t], t)):
            if t not in thawed and met[t] and left >= len(plan.paths[t]):
                thawed.add(t)
                left -= len(plan.paths[t])
        return frozenset(met) - thawed

    def _by_loss(self, plan: Plan) -> list[int]:
        """All trains, drawn one after another; half of the time by what they lose."""
        costs = plan.costs if self.chance.random() < 0.5 else (0,) * len(plan.paths)
        key = {t: self.chance.random() ** (1 / (1 + cost)) for t, cost in enumerate(costs)}
        return sorted(key, key=lambda t: (-key[t], t))

    def _whole(self, plan: Plan, trains: list[int], size: int) -> set[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for train in trains:
            if found and len(found) + len(plan.paths[train]) > size:
                break
            found.update((train, o) for o in plan.paths[train])
        return found


def scope_of(net: EventNetwork, plan: Plan, free: set[tuple[int, int]], later: int = ENDLESS) -> Scope:
    """What may run instead of the freed events of a plan, its others kept; trains it leaves out stay out.

    Trains may end `later` than in the plan.
    """
    allowed, kept, until = [], [], []
    for t, (course, path) in enumerate(zip(net.courses, plan.paths, strict=True)):
        mask = sum(1 << o for o in path if (t, o) not in free)
        kept.append(mask)
        allowed.append(_with(course.along, mask, path) if path else 0)
        until.append(min(net.horizon, plan.time[t, path[-1]] + later) if path else net.horizon)
    return Scope(tuple(allowed), tuple(kept), tuple(until))


def _with(along: tuple[int, ...], kept: int, path: tuple[int, ...]) -> int:
    """The operations that some path runs together with each of those kept."""
    found = (1 << len(along)) - 1
    for o in path:
        if kept >> o & 1:
            found &= along[o]
    return found


def by_shared(net: EventNetwork, plan: Plan, train: int) -> list[int]:
    """The trains of a plan, those that share most resources with this one first."""
    mine = {r for op in net.courses[train].ops for r, _ in op.resources}
    shared = {
        t: sum(r in mine for o in path for r, _ in net.courses[t].ops[o].resources)
        for t, path in enumerate(plan.paths)
        if path
    }
    return sorted(shared, key=lambda t: (-shared[t], t))
