"""OSRM's table service: https://project-osrm.org/docs/v5.24.0/api/#table-service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.travel.cache import GridPoint
from planner.travel.client import SNAP_M, HttpClient, NoRoadNear, RoutingError, TooMuch, WayMatrix, matrix, number


class Osrm:
    """An OSRM server with the profile `driving`."""

    def __init__(self, url: str, seconds: float) -> None:
        self.name = f"osrm {url} driving"
        self._client = HttpClient(url, seconds)

    def ways(self, starts: Sequence[GridPoint], ends: Sequence[GridPoint]) -> WayMatrix:
        points = [*starts, *ends]
        path = "/table/v1/driving/" + ";".join(f"{lon / 1e5:.5f},{lat / 1e5:.5f}" for lat, lon in points)
        first = ";".join(map(str, range(len(starts))))
        second = ";".join(map(str, range(len(starts), len(points))))
        status, content = self._client.ask(
            "GET",
            f"{path}?annotations=duration,distance&sources={first}&destinations={second}&generate_hints=false",
        )
        code = content.get("code") if isinstance(content, dict) else None
        if code == "TooBig":
            raise TooMuch
        if code == "NoSegment":
            raise NoRoadNear
        if status != 200 or code != "Ok":
            raise RoutingError(f"status {status}, code {str(code)[:40]}")
        seconds = matrix(content.get("durations"), len(starts), len(ends))
        metres = matrix(content.get("distances"), len(starts), len(ends))
        far = _far(content.get("sources"), len(starts))[:, None] | _far(content.get("destinations"), len(ends))
        lost = far | np.isnan(seconds) | np.isnan(metres)
        seconds[lost] = metres[lost] = np.nan
        return WayMatrix(seconds, metres)


def _far(waypoints: Any, count: int) -> npt.NDArray[np.bool_]:
    """Which points were moved too far: OSRM takes the nearest road, be it in another province."""
    if not isinstance(waypoints, list) or len(waypoints) != count:
        raise RoutingError("waypoints do not fit the question")
    moved = [number(point.get("distance")) if isinstance(point, dict) else np.nan for point in waypoints]
    return ~(np.array(moved) <= SNAP_M)
