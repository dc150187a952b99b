"""The traffic as the checker of trains knows it: published times and windows made anew, the times taken in them read.

The times at which a published train passes between its calls are not published. Those taken here are assigned by
`planner.train.traffic`; they come in as data and are believed only as far as the published ones allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from planner.caching import PackedMapping
from planner.catalog import RailFacts
from planner.train.check.rails import refuse_doubled, refuse_doubtful
from planner.train.infrastructure import running_table
from planner.train.placement import placing, same_slots, section_windows
from planner.train.types import Run, Traffic


@dataclass(frozen=True)
class StationStay:
    """A published train at a station, from arriving to departing; the same second where only one of them is known."""

    train: str
    station: int
    arrive_s: int
    depart_s: int


@dataclass(frozen=True)
class KnownTraffic:
    """A traffic that the published times allow: its runs through the sections that conventional trains use, and its
    stays, both by where they are; trains that run on different days; sections of unknown tracks that are double."""

    by_link: Mapping[int, tuple[Run, ...]]
    stays: Mapping[int, tuple[StationStay, ...]]
    apart: set[tuple[str, str]]
    double: frozenset[int]


def known_traffic(rail: RailFacts, traffic: Traffic) -> KnownTraffic:
    """What is known of a traffic.

    Raises
    ------
    ValueError
        If it is not that of the published trains, or takes a time that the published ones rule out.
    """
    _refuse_impossible(rail, traffic)
    windows, table = section_windows(rail), running_table(rail)
    refuse_doubled(rail, table.network)
    apart, links = same_slots(windows), table.network.links
    refuse_doubtful(table, windows, apart, traffic.double)
    stays = defaultdict[int, list[StationStay]](list)
    for stay in _stays(traffic.runs):
        stays[stay.station].append(stay)
    by_link = defaultdict[int, list[Run]](list)
    for run in traffic.runs:
        if not links[run.link].high_speed:
            by_link[run.link].append(run)
    by_station = {station: tuple(found) for station, found in stays.items()}
    on_links = {link: tuple(runs) for link, runs in by_link.items()}
    return KnownTraffic(PackedMapping(on_links), PackedMapping(by_station), apart, traffic.double)


def _refuse_impossible(rail: RailFacts, traffic: Traffic) -> None:
    """Every placed leg section by section, each time within the window that the published times leave it."""
    windows = section_windows(rail)
    steps = [step for leg in placing(rail).legs for step in leg.way]
    if len(traffic.runs) != len(windows):
        raise ValueError(f"{len(traffic.runs)} runs for {len(windows)} sections of published trains")
    for run, window, step in zip(traffic.runs, windows, steps, strict=True):
        known = run.train, run.link, run.origin, run.target, run.enter_window, run.leave_window
        published = window.train, window.link, window.origin, step.target
        if known != (*published, (window.enter[0], window.enter[2]), (window.leave[0], window.leave[2])):
            raise ValueError(f"not the published train: {run}")
        if (
            not window.enter[0] <= run.enter_s <= window.enter[2]
            or not window.leave[0] <= run.leave_s <= window.leave[2]
        ):
            raise ValueError(f"not in the window of its published times: {run}")


def _stays(runs: tuple[Run, ...]) -> Iterator[StationStay]:
    """Every train at the stations it runs through; where it begins, ends or is lost, for that second only."""
    if not runs:
        return
    yield StationStay(runs[0].train, runs[0].origin, runs[0].enter_s, runs[0].enter_s)
    for before, after in pairwise(runs):
        goes_on = (before.train, before.target) == (after.train, after.origin) and before.leave_s <= after.enter_s
        if goes_on:
            yield StationStay(after.train, after.origin, before.leave_s, after.enter_s)
        else:
            yield StationStay(before.train, before.target, before.leave_s, before.leave_s)
            yield StationStay(after.train, after.origin, after.enter_s, after.enter_s)
    yield StationStay(runs[-1].train, runs[-1].target, runs[-1].leave_s, runs[-1].leave_s)
