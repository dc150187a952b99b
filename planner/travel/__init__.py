"""Minutes and kilometres between points on the ground."""

from planner.travel.builtin import by_land, estimate, region_hills, stretched
from planner.travel.roads import UNREACHABLE, known_ways, pauses, ride_minutes, road_table
from planner.travel.table import Floats
from planner.travel.terrain import Hills, shares

__all__ = [
    "UNREACHABLE",
    "Floats",
    "Hills",
    "by_land",
    "estimate",
    "known_ways",
    "pauses",
    "region_hills",
    "ride_minutes",
    "road_table",
    "shares",
    "stretched",
]
