"""Trains as people enter them: typed calls, case files, lines and tables of several trains."""

from planner.train.entry.calls import MAX_LINES, BadLine, EnteredCall, read_calls, write_calls
from planner.train.entry.case_file import (
    CAR_M,
    LOCO_M,
    MOST_BYTES,
    BadCase,
    EnteredTrain,
    read_calendar,
    read_possession,
    read_train,
    read_train_text,
    read_window,
    read_words,
)
from planner.train.entry.several import SharedConditions, read_new_trains, read_new_trains_file
from planner.train.entry.way import entered_way

__all__ = [
    "CAR_M",
    "LOCO_M",
    "MAX_LINES",
    "MOST_BYTES",
    "BadCase",
    "BadLine",
    "EnteredCall",
    "EnteredTrain",
    "SharedConditions",
    "entered_way",
    "read_calendar",
    "read_calls",
    "read_new_trains",
    "read_new_trains_file",
    "read_possession",
    "read_train",
    "read_train_text",
    "read_window",
    "read_words",
    "write_calls",
]
