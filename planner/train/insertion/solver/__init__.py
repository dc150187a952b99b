"""Train paths as numbers: exact search over the intervals that other trains leave free."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.insertion.solver.buffer import buffer_s, near, order
    from planner.train.insertion.solver.occupation import (
        NEVER,
        FreeIntervals,
        SectionOccupation,
        SectionPossession,
        TrackOccupancy,
        TrackOccupation,
    )
    from planner.train.insertion.solver.problem import (
        Blocked,
        Route,
        StationWindow,
        TrainPath,
        arriving_by,
        arriving_from,
    )
    from planner.train.insertion.solver.search import earliest, furthest_on, insert
else:
    __getattr__ = lazy_names(__name__)

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
    "arriving_from",
    "buffer_s",
    "earliest",
    "furthest_on",
    "insert",
    "near",
    "order",
]
