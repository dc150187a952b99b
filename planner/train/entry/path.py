"""A found path as a timetable to be edited: every station of its way, as somebody would have typed it."""

from __future__ import annotations

from planner.train.insertion import FoundPath, PathRequest
from planner.train.types import Case, EnteredCall, TrainSpec


def train_of_path(path: FoundPath, request: PathRequest) -> TrainSpec:
    """The path as a train with all its passing times in whole minutes, seconds cut off; technical stops are calls.

    Where the train runs through, it arrives and departs in one minute. What was asked beside the calls is its case.
    """
    last = len(path.passings) - 1
    calls = tuple(
        EnteredCall(
            number + 1,
            passing.station,
            passing.arrive_s // 60 if number else None,
            passing.depart_s // 60 if number < last else None,
        )
        for number, passing in enumerate(path.passings)
    )
    case = Case(own=request.away, top_kmh=request.top_kmh, possessions=request.possessions, assumes=request.assumes)
    return TrainSpec(calls, case)
