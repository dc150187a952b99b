"""Facts → numbers for the insertion, and back: legs over the network, the traffic on it, stations to call at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from planner.caching import memoize
from planner.catalog import Catalog, City, RailFacts, Station
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.check import Possession
from planner.train.infrastructure import (
    START_S,
    STOP_S,
    TRAIN_KMH,
    DirectedLink,
    RunningTable,
    all_possessions,
    facilities,
    quickest_way,
    read_assumption,
    running_table,
)
from planner.train.insertion.solver import (
    NEVER,
    Route,
    SectionOccupation,
    SectionPossession,
    StationWindow,
    TrackOccupancy,
    TrackOccupation,
)
from planner.train.traffic import CLEARING_S, published_traffic, single_links, stays, traffic

CALL_REACH_M = 40_000  # the conventional station of a city may lie in one of its towns
WAIT_S = 180  # least technical stop
SLOWEST = 1.15  # of planning time: what is slower loiters on the line
Window = tuple[int, int]


def call_station(catalog: Catalog, table: RunningTable, city: City) -> Station | None:
    """Where a conventional train calls for a city: the busiest such station near its main one."""
    from pyproj import Geod

    ground = Geod(ellps="WGS84")
    numbers = table.network.numbers
    near = [
        station
        for station in catalog.stations.values()
        if station.city == city.name
        and station.on_sale
        and station.kind in ("conventional", "both")
        and station.lat is not None
        and station.lon is not None
        and ground.inv(city.lon, city.lat, station.lon, station.lat)[2] <= CALL_REACH_M
        and any(not table.network.links[k].high_speed for k in table.network.links_at[numbers[station.name]])
    ]
    return max(near, key=lambda s: (s.name == city.station, s.trains_2026, s.name), default=None)


def make_occupancy(
    facts: Facts,
    exclude: str = "",
    assumes: Sequence[str] = (),
    possessions: Sequence[Possession] = (),
) -> TrackOccupancy:
    """All published trains on the conventional network but the one that is `exclude` and those that never run on its
    days; they hold tracks where these are known or assumed."""
    known = traffic(facts.rail)
    excluded = {name for pair in known.apart if exclude in pair for name in pair} | {exclude} if exclude else set()
    return replace(
        _whole_line(facts.rail, facts.rules.whole("headway") * 60),
        closed=closed_sections(facts.rail, all_possessions(facts.rail, possessions)),
        tracks=known_tracks(facts.rail, assumes),
        excluded=frozenset(excluded),
    )


def closed_sections(rail: RailFacts, possessions: Sequence[Possession]) -> dict[int, tuple[SectionPossession, ...]]:
    """When the rails of possessions are closed, by link."""
    table = running_table(rail)
    closed: dict[int, list[SectionPossession]] = defaultdict(list)
    for possession in possessions:
        for step in _taken(table, possession):
            origin = step.origin if possession.one_way else None
            closed[step.link].append(
                SectionPossession(possession.name, origin, possession.begin * 60, possession.end * 60)
            )
    return {link: tuple(found) for link, found in closed.items()}


def _taken(table: RunningTable, possession: Possession) -> Iterator[DirectedLink]:
    """The rails of a possession: all between two neighbours, else along the quickest way; of a station, all at it."""
    network = table.network
    if possession.origin == possession.target:
        station = network.numbers[possession.origin]
        for number in network.links_at[station]:
            at = network.links[number]
            if not at.high_speed:
                yield DirectedLink(number, station, at.other if at.one == station else at.one)
        return
    way = way_between(table, possession.origin, possession.target) or ()
    hops = [(network.names[step.origin], network.names[step.target]) for step in way]
    if any(not network.links[link].high_speed for link in network.between(possession.origin, possession.target)):
        hops = [(possession.origin, possession.target)]
    for origin, target in hops:
        for link in network.between(origin, target):
            if not network.links[link].high_speed:
                yield DirectedLink(link, network.numbers[origin], network.numbers[target])


@memoize()
def _whole_line(rail: RailFacts, headway_s: int) -> TrackOccupancy:
    busy: dict[int, list[SectionOccupation]] = defaultdict(list)
    for run in published_traffic(rail):
        busy[run.link].append(SectionOccupation(run.train, run.origin, run.enter_s, run.leave_s))
    standing: dict[int, list[TrackOccupation]] = defaultdict(list)
    for stay in stays(rail):
        standing[stay.station].append(TrackOccupation(stay.train, stay.arrive_s, stay.depart_s))
    return TrackOccupancy(
        busy={k: tuple(v) for k, v in busy.items()},
        single=single_links(rail),
        headway_s=headway_s,
        clearing_s=CLEARING_S,
        standing={k: tuple(v) for k, v in standing.items()},
    )


def known_tracks(rail: RailFacts, assumes: Sequence[str]) -> dict[int, int]:
    """How many tracks the stations have of which that is known or assumed."""
    assumed = {read_assumption(text, rail.stations)[0] for text in assumes}
    numbers = running_table(rail).network.numbers
    counted = {
        name: facilities(rail.stations, name, assumes).tracks
        for name, station in rail.stations.items()
        if station.tracks or name in assumed
    }
    return {numbers[name]: tracks for name, tracks in counted.items() if tracks is not None}


@dataclass(frozen=True)
class LegRequest:
    """From one stop to the next: when to depart and to arrive, in seconds; at the stations of `calls` on the way the
    train must stop, for at least so many seconds."""

    depart: Window
    arrive: Window
    top_kmh: int = TRAIN_KMH
    calls: Mapping[str, int] = field(default_factory=dict)


def make_route(
    table: RunningTable, way: Sequence[DirectedLink], may_stop: Callable[[str], bool], leg: LegRequest
) -> Route:
    """A way from stop to stop for the insertion; technical stops where `may_stop` says so of a station's name."""
    names, least = table.network.names, tuple(table.stock_s[leg.top_kmh][step.link] for step in way)
    between = [
        StationWindow(call=True, stay=(leg.calls[name], NEVER))
        if (name := names[step.target]) in leg.calls
        else StationWindow(stops=may_stop(name), stay=(WAIT_S, NEVER))
        for step in way[:-1]
    ]
    return Route(
        sections=tuple(step.link for step in way),
        stations=(way[0].origin, *(step.target for step in way)),
        min_running_s=least,
        max_running_s=tuple(slowest(seconds) for seconds in least),
        visits=(StationWindow(depart=leg.depart), *between, StationWindow(arrive=leg.arrive)),
        start_s=START_S,
        stop_s=STOP_S,
    )


def slowest(seconds: int) -> int:
    """The most a train takes for a section that it could run through in those seconds."""
    return ceil(seconds * SLOWEST)


def way_between(
    table: RunningTable, origin: str, target: str, top_kmh: int = TRAIN_KMH
) -> tuple[DirectedLink, ...] | None:
    """The quickest conventional way between two stations."""
    numbers = table.network.numbers
    return quickest_way(table.network, table.stock_s[top_kmh], numbers[origin], numbers[target])


def leg_seconds(table: RunningTable, way: tuple[DirectedLink, ...], top_kmh: int = TRAIN_KMH) -> int:
    """Running time without a stop between, start and stop included."""
    return sum(table.stock_s[top_kmh][step.link] for step in way) + START_S + STOP_S


def boarding_minutes(guests: int, rules: RulePack) -> int:
    """Minutes until all guests are in or out, at a low platform."""
    each = rules.number("board-seconds-low") * guests / rules.whole("doors")
    return ceil(each / 60) + rules.whole("board-extra-min")
