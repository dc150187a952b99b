"""The shape of a problem: which events of a train are one and the same, and when each operation can start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from planner.dispatch.problem import ENDLESS, PRICELESS, DelayCost, Dispatch, Operation

NEVER = -1  # the end of an exit


@dataclass(frozen=True)
class Course:
    """One train. Events are numbered over all trains.

    Operations that follow the same one and never each other (say, the tracks of a station) start by one event, so the
    start of each operation has a number, and its end has that of its successors' start (NEVER for the exit). Where the
    successors are not one event, `end` is an event of its own and `split` holds.
    """

    ops: tuple[Operation, ...]
    costs: tuple[DelayCost, ...]
    before: tuple[tuple[int, ...], ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    split: tuple[bool, ...]
    along: tuple[int, ...]  # bit set of the operations some path runs together with this one


@dataclass(frozen=True)
class EventNetwork:
    """All trains; `horizon` is a time by which all can have ended if they can at all, and be where they wish.

    Trains that are `given` make no room for each other.
    """

    courses: tuple[Course, ...]
    events: int
    horizon: int
    given: frozenset[int] = frozenset()

    @cached_property
    def regular(self) -> bool:
        """Whether a start is never dearer for being earlier."""
        return not any(cost.early for course in self.courses for cost in course.costs)

    def without_early(self) -> EventNetwork:
        """The same where starting early costs nothing."""
        courses = (replace(c, costs=tuple(replace(cost, early=0) for cost in c.costs)) for c in self.courses)
        return replace(self, courses=tuple(courses))

    def ignored_by(self, train: int) -> frozenset[int]:
        """The trains this one makes no room for."""
        return self.given if train in self.given else frozenset()


@dataclass(frozen=True)
class Windows:
    """Earliest and latest start of each operation of a train, which may be empty: `latest < earliest`."""

    earliest: list[int]
    latest: list[int]

    def open(self, op: int) -> bool:
        return self.earliest[op] <= self.latest[op]

    def fixed(self, op: int) -> bool:
        return self.earliest[op] == self.latest[op]


def make_network(problem: Dispatch) -> EventNetwork:
    """Events and courses of a problem."""
    costs: list[list[DelayCost]] = [[] for _ in problem.trains]
    for cost in problem.costs:
        if cost.coeff or cost.increment or cost.early:
            costs[cost.train].append(cost)
    courses, events = [], 0
    for ops, its in zip(problem.trains, costs, strict=True):
        course = _course(ops, tuple(its), events)
        events = 1 + max((*course.start, *course.end))
        courses.append(course)
    all_ops = [op for ops in problem.trains for op in ops]
    work = sum(op.min_duration + max((rel for _, rel in op.resources), default=0) for op in all_ops)
    wished = [cost.threshold for cost in problem.costs if cost.early]
    last = max((*(op.start_lb for op in all_ops), *wished), default=0)
    return EventNetwork(tuple(courses), events, last + work + 1, problem.given)


def _course(ops: tuple[Operation, ...], costs: tuple[DelayCost, ...], first_event: int) -> Course:
    before: list[list[int]] = [[] for _ in ops]
    for o, op in enumerate(ops):
        for p in op.successors:
            before[p].append(o)
    past, after = [0] * len(ops), [0] * len(ops)
    for o in range(len(ops)):
        for b in before[o]:
            past[o] |= past[b] | 1 << b
    for o in range(len(ops) - 1, -1, -1):
        for p in ops[o].successors:
            after[o] |= after[p] | 1 << p
    along = [past[o] | after[o] | 1 << o for o in range(len(ops))]
    group = _one_event(ops, along)
    names = {g: first_event + n for n, g in enumerate(dict.fromkeys(group))}
    start = [names[g] for g in group]
    end, split, free = [], [], first_event + len(names)
    for op in ops:
        follow = {start[p] for p in op.successors}
        split.append(len(follow) > 1)
        end.append(free if len(follow) > 1 else follow.pop() if follow else NEVER)
        free += split[-1]
    return Course(ops, costs, tuple(map(tuple, before)), tuple(start), tuple(end), tuple(split), tuple(along))


def _one_event(ops: tuple[Operation, ...], along: Sequence[int]) -> list[int]:
    """A group for each operation: successors of the same one share theirs unless a path runs through two of them."""
    group = list(range(len(ops)))
    members = [1 << o for o in range(len(ops))]
    theirs = list(along)
    for op in ops:
        for p in op.successors[1:]:
            a, b = group[op.successors[0]], group[p]
            if a != b and not theirs[a] & members[b]:
                for o in bits(members[b]):
                    group[o] = a
                members[a] |= members[b]
                theirs[a] |= theirs[b]
    return group


def bits(mask: int) -> Iterator[int]:
    """The numbers in a bit set, smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def windows(course: Course, allowed: int, until: int, most: int = PRICELESS) -> Windows:
    """When each allowed operation (a bit set) can start by `until` if the train's delays cost at most `most`."""
    ops = course.ops
    inside = list(bits(allowed))
    earliest, latest = [ENDLESS] * len(ops), [-1] * len(ops)
    due = [min(op.start_ub, until) for op in ops]
    for cost in course.costs:
        if cost.increment > most:
            due[cost.operation] = min(due[cost.operation], cost.threshold - 1)
        if cost.coeff and most < PRICELESS:
            due[cost.operation] = min(due[cost.operation], cost.threshold + most // cost.coeff)
    _leave(course, inside, due, latest)
    for o in inside:
        ready = min((earliest[b] + ops[b].min_duration for b in course.before[o]), default=ENDLESS if o else 0)
        at = max(ready, ops[o].start_lb)
        if at <= latest[o]:
            earliest[o] = at
        else:
            latest[o] = -1
    _leave(course, [o for o in inside if earliest[o] < ENDLESS], due, latest)
    return Windows(earliest, latest)


def at_times(course: Course, times: Mapping[int, int]) -> Windows:
    """A train that keeps its operations and their times."""
    earliest, latest = [ENDLESS] * len(course.ops), [-1] * len(course.ops)
    for o, time in times.items():
        earliest[o] = latest[o] = time
    return Windows(earliest, latest)


def _leave(course: Course, inside: list[int], due: list[int], latest: list[int]) -> None:
    """The latest starts that still let the train end in time."""
    for o in reversed(inside):
        op = course.ops[o]
        follow = max((latest[p] - op.min_duration for p in op.successors), default=ENDLESS)
        latest[o] = max(min(due[o], follow), -1)
