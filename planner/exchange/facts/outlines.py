"""The outlines of cities on the base map: boxes and tiles to ask for, and the city a point lies in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

import shapely
from shapely.geometry import shape

from planner.exchange.facts.servers import Box

TILE_DEG = 0.5  # some 40 km by 55 in Liaoning: few enough sights for one question


@dataclass(frozen=True)
class Area:
    """Whose rows are compared, and the city of a point (degrees north, east); None if it is in none."""

    cities: frozenset[str]
    city_at: Callable[[float, float], str | None]


def one_city(name: str) -> Area:
    """An area that is one city."""
    return Area(frozenset((name,)), lambda _lat, _lon: name)


def all_cities(outlines: Mapping[str, shapely.Geometry]) -> Area:
    """An area of all the cities on the map."""
    for outline in outlines.values():
        shapely.prepare(outline)

    def city_at(lat: float, lon: float) -> str | None:
        point = shapely.Point(lon, lat)
        return next((name for name, outline in outlines.items() if outline.covers(point)), None)

    return Area(frozenset(outlines), city_at)


def read_outlines(region_dir: Path) -> dict[str, shapely.Geometry]:
    """The cities' outlines of a region, by name without 市."""
    file = region_dir / "basemap" / "cities.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["name"].removesuffix("市"): shape(f["geometry"]) for f in features}


def box_of(outline: shapely.Geometry) -> Box:
    """The box around an outline."""
    west, south, east, north = outline.bounds
    return south, west, north, east


def tiles_of(outlines: Mapping[str, shapely.Geometry], size: float = TILE_DEG) -> list[Box]:
    """The tiles of a grid that hold some of the cities, from south to north and west to east."""
    whole = shapely.union_all([shapely.make_valid(outline) for outline in outlines.values()])
    west, south, east, north = whole.bounds
    rows, columns = range(floor(south / size), ceil(north / size)), range(floor(west / size), ceil(east / size))
    found = [(r * size, c * size, (r + 1) * size, (c + 1) * size) for r in rows for c in columns]
    return [tile for tile in found if whole.intersects(shapely.box(tile[1], tile[0], tile[3], tile[2]))]
