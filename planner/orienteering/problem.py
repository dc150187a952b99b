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
        """Which vertices a route can visit alone."""
        arrive = np.maximum(self.opens[0] + self.service[0] + self.travel[0].astype(np.int64), self.opens)
        back = arrive + self.service + self.travel[:, 0]
        found: npt.NDArray[np.bool_] = (arrive <= self.closes) & (back <= self.closes[0])
        found[0] = False
        return found


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
