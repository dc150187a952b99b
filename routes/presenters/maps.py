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
LEAST_DEGREES = 0.01  # of latitude shown: the way fills the sketch, a few steps do not
MARGIN = 60  # units around the way, where the numbers stand
APART = 62  # units between the middles of two numbers, which are circles of RADIUS
RADIUS, ROUNDS = 28, 200


@dataclass(frozen=True)
class SketchStop:
    """A place on the sketch, and beside it, clear of all others, its number."""

    x: float
    y: float
    number: int
    spot: Spot
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Sketch:
    """What the template draws: closed paths, the route, and numbered stops."""

    land: tuple[str, ...]
    route: str
    stops: tuple[SketchStop, ...]
    width: int = WIDTH
    height: int = HEIGHT
    radius: int = RADIUS


def trip_sketch(itinerary: Itinerary) -> Sketch:
    """The places of a trip in order, and the way between them; where it comes from may lie beside the sketch."""
    seen = [visit.place for day in itinerary.days for visit in day.visits]
    way = _way(itinerary)
    return _sketch(way, seen, [*seen, *(day.hotel for day in itinerary.days if day.hotel)] or way)


def way_sketch(way: list[Spot]) -> Sketch:
    """A way from spot to spot, all of them marked."""
    return _sketch(way, way, way)


def _sketch(way: list[Spot], seen: list[Spot], within: list[Spot]) -> Sketch:
    frame = _Frame(within)
    points = [frame.xy(spot.lon, spot.lat) for spot in seen]
    labels = _spread(points)
    return Sketch(
        land=tuple(path + "Z" for ring in _outlines(settings().region_dir) if (path := frame.outline(ring))),
        route=frame.path([(spot.lon, spot.lat) for spot in way]),
        stops=tuple(
            SketchStop(*point, number, spot, *label)
            for number, (point, spot, label) in enumerate(zip(points, seen, labels, strict=True), 1)
        ),
    )


def _spread(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where the numbers of the points stand so that none covers another: each as near to its point as may be."""
    at = [(x + n % 2, y + n // 2 % 2) for n, (x, y) in enumerate(points)]  # no two at one point
    for _round in range(ROUNDS):
        moved = False
        for one in range(len(at)):
            for other in range(one):
                (x, y), (x2, y2) = at[one], at[other]
                far = hypot(x - x2, y - y2)
                if far < APART:
                    moved = True
                    share = (APART - far) / 2 + 0.5
                    dx, dy = ((x - x2) / far, (y - y2) / far) if far else (1.0, 0.0)
                    at[one], at[other] = (
                        _inside(x + dx * share, y + dy * share),
                        _inside(x2 - dx * share, y2 - dy * share),
                    )
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in at]


def _inside(x: float, y: float) -> tuple[float, float]:
    least = RADIUS + 4
    return min(max(x, least), WIDTH - least), min(max(y, least), HEIGHT - least)


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
        high, wide = max(lats) - min(lats), (max(lons) - min(lons)) * self.squeeze
        free = HEIGHT - 2 * MARGIN, WIDTH - 2 * MARGIN
        self.scale = min(free[0] / max(high, LEAST_DEGREES), free[1] / max(wide, LEAST_DEGREES))
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
