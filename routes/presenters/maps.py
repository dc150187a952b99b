"""Where a trip goes: a sketch for paper and for no network, as SVG coordinates; and the stops of the map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path

from planner.catalog import Catalog, nearest_hospital
from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit
from routes.state import settings

WIDTH, HEIGHT = 640, 480
LEAST_STEP, LEAST_BESIDE = 4, 60  # of an outline, in units of the sketch: on it, and where it lies beside it
LEAST_DEGREES = 0.25  # of latitude shown, so that a walk in one town still has its surroundings


@dataclass(frozen=True)
class Sketch:
    """What the template draws: closed paths, the route, and named stops (x, y, number, name's spot)."""

    land: tuple[str, ...]
    route: str
    stops: tuple[tuple[float, float, int, Spot], ...]
    width: int = WIDTH
    height: int = HEIGHT


def trip_sketch(itinerary: Itinerary) -> Sketch:
    """The places of a trip in order, and the way between them."""
    way = _way(itinerary)
    seen = [visit.place for day in itinerary.days for visit in day.visits]
    frame = _Frame([*way, *seen])
    return Sketch(
        land=tuple(path + "Z" for ring in _outlines(settings().region_dir) if (path := frame.outline(ring))),
        route=frame.path([(spot.lon, spot.lat) for spot in way]),
        stops=tuple((*frame.xy(spot.lon, spot.lat), number, spot) for number, spot in enumerate(seen, 1)),
    )


@dataclass(frozen=True)
class Stop:
    """A point of the map and of the list beside it. `kind` is place, station, hotel or hospital; places carry the
    sketch's `number`."""

    kind: str
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
    day, to the last place)."""
    days, number = [], 0
    for day in itinerary.days:
        stops: list[Stop] = []
        for item in day.items:
            if isinstance(item, Visit):
                number += 1
                stops.append(_stop(item.place, number))
            elif isinstance(item, Leg):
                stops += [_stop(spot) for spot in (item.origin, item.target) if spot.kind == "station"]
        days.append((*dict.fromkeys(stops), *_night(day, facts)))
    return TripMap(tuple(days), [(spot.lat, spot.lon) for spot in _way(itinerary)])


def _stop(spot: Spot, number: int | None = None) -> Stop:
    return Stop(spot.kind, spot.name, spot.name_en, spot.lat, spot.lon, number)


def _night(day: Day, facts: Catalog) -> tuple[Stop, ...]:
    last = day.hotel or (day.visits[-1].place if day.visits else None)
    if last is None:
        return ()
    near = nearest_hospital(facts.hospitals.values(), last.lat, last.lon)
    hospital = (Stop("hospital", near[0].name, near[0].name_en, near[0].lat, near[0].lon),) if near else ()
    return (_stop(day.hotel), *hospital) if day.hotel else hospital


def _way(itinerary: Itinerary) -> list[Spot]:
    """From spot to spot, through all days."""
    way: list[Spot] = []
    for day in itinerary.days:
        for item in day.items:
            if isinstance(item, Leg):
                way += [item.origin, item.target] if not way or way[-1] != item.origin else [item.target]
    return way


class _Frame:
    """A window on the ground that holds all spots, with a margin; north is up."""

    def __init__(self, spots: list[Spot]) -> None:
        lats, lons = [s.lat for s in spots], [s.lon for s in spots]
        middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.squeeze = cos(radians(middle[0]))
        wide = (max(lons) - min(lons)) * self.squeeze * HEIGHT / WIDTH
        span = max(max(lats) - min(lats), wide, LEAST_DEGREES) * 1.3
        self.scale = HEIGHT / span
        self.middle = middle

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self.middle[1]) * self.squeeze * self.scale
        return round(x, 1), round(HEIGHT / 2 - (lat - self.middle[0]) * self.scale, 1)

    def outline(self, ring: list[tuple[float, float]]) -> str:
        """The path of an area without steps nobody can see; empty if it lies beside the sketch."""
        drawn = [self.xy(*point) for point in ring]
        xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
        if max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
            return ""
        kept = drawn[:1]
        for x, y in drawn[1:]:
            seen = -LEAST_BESIDE < x < WIDTH + LEAST_BESIDE and -LEAST_BESIDE < y < HEIGHT + LEAST_BESIDE
            if hypot(x - kept[-1][0], y - kept[-1][1]) >= (LEAST_STEP if seen else LEAST_BESIDE):
                kept.append((x, y))
        return "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in kept)

    def path(self, points: list[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{x},{y}" for x, y in (self.xy(*point) for point in points)) if points else ""


@lru_cache(maxsize=2)
def _outlines(folder: Path) -> list[list[tuple[float, float]]]:
    collection = json.loads((folder / "basemap" / "cities.geojson").read_text(encoding="utf-8"))
    rings = []
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings += [[(x, y) for x, y, *_ in polygon[0]] for polygon in polygons]
    return rings
