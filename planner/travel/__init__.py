"""Minutes and kilometres between points on the ground."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.travel.builtin import by_land, estimate, region_hills, stretched
    from planner.travel.roads import UNREACHABLE, pauses, ride_minutes, road_table, way_provider
    from planner.travel.router import why_silent
    from planner.travel.table import Floats
    from planner.travel.terrain import Hills, shares
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "UNREACHABLE",
    "Floats",
    "Hills",
    "by_land",
    "estimate",
    "pauses",
    "region_hills",
    "ride_minutes",
    "road_table",
    "shares",
    "stretched",
    "way_provider",
    "why_silent",
]
