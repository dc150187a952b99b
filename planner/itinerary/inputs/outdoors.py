"""What daylight and the usual weather of a month leave for the open air."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import ceil, floor, inf
from typing import Literal

import ephem

from planner.catalog import Catalog, Place, month_climate
from planner.clock import CHINA, DAY_MIN
from planner.people import MobilityProfile, stay_minutes
from planner.rules import RulePack

HORIZON = "-0:34"  # where the sun's edge is seen to rise and set, refraction included
GRAIN = 10  # places of a tenth of a degree share their daylight
HALF = 15  # days of a month
NIGHT_BETWEEN = 1  # minutes that a tenth of a degree, and a day within a half month, may make

Weather = Literal["cold", "hot"]


def outdoors(place: Place, rules: RulePack) -> bool:
    """Is most of a visit in the open air? What is not known counts as open."""
    return (place.indoor_share or 0) < rules.whole("outdoor-below")


def daylight(place: Place, day: date) -> tuple[int, int]:
    """The minutes between which it is light there all through the half month of the day."""
    half = 1 if day.day <= HALF else HALF + 1
    return _daylight(round(place.lat * GRAIN), round(place.lon * GRAIN), day.replace(day=half))


@lru_cache(maxsize=4096)
def _daylight(lat: int, lon: int, first: date) -> tuple[int, int]:
    days = [first + timedelta(days=HALF // 2 * step) for step in range(3)]
    suns = [_sun(lat / GRAIN, lon / GRAIN, day) for day in days]
    return max(ceil(rise) for rise, _ in suns) + NIGHT_BETWEEN, min(floor(down) for _, down in suns) - NIGHT_BETWEEN


def _sun(lat: float, lon: float, day: date) -> tuple[float, float]:
    """Sunrise and sunset as minutes of the day in China."""
    where = ephem.Observer()
    where.lat, where.lon, where.horizon, where.pressure = str(lat), str(lon), HORIZON, 0
    offset = CHINA.utcoffset(None)
    midnight = ephem.Date(str(day)) - offset / timedelta(days=1)
    where.date = midnight
    rise, down = where.next_rising(ephem.Sun()), where.next_setting(ephem.Sun())
    return (rise - midnight) * DAY_MIN, (down - midnight) * DAY_MIN


def harsh(catalog: Catalog, rules: RulePack, city: str, month: int) -> Weather | None:
    """Is a month there usually so cold, or so hot, that the open air is rationed? Where a city's climate is not known,
    the nearest one's is taken."""
    climate = month_climate(catalog, city, month, inf)
    if climate is None:
        return None
    if (climate.high_c + climate.low_c) / 2 <= rules.number("cold-care"):
        return "cold"
    return "hot" if climate.high_c >= rules.number("heat-care") else None


def mild_months(catalog: Catalog, rules: RulePack, city: str) -> frozenset[int]:
    """The months (1-12) that are usually neither cold nor hot there by day; none where no climate is known."""
    climates = (month_climate(catalog, city, month, inf) for month in range(1, 13))
    low, high = rules.number("mild-from"), rules.number("mild-to")
    return frozenset(climate.month for climate in climates if climate and low <= climate.high_c <= high)


def outdoor_minutes(place: Place, person: MobilityProfile, weather: Weather) -> int:
    """Minutes of a visit in the open air that such a month rations; nobody is cold in a hot spring."""
    if weather == "cold" and place.kind == "hot_spring":
        return 0
    return stay_minutes(place.visit_min, place.walk_m, person) * (100 - (place.indoor_share or 0)) // 100


def outdoor_budget(person: MobilityProfile, weather: Weather) -> int:
    """Minutes outdoors on such a day."""
    return person.cold_out_min if weather == "cold" else person.heat_out_min


def roofed_month(month: int, rules: RulePack) -> bool:
    """Is this one of the months in which one rests under a roof?"""
    first, last = rules.whole("roof-from"), rules.whole("roof-to")
    return month >= first or month <= last
