"""The least delay, exactly: only trains in each other's way are decided together, the others run as published.

First the late trains are put in order alone. Those that their times come too near to are taken in, and so on, until
what is left over is in nobody's way. Trains that are left out cannot make it cheaper, so each bound holds for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from planner.dispatch import Dispatch, Event, dispatch, in_order
from planner.solving import SolveOptions
from planner.train.redispatch.first_come import as_published, closed
from planner.train.redispatch.problem import RedispatchProblem

EFFORT = 8.0  # deterministic time for all rounds together
Calls = Sequence[tuple[int, int]]  # operation, start


@dataclass(frozen=True)
class Ordered:
    """Events of all trains in an order that holds, None if none was found in the time; no order costs less than
    `bound`. `decided` is how many trains were put in order, the others run as published."""

    events: tuple[Event, ...] | None
    bound: int
    decided: int


def least_delay(problem: RedispatchProblem, simple: Sequence[Event], options: SolveOptions) -> Ordered:
    """The order with the least delay that is found within the limits of `options`, from a `simple` order on."""
    began, whole, effort = perf_counter(), problem.problem, min(options.effort, EFFORT)
    published = [as_published(problem, number) for number in range(len(problem.trains))]
    published += [closed(problem, number) for number in problem.possessions]
    decided, bound = sorted([*problem.hours.late_s, *problem.possessions]), 0
    while True:
        number = {train: n for n, train in enumerate(decided)}
        costs = tuple(replace(c, train=number[c.train]) for c in whole.costs if c.train in number)
        start = [replace(event, train=number[event.train]) for event in simple if event.train in number]
        part = Dispatch(tuple(whole.trains[t] for t in decided), costs)
        found = dispatch(part, replace(options.since(began), effort=effort), start=start)
        bound, effort = max(bound, found.bound), effort - found.work
        if found.objective is None:
            return Ordered(None, bound, len(decided) - len(problem.possessions))
        calls = list(published)
        for train, n in number.items():
            calls[train] = [(event.operation, event.time) for event in found.events if event.train == n]
        near = _in_the_way(whole, calls, number)
        if not near:
            return Ordered(in_order(whole, calls), bound, len(decided) - len(problem.possessions))
        decided = sorted({*decided, *near})
        if options.since(began).seconds < 1 or effort <= 0:
            return Ordered(None, bound, len(decided) - len(problem.possessions))


def _in_the_way(problem: Dispatch, calls: Sequence[Calls], decided: Mapping[int, int]) -> set[int]:
    """The trains as published that a decided one comes too near to."""
    held: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)  # resource: from, to, until free, train
    for train, its in enumerate(calls):
        for (op, start), end in zip(its, _ends(its), strict=True):
            for resource, release in problem.trains[train][op].resources:
                held[resource].append((start, end, end + release, train))
    return {
        other
        for there in held.values()
        for start, _end, free, train in there
        if train in decided
        for since, _until, released, other in there
        if other not in decided and start < released and since < free
    }


def _ends(calls: Calls) -> Iterable[int]:
    return [*(start for _op, start in calls[1:]), calls[-1][1]]
