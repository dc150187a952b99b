"""Minutes and kilometres on the road: the one door. The built-in model always answers; a router, where the operator
names one, puts real roads in its place, pair by pair."""

from __future__ import annotations

from planner.travel.builtin import estimate, ride_minutes, way_provider
from planner.travel.router import configured_router
from planner.travel.table import BOARDING_MIN, UNREACHABLE, Points, RoadTable, pauses

__all__ = ["BOARDING_MIN", "UNREACHABLE", "RoadTable", "pauses", "ride_minutes", "road_table", "way_provider"]


def road_table(points: Points) -> RoadTable:
    """The table for points given as (latitude, longitude).

    The same two points get the same minutes alone as among others, now as some minutes ago: a trip is checked by
    the ways it was planned with (`planner.travel.cache`).
    """
    table = estimate(points)
    router = configured_router()
    return router.refined(points, table) if router else table
