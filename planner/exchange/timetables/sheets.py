"""A table of calls in an Excel workbook or an OpenDocument sheet: its first table, times as cells have them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from planner.clock import DAY_S, clock_text
from planner.errors import BadValue
from planner.exchange.workbooks import sheet_cells
from planner.text import Faults, write_rows
from planner.train.entry import CallTable, read_call_table

MOST_ROWS, MOST_COLUMNS = 20_000, 60
EPOCH = datetime(1899, 12, 31)  # the day that Excel counts as 1 January 1900 less one


def read_sheet(content: bytes, name: str) -> CallTable:
    """The rows of the first sheet, by train.

    Raises
    ------
    BadFile
        If it is no workbook, too large, or its first sheet no such table.
    """
    faults = Faults()
    try:
        rows = [[_text(cell) for cell in row] for row in sheet_cells(content, MOST_ROWS, MOST_COLUMNS)]
    except BadValue as bad:
        faults.bad(name, 0, "file", bad)
        faults.refuse()
    return read_call_table(write_rows(rows[0] if rows else (), rows[1:]).encode(), name)


def _text(cell: Any) -> str:
    """What a cell says: times as clock times, a share of a day as one too, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            return _clock(round(cell.total_seconds()))
        case datetime():
            return _clock(round((cell - EPOCH).total_seconds()))
        case float() if 0 < cell < 1:
            return _clock(round(cell * DAY_S))
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _clock(second: int) -> str:
    return clock_text(second // 60, second=second % 60)
