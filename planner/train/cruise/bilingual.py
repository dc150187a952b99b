"""Reasons of silver trains with the names of cities and stations in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

from planner.catalog import Catalog
from planner.itinerary.types import Reason

OF_NAMES = ("city", "station", "from", "to", "cities", "others", "legs")  # values that name cities or stations
BETWEEN = re.compile("([、–])")


def bilingual(catalog: Catalog, reason: Reason) -> Reason:
    """The reason with an English value beside each that names cities or stations, one or several."""
    english = {station.name: station.name_en for station in catalog.stations.values()}
    english |= {city.name: city.name_en for city in catalog.cities.values()}
    named = {
        f"{key}_en": "".join(english.get(part, part) for part in BETWEEN.split(str(reason.values[key])))
        for key in OF_NAMES
        if key in reason.values
    }
    return replace(reason, values={**reason.values, **named})
