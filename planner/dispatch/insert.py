"""One train among others that keep their times: its cheapest path through what they leave free; and all, one by one.

Along the operations in their order, every way to be there is a label (start, cost); of two in the same free interval,
the one that is neither earlier nor cheaper is dropped. So the path of one train is the best there is, up to events at
the very same time: a train leaves a resource before the second in which the next one comes, never in it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.dispatch.arrange import Hold, arrange
from planner.dispatch.net import EventNetwork
from planner.dispatch.plan import Plan, tightened
from planner.dispatch.problem import ENDLESS, DelayCost, Operation


@dataclass(frozen=True, slots=True)
class Label:
    """Operation `op` starts at `start` and may stay to `until`."""

    start: int
    cost: int
    until: int
    op: int
    before: Label | None


class Timeline:
    """Who holds which resource when: (start, end with release, train), sorted. Begins with the trains of a plan."""

    def __init__(self, net: EventNetwork, plan: Plan | None = None) -> None:
        self.net, self.origin = net, plan
        self.busy: dict[int, list[tuple[int, int, int]]] = {}
        self.times: dict[int, list[tuple[int, int]]] = {}  # train -> (operation, start), in the order they came
        for train, path in enumerate(plan.paths if plan else ()):
            if plan and path:
                self.put(train, [(o, plan.time[train, o]) for o in path])
        self.kept = set(self.times)

    def expect(self, latest: Sequence[Sequence[int]]) -> None:
        """Leave room for what every train does for certain: its first operation from its latest start to its earliest
        end."""
        for train, course in enumerate(self.net.courses):
            first = course.ops[0]
            for r, release in first.resources:
                until = first.start_lb + first.min_duration + release
                if latest[train][0] < until:
                    insort(self.busy.setdefault(r, []), (latest[train][0], until, train))

    def put(self, train: int, calls: list[tuple[int, int]]) -> None:
        """Add a train that is not there."""
        self.times[train] = calls
        ops = self.net.courses[train].ops
        for n, (o, start) in enumerate(calls):
            end = calls[n + 1][1] if n + 1 < len(calls) else ENDLESS
            for r, release in ops[o].resources:
                insort(self.busy.setdefault(r, []), (start, end + release, train))

    def take(self, trains: Iterable[int]) -> None:
        """Remove trains."""
        gone = set(trains)
        self.kept -= gone
        held = {
            r for train in gone for o, _ in self.times.pop(train) for r, _ in self.net.courses[train].ops[o].resources
        }
        for r in held:
            self.busy[r] = [item for item in self.busy[r] if item[2] not in gone]

    def free(self, train: int, op: Operation, low: int, high: int) -> list[tuple[int, int]]:
        """Free intervals that begin by `high` and end after `low`."""
        ignored = self.net.ignored_by(train)
        spans = [
            (start - release, end)
            for r, release in op.resources
            for start, end, by in self.busy.get(r, ())
            if end > low and by != train and by not in ignored
        ]
        spans.sort()
        found, since = [], low
        for start, end in spans:
            if since > high:
                break
            if start > since:
                found.append((since, start - 1))
            since = max(since, end)
        if since <= high:
            found.append((since, ENDLESS))
        return found

    def insert(self, train: int, latest: Sequence[int]) -> bool:
        """Put the train on its cheapest path if there is one."""
        course = self.net.courses[train]
        labels: list[list[Label]] = [[] for _ in course.ops]
        costs = _by_operation(course.costs)
        for o, op in enumerate(course.ops):
            ready = [(x.start + course.ops[b].min_duration, x) for b in course.before[o] for x in labels[b]]
            first = min((at for at, _ in ready), default=ENDLESS) if o else 0
            low, high = max(first, op.start_lb), latest[o]
            if low > high:
                continue
            for since, until in self.free(train, op, low, high):
                if not op.successors and op.resources and until < ENDLESS:
                    continue
                ways: list[Label] = []
                if o == 0:
                    ways.append(Label(since, 0, until, 0, None))
                for at, x in ready:
                    start = max(at, since)
                    if start <= min(x.until, high) and start + op.min_duration <= until:
                        ways.append(Label(start, x.cost, until, o, x))
                if o in costs:
                    ways += _later(ways, costs[o], min(high, until - op.min_duration))
                labels[o] += _undominated(ways, costs.get(o, ()))
        if not labels[-1]:
            return False
        label: Label | None = min(labels[-1], key=lambda x: (x.cost, x.start))
        calls: list[tuple[int, int]] = []
        while label:
            calls.append((label.op, label.start))
            label = label.before
        self.put(train, calls[::-1])
        return True

    def plan(self) -> Plan:
        """All trains that are there, in order, as early as they can run in it."""
        turn = {train: n for n, train in enumerate(self.times)}
        calls = [self.times.get(train, []) for train in range(len(self.net.courses))]

        def first(a: Hold, b: Hold) -> bool:
            if self.origin and a.train in self.kept and b.train in self.kept:
                rank = self.origin.rank
                return rank[a.train, calls[a.train][a.place][0]] < rank[b.train, calls[b.train][b.place][0]]
            return turn[a.train] < turn[b.train]

        found = arrange(self.net, calls, first)
        return tightened(found)


def _undominated(ways: Iterable[Label], costs: Iterable[DelayCost]) -> list[Label]:
    """The ways with what their starts cost; none that is neither earlier nor cheaper than another."""
    found: list[Label] = []
    for way in sorted(ways, key=lambda way: (way.start, way.cost)):
        cost = way.cost + sum(c.at(way.start) for c in costs)
        if not found or cost < found[-1].cost:
            found.append(Label(way.start, cost, way.until, way.op, way.before))
    return found


def _by_operation(costs: Iterable[DelayCost]) -> dict[int, list[DelayCost]]:
    found: dict[int, list[DelayCost]] = {}
    for cost in costs:
        found.setdefault(cost.operation, []).append(cost)
    return found


def _later(ways: Iterable[Label], costs: Iterable[DelayCost], last: int) -> list[Label]:
    """The same ways begun at a wished time instead, where that is later, in time, and the train may wait for it."""
    wishes = [cost.threshold for cost in costs if cost.early]
    return [
        replace(way, start=wish)
        for way in ways
        for wish in wishes
        if way.start < wish <= last and (way.before is None or wish <= way.before.until)
    ]
