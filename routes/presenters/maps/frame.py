"""The window on the ground that a sketch shows: as high as what is in it, with outlines nobody sees steps of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from math import cos, hypot, radians
from pathlib import Path

import numpy as np
import numpy.typing as npt

from planner.itinerary.types import Spot

WIDTH = 640
LEAST_HEIGHT, MOST_HEIGHT = 340, 760
MARGIN = 70  # units around what is shown, where the numbers stand
LEAST_DEGREES = 0.01  # of latitude shown: the way fills the sketch, a few steps do not
LEAST_STEP, LEAST_BESIDE = 5, 60  # of an outline, in units of the sketch: on it, and where it lies beside it
DEGREE_M = 111_195  # of latitude, on the mean sphere

Point = tuple[float, float]
Ring = npt.NDArray[np.float64]  # of longitude, latitude


class Frame:
    """A window that holds all spots, with a margin; north is up. `scale` is units for a degree of latitude."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        at = [(spot.lat, spot.lon) for spot in spots]
        south, north = min(lat for lat, _ in at), max(lat for lat, _ in at)
        west, east = min(lon for _, lon in at), max(lon for _, lon in at)
        self._middle = (south + north) / 2, (west + east) / 2
        self._squeeze = cos(radians(self._middle[0]))
        high, wide = max(north - south, LEAST_DEGREES), max((east - west) * self._squeeze, LEAST_DEGREES)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
        self.height = max(LEAST_HEIGHT, round(high * self.scale) + 2 * MARGIN)

    def xy(self, lon: float, lat: float) -> Point:
        x = WIDTH / 2 + (lon - self._middle[1]) * self._squeeze * self.scale
        return round(x, 1), round(self.height / 2 - (lat - self._middle[0]) * self.scale, 1)

    @property
    def metres(self) -> float:
        """Of a unit."""
        return DEGREE_M / self.scale

    def outline(self, ring: Ring) -> str:
        """The path of an area without steps nobody can see; empty if it lies beside the sketch."""
        xs = WIDTH / 2 + (ring[:, 0] - self._middle[1]) * self._squeeze * self.scale
        ys = self.height / 2 - (ring[:, 1] - self._middle[0]) * self.scale
        if xs.max() < 0 or xs.min() > WIDTH or ys.max() < 0 or ys.min() > self.height:
            return ""
        drawn = list(zip(xs.tolist(), ys.tolist(), strict=True))
        kept = drawn[:1]
        for x, y in drawn[1:]:
            seen = -LEAST_BESIDE < x < WIDTH + LEAST_BESIDE and -LEAST_BESIDE < y < self.height + LEAST_BESIDE
            if hypot(x - kept[-1][0], y - kept[-1][1]) >= (LEAST_STEP if seen else LEAST_BESIDE):
                kept.append((x, y))
        return "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in kept)

    def line(self, spots: Iterable[Spot]) -> str:
        """The path from spot to spot."""
        return "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in (self.xy(spot.lon, spot.lat) for spot in spots))


@lru_cache(maxsize=2)
def outlines(folder: Path) -> list[Ring]:
    """The borders of the region's cities, in degrees."""
    collection = json.loads((folder / "basemap" / "cities.geojson").read_text(encoding="utf-8"))
    rings = []
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings += [np.array([point[:2] for point in polygon[0]]) for polygon in polygons]
    return rings
