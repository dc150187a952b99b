"""What a month is usually like in a city, by the nearest place where it was measured."""

from __future__ import annotations

from dataclasses import dataclass

from pyproj import Geod

from planner.catalog.queries import Catalog
from planner.catalog.tables import City, Climate

NEAR_KM = 100  # farther away another place's weather says too little. Ours
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class MonthClimate:
    """Mean high by day and low by night in °C of a city. `measured_in` is the place the figures are of, `km` the
    straight way there: another place than the city makes them an estimate."""

    city: str
    month: int
    high_c: int
    low_c: int
    measured_in: str
    km: int
    source: str


def month_climate(catalog: Catalog, city: str, month: int, within_km: float = NEAR_KM) -> MonthClimate | None:
    """A city's month (1-12); None if it was measured nowhere within so many kilometres."""
    if city not in catalog.cities:
        return None
    here = catalog.cities[city]
    far = {name: _km(here, row) for name, row in catalog.climate.items()}
    nearest = min(far, key=lambda name: (far[name], name), default=None)
    if nearest is None or far[nearest] > within_km:
        return None
    row = catalog.climate[nearest]
    high, low = (int(text.split(";")[month - 1]) for text in (row.high_c, row.low_c))
    return MonthClimate(city, month, high, low, nearest, round(far[nearest]), row.source)


def _km(one: City, other: Climate) -> float:
    return float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000
