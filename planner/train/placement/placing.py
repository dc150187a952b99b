"""The legs of published trains on the lines of the network: which way each took, or why it cannot be placed.

Of several ways between two calls a locomotive-hauled train took the one whose kilometres are the published ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planner.caching import disk_cached, memoize
from planner.catalog import RailFacts, TrainCall, TrainRun
from planner.train.infrastructure import (
    FAST_KMH,
    KINDS,
    KM_CERTAIN,
    LOCO_KINDS,
    DirectedLink,
    Network,
    RunningTable,
    quickest_way,
    quickest_ways,
    running_table,
)
from planner.train.types import TrafficGap

TOP_KMH = {kind: top for top, kinds in KINDS.items() for kind in kinds}
TOO_FAST = 1.05  # times stand in whole minutes and kilometres are whole
OTHER_WAY = 0.05  # a way is another one if its kilometres differ by this share, and by KM_CERTAIN
WAYS_TRIED = 24


@dataclass(frozen=True)
class PlacedLeg:
    """A train between two calls, in seconds of the day it sets out; `arrive_s` is None where it is not published.

    `seq` is the number of the call it begins at; `next_depart_s` when it leaves the call it ends at, None if unknown.
    """

    train: str
    kind: str
    seq: int
    way: tuple[DirectedLink, ...]
    depart_s: int
    arrive_s: int | None
    next_depart_s: int | None

    @property
    def loco(self) -> bool:
        return self.kind in LOCO_KINDS


@dataclass(frozen=True)
class Placing:
    """Every leg of every published train, placed or reported as a gap."""

    legs: tuple[PlacedLeg, ...]
    gaps: tuple[TrafficGap, ...]


@memoize()
@disk_cached
def placing(rail: RailFacts) -> Placing:
    """Each leg of each published train on the network, or why it has no place there."""
    table = running_table(rail)
    legs: list[PlacedLeg] = []
    gaps: list[TrafficGap] = []
    ways = _Ways(table)
    for number, calls in rail.calls.items():
        for one, other in pairwise(calls):
            placed = _place(ways, rail.runs[number], one, other)
            if isinstance(placed, TrafficGap):
                gaps.append(placed)
            else:
                legs.append(placed)
    return Placing(tuple(legs), tuple(gaps))


class _Ways:
    """Ways between stations, looked up once; locomotives keep off high-speed lines."""

    def __init__(self, table: RunningTable) -> None:
        self.table = table
        self.quickest: dict[tuple[str, str, bool], tuple[DirectedLink, ...] | None] = {}
        self.several: dict[tuple[str, str], tuple[tuple[DirectedLink, ...], ...]] = {}

    def __call__(self, origin: str, target: str, loco: bool, leg_km: float | None) -> tuple[DirectedLink, ...] | None:
        """The quickest way, or for locomotives, if its kilometres do not fit, the quickest one that fits best."""
        key = (origin, target, loco)
        network, numbers = self.table.network, self.table.network.numbers
        if key not in self.quickest:
            seconds = self.table.loco_s if loco else self.table.fast_s
            self.quickest[key] = quickest_way(network, seconds, numbers[origin], numbers[target], high_speed=not loco)
        way = self.quickest[key]
        if not way or not loco or leg_km is None or not _another(km_of(network, way), leg_km):
            return way
        if (origin, target) not in self.several:
            self.several[origin, target] = quickest_ways(
                network, self.table.loco_s, numbers[origin], numbers[target], WAYS_TRIED
            )
        return min(self.several[origin, target], key=lambda w: abs(km_of(network, w) - leg_km))


def _place(ways: _Ways, run: TrainRun, one: TrainCall, other: TrainCall) -> TrafficGap | PlacedLeg:
    """The leg on its way, or why it has none. It arrives no later than it leaves again."""
    table, train, kind = ways.table, run.number, run.kind
    arrive = other.arrive if other.arrive is not None else other.depart
    numbers, loco = table.network.numbers, kind in LOCO_KINDS
    if run.quality == "doubtful":
        return TrafficGap(train, one.station, other.station, "doubtful_train")
    if one.station not in numbers or other.station not in numbers:
        return TrafficGap(train, one.station, other.station, "outside")
    if one.depart is None or arrive is None:
        return TrafficGap(train, one.station, other.station, "time_missing")
    if arrive <= one.depart:
        return TrafficGap(train, one.station, other.station, "time_order")
    way = ways(one.station, other.station, loco, other.leg_km)
    if not way:
        return TrafficGap(train, one.station, other.station, "no_way")
    km = km_of(table.network, way)
    if loco and other.leg_km is not None and _another(km, other.leg_km):
        return TrafficGap(train, one.station, other.station, "other_way", round(abs(km - other.leg_km), 1))
    kmh = km / (arrive - one.depart) * 60
    if kmh > TOP_KMH.get(kind, FAST_KMH + 50) * TOO_FAST:
        return TrafficGap(train, one.station, other.station, "too_fast", round(kmh))
    return PlacedLeg(
        train,
        kind,
        one.seq,
        way,
        one.depart * 60,
        None if other.arrive is None else other.arrive * 60,
        None if other.depart is None else other.depart * 60,
    )


def km_of(network: Network, way: tuple[DirectedLink, ...]) -> float:
    """Kilometres of a way."""
    return sum(network.links[step.link].km for step in way)


def _another(km: float, leg_km: float) -> bool:
    return abs(km - leg_km) > max(KM_CERTAIN, OTHER_WAY * km)
