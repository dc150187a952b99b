"""Calls and their order → the path of every night among the published trains, with a change of crew where needed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.facts import Facts
from planner.train.cruise.build import HOME_BY, LAST_DAY_END, LATEST_ARRIVAL, CallOptions
from planner.train.cruise.solver import CruiseChoice
from planner.train.infrastructure import DirectedLink, can_dwell
from planner.train.insertion import FreeIntervals, LegRequest, TrainPath, Window, earliest, make_route
from planner.train.types import CruiseRequest

RELIEFS_TRIED = 3  # stations where the crew could change, the busiest first
SPARE_S = 1800  # of a crew's hours, kept for waiting on the way


@dataclass(frozen=True)
class NightLeg:
    """One stretch of running: its way, its path, and the station where the crew changes on the way."""

    way: tuple[DirectedLink, ...]
    path: TrainPath
    relief: str | None = None


def find_night_legs(
    request: CruiseRequest,
    facts: Facts,
    call_options: CallOptions,
    choice: CruiseChoice,
) -> tuple[list[NightLeg], frozenset[tuple[int, int, int]]]:
    """The path of every night and of the evening home, and every (from, to, night) that cannot be had.

    Published trains repeat daily, so a pair without a path has none on any night.
    """
    cities = [0, *choice.cities, choice.last or 0]
    legs, barred = [], set()
    for night, (a, b) in enumerate(pairwise(cities)):
        ready, morning = night * DAY_S + facts.rules.minute("night-from") * 60, (night + 1) * DAY_S
        early, late = morning + facts.rules.minute("day-window-from") * 60, morning + LATEST_ARRIVAL * 60
        leg = _night_leg(facts, call_options, call_options.ways[a, b] or (), (ready, late), (early, late))
        if leg is None:
            barred |= {(a, b, other) for other in range(request.days - 1)}
        else:
            legs.append(leg)
    if choice.last:
        evening = (request.days - 1) * DAY_S
        ready, home_by = evening + (LAST_DAY_END + 30) * 60, evening + HOME_BY * 60
        leg = _night_leg(
            facts, call_options, call_options.ways[choice.last, 0] or (), (ready, home_by), (evening, home_by)
        )
        if leg is None:
            barred |= {(city, choice.last, request.days - 2) for city in range(len(call_options.stations))}
        else:
            legs.append(leg)
    return legs, frozenset(barred)


def _night_leg(
    facts: Facts, call_options: CallOptions, way: tuple[DirectedLink, ...], depart: Window, arrive: Window
) -> NightLeg | None:
    """The earliest path; if one crew may not work that long, the earliest with a change of crew on the way."""
    crew_s, change_s = round(facts.rules.number("crew-hours") * 3600), facts.rules.whole("crew-change-min") * 60
    slots = FreeIntervals(call_options.occupancy, depart[0], arrive[1])

    def path_of(relief: str | None) -> TrainPath | None:
        calls = {relief: change_s} if relief else {}
        waits = lambda name: can_dwell(facts.rail, name)  # noqa: E731
        return earliest(
            slots, make_route(call_options.table, way, waits, LegRequest(depart, arrive, call_options.top_kmh, calls))
        )

    path = path_of(None)
    if path is None or path.arrive_s[-1] - path.depart_s[0] <= crew_s:
        return None if path is None else NightLeg(way, path)
    for relief in _reliefs(facts.rail, call_options, way, crew_s - SPARE_S):
        path = path_of(relief)
        if path is None:
            continue
        at = next(n for n, step in enumerate(way, 1) if call_options.table.network.names[step.target] == relief)
        if max(path.arrive_s[at] - path.depart_s[0], path.arrive_s[-1] - path.depart_s[at]) <= crew_s:
            return NightLeg(way, path, relief)
    return None


def _reliefs(rail: RailFacts, call_options: CallOptions, way: tuple[DirectedLink, ...], crew_s: int) -> list[str]:
    """The busiest stations on the way that both crews can reach in their hours: where crews change is not public."""
    names, seconds = call_options.table.network.names, call_options.table.stock_s[call_options.top_kmh]
    whole, run, found = sum(seconds[step.link] for step in way), 0, []
    for step in way[:-1]:
        run += seconds[step.link]
        name = names[step.target]
        if can_dwell(rail, name) and run <= crew_s and whole - run <= crew_s:
            found.append(name)
    return sorted(found, key=lambda name: -rail.stations[name].trains_2026)[:RELIEFS_TRIED]
