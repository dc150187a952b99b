"""Time-distance diagrams: geometry, conflict markers and the ways they are drawn of. No SVG."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.train.diagram.diagram import diagram

if TYPE_CHECKING:
    from planner.train.diagram.diagram import (
        HEIGHT,
        SIZES,
        WIDTH,
        Diagram,
        DrawnMarker,
        PaperSize,
        Points,
        TrainLine,
        draw,
        draw_over,
    )
    from planner.train.diagram.hours import MOST_STATIONS, read_day, read_hour, read_names, span_of
    from planner.train.diagram.labels import TEXT_PX, PlacedText, text_width
    from planner.train.diagram.markers import ConflictMarker, drawn_possessions, violation_markers
    from planner.train.diagram.panels import CruiseSheets, cruise_sheets
    from planner.train.diagram.passages import CLASSES, Passage, class_of, train_passages
    from planner.train.diagram.sources import line_way, night_ways
    from planner.train.diagram.time_distance_diagram import (
        DiagramRequest,
        TimeDistanceDiagram,
        make_diagram,
        timed_diagram,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CLASSES",
    "HEIGHT",
    "MOST_STATIONS",
    "SIZES",
    "TEXT_PX",
    "WIDTH",
    "ConflictMarker",
    "CruiseSheets",
    "Diagram",
    "DiagramRequest",
    "DrawnMarker",
    "PaperSize",
    "Passage",
    "PlacedText",
    "Points",
    "TimeDistanceDiagram",
    "TrainLine",
    "class_of",
    "cruise_sheets",
    "diagram",
    "draw",
    "draw_over",
    "drawn_possessions",
    "line_way",
    "make_diagram",
    "night_ways",
    "read_day",
    "read_hour",
    "read_names",
    "span_of",
    "text_width",
    "timed_diagram",
    "train_passages",
    "violation_markers",
]
