"""Late trains as a problem of dispatching: what each does and holds, section by section.

Trains follow each other at a distance at both ends of a section and cannot pass each other inside: it is cut into
blocks that one train is in at a time. Opposing trains on single track have a resource for each two of them. Two that
are published too near to each other to run both are not held against each other on those rails, but each against all
others. A possession is as a train of its own that stands on the rails; trains published inside it are not kept out.
Nobody runs ahead of the timetable.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from planner.clock import DAY_S
from planner.dispatch import DelayCost, Dispatch, Operation
from planner.train.infrastructure import START_S, STOP_S
from planner.train.redispatch.trains import NEAREST_S, Hours, PlannedSection, PlannedTrain, held_at

Resources = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class SectionOps:
    """The operations of a train for one section: `stands` before it, `nears` it behind another train, runs through its
    `blocks`, has `left` it to stop; or has left it and enters the next at once (`passes`). None where there is none."""

    blocks: tuple[int, ...]
    stands: int | None
    nears: int | None
    left: int | None
    passes: int | None


@dataclass(frozen=True)
class TrainOps:
    """A train's sections, the operation before them (`waits`; None if it is in the first one already) and the exit."""

    sections: tuple[SectionOps, ...]
    waits: int | None
    exit: int


@dataclass(frozen=True)
class RedispatchProblem:
    """The problem, what its operations are, and the published trains that contradict each other on some rails. Behind
    the trains of the problem come its possessions, each an operation at its time and one that ends it."""

    hours: Hours
    problem: Dispatch
    trains: tuple[TrainOps, ...]
    contradictions: tuple[tuple[str, str], ...]

    @property
    def possessions(self) -> range:
        """Their numbers among the trains of the problem."""
        return range(len(self.trains), len(self.problem.trains))

    def times(self, starts: dict[tuple[int, int], int], train: int) -> list[tuple[int, int]]:
        """Seconds of entering and leaving each section, from the starts of the operations that are run."""
        its = self.trains[train]
        found = []
        for place, ops in enumerate(its.sections):
            after = its.sections[place + 1] if place + 1 < len(its.sections) else None
            ends = (ops.left, after.stands if after else its.exit, after.blocks[0] if after else None)
            leave = next(starts[train, op] for op in ends if op is not None and (train, op) in starts)
            inside = its.waits is None and not place
            enter = self.hours.trains[train].sections[0].enter_s if inside else starts[train, ops.blocks[0]]
            found.append((enter, leave))
        return found


def make_problem(hours: Hours) -> RedispatchProblem:
    """The problem of those hours; its costs are seconds by which trains come late to their calls, and out of these
    hours."""
    rails = _Rails(hours)
    trains, ops, costs = [], [], list[DelayCost]()
    for number, train in enumerate(hours.trains):
        made = _TrainMaker(rails, number, train)
        trains.append(made.make())
        ops.append(tuple(op.frozen() for op in made.ops))
        costs += made.costs
    for (begin, end), resources in sorted(rails.shut.items()):
        ops.append((Operation(end - begin, begin, begin, tuple(resources), (1,)), Operation(start_lb=end)))
    return RedispatchProblem(
        hours, Dispatch(tuple(ops), tuple(costs)), tuple(trains), tuple(sorted(rails.contradictions))
    )


class _Rails:
    """Who is on which rails, how far apart trains must be there, and into how many blocks a section is cut."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self.ids: dict[tuple[object, ...], int] = {}
        self.contradictions: set[tuple[str, str]] = set()
        self.headway: dict[tuple[int, int], int] = {}
        self.blocks: dict[tuple[int, int], int] = {}
        self.free: set[tuple[int, int]] = set()  # train, link
        self.towards: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(
            list
        )  # train, run -> resource, release
        self.shut: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)  # from, to: what is held
        self.two: dict[tuple[int, int, str | int], list[tuple[int, int]]] = defaultdict(list)  # train, run, where
        one_way: dict[tuple[int, int], list[tuple[int, PlannedSection]]] = defaultdict(list)
        for number, train in enumerate(hours.trains):
            for section in train.sections:
                self._shut(number, section)
                if section.shared:
                    one_way[section.link, section.origin].append((number, section))
        for key, there in one_way.items():
            self._follow(key, sorted(there, key=lambda one: (one[1].enter_s, one[0])))
        for link in {link for link, _origin in one_way if hours.single[link]}:
            ways = [there for (on, _origin), there in one_way.items() if on == link]
            if len(ways) == 2:
                self._meet(link, *ways)

    def _shut(self, number: int, section: PlannedSection) -> None:
        """Keep a train out of the possessions that it could come into by being late."""
        for possession in self.hours.closed.get(section.link, ()):
            if possession.origin not in (None, section.origin):
                continue
            for day in (-DAY_S, 0, DAY_S):
                begin, end = possession.begin_s + day, possession.end_s + day
                if section.leave_s <= begin and end > self.hours.at_s:
                    resource = self.id("shut", section.link, begin, number, section.run)
                    self.towards[number, section.run].append((resource, 0))
                    self.shut[begin, end].append((resource, 0))

    def _follow(self, key: tuple[int, int], there: list[tuple[int, PlannedSection]]) -> None:
        kept: list[tuple[int, PlannedSection]] = []
        headway = self.hours.headway_s[key]
        if len(there) > 1:
            slowest = max(section.leave_s - section.enter_s for _number, section in there)
            self.blocks[key] = max(1, -(-slowest // headway))
        for place, (number, section) in enumerate(there):
            apart = [min(section.enter_s - s.enter_s, section.leave_s - s.leave_s) for _n, s in kept]
            if apart and min(apart) < NEAREST_S:
                self.free.add((number, key[0]))
            else:
                kept.append((number, section))
            for other, before in there[:place]:
                if self.free & {(number, key[0]), (other, key[0])}:
                    self._two(key, (other, before), (number, section))
        if len(kept) > 1:
            self.headway[key] = headway

    def _two(self, key: tuple[int, int], one: tuple[int, PlannedSection], other: tuple[int, PlannedSection]) -> None:
        """Two trains of which one is not kept at the distance of all, the first published to enter before the other."""
        apart = min(other[1].enter_s - one[1].enter_s, other[1].leave_s - one[1].leave_s)
        if apart < NEAREST_S:
            self._contradict(one[0], other[0])
            return
        apart = min(apart, self.hours.headway_s[key])
        for where in ("enter", "leave", *range(self.blocks[key])):
            resource = self.id("two", where, *key, one[1].run, other[1].run, one[0], other[0])
            for train, section in (one, other):
                self.two[train, section.run, where].append((resource, apart if isinstance(where, str) else 0))

    def _contradict(self, one: int, other: int) -> None:
        first, second = sorted((self.hours.trains[one].name, self.hours.trains[other].name))
        self.contradictions.add((first, second))

    def _meet(self, link: int, up: list[tuple[int, PlannedSection]], down: list[tuple[int, PlannedSection]]) -> None:
        for one, mine in up:
            for other, theirs in down:
                gap = max(theirs.enter_s - mine.leave_s, mine.enter_s - theirs.leave_s)
                if one == other:
                    continue
                if gap < 0:
                    self._contradict(one, other)
                    continue
                resource = self.id("towards", link, one, other, mine.run, theirs.run)
                for train, section in ((one, mine), (other, theirs)):
                    self.towards[train, section.run].append((resource, min(gap, self.hours.clearing_s)))

    def id(self, *key: object) -> int:
        return self.ids.setdefault(key, len(self.ids))

    def heeds(self, train: int, section: PlannedSection) -> bool:
        return (section.link, section.origin) in self.headway and (train, section.link) not in self.free

    def near(self, train: int, section: PlannedSection, end: str) -> Resources:
        """What is held for a moment at an end of a section, so that the next train keeps its distance."""
        two = self.two.get((train, section.run, end), ())
        if not self.heeds(train, section):
            return tuple(two)
        key = section.link, section.origin
        return ((self.id(end, *key), self.headway[key]), *two)

    def inside(self, train: int, section: PlannedSection, block: int) -> Resources:
        blocks: Resources = ()
        if self.heeds(train, section):
            blocks = ((self.id("block", section.link, section.origin, block), 0),)
        two = self.two.get((train, section.run, block), ())
        return (*blocks, *two, *self.towards.get((train, section.run), ()))

    def count(self, section: PlannedSection) -> int:
        return self.blocks.get((section.link, section.origin), 1) if section.shared else 1


@dataclass
class _Op:
    least_s: int = 0
    from_s: int = 0
    by_s: int | None = None
    resources: Resources = ()
    after: list[int] = field(default_factory=list)

    def frozen(self) -> Operation:
        if self.by_s is None:
            return Operation(self.least_s, self.from_s, resources=self.resources, successors=tuple(self.after))
        return Operation(self.least_s, self.from_s, self.by_s, self.resources, tuple(self.after))


class _TrainMaker:
    """One train's operations."""

    def __init__(self, rails: _Rails, number: int, train: PlannedTrain) -> None:
        self.rails, self.number, self.train = rails, number, train
        self.ops: list[_Op] = []
        self.costs: list[DelayCost] = []
        self.at_s = rails.hours.at_s
        self.late_s = rails.hours.late_s.get(number, 0)
        self.held = held_at(train, self.at_s) if self.late_s else -1

    def make(self) -> TrainOps:
        sections = self.train.sections
        inside = sections[0].enter_s <= self.at_s
        waits = None if inside else self._add([], from_s=self.at_s)
        ends = [] if waits is None else [waits]
        near = None if inside else self._near(sections[0], ends)
        blocks = self._blocks(sections[0], ends if near is None else [near], inside)
        found: list[SectionOps] = []
        stands: int | None = None
        for one, other in pairwise(sections):
            left = passes = after_stands = after_near = None
            entries: list[int] = []
            place = len(found) + 1
            if other.calls or other.dwells:
                at = [blocks[-1]]
                if leaving := self.rails.near(self.number, one, "leave"):
                    left = self._add(at, from_s=one.leave_s, resources=leaving)
                    at = [left]
                stay = other.stay_s if other.calls else STOP_S + START_S
                after_stands = self._add(at, stay, from_s=one.leave_s)
                if other.calls:
                    self._cost(left if left is not None else after_stands, one.leave_s)
                after_near = self._near(other, [after_stands])
                entries.append(after_stands if after_near is None else after_near)
            if not other.calls and place != self.held:
                held = self.rails.inside(self.number, one, self.rails.count(one) - 1)
                moment = (*self.rails.near(self.number, one, "leave"), *self.rails.near(self.number, other, "enter"))
                if moment:
                    passes = self._add([blocks[-1]], from_s=one.leave_s, resources=(*moment, *held))
                entries.append(blocks[-1] if passes is None else passes)
            found.append(SectionOps(blocks, stands, near, left, passes))
            blocks, stands, near = self._blocks(other, entries, False), after_stands, after_near
        last, at, left = sections[-1], [blocks[-1]], None
        if leaving := self.rails.near(self.number, last, "leave"):
            left = self._add(at, from_s=last.leave_s, resources=leaving)
            at = [left]
        leaves = self._add(at, from_s=last.leave_s)
        self._cost(leaves if left is None else left, last.leave_s)
        found.append(SectionOps(blocks, stands, near, left, None))
        return TrainOps(tuple(found), waits, leaves)

    def _add(self, before: list[int], least_s: int = 0, from_s: int = 0, resources: Resources = ()) -> int:
        self.ops.append(_Op(least_s, from_s, None, resources))
        for op in before:
            self.ops[op].after.append(len(self.ops) - 1)
        return len(self.ops) - 1

    def _near(self, section: PlannedSection, before: list[int]) -> int | None:
        resources = self.rails.near(self.number, section, "enter")
        return self._add(before, resources=resources) if resources else None

    def _blocks(self, section: PlannedSection, before: list[int], inside: bool) -> tuple[int, ...]:
        count, least = self.rails.count(section), section.least_s
        lasts, found = section.leave_s - section.enter_s, list[int]()
        late = self.late_s if self.held >= 0 and section is self.train.sections[self.held] else 0
        first = min(count - 1, (self.at_s - section.enter_s) * count // max(1, lasts)) if inside else 0
        for block in range(first, count):
            run = least * (block + 1) // count - least * block // count
            planned = section.enter_s + lasts * block // count
            op = self._add(before, run, planned + late, self.rails.inside(self.number, section, block))
            if inside and block == first:
                done = (self.at_s - section.enter_s) * count - first * lasts
                self.ops[op].least_s = run * max(0, lasts - done) // max(1, lasts)
                self.ops[op].from_s = self.ops[op].by_s = self.at_s
            found.append(op)
            before = [op]
        return tuple(found)

    def _cost(self, op: int, planned_s: int) -> None:
        self.costs.append(DelayCost(self.number, op, planned_s, 1))
