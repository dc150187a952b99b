"""Timetables from and to other programs: GTFS, tables, train graphs, saved trains; GeoJSON out only."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.exchange.timetables.any_format import Import, read_file, read_timetable
    from planner.exchange.timetables.calls_csv import in_minutes, write_calls_csv, write_plain_csv
    from planner.exchange.timetables.detection import FORMATS, LARGEST_BYTES, READABLE, format_of
    from planner.exchange.timetables.entered import choose, read_train
    from planner.exchange.timetables.formats import WRITERS, entered_calls, train_spec, with_dates
    from planner.exchange.timetables.import_lines import import_summary
    from planner.exchange.timetables.retimed import Retiming, write_retimed
    from planner.exchange.timetables.saved_train import cruise_timetable, read_saved_train
    from planner.exchange.trains import TimetableRun
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "FORMATS",
    "LARGEST_BYTES",
    "READABLE",
    "WRITERS",
    "Import",
    "Retiming",
    "TimetableRun",
    "choose",
    "cruise_timetable",
    "entered_calls",
    "format_of",
    "import_summary",
    "in_minutes",
    "read_file",
    "read_saved_train",
    "read_timetable",
    "read_train",
    "train_spec",
    "with_dates",
    "write_calls_csv",
    "write_plain_csv",
    "write_retimed",
]
