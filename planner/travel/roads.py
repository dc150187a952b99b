"""Minutes and kilometres on the road: the one door."""

from __future__ import annotations

from planner.travel.builtin import estimate
from planner.travel.table import BOARDING_MIN, UNREACHABLE, Points, RoadTable, pauses

__all__ = ["BOARDING_MIN", "UNREACHABLE", "RoadTable", "pauses", "road_table"]


def road_table(points: Points) -> RoadTable:
    """The table for points given as (latitude, longitude)."""
    return estimate(points)
