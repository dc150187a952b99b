"""The base map under a trip, without tiles: land, lakes, cities, railways and stations, small enough for a telephone.

Outlines are those of the region's folder, made coarser; railways are straight lines between the neighbouring stations
of the facts. Points are [longitude, latitude] in WGS84 degrees.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from planner.catalog import Catalog, RailFacts

COARSE_DEGREES = 0.002  # outlines may lie this far from the data's, about 200 m
DIGITS = 3  # about 100 m; stations have one more

Point = list[float]
Drawing = dict[str, Any]


def base_map(folder: Path, facts: Catalog, trains: RailFacts) -> Drawing:
    """What js/map.js draws: `land`, `lakes` and `cities` are rings, `railways` pairs of places in `stations`;
    `bounds` are the south-west and north-east corners of what there is, as [latitude, longitude]."""
    cities = _shapes(folder, "cities")
    land = _shapes(folder, "land")
    west, south, east, north = unary_union(land).bounds
    known = {name: (s.lon, s.lat) for name, s in trains.stations.items() if s.lat is not None and s.lon is not None}
    number = {name: place for place, name in enumerate(known)}
    between = {(s.from_station, s.to_station) for s in trains.sections}
    return {
        "bounds": [[south, west], [north, east]],
        "land": [ring for part in land for ring in _rings(part)],
        "lakes": [ring for lake in _shapes(folder, "lakes") for ring in _rings(lake)],
        "cities": [ring for city in cities for ring in _rings(city)],
        "names": [[c.lon, c.lat, c.name, c.name_en] for c in facts.cities.values()],
        "stations": [
            [round(lon, DIGITS + 1), round(lat, DIGITS + 1), *_names(trains, name)]
            for name, (lon, lat) in known.items()
        ],
        "railways": sorted([number[a], number[b]] for a, b in between if a in number and b in number),
    }


def _names(trains: RailFacts, name: str) -> list[str]:
    """What a station is called; nothing for those no traveller can use."""
    station = trains.stations[name]
    return [station.name, station.name_en] if station.on_sale else []


def _shapes(folder: Path, name: str) -> list[BaseGeometry]:
    collection = json.loads((folder / "basemap" / f"{name}.geojson").read_text(encoding="utf-8"))
    return [shape(feature["geometry"]) for feature in collection["features"]]


def _rings(area: BaseGeometry) -> list[list[Point]]:
    """The outer rings of what is left of an area when it is drawn coarsely."""
    coarse = area.simplify(COARSE_DEGREES)
    return [[[round(x, DIGITS), round(y, DIGITS)] for x, y, *_ in part.exterior.coords] for part in _polygons(coarse)]


def _polygons(area: BaseGeometry) -> list[Polygon]:
    parts = getattr(area, "geoms", [area])
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
