"""The stops of a trip's map, day by day."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog import Catalog, nearest_hospital
from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit


@dataclass(frozen=True)
class Stop:
    """A point of the map and of the list beside it. `kind` is place, station, hotel or hospital; places carry the
    sketch's `number`."""

    kind: str
    key: str
    name: str
    name_en: str
    lat: float
    lon: float
    number: int | None = None


@dataclass(frozen=True)
class TripMap:
    """What js/map.js draws over the base map: stops by day, and the way as (latitude, longitude)."""

    days: tuple[tuple[Stop, ...], ...]
    way: list[tuple[float, float]]


def trip_map(itinerary: Itinerary, facts: Catalog) -> TripMap:
    """The stops of each day in order: stations and places, then the hotel and the hospital nearest to it (on the last
    day, to the last place), unless they are those of the day before."""
    days, number = [], 0
    night: tuple[Stop, ...] = ()
    for day in itinerary.days:
        stops: list[Stop] = []
        for item in day.items:
            if isinstance(item, Visit):
                number += 1
                stops.append(_stop(item.place, number))
            elif isinstance(item, Leg):
                stops += [_stop(spot) for spot in (item.origin, item.target) if spot.kind == "station"]
        before, night = night, _night(day, facts)
        days.append((*dict.fromkeys(stops), *(stop for stop in night if stop not in before)))
    return TripMap(tuple(days), [(spot.lat, spot.lon) for spot in way_of(itinerary.days)])


def way_of(days: tuple[Day, ...]) -> list[Spot]:
    """From spot to spot, through these days."""
    way: list[Spot] = []
    for day in days:
        for item in day.items:
            if isinstance(item, Leg):
                way += [item.origin, item.target] if not way or way[-1] != item.origin else [item.target]
    return way


def _stop(spot: Spot, number: int | None = None) -> Stop:
    name_en = f"{spot.name_en} station" if spot.kind == "station" else spot.name_en
    return Stop(spot.kind, spot.id, spot.name, name_en, spot.lat, spot.lon, number)


def _night(day: Day, facts: Catalog) -> tuple[Stop, ...]:
    last = day.hotel or (day.visits[-1].place if day.visits else None)
    if last is None:
        return ()
    near = nearest_hospital(facts.hospitals.values(), last.lat, last.lon)
    hospital = (Stop("hospital", near[0].id, near[0].name, near[0].name_en, near[0].lat, near[0].lon),) if near else ()
    return (_stop(day.hotel), *hospital) if day.hotel else hospital
