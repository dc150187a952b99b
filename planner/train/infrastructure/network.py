"""The lines a locomotive-hauled train may use, as numbers: stations, sections, and the quickest way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TypeVar

from planner.catalog import RailFacts, Section, SharedTrack

Between = TypeVar("Between", Section, SharedTrack)
AVOIDED = 1.25  # a section on a way already found counts that much longer


@dataclass(frozen=True)
class Link:
    """The rails between two neighbouring stations: one resource, whatever names of lines it carries.

    `single`: one train at a time between them (unknown counts as single); `line` is the leading name, `also_lines` are
    the others on the same rails.
    """

    one: int
    other: int
    km: float
    single: bool
    line: str
    max_kmh: int | None
    high_speed: bool
    also_lines: tuple[str, ...] = ()
    tracks_known: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """All names of lines that these rails carry."""
        return (self.line, *self.also_lines)


@dataclass(frozen=True)
class Network:
    """Stations by number and the links between them."""

    names: tuple[str, ...]
    links: tuple[Link, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def links_at(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.names]
        for number, link in enumerate(self.links):
            found[link.one].append(number)
            found[link.other].append(number)
        return tuple(map(tuple, found))

    def between(self, one: str, other: str, line: str | None = None) -> tuple[int, ...]:
        """The rails between two stations, only those that carry that line if one is named; none if a station is not
        known."""
        ends = self.numbers.get(one, -1), self.numbers.get(other, -1)
        if min(ends) < 0:
            return ()
        return tuple(
            number
            for number in self.links_at[ends[0]]
            if {self.links[number].one, self.links[number].other} == set(ends)
            and (line is None or line in self.links[number].lines)
        )


def make_network(rail: RailFacts) -> Network:
    """All rails of the facts as links: a section each, but one for all sections that share their rails.

    High-speed ones are marked, conventional trains keep off them.
    """
    names = tuple(rail.stations)
    numbers = {name: number for number, name in enumerate(names)}
    shared = {(ends, track.line): track.lines[1:] for track, ends in _with_ends(rail.tracks)}
    carried = {(ends, line) for track, ends in _with_ends(rail.tracks) for line in track.lines[1:]}
    return Network(
        names,
        tuple(
            Link(
                one=numbers[section.from_station],
                other=numbers[section.to_station],
                km=section.km,
                single=section.tracks != "double",
                line=section.line,
                max_kmh=section.max_speed_kmh,
                high_speed=section.service == "high_speed",
                also_lines=shared.get((ends, section.line), ()),
                tracks_known=section.tracks in ("double", "single"),
            )
            for section, ends in _with_ends(rail.sections)
            if (ends, section.line) not in carried
        ),
    )


def _with_ends(rows: Iterable[Between]) -> Iterator[tuple[Between, frozenset[str]]]:
    return ((row, frozenset((row.from_station, row.to_station))) for row in rows)


@dataclass(frozen=True, order=True)
class DirectedLink:
    """A link in the direction one runs through it."""

    link: int
    origin: int
    target: int


@dataclass(frozen=True)
class Barred:
    """Links and stations that a way must keep off."""

    links: Set[int] = frozenset()
    stations: Set[int] = frozenset()


NOTHING = Barred()


def quickest_way(
    network: Network,
    seconds: Sequence[int] | Mapping[int, int],
    origin: int,
    target: int,
    *,
    high_speed: bool = False,
    barred: Barred = NOTHING,
) -> tuple[DirectedLink, ...] | None:
    """The way with the least running time, None if there is none. `high_speed`: may it use such lines?"""
    best = {origin: 0}
    came: dict[int, DirectedLink] = {}
    queue = [(0, origin)]
    while queue:
        now, at = heappop(queue)
        if at == target:
            break
        if now > best[at]:
            continue
        for number in network.links_at[at]:
            link = network.links[number]
            there = link.other if link.one == at else link.one
            if (link.high_speed and not high_speed) or number in barred.links or there in barred.stations:
                continue
            if now + seconds[number] < best.get(there, 1 << 60):
                best[there] = now + seconds[number]
                came[there] = DirectedLink(number, at, there)
                heappush(queue, (best[there], there))
    if target not in best:
        return None
    way: list[DirectedLink] = []
    while target != origin:
        way.append(came[target])
        target = came[target].origin
    return tuple(reversed(way))


def plain_way(network: Network, seconds: Sequence[int], origin: int, target: int) -> tuple[DirectedLink, ...] | None:
    """The way between two stations a timetable names one after the other: the rails between neighbours, else the
    quickest conventional way, None if there is none."""
    ends = {origin, target}
    direct = [k for k in network.links_at[origin] if {network.links[k].one, network.links[k].other} == ends]
    conventional = [k for k in direct if not network.links[k].high_speed]
    if conventional:
        return (DirectedLink(min(conventional, key=seconds.__getitem__), origin, target),)
    return quickest_way(network, seconds, origin, target)


def quickest_ways(
    network: Network, seconds: Sequence[int], origin: int, target: int, most: int
) -> tuple[tuple[DirectedLink, ...], ...]:
    """Up to `most` conventional ways, quickest first (Yen's method): each passes other stations, none of them twice."""
    first = quickest_way(network, seconds, origin, target)
    if not first:
        return ()
    found, seen = [first], {_stations(first)}
    others: list[tuple[int, tuple[int, ...], tuple[DirectedLink, ...]]] = []
    while len(found) < most:
        last = found[-1]
        for number, step in enumerate(last):
            root = last[:number]
            taken = {way[number].target for way in found if _stations(way[:number]) == _stations(root)}
            near = network.links_at[step.origin]
            links = {k for k in near if {network.links[k].one, network.links[k].other} & taken}
            barred = Barred(links, {s.origin for s in root})
            rest = quickest_way(network, seconds, step.origin, target, barred=barred)
            way = root + (rest or ())
            if rest and _stations(way) not in seen:
                seen.add(_stations(way))
                heappush(others, (sum(seconds[s.link] for s in way), _stations(way), way))
        if not others:
            break
        found.append(heappop(others)[2])
    return tuple(found)


def different_ways(
    network: Network, seconds: Sequence[int], origin: int, target: int, most: int
) -> tuple[tuple[DirectedLink, ...], ...]:
    """Up to `most` conventional ways that share little, the quickest first: each section used makes the next way look
    for another one."""
    weights, found = list(seconds), dict[tuple[DirectedLink, ...], None]()
    for _ in range(most):
        way = quickest_way(network, weights, origin, target)
        if not way:
            break
        found[way] = None
        for step in way:
            weights[step.link] = round(weights[step.link] * AVOIDED)
    return tuple(found)


def _stations(way: tuple[DirectedLink, ...]) -> tuple[int, ...]:
    return tuple(step.target for step in way)


def can_dwell(rail: RailFacts, station: str) -> bool:
    """Is there a track to wait on? A station has one besides the running lines, a junction (线路所) has none: that is
    what tells them apart. Whether it is free is not published."""
    return rail.stations[station].kind != "junction" and not station.endswith("所")
