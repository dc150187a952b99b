"""The built-in road model: kilometres and minutes by car or coach, without a network.

Every figure is an estimate and is shown as one ("约"). The straight line on the WGS84 ellipsoid is stretched to a
road: by `TOWN_DETOUR` for the first kilometres (a grid of streets costs 4/π = 1.27), by `PLAIN_DETOUR` farther out,
and by more where it crosses hills (`planner.travel.terrain`). Where the line crosses a bay the way round it by land
is taken instead (`planner.travel.coast`); islands have no road.

What was measured, by `python -m benchmarks.roads` on the 20 printed road distances (16 to 520 km) of
the region's `road_distances.csv`: each predicted from the 19 others, the median error is 6.0 %, nine of ten are
within 14.3 % (as built 5.5 % and 12.7 %; one factor of 1.3, as used before, 10.8 % and 17.9 %). The worst are
one road into the hills, +31 %, where the printed figure may be an old one's, and two ways through hills by the sea,
-16 % and +14 %. In the hills of the west and inside towns nothing was found to measure against.

Minutes are cautious on purpose, for a coach with older guests: of 14 printed drives and coach rides none takes longer
than the model says but a public bus with all its stops (-25 %). Below 200 km the model adds 6 to 46 %, median 28 %.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape

from planner.settings import Settings
from planner.travel.cached_provider import CachedProvider
from planner.travel.coast import Coast, coast_of
from planner.travel.table import BOARDING_MIN, GEOD, UNREACHABLE, Floats, Minutes, Pairs, Points, RoadTable
from planner.travel.terrain import Hills, read_hills, shares

TOWN_DETOUR, TOWN_KM = 1.3, 20.0  # road kilometres for one straight kilometre, up to that straight kilometre
PLAIN_DETOUR = 1.12  # the same beyond, outside hills. Fitted
STEPS_KMH = ((8.0, 22.0), (30.0, 45.0))  # speed up to that road kilometre. Ours
FAR_KMH = 75.0  # beyond, outside hills. Ours
WET_KM = 3.0  # with more of the straight line than this over water, the way round is taken; coasts are coarse


def estimate(points: Points) -> RoadTable:
    """The table for points given as (latitude, longitude); the same both ways."""
    n = len(points)
    first, second = np.triu_indices(n, 1)
    road_km, ride = way_provider().ways(points, first, second)
    km, minutes = np.zeros((n, n)), np.zeros((n, n), dtype=np.int32)
    km[first, second] = km[second, first] = road_km
    minutes[first, second] = minutes[second, first] = ride
    return RoadTable(km, minutes, ~np.eye(n, dtype=bool))


def way_provider() -> CachedProvider:
    """The estimates of this process, kept: the same ways are asked for again and again."""
    return _way_provider(region_folder())


@lru_cache(maxsize=2)
def _way_provider(_folder: Path) -> CachedProvider:
    return CachedProvider(estimate_ways)


def estimate_ways(lat: Floats, lon: Floats, first: Pairs, second: Pairs) -> tuple[Floats, Minutes]:
    """Road kilometres (to a tenth) and ride minutes of the ways `first` → `second`; UNREACHABLE across the sea."""
    land_km, cut_off = by_land(lat, lon, first, second)
    hills = region_hills()
    road_km, kmh = stretched(land_km, shares(hills, lat, lon, first, second), hills)
    ride = ride_minutes(road_km, kmh)
    ride[cut_off] = UNREACHABLE
    return np.round(road_km, 1), ride


def by_land(lat: Floats, lon: Floats, first: Pairs, second: Pairs) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Kilometres between pairs, straight but round bays, and which pairs the sea cuts off (through the air then)."""
    straight = np.asarray(GEOD.inv(lon[first], lat[first], lon[second], lat[second])[2]) / 1000
    land_km = straight.copy()
    wet = _over_sea(lat, lon, first, second, straight)
    if wet.size:
        land_km[wet] = _coast(region_folder()).round_km(lon, lat, first[wet], second[wet])
    cut_off = np.isinf(land_km)
    land_km[cut_off] = straight[cut_off]
    return land_km, cut_off


def stretched(
    land_km: Floats, in_hills: Floats, hills: tuple[Hills, ...], plain_detour: float = PLAIN_DETOUR
) -> tuple[Floats, Floats]:
    """Road kilometres and far speeds for kilometres by land, of which shares (ways, hills) lie in hills."""
    plain_km = land_km * (1 - in_hills.sum(axis=1))
    road_km = TOWN_DETOUR * np.minimum(plain_km, TOWN_KM) + plain_detour * np.maximum(plain_km - TOWN_KM, 0)
    hours = road_km / FAR_KMH
    for part, share in zip(hills, in_hills.T, strict=True):
        road_km = road_km + part.detour * land_km * share
        hours = hours + part.detour * land_km * share / part.kmh
    kmh = np.divide(road_km, hours, out=np.full_like(road_km, FAR_KMH), where=hours > 0)
    return road_km, kmh


def ride_minutes(road_km: Floats, far_kmh: Floats | float = FAR_KMH) -> Minutes:
    """Minutes for road kilometres, boarding included, rounded up; `far_kmh` beyond the first stretches."""
    minutes = np.full(road_km.shape, float(BOARDING_MIN))
    begin = 0.0
    for end, kmh in STEPS_KMH:
        minutes += np.clip(road_km - begin, 0, end - begin) / kmh * 60
        begin = end
    minutes += np.maximum(road_km - begin, 0) / far_kmh * 60
    rounded: Minutes = np.ceil(np.round(minutes, 6)).astype(np.int32)
    return rounded


def straight_km(points: Points) -> Floats:
    """Kilometres through the air between all points, shape (n, n)."""
    lat, lon = np.array(points, dtype=float).reshape(len(points), 2).T
    i, j = np.indices((len(points), len(points)))
    return np.asarray(GEOD.inv(lon[i], lat[i], lon[j], lat[j])[2]) / 1000


def region_folder() -> Path:
    """The folder of the configured region's facts."""
    settings = Settings()
    return settings.region_dir


def region_hills() -> tuple[Hills, ...]:
    """The hills of the configured region."""
    return read_hills(region_folder() / "terrain.geojson")


@lru_cache(maxsize=2)
def _land(folder: Path) -> shapely.Geometry:
    file = folder / "basemap" / "land.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    land = shapely.union_all([shape(feature["geometry"]) for feature in collection["features"]])
    shapely.prepare(land)
    return land


@lru_cache(maxsize=2)
def _coast(folder: Path) -> Coast:
    return coast_of(_land(folder))


def _over_sea(lat: Floats, lon: Floats, first: Pairs, second: Pairs, straight: Floats) -> Pairs:
    """The numbers of the pairs whose straight line crosses more than a cove."""
    far = np.flatnonzero(straight > WET_KM)
    along = np.linspace(0.02, 0.98, 25)
    x = lon[first[far], None] + along * (lon[second[far]] - lon[first[far]])[:, None]
    y = lat[first[far], None] + along * (lat[second[far]] - lat[first[far]])[:, None]
    wet_share = 1 - shapely.contains_xy(_land(region_folder()), x, y).mean(axis=1)
    crossing: Pairs = far[wet_share * straight[far] > WET_KM]
    return crossing
