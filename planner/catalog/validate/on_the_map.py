"""Where facts lie: in their city, apart from one another, on a basemap that can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import shapely
from pyproj import Geod
from shapely.geometry import shape

from planner.catalog.csv_rows import Sheet
from planner.errors import Fault

COAST_KM = 12  # islands and headlands lie outside the simplified city outlines by up to this
TWINS_M = 30  # two places nearer than this are one place entered twice
BASEMAP = ("cities", "province", "coastline", "lakes", "land")  # of each region
ON_THE_MAP = ("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv")
_GEOD = Geod(ellps="WGS84")


def faults_on_the_map(sheets: dict[str, Sheet], folder: Path) -> Iterator[Fault]:
    outlines: dict[str, shapely.Geometry] = {}
    for name in BASEMAP:
        file = f"basemap/{name}.geojson"
        try:
            features = json.loads((folder / file).read_text(encoding="utf-8"))["features"]
            shapes = [(feature["properties"], shape(feature["geometry"])) for feature in features]
        except FileNotFoundError:
            yield Fault(file, 0, "file", "is missing")
        except (ValueError, KeyError, TypeError) as error:
            yield Fault(file, 0, "file", f"is not GeoJSON: {error!r}")
        else:
            if name == "cities":
                outlines = {properties["name"].removesuffix("市"): outline for properties, outline in shapes}
    for name in ON_THE_MAP:
        sheet = sheets[name]
        for number, row in sheet.numbered():
            outline = outlines.get(row["city"])
            if outline is not None and (away := _km_outside(outline, row["lon"], row["lat"])) > COAST_KM:
                yield Fault(name, number, "lat", f"{row['lat']},{row['lon']} lies {away:.0f} km outside {row['city']}")
        yield from _twins(sheet)


def _km_outside(outline: shapely.Geometry, lon: float, lat: float) -> float:
    point = shapely.Point(lon, lat)
    if outline.covers(point):
        return 0.0
    nearest = shapely.shortest_line(point, outline).coords
    return float(_GEOD.inv(*nearest[0], *nearest[1])[2]) / 1000


def _twins(sheet: Sheet) -> Iterator[Fault]:
    """Exact points of two rows on one spot; rough ones may well coincide."""
    exact = [(number, row) for number, row in sheet.numbered() if row["position"] == "exact"]
    for i, (number, row) in enumerate(exact):
        for earlier, other in exact[:i]:
            if abs(row["lat"] - other["lat"]) > 0.001 or abs(row["lon"] - other["lon"]) > 0.001:
                continue
            if _GEOD.inv(row["lon"], row["lat"], other["lon"], other["lat"])[2] < TWINS_M:
                yield Fault(sheet.file, number, "lat", f"is the same spot as row {earlier} ({other['name']})")
