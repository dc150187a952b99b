"""What a month is usually like in a city; where that is not known, in the nearest city of which it is."""

from __future__ import annotations

from dataclasses import dataclass

from pyproj import Geod

from planner.catalog.queries import Catalog
from planner.catalog.tables import City

NEAR_KM = 100  # farther away another city's weather says too little. Ours
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class MonthClimate:
    """Mean high by day and low by night in °C of a city. `measured_in` is the city the figures are of: another one
    makes them an estimate."""

    city: str
    month: int
    high_c: int
    low_c: int
    measured_in: str
    source: str


def month_climate(catalog: Catalog, city: str, month: int, within_km: float = NEAR_KM) -> MonthClimate | None:
    """A city's month (1-12); None if neither it nor a city within so many kilometres is known."""
    if city not in catalog.cities:
        return None
    here = catalog.cities[city]
    far = {name: _km(here, catalog.cities[name]) for name in catalog.climate if name in catalog.cities}
    nearest = min(far, key=lambda name: (far[name], name), default=None)
    if nearest is None or far[nearest] > within_km:
        return None
    row = catalog.climate[nearest]
    high, low = (int(text.split(";")[month - 1]) for text in (row.high_c, row.low_c))
    return MonthClimate(city, month, high, low, nearest, row.source)


def _km(one: City, other: City) -> float:
    return float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000
