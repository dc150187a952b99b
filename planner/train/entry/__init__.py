"""Trains as people enter them: typed calls, files, the fields of a form, lines and tables of several trains."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.entry.call_table import (
        COLUMNS,
        HEADINGS,
        CallTable,
        TableCall,
        is_call_table,
        read_call_table,
    )
    from planner.train.entry.call_times import read_call_time, write_call_time
    from planner.train.entry.calls import MAX_LINES, BadLine, merged, read_calls, split_rows, write_calls
    from planner.train.entry.conditions import read_calendar, read_possession, read_window
    from planner.train.entry.path import train_of_path
    from planner.train.entry.published import published_traffic_known
    from planner.train.entry.several import SharedConditions, read_new_trains, read_new_trains_file
    from planner.train.entry.train_file import (
        MOST_BYTES,
        BadCase,
        read_blocks,
        read_table_train,
        read_train_text,
        read_words,
        text_of,
        write_blocks,
    )
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
    from planner.train.entry.unpublished import with_times_between
    from planner.train.entry.way import entered_way
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "CAR_M",
    "COLUMNS",
    "FIELDS",
    "HEADINGS",
    "LOCO_M",
    "MAX_LINES",
    "MOST_BYTES",
    "MOST_CARS",
    "BadCase",
    "BadLine",
    "CallTable",
    "FieldError",
    "SharedConditions",
    "TableCall",
    "WrittenTrain",
    "entered_way",
    "is_call_table",
    "merged",
    "published_traffic_known",
    "read_blocks",
    "read_calendar",
    "read_call_table",
    "read_call_time",
    "read_calls",
    "read_new_trains",
    "read_new_trains_file",
    "read_number",
    "read_possession",
    "read_stock",
    "read_table_train",
    "read_train_spec",
    "read_train_text",
    "read_window",
    "read_words",
    "split_rows",
    "text_of",
    "train_of_path",
    "with_options",
    "with_times_between",
    "write_blocks",
    "write_call_time",
    "write_calls",
    "written_fields",
]
