"""Who holds which resource from which event to which, and who can get in whose way there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.dispatch.net import NEVER, Course, Windows
from planner.dispatch.problem import ENDLESS


@dataclass(frozen=True)
class ResourceOccupation:
    """A train holds a resource from the start of `operations`, which follow each other for sure, to their end.

    `starts` and `ends` are earliest and latest; `present` is the literal of the operations, None if they are run for
    certain; `free` tells whether its place in the order may change.
    """

    train: int
    operations: tuple[int, ...]
    start: int
    end: int
    release: int
    free: bool
    present: cp_model.IntVar | None
    starts: tuple[int, int]
    ends: tuple[int, int]

    def apart(self, other: ResourceOccupation) -> bool:
        """Always over before the other begins."""
        return self.ends[1] + self.release < other.starts[0]

    def can_precede(self, other: ResourceOccupation) -> bool:
        return self.end != NEVER and self.ends[0] + self.release <= other.starts[1]

    def meeting(self, others: Sequence[ResourceOccupation]) -> Iterator[ResourceOccupation]:
        """Those of other trains, given by their earliest start, that can begin before this one has ended."""
        last = self.ends[1] + self.release
        for other in others:
            if other.starts[0] > last:
                return
            if other.train != self.train:
                yield other


def occupations(
    train: int, course: Course, its: Windows, runs: Mapping[int, cp_model.IntVar | None], kept: int
) -> Iterator[tuple[int, ResourceOccupation]]:
    """(resource, occupation) of one train; operations in the bit set `kept` are not free."""
    chains: dict[int, dict[int, tuple[int, ...]]] = defaultdict(dict)  # resource -> last operation -> all
    for o in runs:
        before = [b for b in course.before[o] if b in runs]
        single = len(before) == 1 and sum(p in runs for p in course.ops[before[0]].successors) == 1
        joins = single and not (kept >> o ^ kept >> before[0]) & 1
        for r, release in course.ops[o].resources:
            earlier = chains[r].get(before[0]) if joins else None
            if earlier and dict(course.ops[before[0]].resources)[r] <= release + course.ops[o].min_duration:
                del chains[r][before[0]]
                chains[r][o] = (*earlier, o)
            else:
                chains[r][o] = (o,)
    for r, found in chains.items():
        for last, operations in found.items():
            first = operations[0]
            follow = [p for p in course.ops[last].successors if p in runs]
            ends = ENDLESS, ENDLESS
            if follow:
                ready = its.earliest[last] + course.ops[last].min_duration
                ends = max(ready, min(its.earliest[p] for p in follow)), max(its.latest[p] for p in follow)
            yield (
                r,
                ResourceOccupation(
                    train=train,
                    operations=operations,
                    start=course.start[first],
                    end=course.end[last] if follow else NEVER,
                    release=dict(course.ops[last].resources)[r],
                    free=not kept >> first & 1,
                    present=runs[first],
                    starts=(its.earliest[first], its.latest[first]),
                    ends=ends,
                ),
            )


def neighbours(
    order: list[ResourceOccupation], given: frozenset[int]
) -> Iterator[tuple[ResourceOccupation, ResourceOccupation]]:
    """Each occupation and the next one of another train, as a train's own may overlap; those of `given` trains, which
    make no room for each other, up to the next one that is not given."""
    for n, a in enumerate(order):
        for b in order[n + 1 :]:
            if b.train == a.train or (a.train in given and b.train in given):
                continue
            yield a, b
            if b.train not in given:
                break
