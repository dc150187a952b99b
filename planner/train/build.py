"""Facts → numbers for the insertion, and back: legs over the network, the traffic on it, stations to call at."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from pyproj import Geod

from planner.catalog.queries import Catalog, RailFacts
from planner.catalog.tables import City, Station
from planner.rules import RulePack
from planner.train.calibrate import START_S, STOP_S
from planner.train.insert import Leg
from planner.train.network import Step, quickest_way
from planner.train.occupation import Busy, Line, make_line
from planner.train.running import RunningTable
from planner.train.traffic import published_traffic, single_links

CALL_REACH_M = 40_000  # the conventional station of a city may lie in one of its towns
WAIT_S = 180  # least technical stop
CLEAR_S = 180  # after an opposing train on single track. Planning value of the trade, editable
_GEOD = Geod(ellps="WGS84")


def call_station(catalog: Catalog, table: RunningTable, city: City) -> Station | None:
    """Where a conventional train calls for a city: the busiest such station near its main one."""
    numbers = table.network.numbers
    near = [
        station
        for station in catalog.stations.values()
        if station.city == city.name
        and station.on_sale
        and station.kind in ("conventional", "both")
        and station.lat is not None
        and station.lon is not None
        and _GEOD.inv(city.lon, city.lat, station.lon, station.lat)[2] <= CALL_REACH_M
        and any(not table.network.links[k].high_speed for k in table.network.links_at[numbers[station.name]])
    ]
    return max(near, key=lambda s: (s.name == city.station, s.trains_2026, s.name), default=None)


def make_traffic(rail: RailFacts, table: RunningTable, rules: RulePack) -> Line:
    """All published trains on the conventional network."""
    runs = ((run.link, Busy(run.train, run.origin, run.enter_s, run.leave_s)) for run in published_traffic(rail))
    return make_line(runs, single_links(rail), rules.whole("headway") * 60, CLEAR_S)


def make_leg(table: RunningTable, way: tuple[Step, ...], may_stop: Callable[[str], bool]) -> Leg:
    """A way as the insertion sees it; technical stops where `may_stop` says so of a station's name."""
    names = table.network.names
    return Leg(
        sections=tuple(step.link for step in way),
        origins=tuple(step.origin for step in way),
        run_s=tuple(table.loco_s[step.link] for step in way),
        may_stop=(True, *(may_stop(names[step.target]) for step in way[:-1]), True),
        start_s=START_S,
        stop_s=STOP_S,
        least_wait_s=WAIT_S,
    )


def way_between(table: RunningTable, origin: str, target: str) -> tuple[Step, ...] | None:
    """The quickest conventional way between two stations."""
    numbers = table.network.numbers
    return quickest_way(table.network, table.loco_s, numbers[origin], numbers[target])


def leg_seconds(table: RunningTable, way: tuple[Step, ...]) -> int:
    """Running time without a stop between, start and stop included."""
    return sum(table.loco_s[step.link] for step in way) + START_S + STOP_S


def boarding_minutes(guests: int, rules: RulePack) -> int:
    """Minutes until all guests are in or out, at a low platform."""
    each = rules.number("board-seconds-low") * guests / rules.whole("doors")
    return ceil(each / 60) + rules.whole("board-extra-min")
