"""A name list in whatever format it is: an Excel workbook, an OpenDocument sheet, CSV or pasted cells."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from planner.errors import BadFile, BadValue, Fault
from planner.exchange.workbooks import PACKED, sheet_cells
from planner.group import MOST_TRAVELLERS, NameTable, name_table
from planner.language import N_
from planner.text import read_cells

LARGEST_BYTES = 5_000_000
MOST_ROWS, MOST_COLUMNS = MOST_TRAVELLERS + 100, 60
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
SAFE_DIGITS = 10**15  # what a spreadsheet's numbers hold exactly


def read_name_table(content: bytes, file: str) -> NameTable:
    """The heading and rows of a list.

    Raises
    ------
    BadFile
        If it is no table we read, empty, or too large; with what to do.
    """
    try:
        if len(content) > LARGEST_BYTES:
            raise BadValue(N_("超过 {most} MB。"), most=LARGEST_BYTES // 1_000_000)
        if content.startswith(OLD_EXCEL):
            raise BadValue(N_("这是旧的 .xls，或者加了密的工作簿，读不了。请去掉密码，另存为 .xlsx 或 CSV。"))
        if content.startswith(PACKED):
            cells = sheet_cells(content, MOST_ROWS, MOST_COLUMNS)
            table = name_table((n, [_text(cell) for cell in row]) for n, row in enumerate(cells, 1))
        else:
            table = name_table(read_cells(content, MOST_ROWS))
        if not table.rows:
            raise BadValue(N_("没有名单：除了表头没有别的行。"))
    except BadValue as bad:
        raise BadFile((Fault(file, 0, "file", bad.why, bad.values),)) from None
    return table


def _text(cell: Any) -> str:
    """What a cell says; numbers longer than a spreadsheet keeps with an exponent, so that they are seen as rounded."""
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case int() | float() if abs(cell) >= SAFE_DIGITS:
            return f"{cell:.5E}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)
