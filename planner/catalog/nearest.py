"""The nearest station and hospital of each spot, as the crow flies: worked out when facts are loaded, or on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from pyproj import Geod

from planner.catalog.tables import Hospital

_GEOD = Geod(ellps="WGS84")
Record = dict[str, Any]


def add_nearest(spots: Sequence[Record], targets: Sequence[Record], column: str) -> None:
    """Write each spot's nearest target's name into `column` and the straight kilometres into `column`_km."""
    if not spots or not targets:
        return
    lat, lon = (np.array([row[key] for row in targets], dtype=float) for key in ("lat", "lon"))
    for spot in spots:
        size = len(targets)
        _, _, metres = _GEOD.inv(np.full(size, spot["lon"]), np.full(size, spot["lat"]), lon, lat)
        best = int(np.argmin(metres))
        spot[column], spot[f"{column}_km"] = targets[best]["name"], round(float(metres[best]) / 1000, 1)


def with_trains(stations: Sequence[Record]) -> list[Record]:
    """Stations of the region that trains call at and whose position is known."""
    return [s for s in stations if s["lat"] is not None and s["trains_2026"] and s["city"]]


def surely_placed(hospitals: Sequence[Record]) -> list[Record]:
    """Hospitals placed better than to their town."""
    return [h for h in hospitals if h["position"] != "town"]


def nearest_hospital(hospitals: Iterable[Hospital], lat: float, lon: float) -> tuple[Hospital, float] | None:
    """The hospital nearest to a point, of those placed better than to their town, and the straight kilometres."""
    placed = [hospital for hospital in hospitals if hospital.position != "town"]
    if not placed:
        return None
    far = {h.id: float(_GEOD.inv(lon, lat, h.lon, h.lat)[2]) / 1000 for h in placed}
    best = min(placed, key=lambda hospital: (far[hospital.id], hospital.id))
    return best, round(far[best.id], 1)
