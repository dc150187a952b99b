"""The built-in road model: minutes and kilometres by car or coach, without a network.

Every figure is an estimate and is shown as one ("约"): the straight line on the WGS84 ellipsoid, stretched
to a road, driven at speeds that grow with distance. The constants are ours: cautious values for a coach with
older guests, so that a day plan made from them does not hurry anybody. Where the line crosses a bay the way
round it by land is taken instead (`planner.travel.coast`); islands have no road.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry import shape

from planner.settings import Settings
from planner.travel.coast import Coast, coast_of

UNREACHABLE = 10_000  # minutes; more than any day has
DETOUR = 1.3  # road kilometres for one straight kilometre
STEPS_KMH = ((8.0, 22.0), (30.0, 45.0), (float("inf"), 75.0))  # speed up to that road kilometre
BOARDING_MIN = 6  # getting in and out, finding the way to the door
WET_KM = 3.0  # with more of the straight line than this over water, the way round is taken; coasts are coarse

_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class RoadTable:
    """Road kilometres and ride minutes between points, shape (n, n); minutes are UNREACHABLE across the sea."""

    km: npt.NDArray[np.float64]
    minutes: npt.NDArray[np.int32]


def road_table(points: Sequence[tuple[float, float]]) -> RoadTable:
    """The table for points given as (latitude, longitude)."""
    n = len(points)
    lat, lon = np.array(points, dtype=float).reshape(n, 2).T
    first, second = np.triu_indices(n, 1)
    _, _, metres = _GEOD.inv(lon[first], lat[first], lon[second], lat[second])
    land_km = np.asarray(metres) / 1000
    wet = _over_sea(lat, lon, first, second, land_km)
    if wet.size:
        land_km[wet] = _coast().round_km(lon, lat, first[wet], second[wet])
    cut_off = np.isinf(land_km)
    land_km[cut_off] = np.asarray(metres)[cut_off] / 1000
    ride = ride_minutes(land_km * DETOUR)
    ride[cut_off] = UNREACHABLE
    km = np.zeros((n, n))
    minutes = np.zeros((n, n), dtype=np.int32)
    km[first, second] = km[second, first] = np.round(land_km * DETOUR, 1)
    minutes[first, second] = minutes[second, first] = ride
    return RoadTable(km, minutes)


def ride_minutes(road_km: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    """Minutes for road kilometres, boarding included, rounded up."""
    minutes = np.full(road_km.shape, float(BOARDING_MIN))
    begin = 0.0
    for end, kmh in STEPS_KMH:
        minutes += np.clip(road_km - begin, 0, end - begin) / kmh * 60
        begin = end
    rounded: npt.NDArray[np.int32] = np.ceil(minutes).astype(np.int32)
    return rounded


def pauses(ride_min: int, stretch_min: int) -> int:
    """How many pauses a ride needs so that no stretch exceeds `stretch_min`."""
    return max(0, -(-ride_min // stretch_min) - 1)


@lru_cache(maxsize=1)
def _land() -> shapely.Geometry:
    file = Settings().data_dir / "basemap" / "ne_land.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    land = shapely.union_all([shape(feature["geometry"]) for feature in collection["features"]])
    shapely.prepare(land)
    return land


@lru_cache(maxsize=1)
def _coast() -> Coast:
    return coast_of(_land())


def _over_sea(
    lat: npt.NDArray[np.float64],
    lon: npt.NDArray[np.float64],
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
    straight_km: npt.NDArray[np.float64],
) -> npt.NDArray[np.intp]:
    """The numbers of the pairs whose straight line crosses more than a cove."""
    far = np.flatnonzero(straight_km > WET_KM)
    along = np.linspace(0.02, 0.98, 25)
    x = lon[first[far], None] + along * (lon[second[far]] - lon[first[far]])[:, None]
    y = lat[first[far], None] + along * (lat[second[far]] - lat[first[far]])[:, None]
    wet_share = 1 - shapely.contains_xy(_land(), x, y).mean(axis=1)
    crossing: npt.NDArray[np.intp] = far[wet_share * straight_km[far] > WET_KM]
    return crossing
