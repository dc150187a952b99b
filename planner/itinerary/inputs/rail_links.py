"""Published direct trains between two cities, for travellers who go by rail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from pyproj import Geod

from planner.catalog import Catalog, City, RailFacts, TrainCall
from planner.clock import DAY_MIN
from planner.rules import RulePack

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class DirectTrain:
    """One published train from one city to another on one day; minutes from 00:00. `estimated`: its arrival is not
    published."""

    number: str
    origin: str
    target: str
    depart: int
    arrive: int
    km: float
    estimated: bool = False

    @property
    def minutes(self) -> int:
        """From departure to arrival."""
        return self.arrive - self.depart


def city_stations(catalog: Catalog, city: City, rules: RulePack) -> frozenset[str]:
    """The stations that serve the city itself, not its counties: near the main one."""
    radius_m = 1000 * rules.number("station-radius")
    return frozenset(
        station.name
        for station in catalog.stations.values()
        if station.city == city.name
        and station.lat is not None
        and station.lon is not None
        and _GEOD.inv(city.lon, city.lat, station.lon, station.lat)[2] <= radius_m
    )


def direct_trains(
    rail: RailFacts, origins: frozenset[str], targets: frozenset[str], rules: RulePack
) -> tuple[DirectTrain, ...]:
    """All daytime trains from one set of stations to another that are not much slower than the fastest, but those that
    leave no later and arrive no earlier than another between the same stations; by stations, then in order.

    Where the snapshot gives only one time for a stop, it is the departure: the arrival given is then a few minutes
    late. A last stop without any time is estimated from the kilometres and the speed of the same run.
    """
    earliest, latest, most = rules.minute("train-from"), rules.minute("train-by"), rules.whole("train-longest")
    calling = set().union(*(rail.callers.get(target, ()) for target in targets))
    found = [
        train
        for origin in sorted(origins)
        for number, place in rail.boardings.get(origin, ())
        if number in calling
        for train in _of_run(rail, number, place, targets)
        if train.depart >= earliest and train.arrive <= latest and train.minutes <= most
    ]
    longest = min((train.minutes for train in found), default=0) * rules.number("train-detour")
    return tuple(_worth_taking(train for train in found if train.minutes <= longest))


def _worth_taking(trains: Iterable[DirectTrain]) -> list[DirectTrain]:
    """Those that no other between the same stations makes pointless."""
    kept: list[DirectTrain] = []
    for train in sorted(trains, key=lambda t: (t.origin, t.target, -t.depart, t.arrive, t.number)):
        last = kept[-1] if kept else None
        if last and (last.origin, last.target) == (train.origin, train.target) and last.arrive <= train.arrive:
            continue
        kept.append(train)
    return sorted(kept, key=lambda t: (t.origin, t.target, t.depart))


def _of_run(rail: RailFacts, number: str, place: int, targets: frozenset[str]) -> list[DirectTrain]:
    """From the call at `place` of a run to the targets it calls at later."""
    if rail.runs[number].quality == "doubtful":
        return []
    result = []
    call, *onward = rail.calls[number][place:]
    km = 0.0
    for later in onward:
        km += later.leg_km or 0
        if later.station not in targets or call.depart is None:
            continue
        arrival, estimated = later.arrive if later.arrive is not None else later.depart, False
        if arrival is None and later is onward[-1]:
            arrival, estimated = _last_arrival(rail.calls[number]), True
        if arrival is not None:
            depart = call.depart % DAY_MIN
            arrive = arrival - call.depart + depart
            result.append(DirectTrain(number, call.station, later.station, depart, arrive, km, estimated))
    return result


def _last_arrival(calls: tuple[TrainCall, ...]) -> int | None:
    """When a run reaches its last stop at the speed, stops included, at which it got to the stop before; None if that
    is not known."""
    first, before, last = calls[0], calls[-2], calls[-1]
    run_km = sum(call.leg_km or 0 for call in calls[1:-1])
    left = before.depart if before.depart is not None else before.arrive
    reached = before.arrive if before.arrive is not None else before.depart
    if first.depart is None or left is None or reached is None or not last.leg_km or run_km <= 0:
        return None
    return left + ceil(last.leg_km * (reached - first.depart) / run_km)
