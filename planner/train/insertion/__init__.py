"""Train paths among fixed trains: exact search over the free intervals of sections and station tracks."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.insertion.build import (
        LegRequest,
        Window,
        boarding_minutes,
        call_station,
        closed_sections,
        leg_seconds,
        make_occupancy,
        make_route,
        way_between,
    )
    from planner.train.insertion.infeasibility import ConstraintRelaxation, Obstacle, explain, no_path_json
    from planner.train.insertion.paths import FoundPath, NoPath, Paths, find_paths, found_path, run_search
    from planner.train.insertion.request import (
        MOST_CALLS,
        MOST_PATHS,
        OBJECTIVES,
        CallWish,
        PathRequest,
        read_call_wishes,
    )
    from planner.train.insertion.search import PathSearch, Way, make_search
    from planner.train.insertion.solver import (
        NEVER,
        FreeIntervals,
        Route,
        SectionOccupation,
        SectionPossession,
        TrackOccupancy,
        TrackOccupation,
        TrainPath,
        arriving_by,
        earliest,
        insert,
    )
    from planner.train.insertion.sweeps import MOST_RUNS, SWEEP_JSON, Sweep, SweepRequest, SweepRun, sweep
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "MOST_CALLS",
    "MOST_PATHS",
    "MOST_RUNS",
    "NEVER",
    "OBJECTIVES",
    "SWEEP_JSON",
    "CallWish",
    "ConstraintRelaxation",
    "FoundPath",
    "FreeIntervals",
    "LegRequest",
    "NoPath",
    "Obstacle",
    "PathRequest",
    "PathSearch",
    "Paths",
    "Route",
    "SectionOccupation",
    "SectionPossession",
    "Sweep",
    "SweepRequest",
    "SweepRun",
    "TrackOccupancy",
    "TrackOccupation",
    "TrainPath",
    "Way",
    "Window",
    "arriving_by",
    "boarding_minutes",
    "call_station",
    "closed_sections",
    "earliest",
    "explain",
    "find_paths",
    "found_path",
    "insert",
    "leg_seconds",
    "make_occupancy",
    "make_route",
    "make_search",
    "no_path_json",
    "read_call_wishes",
    "run_search",
    "sweep",
    "way_between",
]
