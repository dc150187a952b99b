"""Ways estimated once in a process are not estimated again: facts change seldom, trips are asked for all day."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np

from planner.travel.table import Floats, Minutes, Pairs, Points

MOST_POINTS = 2000  # remembered, some 50 MB; then everything is forgotten
_UNKNOWN = -1

Estimate = Callable[[Floats, Floats, Pairs, Pairs], tuple[Floats, Minutes]]


class CachedProvider:
    """Keeps in memory what `estimate` says about ways between points, the same both ways. Fit for threads."""

    def __init__(self, estimate: Estimate) -> None:
        self._estimate = estimate
        self._lock = Lock()
        self._forget(64)

    def ways(self, points: Points, first: Pairs, second: Pairs) -> tuple[Floats, Minutes]:
        """Kilometres and minutes of the ways between the points numbered `first` and `second`."""
        lat, lon = np.array(points, dtype=float).reshape(len(points), 2).T
        if len(points) > MOST_POINTS:
            return self._estimate(lat, lon, first, second)
        with self._lock:
            at = self._numbers_of(points)
            one, other = np.minimum(at[first], at[second]), np.maximum(at[first], at[second])
            new = np.flatnonzero(self._minutes[one, other] == _UNKNOWN)
            if new.size:
                km, minutes = self._estimate(lat, lon, first[new], second[new])
                self._km[one[new], other[new]] = km
                self._minutes[one[new], other[new]] = minutes
            return self._km[one, other], self._minutes[one, other]

    def _numbers_of(self, points: Points) -> Pairs:
        if len(self._numbers) + len(points) > MOST_POINTS:
            self._forget(64)
        for lat, lon in points:
            self._numbers.setdefault((lat, lon), len(self._numbers))
        while len(self._numbers) > len(self._km):
            self._grow()
        return np.array([self._numbers[lat, lon] for lat, lon in points], dtype=np.intp)

    def _forget(self, room: int) -> None:
        self._numbers: dict[tuple[float, float], int] = {}
        self._km: Floats = np.zeros((room, room))
        self._minutes: Minutes = np.full((room, room), _UNKNOWN, dtype=np.int32)

    def _grow(self) -> None:
        held = len(self._km)
        self._km = np.pad(self._km, (0, held))
        self._minutes = np.pad(self._minutes, (0, held), constant_values=_UNKNOWN)
