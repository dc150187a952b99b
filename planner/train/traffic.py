"""Where the published trains are: each section they run through, with the times of entering and leaving it.

Between two calls the times are spread over the sections by running time. Every train of the snapshot is taken to
run daily: which do not is not known. Freight trains are in no public timetable.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planner.catalog.queries import RailFacts
from planner.catalog.tables import TrainCall
from planner.train.network import Step, quickest_way
from planner.train.running import LOCO_KINDS, RunningTable, running_table

DAY_S = 86_400


@dataclass(frozen=True)
class Run:
    """A published train in one section, in seconds of the day it sets out; repeats every day."""

    train: str
    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int


_traffic: dict[str, tuple[Run, ...]] = {}


def published_traffic(rail: RailFacts) -> tuple[Run, ...]:
    """All runs through sections that conventional trains use; made once for each state of the facts."""
    if rail.digest not in _traffic:
        table, ways = running_table(rail), {}
        runs: list[Run] = []
        for number, calls in rail.calls.items():
            if rail.runs[number].quality == "doubtful":
                continue
            loco = rail.runs[number].kind in LOCO_KINDS
            for one, other in pairwise(calls):
                key = (one.station, other.station, loco)
                if key not in ways:
                    ways[key] = _way(table, one.station, other.station, loco)
                runs += _spread(table, number, one, other, ways[key] or (), loco)
        _traffic.clear()
        _traffic[rail.digest] = tuple(run for run in runs if not table.network.links[run.link].high_speed)
    return _traffic[rail.digest]


def _way(table: RunningTable, origin: str, target: str, loco: bool) -> tuple[Step, ...] | None:
    numbers = table.network.numbers
    if origin not in numbers or target not in numbers:
        return None
    seconds = table.loco_s if loco else table.fast_s
    return quickest_way(table.network, seconds, numbers[origin], numbers[target], high_speed=not loco)


def _spread(
    table: RunningTable, train: str, one: TrainCall, other: TrainCall, way: tuple[Step, ...], loco: bool
) -> list[Run]:
    """The leg's time shared out over its sections; an arrival that is not known is the departure after it."""
    arrive = other.arrive if other.arrive is not None else other.depart
    if one.depart is None or arrive is None or arrive <= one.depart or not way:
        return []
    seconds = table.loco_s if loco else table.fast_s
    total = sum(seconds[step.link] for step in way)
    begin, lasts = one.depart * 60, (arrive - one.depart) * 60
    runs, passed = [], 0
    for step in way:
        enter = begin + lasts * passed // total
        passed += seconds[step.link]
        runs.append(Run(train, step.link, step.origin, step.target, enter, begin + lasts * passed // total))
    return runs
