"""A table of calls in an Excel workbook or an OpenDocument sheet: its first table, times as cells have them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time, timedelta
from typing import Any

from planner.clock import DAY_S, clock_text
from planner.errors import BadValue
from planner.exchange.timetables.ods import is_ods, ods_rows
from planner.language import N_
from planner.text import Faults, write_rows
from planner.train.entry import CallTable, read_call_table

MOST_UNPACKED = 100_000_000
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
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            if unpacked > MOST_UNPACKED:
                size, most = unpacked // 1_000_000, MOST_UNPACKED // 1_000_000
                raise BadValue(N_("解开有 {size} MB，最多 {most} MB。请只留下要用的列车。"), size=size, most=most)
            cells = ods_rows(packed, MOST_ROWS, MOST_COLUMNS) if is_ods(packed) else _excel_rows(content)
        rows = [[_text(cell) for cell in row] for row in cells]
        if len(rows) > MOST_ROWS:
            raise BadValue(N_("超过 {most} 行，太长了。请分成几个文件。"), most=f"{MOST_ROWS:,}")
    except BadValue as bad:
        faults.bad(name, 0, "file", bad)
        faults.refuse()
    except Exception:  # a damaged workbook ends in any error of its reader
        faults.add(name, 0, "file", N_("不是读得出的表格：坏了，或者加了密。"))
        faults.refuse()
    return read_call_table(write_rows(rows[0] if rows else (), rows[1:]).encode(), name)


def _excel_rows(content: bytes) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return list(book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))


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
