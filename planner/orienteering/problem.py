"""What to collect, and routes that collect it. Times are whole units; vertex 0 is where every route starts and ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Orienteering:
    """`routes` routes from vertex 0 at `opens[0]` back by `closes[0]`; each vertex pays its prize once.

    Service at a vertex starts within its window; who is early waits. `travel` is (vertices x vertices), the rest one
    a vertex.
    """

    travel: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    routes: int

    def reachable(self) -> npt.NDArray[np.bool_]:
        """Which vertices a route can visit, alone or after and before others: a detour may be the shorter way."""
        start, end = int(self.opens[0]) + int(self.service[0]), int(self.closes[0])
        service = self.service.astype(np.int64)
        service[0] = 0
        out = start + _least(self.travel, service)
        back = _least(self.travel.T, service) + service
        opens, closes = np.maximum(self.opens, out), np.minimum(self.closes, end - back)
        found: npt.NDArray[np.bool_] = opens <= closes
        found[0] = False
        return found


def _least(travel: Times, service: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The least time from vertex 0 to the start at each other, over any others (Dijkstra)."""
    least: npt.NDArray[np.int64] = travel[0].astype(np.int64)
    left = np.arange(len(travel)) > 0
    while left.any():
        v = int(np.where(left, least, np.iinfo(np.int64).max).argmin())
        left[v] = False
        least = np.minimum(least, least[v] + service[v] + travel[v])
    return least


@dataclass(frozen=True)
class Collected:
    """`routes` without vertex 0; `bound`: no routes collect more."""

    routes: tuple[tuple[int, ...], ...]
    profit: float
    bound: float
    moves: int
    seconds: float

    @property
    def proven(self) -> bool:
        return self.profit >= self.bound
