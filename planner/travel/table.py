"""What the ways between points are: the table every asker gets, and what a ride of so many minutes asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyproj import Geod

UNREACHABLE = 10_000  # minutes; more than any day has
BOARDING_MIN = 6  # getting in and out, finding the way to the door. Ours

Floats = npt.NDArray[np.float64]
Minutes = npt.NDArray[np.int32]
Pairs = npt.NDArray[np.intp]  # numbers of points
Points = Sequence[tuple[float, float]]  # latitude, longitude
GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class RoadTable:
    """Road kilometres and ride minutes from each point (row) to each (column), shape (n, n).

    Minutes are UNREACHABLE across the sea. `estimated` is False where a router answered: what it says follows real
    roads; everything else is the built-in model's and is shown as such ("约").
    """

    km: Floats
    minutes: Minutes
    estimated: npt.NDArray[np.bool_]


def pauses(ride_min: int, stretch_min: int) -> int:
    """How many pauses a ride needs so that no stretch exceeds `stretch_min`."""
    return max(0, -(-ride_min // stretch_min) - 1)
