"""Routes that collect the most within their time: the team orienteering problem with time windows, as numbers only."""

from planner.orienteering.check import check_mctop, check_ophs, check_schedules, check_toptw
from planner.orienteering.files import read_mctop, read_ophs, read_toptw
from planner.orienteering.general import all_routes
from planner.orienteering.problem import (
    Break,
    Collected,
    NoRoute,
    NotSupported,
    Orienteering,
    Resource,
    RouteSchedule,
    Total,
)
from planner.orienteering.solve import collect, warm_up

__all__ = [
    "Break",
    "Collected",
    "NoRoute",
    "NotSupported",
    "Orienteering",
    "Resource",
    "RouteSchedule",
    "Total",
    "all_routes",
    "check_mctop",
    "check_ophs",
    "check_schedules",
    "check_toptw",
    "collect",
    "read_mctop",
    "read_ophs",
    "read_toptw",
    "warm_up",
]
