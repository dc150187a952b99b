"""Valhalla's matrix service: https://valhalla.github.io/valhalla/api/matrix/api-reference/."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.travel.cache import GridPoint
from planner.travel.client import SNAP_M, HttpClient, NoRoadNear, RoutingError, TooMuch, WayMatrix, matrix

NO_EDGES = 171  # "No suitable edges near location"
TOO_MUCH = (150, 154)  # more locations than the server allows; points farther apart than it allows


class Valhalla:
    """A Valhalla server with the costing `auto`, avoiding ferries: a coach needs their timetable."""

    def __init__(self, url: str, seconds: float) -> None:
        self.name = f"valhalla {url} auto"
        self._client = HttpClient(url, seconds)

    def ways(self, starts: Sequence[GridPoint], ends: Sequence[GridPoint]) -> WayMatrix:
        question = {
            "sources": [_location(point) for point in starts],
            "targets": [_location(point) for point in ends],
            "costing": "auto",
            "costing_options": {"auto": {"use_ferry": 0}},
        }
        status, content = self._client.ask("POST", "/sources_to_targets", body=question)
        if not isinstance(content, dict):
            raise RoutingError(f"status {status}, no object")
        if status != 200:
            self._refused(status, content.get("error_code"))
        rows = content.get("sources_to_targets")
        if content.get("units", "kilometers") != "kilometers":
            raise RoutingError("units are not kilometres")
        seconds = matrix(_cells(rows, "time"), len(starts), len(ends))
        metres = matrix(_cells(rows, "distance"), len(starts), len(ends)) * 1000
        lost = np.isnan(seconds) | np.isnan(metres)
        seconds[lost] = metres[lost] = np.nan
        return WayMatrix(seconds, metres)

    def _refused(self, status: int, code: Any) -> None:
        if code == NO_EDGES:
            raise NoRoadNear
        if code in TOO_MUCH:
            raise TooMuch
        raise RoutingError(f"status {status}, error {str(code)[:40]}")


def _location(point: GridPoint) -> dict[str, float]:
    return {"lat": point[0] / 1e5, "lon": point[1] / 1e5, "search_cutoff": SNAP_M}


def _cells(rows: Any, field: str) -> Any:
    """One field of a table of objects; matrix() checks the shape."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise RoutingError("a table of the wrong shape")
    return [[cell.get(field) if isinstance(cell, dict) else None for cell in row] for row in rows]
