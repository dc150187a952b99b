"""The trains on a way through the network: where and when each of them enters it, and where and when it leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.infrastructure import running_table
from planner.train.traffic import published_traffic
from planner.train.types import Passing

CLASSES = ("K", "T", "Z", "Y", "other")


class Hop(NamedTuple):
    """A train in one section: from and to which station, the seconds of leaving the one and reaching the other, and
    whether these are published or reckoned."""

    origin: str
    target: str
    enter_s: int
    leave_s: int
    enter_known: bool = True
    leave_known: bool = True


@dataclass(frozen=True)
class DiagramSegment:
    """A train between two neighbouring stations of the way, by their places on it."""

    origin: int
    target: int
    enter_s: int
    leave_s: int


@dataclass(frozen=True)
class Passage:
    """A train on the way, from entering to leaving it; it never turns round. `points` are seconds from 00:00 of the
    first day and places on the way (0 = the first station). `train` is "" for one without a number. `known`: is the
    time of each point given, or only reckoned?"""

    train: str
    points: tuple[tuple[int, int], ...]
    known: tuple[bool, ...]

    @property
    def enter_s(self) -> int:
        return self.points[0][0]

    @property
    def leave_s(self) -> int:
        return self.points[-1][0]

    @property
    def origin(self) -> int:
        return self.points[0][1]

    @property
    def target(self) -> int:
        return self.points[-1][1]

    @property
    def segments(self) -> Iterator[DiagramSegment]:
        for (left, one), (reached, other) in pairwise(self.points):
            if one != other:
                yield DiagramSegment(one, other, left, reached)

    def later(self, seconds: int) -> Passage:
        """The same at another time."""
        return replace(self, points=tuple((second + seconds, place) for second, place in self.points))


def class_of(rail: RailFacts, train: str) -> str:
    """One of `CLASSES`: by these lines are distinguished."""
    kind = rail.runs[train].kind
    return kind if kind in CLASSES else "other"


def published_passages(rail: RailFacts, stations: Sequence[str], span: tuple[int, int]) -> tuple[Passage, ...]:
    """All published trains on the way between two seconds, by the time of entering; they run every day."""
    names = running_table(rail).network.names
    begin, end = span
    found = []
    for train, runs in groupby(published_traffic(rail), key=lambda run: run.train):
        hops = (
            Hop(names[r.origin], names[r.target], r.enter_s, r.leave_s, r.enter_published, r.leave_published)
            for r in runs
        )
        for passage in passages_of(train, stations, hops):
            first, last = (begin - passage.leave_s) // DAY_S + 1, -((passage.enter_s - end) // DAY_S) - 1
            found += [passage.later(day * DAY_S) for day in range(first, last + 1)]
    return tuple(sorted(found, key=lambda passage: (passage.enter_s, passage.train)))


def train_passages(stations: Sequence[str], train: Sequence[Passing], span: tuple[int, int]) -> tuple[Passage, ...]:
    """A train on a way that need not be its own, between two seconds."""
    hops = (Hop(one.station, other.station, one.depart_s, other.arrive_s) for one, other in pairwise(train))
    return tuple(p for p in passages_of("", stations, hops) if p.leave_s > span[0] and p.enter_s < span[1])


def whole_passage(way: Sequence[Passing]) -> Passage:
    """A train on its own way, which may turn round."""
    points = [(way[0].depart_s, 0)]
    for place, passing in enumerate(way[1:], 1):
        points.append((passing.arrive_s, place))
        if passing.depart_s > passing.arrive_s and place < len(way) - 1:
            points.append((passing.depart_s, place))
    return Passage("", tuple(points), (True,) * len(points))


def passages_of(train: str, stations: Sequence[str], hops: Iterable[Hop]) -> list[Passage]:
    """A train's sections on the way, joined where it goes on in the same direction."""
    sections: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, (one, other) in enumerate(pairwise(stations)):
        sections.setdefault((one, other), []).append((place, place + 1))
        sections.setdefault((other, one), []).append((place + 1, place))
    found: list[_Growing] = []
    growing: list[_Growing] = []
    for hop in hops:
        grown = []
        for at, beyond in sections.get((hop.origin, hop.target), ()):
            passage = next((passage for passage in growing if passage.goes_on(at, beyond, hop.enter_s)), None)
            if passage is None:
                found.append(passage := _Growing([(hop.enter_s, at)], [hop.enter_known]))
            passage.grow(beyond, hop)
            grown.append(passage)
        growing = grown
    return [Passage(train, tuple(one.points), tuple(one.known)) for one in found]


@dataclass
class _Growing:
    points: list[tuple[int, int]]
    known: list[bool]

    def goes_on(self, one: int, other: int, enter_s: int) -> bool:
        (_, before), (reached, at) = self.points[-2:]
        return at == one and other - one == at - before and reached <= enter_s

    def grow(self, other: int, hop: Hop) -> None:
        if hop.enter_s > self.points[-1][0]:
            self.points.append((hop.enter_s, self.points[-1][1]))
            self.known.append(hop.enter_known)
        self.points.append((hop.leave_s, other))
        self.known.append(hop.leave_known)
