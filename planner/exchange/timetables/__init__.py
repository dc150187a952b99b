"""Timetables from and to other programs: GTFS, CSV, GeoJSON, pyETRC and qETRC train graphs, saved trains."""

from planner.exchange.timetables.any_format import LARGEST_BYTES, Import, is_case, read_timetable
from planner.exchange.timetables.calls_csv import in_minutes, write_calls_csv, write_plain_csv
from planner.exchange.timetables.formats import WRITERS, entered_calls, train_spec, with_dates
from planner.exchange.timetables.import_summary import import_summary
from planner.exchange.timetables.runs import TimetableRun
from planner.exchange.timetables.saved_train import cruise_timetable, read_saved_train

__all__ = [
    "LARGEST_BYTES",
    "WRITERS",
    "Import",
    "TimetableRun",
    "cruise_timetable",
    "entered_calls",
    "import_summary",
    "in_minutes",
    "is_case",
    "read_saved_train",
    "read_timetable",
    "train_spec",
    "with_dates",
    "write_calls_csv",
    "write_plain_csv",
]
