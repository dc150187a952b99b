"""The ways that diagrams are drawn of: lines from station to station, a published train's, a silver train's by day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.train.infrastructure import quickest_way, running_table
from planner.train.traffic import published_traffic
from planner.train.types import Cruise, Passing


def night_ways(cruise: Cruise) -> list[tuple[Passing, ...]]:
    """The way cut at the calls by day; each stage begins and ends standing."""
    sights = {(call.station, call.km) for call in cruise.calls if call.purpose == "sight"}
    result, current = [], [cruise.passings[0]]
    for passing in cruise.passings[1:]:
        current.append(passing)
        if (passing.station, passing.km) in sights:
            result.append(tuple(current))
            current = [passing]
    return [*result, tuple(current)]


def within(way: Sequence[Passing], span: tuple[int, int]) -> tuple[Passing, ...]:
    """The part of a train's way on which it is between two seconds; () if it does not run in them."""
    ends = [n for n, (one, other) in enumerate(pairwise(way)) if other.arrive_s > span[0] and one.depart_s < span[1]]
    return tuple(way[ends[0] : ends[-1] + 2]) if ends else ()


def line_way(rail: RailFacts, stations: Sequence[str]) -> tuple[Passing, ...]:
    """The conventional lines from station to station as a way without times, kilometres counted on.

    Raises
    ------
    Unknown
        If a station is not known, or there is no way to it.
    """
    table = running_table(rail)
    network, way = table.network, [Passing(stations[0], 0, 0, 0.0, None)]
    for station in stations:
        if station not in network.numbers:
            raise Unknown("station", station)
    for one, other in pairwise(stations):
        steps = quickest_way(network, table.loco_s, network.numbers[one], network.numbers[other])
        if not steps:
            raise Unknown("way", f"{one}–{other}")
        for step in steps:
            link = network.links[step.link]
            way.append(Passing(network.names[step.target], 0, 0, round(way[-1].km + link.km, 1), link.line))
    return tuple(way)


def published_way(rail: RailFacts, train: str) -> tuple[Passing, ...]:
    """The longest stretch of conventional lines that a published train is known to run through, on the day it sets out;
    () if there is none."""
    network = running_table(rail).network
    best: list[Passing] = []
    way: list[Passing] = []
    for run in published_traffic(rail):
        if run.train != train:
            continue
        origin, link = network.names[run.origin], network.links[run.link]
        if not way or way[-1].station != origin:
            way = [Passing(origin, run.enter_s, run.enter_s, 0.0, None)]
        way[-1] = Passing(origin, way[-1].arrive_s, run.enter_s, way[-1].km, way[-1].line)
        km = round(way[-1].km + link.km, 1)
        way.append(Passing(network.names[run.target], run.leave_s, run.leave_s, km, link.line))
        if km > (best[-1].km if best else 0):
            best = list(way)
    return tuple(best)
