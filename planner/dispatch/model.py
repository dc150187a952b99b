"""One CP-SAT model of a problem, or of a part of it with the rest kept in the order of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ortools.sat.python import cp_model

from planner.dispatch.net import NEVER, Course, Net, Windows, windows
from planner.dispatch.plan import Calls, Plan, Stay
from planner.dispatch.problem import DelayCost

MOST_ORDERS = 30_000
Literal = cp_model.IntVar | bool
Key = tuple[int, int, int, int]  # start and end event of one, start and end event of the other


@dataclass(frozen=True)
class Occupation:
    """A train holds a resource from the start of its operation `first` on, if `present`."""

    train: int
    first: int
    start: int
    end: int
    release: int
    free: bool
    present: Literal
    starts: tuple[int, int]  # earliest and latest
    ends: tuple[int, int]


Meeting = tuple[Occupation, Occupation, Literal]  # with the order that is decided: does the first go before?


@dataclass(frozen=True)
class Scope:
    """What may change: operations of each train (bit sets), and which of the plan's own are `kept` in its order."""

    allowed: tuple[int, ...]
    kept: tuple[int, ...]

    @staticmethod
    def whole(net: Net) -> Scope:
        return Scope(tuple((1 << len(course.ops)) - 1 for course in net.courses), (0,) * len(net.courses))

    def joined(self, train: int, operations: int) -> Scope:
        """With a train that may run as it likes."""
        allowed, kept = list(self.allowed), list(self.kept)
        allowed[train], kept[train] = operations, 0
        return Scope(tuple(allowed), tuple(kept))


class Closed(Exception):
    """A train has no path left within its windows."""


class TooLarge(Exception):
    """More orders are open than are worth deciding in one model."""


class OrderModel:
    """Start times, paths and orders as variables; `most[t]` is the most train t's delays may cost."""

    def __init__(self, net: Net, scope: Scope, plan: Plan | None, most: Iterable[int]) -> None:
        self.net, self.scope, self.plan = net, scope, plan
        self.model = cp_model.CpModel()
        self.windows: list[Windows] = [
            windows(course, allowed, net.horizon, limit)
            for course, allowed, limit in zip(net.courses, scope.allowed, most, strict=True)
        ]
        self.time: dict[int, cp_model.IntVar] = {}
        self.runs: list[dict[int, Literal]] = []
        self.order: dict[Key, cp_model.IntVar] = {}
        self.cost: list[cp_model.LinearExprT] = []
        self.at: dict[tuple[int, int, int], Occupation] = {}  # train, resource, operation
        self.held: dict[int, list[Occupation]] = defaultdict(list)
        self._met: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
        for t, course in enumerate(net.courses):
            if scope.allowed[t]:
                self._train(t, course)
                self._occupations(t, course)
            else:
                self.runs.append({})
        for its in self.held.values():
            self._resource(its)
        for meetings in self._met.values():
            self._no_swaps(meetings)
        self.objective = cp_model.LinearExpr.sum(self.cost)
        self.model.minimize(self.objective)

    # one train

    def _train(self, t: int, course: Course) -> None:
        its = self.windows[t]
        ops = [o for o in range(len(course.ops)) if its.open(o)]
        if not ops or ops[0] != 0:
            raise Closed
        self._times(course, its, ops)
        runs: dict[int, Literal] = {}
        ways: dict[int, list[Literal]] = defaultdict(list)  # into each operation
        for o in ops:
            if o == 0:
                runs[o] = True
            elif len(ways[o]) == 1:
                runs[o] = ways[o][0]
            elif len(course.ops[o].successors) == 0:
                self.model.add_exactly_one(ways[o])
                runs[o] = True
            else:
                runs[o] = self.model.new_bool_var("")
                self.model.add(sum(ways[o]) == runs[o])
            follow = [p for p in course.ops[o].successors if its.open(p)]
            for p in follow:
                alone = len(follow) == 1
                way = runs[o] if alone else self.model.new_bool_var("")
                ways[p].append(way)
                if course.split[o]:
                    self.model.add(self.time[course.end[o]] == self.time[course.start[p]]).only_enforce_if(way)
            if len(follow) > 1:
                self.model.add(sum(ways[p][-1] for p in follow) == runs[o])
            if follow:
                begins, ends = self.time[course.start[o]], self.time[course.end[o]]
                self._if(self.model.add(ends >= begins + course.ops[o].min_duration), runs[o])
        self.runs.append(runs)
        for o in ops:
            self._within(course, its, o, runs[o])
        for cost in course.costs:
            if its.open(cost.operation):
                self._delay(self.time[course.start[cost.operation]], its.latest[cost.operation], cost, runs)

    def _times(self, course: Course, its: Windows, ops: list[int]) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for o in ops:
            _widen(spans, course.start[o], its.earliest[o], its.latest[o])
            if course.split[o]:
                for p in course.ops[o].successors:
                    if its.open(p):
                        _widen(spans, course.end[o], its.earliest[p], its.latest[p])
        for event, (low, high) in spans.items():
            self.time[event] = self.model.new_int_var(low, high, "")

    def _within(self, course: Course, its: Windows, o: int, runs: Literal) -> None:
        """The event has the widest window of its operations; each has its own."""
        time = self.time[course.start[o]]
        low, high = time.proto.domain[0], time.proto.domain[1]
        if its.earliest[o] > low or its.latest[o] < high:
            self._if(self.model.add_linear_constraint(time, its.earliest[o], its.latest[o]), runs)

    def _delay(self, time: cp_model.IntVar, latest: int, cost: DelayCost, runs: dict[int, Literal]) -> None:
        run = runs[cost.operation]
        if cost.coeff and latest > cost.threshold:
            late = self.model.new_int_var(0, latest - cost.threshold, "")
            self._if(self.model.add(late >= time - cost.threshold), run)
            self.cost.append(cost.coeff * late)
        if cost.increment and latest >= cost.threshold:
            late = self.model.new_bool_var("")
            self._if(self.model.add(time < cost.threshold), run, ~late)
            self.cost.append(cost.increment * late)

    def _occupations(self, t: int, course: Course) -> None:
        """Operations that follow each other for sure on one resource become one occupation of it."""
        its, runs, kept = self.windows[t], self.runs[t], self.scope.kept[t]
        chains: dict[int, dict[int, list[int]]] = defaultdict(dict)  # resource -> last operation -> all
        for o in runs:
            before = [b for b in course.before[o] if b in runs]
            single = len(before) == 1 and sum(p in runs for p in course.ops[before[0]].successors) == 1
            single = single and not (kept >> o ^ kept >> before[0]) & 1
            for r, release in course.ops[o].resources:
                joined = chains[r].get(before[0], []) if single else []
                if joined and dict(course.ops[before[0]].resources)[r] <= release + course.ops[o].min_duration:
                    del chains[r][before[0]]
                    chains[r][o] = [*joined, o]
                else:
                    chains[r][o] = [o]
        for r, its_chains in chains.items():
            for joined in its_chains.values():
                first, last = joined[0], joined[-1]
                follow = [p for p in course.ops[last].successors if p in runs]
                ends = self.net.horizon * 2, self.net.horizon * 2
                if follow:
                    ready = its.earliest[last] + course.ops[last].min_duration
                    ends = max(ready, min(its.earliest[p] for p in follow)), max(its.latest[p] for p in follow)
                held = Occupation(
                    train=t,
                    first=first,
                    start=course.start[first],
                    end=course.end[last] if follow else NEVER,
                    release=dict(course.ops[last].resources)[r],
                    free=not kept >> first & 1,
                    present=runs[first],
                    starts=(its.earliest[first], its.latest[first]),
                    ends=ends,
                )
                self.held[r].append(held)
                self.at.update(((t, r, o), held) for o in joined)

    # several trains

    def _resource(self, its: list[Occupation]) -> None:
        free = [a for a in its if a.free]
        kept = [a for a in its if not a.free]
        if self.plan and kept:
            rank = self.plan.rank
            kept.sort(key=lambda a: rank[a.train, a.first])
            for a, b in neighbours(kept):
                self.model.add(self.time[b.start] >= self.time[a.end] + a.release)
                ahead = a.train < b.train
                self._met[min(a.train, b.train), max(a.train, b.train)].append((a, b, True) if ahead else (b, a, False))
        free.sort(key=lambda a: a.starts)
        kept.sort(key=lambda a: a.starts)
        for n, a in enumerate(free):
            for b in chain(_meeting(a, free[n + 1 :]), _meeting(a, kept)):
                self._pair(*((a, b) if a.train < b.train else (b, a)))

    def _pair(self, a: Occupation, b: Occupation) -> None:
        """One leaves before the other comes."""
        if _apart(a, b) or _apart(b, a):
            return
        ab, ba = _can(a, b), _can(b, a)
        both = [x for x in (a.present, b.present) if x is not True]
        if not ab and not ba:
            self.model.add_bool_or([~x for x in both])
        elif ab and ba:
            y = self.literal(a, b)
            self._if(self.model.add(self.time[b.start] >= self.time[a.end] + a.release), y, *both)
            self._if(self.model.add(self.time[a.start] >= self.time[b.end] + b.release), ~y, *both)
            self._met[a.train, b.train].append((a, b, y))
        else:
            one, other = (a, b) if ab else (b, a)
            self._if(self.model.add(self.time[other.start] >= self.time[one.end] + one.release), *both)
            self._met[a.train, b.train].append((a, b, ab))

    def literal(self, a: Occupation, b: Occupation) -> cp_model.IntVar:
        """True if a goes before b, where they meet; a is of the train with the smaller number."""
        key = a.start, a.end, b.start, b.end
        if key not in self.order:
            self.order[key] = self.model.new_bool_var("")
            if len(self.order) > MOST_ORDERS:
                raise TooLarge
        return self.order[key]

    def _no_swaps(self, meetings: list[Meeting]) -> None:
        """Two trains cannot pass each other between two resources that follow each other for one of them or both."""
        known: set[tuple[int, ...]] = set()
        by_start: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            by_start[meeting[0].start].append(meeting)
        for a1, b1, y1 in meetings:
            if y1 is False:
                continue
            for a2, b2, y2 in by_start[a1.end] + by_start[a1.start]:
                if y2 is True or y1 is y2 or b1.start not in (b2.end, b2.start):
                    continue
                unless = (y1, a1.present, b1.present, a2.present, b2.present)
                clause: dict[int, Literal] = {x.index: ~x for x in unless if x is not True}
                if y2 is not False:
                    clause[y2.index] = y2
                if tuple(sorted(clause)) not in known:
                    known.add(tuple(sorted(clause)))
                    self.model.add_bool_or(list(clause.values()))

    # answers

    def calls(
        self, value: Callable[[Literal], bool], time: Callable[[cp_model.IntVar], int]
    ) -> list[list[tuple[int, int]]]:
        """The path of each train with its times."""
        found = []
        for course, runs in zip(self.net.courses, self.runs, strict=True):
            path = [o for o, x in runs.items() if x is True or value(x)]
            found.append([(o, time(self.time[course.start[o]])) for o in path])
        return found

    def first(self, calls: Calls, value: Callable[[Literal], bool], a: Stay, b: Stay) -> bool:
        """Does stay a go before b, as decided?"""
        if a.train > b.train:
            return not self.first(calls, value, b, a)
        one, other = (self.at[x.train, x.resource, calls[x.train][x.place][0]] for x in (a, b))
        key = one.start, one.end, other.start, other.end
        if key in self.order:
            return value(self.order[key])
        if self.plan and not one.free and not other.free:
            return self.plan.rank[one.train, one.first] < self.plan.rank[other.train, other.first]
        return _can(one, other)

    def forbid(self, calls: Calls, cycle: list[tuple[Stay, Stay]]) -> None:
        """Trains cannot pass each other in no time like that."""
        clause: dict[int, Literal] = {}
        for (one, other), (onward, _) in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            a, b = (self.at[x.train, x.resource, calls[x.train][x.place][0]] for x in (one, other))
            run = [self.runs[other.train][o] for o, _ in calls[other.train][other.place : onward.place + 2]]
            for x in (a.present, b.present, *run):
                if x is not True:
                    clause[x.index] = ~x
            ahead, key = a.train < b.train, (a.start, a.end, b.start, b.end)
            y = self.order.get(key if ahead else (*key[2:], *key[:2]))
            if y is not None:
                clause[y.index] = ~y if ahead else y
        self.model.add_bool_or(list(clause.values()))

    @staticmethod
    def _if(constraint: cp_model.Constraint, *literals: Literal) -> None:
        its = [x for x in literals if x is not True]
        if its:
            constraint.only_enforce_if(its)


def neighbours(order: list[Occupation]) -> Iterator[tuple[Occupation, Occupation]]:
    """Each occupation and the next one of another train, as each train's own may overlap."""
    for n, a in enumerate(order):
        b = next((b for b in order[n + 1 :] if b.train != a.train), None)
        if b:
            yield a, b


def _widen(spans: dict[int, tuple[int, int]], event: int, low: int, high: int) -> None:
    was = spans.get(event, (low, high))
    spans[event] = min(low, was[0]), max(high, was[1])


def _meeting(a: Occupation, its: Sequence[Occupation]) -> Iterator[Occupation]:
    """Those of other trains that can begin before a has ended."""
    last = a.ends[1] + a.release
    for b in its:
        if b.starts[0] > last:
            return
        if b.train != a.train:
            yield b


def _apart(a: Occupation, b: Occupation) -> bool:
    return a.ends[1] + a.release < b.starts[0]


def _can(a: Occupation, b: Occupation) -> bool:
    return a.end != NEVER and a.ends[0] + a.release <= b.starts[1]
