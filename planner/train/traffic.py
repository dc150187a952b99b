"""Where the published trains are: each section they run through, with the times of entering and leaving it.

Between two calls the times are spread over the sections by running time: interpolated, and marked so. What cannot be
placed, or cannot be true, is left out and told as a gap, never dropped silently. Every train of the snapshot is taken
to run daily: which do not is not known. Freight trains are in no public timetable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.catalog.tables import TrainCall
from planner.train.calibrate import KINDS, KM_CERTAIN
from planner.train.network import Network, Step, quickest_way
from planner.train.running import FAST_KMH, LOCO_KINDS, RunningTable, running_table

DAY_S = 86_400
TOP_KMH = {kind: top for top, kinds in KINDS.items() for kind in kinds}
TOO_FAST = 1.05  # times stand in whole minutes and kilometres are whole
OTHER_WAY = 0.05  # a way is another one if its kilometres differ by this share, and by KM_CERTAIN
GAPS = ("doubtful_train", "outside", "time_missing", "time_order", "no_way", "other_way", "too_fast")


@dataclass(frozen=True)
class Run:
    """A published train in one section, in seconds of the day it sets out; repeats every day.

    A time that is not published is interpolated between the calls.
    """

    train: str
    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int
    enter_published: bool = False
    leave_published: bool = False


@dataclass(frozen=True)
class Gap:
    """A leg between two calls that is in no traffic: why (one of GAPS), and by how much where that can be said."""

    train: str
    origin: str
    target: str
    kind: str
    size: float | None = None  # km/h too fast, or kilometres of difference


@dataclass(frozen=True)
class Traffic:
    """Every leg of every published train: in `runs` on the lines of the network, or in `gaps`."""

    runs: tuple[Run, ...]
    gaps: tuple[Gap, ...]
    legs: int


_traffic: dict[str, Traffic] = {}


def traffic(rail: RailFacts) -> Traffic:
    """Made once for each state of the facts."""
    if rail.digest not in _traffic:
        table = running_table(rail)
        runs: list[Run] = []
        gaps: list[Gap] = []
        legs, ways = 0, _Ways(table)
        for number, calls in rail.calls.items():
            run = rail.runs[number]
            for one, other in pairwise(calls):
                legs += 1
                placed = _place(table, ways, number, run.kind, run.quality == "doubtful", one, other)
                if isinstance(placed, Gap):
                    gaps.append(placed)
                else:
                    runs += placed
        _traffic.clear()
        _traffic[rail.digest] = Traffic(tuple(runs), tuple(gaps), legs)
    return _traffic[rail.digest]


def published_traffic(rail: RailFacts) -> tuple[Run, ...]:
    """All runs through sections that conventional trains use."""
    links = running_table(rail).network.links
    return tuple(run for run in traffic(rail).runs if not links[run.link].high_speed)


def gap_counts(rail: RailFacts) -> dict[str, int]:
    """How many legs are in no traffic, by kind."""
    found = Counter(gap.kind for gap in traffic(rail).gaps)
    return {kind: found[kind] for kind in GAPS}


class _Ways:
    """Ways between stations, looked up once; locomotives keep off high-speed lines."""

    def __init__(self, table: RunningTable) -> None:
        self.table = table
        self.found: dict[tuple[str, str, bool], tuple[Step, ...] | None] = {}

    def __call__(self, origin: str, target: str, loco: bool) -> tuple[Step, ...] | None:
        key = (origin, target, loco)
        if key not in self.found:
            network, numbers = self.table.network, self.table.network.numbers
            seconds = self.table.loco_s if loco else self.table.fast_s
            self.found[key] = quickest_way(network, seconds, numbers[origin], numbers[target], high_speed=not loco)
        return self.found[key]


def _place(
    table: RunningTable, ways: _Ways, train: str, kind: str, doubtful: bool, one: TrainCall, other: TrainCall
) -> Gap | list[Run]:
    """The leg's runs, or why there are none. An arrival that is not known is the departure after it."""
    arrive = other.arrive if other.arrive is not None else other.depart
    loco = kind in LOCO_KINDS
    if doubtful:
        return Gap(train, one.station, other.station, "doubtful_train")
    if one.station not in table.network.numbers or other.station not in table.network.numbers:
        return Gap(train, one.station, other.station, "outside")
    if one.depart is None or arrive is None:
        return Gap(train, one.station, other.station, "time_missing")
    if arrive <= one.depart:
        return Gap(train, one.station, other.station, "time_order")
    way = ways(one.station, other.station, loco)
    if not way:
        return Gap(train, one.station, other.station, "no_way")
    km = _km(table.network, way)
    off = abs(km - other.leg_km) if other.leg_km is not None else 0.0
    if loco and off > max(KM_CERTAIN, OTHER_WAY * km):
        return Gap(train, one.station, other.station, "other_way", round(off, 1))
    kmh = km / (arrive - one.depart) * 60
    if kmh > TOP_KMH.get(kind, FAST_KMH + 50) * TOO_FAST:
        return Gap(train, one.station, other.station, "too_fast", round(kmh))
    return list(_spread(table, train, one.depart, arrive, other.arrive is not None, way, loco))


def _spread(
    table: RunningTable, train: str, depart: int, arrive: int, arrival_known: bool, way: tuple[Step, ...], loco: bool
) -> Iterator[Run]:
    """The leg's time shared out over its sections by running time."""
    seconds = table.loco_s if loco else table.fast_s
    total = sum(seconds[step.link] for step in way)
    begin, lasts, passed = depart * 60, (arrive - depart) * 60, 0
    for number, step in enumerate(way):
        enter = begin + lasts * passed // total
        passed += seconds[step.link]
        leave, last = begin + lasts * passed // total, number == len(way) - 1
        yield Run(train, step.link, step.origin, step.target, enter, leave, number == 0, last and arrival_known)


def _km(network: Network, way: tuple[Step, ...]) -> float:
    return sum(network.links[step.link].km for step in way)
