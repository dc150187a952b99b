"""Trains on shared tracks put in order at the least cost of delay, as numbers only (the problem of DISPLIB 2025)."""

from planner.dispatch.arrange import in_order
from planner.dispatch.check import check_displib, check_events
from planner.dispatch.displib import as_mapping, read_displib, solution
from planner.dispatch.problem import DelayCost, Dispatch, Dispatched, Event, Operation, Status
from planner.dispatch.solve import dispatch

__all__ = [
    "DelayCost",
    "Dispatch",
    "Dispatched",
    "Event",
    "Operation",
    "Status",
    "as_mapping",
    "check_displib",
    "check_events",
    "dispatch",
    "in_order",
    "read_displib",
    "solution",
]
