"""What is ringed in a diagram: published trains in conflict, trains in a possession, and what the checker
finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.train.check import Possession, possession_links
from planner.train.diagram.passages import DiagramSegment, Passage
from planner.train.infrastructure import running_table
from planner.train.traffic import traffic


@dataclass(frozen=True)
class ConflictMarker:
    """A place on the sheet: second, and place on the way (0.5 = half-way between the first two stations).

    `kind` is headway, crossing (of `trains`, `shortfall_s` seconds missing, `cause` as in `TrainConflict`), possession
    (a train and the possession `index`) or found (`index` counts what the checker found). `also` are the other places
    of the same on a way that leads over the same rails twice, or past the same station.
    """

    kind: str
    second: float
    place: float
    where: tuple[str, str]  # the section's ends, twice the station if it is one
    trains: tuple[str, ...] = ()
    shortfall_s: int = 0
    cause: str = ""
    index: int = 0
    also: tuple[tuple[float, float], ...] = ()

    @property
    def spots(self) -> tuple[tuple[float, float], ...]:
        """Second and place, wherever it is on the sheet."""
        return ((self.second, self.place), *self.also)


def each_once(markers: Sequence[ConflictMarker]) -> tuple[ConflictMarker, ...]:
    """In the order of time; what a folded way shows twice is one marker with several places."""
    same: dict[tuple[object, ...], list[ConflictMarker]] = defaultdict(list)
    for marker in sorted(markers, key=lambda marker: (marker.second, marker.place, marker.trains)):
        met = (
            () if marker.kind == "found" else (frozenset(marker.trains), frozenset(marker.where), round(marker.second))
        )
        same[marker.kind, marker.index, *met].append(marker)
    return tuple(
        replace(first, also=tuple((other.second, other.place) for other in others)) for first, *others in same.values()
    )


@dataclass(frozen=True)
class DrawnPossession:
    """A possession on one day in one section of the way, between the places `low` and `low + 1`."""

    index: int
    low: int
    begin_s: int
    end_s: int
    only: int | None  # the place of entering that alone is closed; None = both


def drawn_possessions(
    rail: RailFacts, stations: Sequence[str], possessions: Sequence[Possession], span: tuple[int, int]
) -> Iterator[DrawnPossession]:
    """Possessions on the way, by section and day."""
    network = running_table(rail).network
    for index, possession in enumerate(possessions):
        links = possession_links(rail, possession)
        for low, (one, other) in enumerate(pairwise(stations)):
            between = [links[number] for number in network.between(one, other) if number in links]
            if not between:
                continue
            only = low if network.names[between[0]] == one else low + 1
            for day in range(span[0] // DAY_S - 1, span[1] // DAY_S + 1):
                begin_s, end_s = (day * DAY_S + minute * 60 for minute in (possession.begin, possession.end))
                if end_s > span[0] and begin_s < span[1]:
                    yield DrawnPossession(index, low, begin_s, end_s, only if possession.one_way else None)


def possession_markers(
    stations: Sequence[str], passages: Sequence[Passage], closed: Sequence[DrawnPossession], span: tuple[int, int]
) -> list[ConflictMarker]:
    """Each train that is in a closed section, once a possession, where it is first in it within the span."""
    found = []
    by_section = defaultdict(list)
    for shut in closed:
        by_section[shut.low].append(shut)
    for passage in passages:
        seen = set()
        for segment in passage.segments:
            for shut in by_section[min(segment.origin, segment.target)]:
                begin, end = max(segment.enter_s, shut.begin_s, span[0]), min(segment.leave_s, shut.end_s, span[1])
                if shut.index not in seen and begin < end and shut.only in (None, segment.origin):
                    seen.add(shut.index)
                    second = (begin + end) / 2
                    done = (second - segment.enter_s) / (segment.leave_s - segment.enter_s)
                    place = segment.origin + done * (segment.target - segment.origin)
                    where = stations[segment.origin], stations[segment.target]
                    found.append(ConflictMarker("possession", second, place, where, (passage.train,), index=shut.index))
    return found


def conflict_markers(
    rail: RailFacts, stations: Sequence[str], passages: Sequence[Passage], span: tuple[int, int], own: str = ""
) -> list[ConflictMarker]:
    """Each two of the trains drawn in conflict, once for each meeting, where most is lacking; only those
    of the train `own` if it is given."""
    network = running_table(rail).network
    lows: dict[frozenset[str], list[int]] = defaultdict(list)
    for low, ends in enumerate(pairwise(stations)):
        lows[frozenset(ends)].append(low)
    segments = _segments(passages)
    worst: dict[tuple[str, str, int, int], ConflictMarker] = {}
    for c in traffic(rail).conflicts:
        if own and own not in (c.train, c.other):
            continue
        link = network.links[c.link]
        for low in lows.get(frozenset((network.names[link.one], network.names[link.other])), ()):
            for n, segment in segments.get((c.train, low), ()):
                for m, other in segments.get((c.other, low), ()):
                    if abs(segment.enter_s + segment.leave_s - other.enter_s - other.leave_s) >= DAY_S:
                        continue  # half a day apart: not the day on which they meet
                    second, place = nearest(segment, other)
                    key = c.train, c.other, n, m
                    if span[0] <= second <= span[1] and (key not in worst or c.shortfall_s > worst[key].shortfall_s):
                        where = stations[segment.origin], stations[segment.target]
                        worst[key] = ConflictMarker(
                            c.kind, second, place, where, (c.train, c.other), c.shortfall_s, c.cause
                        )
    return list(worst.values())


def violation_markers(
    stations: Sequence[str], ours: Sequence[Passage], found: Sequence[str], span: tuple[int, int]
) -> list[ConflictMarker]:
    """Where our train is, within the span, in the sections ("A → B") and stations the checker names."""
    markers = []
    for index, named in enumerate(found):
        first, _, last = named.partition(" → ")
        for second, place in (spot for passage in ours for spot in _spots(stations, passage, first, last)):
            if span[0] <= second <= span[1]:
                markers.append(ConflictMarker("found", second, place, (first, last or first), index=index))
    return markers


def _spots(stations: Sequence[str], passage: Passage, first: str, last: str) -> Iterator[tuple[float, float]]:
    if last:
        for segment in passage.segments:
            if (stations[segment.origin], stations[segment.target]) == (first, last):
                yield (segment.enter_s + segment.leave_s) / 2, (segment.origin + segment.target) / 2
    else:
        reached = {place: second for second, place in reversed(passage.points)}
        yield from ((second, place) for place, second in reached.items() if stations[place] == first)


def nearest(one: DiagramSegment, other: DiagramSegment) -> tuple[float, float]:
    """Where two trains in one section are nearest: second and place. That is where they pass each other, else at the
    end at which they are less far apart, half-way between their times."""
    low = min(one.origin, one.target)
    ours, theirs = ([each.enter_s, each.leave_s][:: 1 if each.origin == low else -1] for each in (one, other))
    apart = [ours[end] - theirs[end] for end in (0, 1)]
    if apart[0] * apart[1] < 0:
        done = apart[0] / (apart[0] - apart[1])
        return ours[0] + done * (ours[1] - ours[0]), low + done
    end = min((0, 1), key=lambda end: abs(apart[end]))
    return (ours[end] + theirs[end]) / 2, low + end


def _segments(passages: Sequence[Passage]) -> dict[tuple[str, int], list[tuple[int, DiagramSegment]]]:
    found: dict[tuple[str, int], list[tuple[int, DiagramSegment]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for segment in passage.segments:
            found[passage.train, min(segment.origin, segment.target)].append((number, segment))
    return found
