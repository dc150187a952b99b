"""Routes that collect the most within their time: the team orienteering problem with time windows, as numbers only."""

from planner.orienteering.check import check_schedules, check_toptw
from planner.orienteering.problem import Break, Collected, NoRoute, NotSupported, Orienteering, Resource, RouteSchedule
from planner.orienteering.solve import collect, warm_up
from planner.orienteering.toptw import read_toptw

__all__ = [
    "Break",
    "Collected",
    "NoRoute",
    "NotSupported",
    "Orienteering",
    "Resource",
    "RouteSchedule",
    "check_schedules",
    "check_toptw",
    "collect",
    "read_toptw",
    "warm_up",
]
