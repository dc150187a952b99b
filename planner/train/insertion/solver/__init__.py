"""Train paths as numbers: exact search over the intervals that other trains leave free."""

from planner.train.insertion.solver.buffer import buffer_s, near, neighbours
from planner.train.insertion.solver.occupation import (
    NEVER,
    FreeIntervals,
    SectionOccupation,
    SectionPossession,
    TrackOccupancy,
    TrackOccupation,
)
from planner.train.insertion.solver.problem import Blocked, Route, StationWindow, TrainPath, arriving_by
from planner.train.insertion.solver.search import earliest, furthest_on, insert

__all__ = [
    "NEVER",
    "Blocked",
    "FreeIntervals",
    "Route",
    "SectionOccupation",
    "SectionPossession",
    "StationWindow",
    "TrackOccupancy",
    "TrackOccupation",
    "TrainPath",
    "arriving_by",
    "buffer_s",
    "earliest",
    "furthest_on",
    "insert",
    "near",
    "neighbours",
]
