"""What is asked of the railway side and what it answers. Data only; no logic a checker would trust."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.types.calls import Call, Passing, RunningError
    from planner.train.types.case import Calendar, CallLike, Case, Possession, Unchecked
    from planner.train.types.cruise_request import CruiseRequest
    from planner.train.types.redispatch import MOST_HORIZON_MIN, MOST_LATE_MIN, RedispatchRequest, RetimedRun
    from planner.train.types.redispatched import REDISPATCHED_JSON, ChangedOrder, HeldTrain, LateTrain, Redispatched
    from planner.train.types.timetable import (
        CRUISE_JSON,
        CRUISES_JSON,
        Cruise,
        CruiseAlternative,
        CruiseProof,
        Cruises,
        Excursion,
        GroupWorth,
        LeftOutCity,
    )
    from planner.train.types.traffic import GAPS, Run, SectionWindow, Traffic, TrafficGap, TrainConflict
    from planner.train.types.train_spec import EnteredCall, TrainSpec
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CRUISES_JSON",
    "CRUISE_JSON",
    "GAPS",
    "MOST_HORIZON_MIN",
    "MOST_LATE_MIN",
    "REDISPATCHED_JSON",
    "Calendar",
    "Call",
    "CallLike",
    "Case",
    "ChangedOrder",
    "Cruise",
    "CruiseAlternative",
    "CruiseProof",
    "CruiseRequest",
    "Cruises",
    "EnteredCall",
    "Excursion",
    "GroupWorth",
    "HeldTrain",
    "LateTrain",
    "LeftOutCity",
    "Passing",
    "Possession",
    "RedispatchRequest",
    "Redispatched",
    "RetimedRun",
    "Run",
    "RunningError",
    "SectionWindow",
    "Traffic",
    "TrafficGap",
    "TrainConflict",
    "TrainSpec",
    "Unchecked",
]
