"""Trains as people enter them: typed calls, files, the fields of a form, lines and tables of several trains."""

from planner.train.entry.calls import MAX_LINES, BadLine, read_calls, write_calls
from planner.train.entry.conditions import read_calendar, read_possession, read_window
from planner.train.entry.several import SharedConditions, read_new_trains, read_new_trains_file
from planner.train.entry.train_file import MOST_BYTES, BadCase, read_train_file, read_train_text, read_words
from planner.train.entry.train_spec import (
    CAR_M,
    FIELDS,
    LOCO_M,
    MOST_CARS,
    FieldError,
    WrittenTrain,
    read_number,
    read_stock,
    read_train_spec,
    with_options,
    written_fields,
)
from planner.train.entry.way import entered_way

__all__ = [
    "CAR_M",
    "FIELDS",
    "LOCO_M",
    "MAX_LINES",
    "MOST_BYTES",
    "MOST_CARS",
    "BadCase",
    "BadLine",
    "FieldError",
    "SharedConditions",
    "WrittenTrain",
    "entered_way",
    "read_calendar",
    "read_calls",
    "read_new_trains",
    "read_new_trains_file",
    "read_number",
    "read_possession",
    "read_stock",
    "read_train_file",
    "read_train_spec",
    "read_train_text",
    "read_window",
    "read_words",
    "with_options",
    "write_calls",
    "written_fields",
]
