"""Where roads wind: for straight ways over the map, the share of each that crosses hills, and what hills cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape

from planner.travel.table import Floats

SAMPLES = (np.arange(24) + 0.5) / 24  # points looked at along a way


@dataclass(frozen=True)
class Hills:
    """A stretch of land, in degrees, where a straight kilometre is `detour` on the road, driven at `kmh`."""

    land: shapely.Geometry
    detour: float
    kmh: float


@lru_cache(maxsize=4)
def read_hills(file: Path) -> tuple[Hills, ...]:
    """The hills of a region; none if nobody drew them."""
    if not file.exists():
        return ()
    found = []
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        land = shape(feature["geometry"])
        shapely.prepare(land)
        found.append(Hills(land, float(feature["properties"]["detour"]), float(feature["properties"]["kmh"])))
    return tuple(found)


def shares(
    hills: tuple[Hills, ...],
    lat: Floats,
    lon: Floats,
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
) -> Floats:
    """The share of each way `first` → `second` inside each of the hills, shape (ways, hills)."""
    x = lon[first, None] + SAMPLES * (lon[second] - lon[first])[:, None]
    y = lat[first, None] + SAMPLES * (lat[second] - lat[first])[:, None]
    found = np.zeros((len(first), len(hills)))
    for number, part in enumerate(hills):
        found[:, number] = shapely.contains_xy(part.land, x, y).mean(axis=1)
    return found
