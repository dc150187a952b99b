"""The subcommands of `silverway`, one topic a module."""

from planner.commands.bench import bench
from planner.commands.compare import compare
from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.data import data
from planner.commands.diagram import diagram
from planner.commands.operators import operator
from planner.commands.train_files import export_train, import_trains, simulate
from planner.commands.trains import check, clashes, insert, insert_several
from planner.commands.trip_wish import request_of, trip_wish
from planner.commands.trips import trip
from planner.commands.why import itinerary_json, left_out_lines, rain_lines
from planner.commands.wish import start_day, unwrap, wish

__all__ = [
    "CliContext",
    "bench",
    "check",
    "clashes",
    "cli_context",
    "compare",
    "data",
    "diagram",
    "export_train",
    "import_trains",
    "insert",
    "insert_several",
    "itinerary_json",
    "left_out_lines",
    "operator",
    "rain_lines",
    "refuse",
    "request_of",
    "simulate",
    "start_day",
    "trip",
    "trip_wish",
    "unwrap",
    "wish",
]
