"""Trains, their calls, and the lines they run on, as every format can hold them."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.exchange.trains.choice import chosen, labels, numbers_in
    from planner.exchange.trains.lines import (
        TRAIN_GRAPH_JSON,
        Extra,
        GraphLine,
        GraphPossession,
        LineStation,
        Ruler,
        RulerSection,
        TrainGraph,
    )
    from planner.exchange.trains.runs import (
        TIMETABLE_JSON,
        FileNote,
        Publisher,
        RunCall,
        Skipped,
        StationPoint,
        Timetable,
        TimetableRun,
        WayPoint,
        is_name,
        joined,
        rises,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "TIMETABLE_JSON",
    "TRAIN_GRAPH_JSON",
    "Extra",
    "FileNote",
    "GraphLine",
    "GraphPossession",
    "LineStation",
    "Publisher",
    "Ruler",
    "RulerSection",
    "RunCall",
    "Skipped",
    "StationPoint",
    "Timetable",
    "TimetableRun",
    "TrainGraph",
    "WayPoint",
    "chosen",
    "is_name",
    "joined",
    "labels",
    "numbers_in",
    "rises",
]
