"""The subcommands of `silverway`, one topic a module."""

from planner.commands.bench import bench
from planner.commands.compare import compare
from planner.commands.context import Desk, desk, refuse
from planner.commands.data import data
from planner.commands.diagram import diagram
from planner.commands.operators import operator
from planner.commands.train_files import export_train, import_trains, simulate
from planner.commands.trains import check, clashes, insert, insert_several
from planner.commands.trip_wish import request_of, trip_wish
from planner.commands.trips import trip
from planner.commands.why import left_out_lines, rain_lines, told_json
from planner.commands.wish import fulfilled, read_date, wish

__all__ = [
    "Desk",
    "bench",
    "check",
    "clashes",
    "compare",
    "data",
    "desk",
    "diagram",
    "export_train",
    "fulfilled",
    "import_trains",
    "insert",
    "insert_several",
    "left_out_lines",
    "operator",
    "rain_lines",
    "read_date",
    "refuse",
    "request_of",
    "simulate",
    "told_json",
    "trip",
    "trip_wish",
    "wish",
]
