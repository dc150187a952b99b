"""Published direct trains between two cities, for travellers who go by rail."""

from __future__ import annotations

from dataclasses import dataclass

from pyproj import Geod

from planner.catalog import Catalog, City, RailFacts
from planner.clock import DAY_MIN

DAY_FROM = 7 * 60 + 30  # first departure and last arrival a senior is asked to take
DAY_TO = 20 * 60
LONGEST_MIN = 300
CHOICES = 5
DETOUR = 1.5  # times the fastest train's minutes
CITY_RADIUS_M = 25_000
_GEOD = Geod(ellps="WGS84")
_PREFERRED = ("G", "D", "C")


@dataclass(frozen=True)
class DirectTrain:
    """One published train from one city to another on one day; minutes from 00:00."""

    number: str
    origin: str
    target: str
    depart: int
    arrive: int
    km: float

    @property
    def minutes(self) -> int:
        """From departure to arrival."""
        return self.arrive - self.depart


def city_stations(catalog: Catalog, city: City) -> frozenset[str]:
    """The stations that serve the city itself, not its counties: within 25 km of the main one."""
    return frozenset(
        station.name
        for station in catalog.stations.values()
        if station.city == city.name
        and station.lat is not None
        and station.lon is not None
        and _GEOD.inv(city.lon, city.lat, station.lon, station.lat)[2] <= CITY_RADIUS_M
    )


def direct_trains(rail: RailFacts, origins: frozenset[str], targets: frozenset[str]) -> tuple[DirectTrain, ...]:
    """Up to five daytime trains from one set of stations to another: the fastest of each part of the day.

    High-speed ones alone where there are any, and none that take half as long again as the fastest. Where the
    snapshot gives only one time for a stop, it is the departure: the arrival given is then a few minutes late.
    """
    found = [
        train
        for origin in sorted(origins)
        for number, place in rail.boardings.get(origin, ())
        for train in _of_run(rail, number, place, targets)
    ]
    found = [train for train in found if train.number[0] in _PREFERRED] or found
    longest = min((train.minutes for train in found), default=0) * DETOUR
    best: dict[int, DirectTrain] = {}
    for train in sorted(found, key=lambda t: (t.minutes, t.depart, t.number)):
        if train.minutes <= longest:
            best.setdefault((train.depart - DAY_FROM) * CHOICES // (DAY_TO - DAY_FROM), train)
    return tuple(sorted(best.values(), key=lambda t: t.depart))


def _of_run(rail: RailFacts, number: str, place: int, targets: frozenset[str]) -> list[DirectTrain]:
    """From the call at `place` of a run to the targets it calls at later."""
    if rail.runs[number].quality == "doubtful":
        return []
    result = []
    call, *onward = rail.calls[number][place:]
    km = 0.0
    for later in onward:
        km += later.leg_km or 0
        arrival = later.arrive if later.arrive is not None else later.depart
        if later.station not in targets or arrival is None or call.depart is None:
            continue
        depart, arrive = call.depart % DAY_MIN, arrival - call.depart + call.depart % DAY_MIN
        if depart >= DAY_FROM and arrive <= DAY_TO and arrive - depart <= LONGEST_MIN:
            result.append(DirectTrain(number, call.station, later.station, depart, arrive, km))
    return result
