"""The first table of an Excel workbook (.xlsx) or an OpenDocument sheet (.ods), its cells as they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from planner.errors import BadValue
from planner.exchange.workbooks.ods import is_ods, ods_rows
from planner.language import N_

MOST_UNPACKED = 100_000_000
PACKED = b"PK\x03\x04"


def sheet_cells(content: bytes, most_rows: int, most_columns: int) -> list[Sequence[Any]]:
    """The rows of the first sheet, at most so many.

    Raises
    ------
    BadValue
        If it is no workbook, damaged, encrypted or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            if unpacked > MOST_UNPACKED:
                size, most = unpacked // 1_000_000, MOST_UNPACKED // 1_000_000
                raise BadValue(N_("解开有 {size} MB，最多 {most} MB。请只留下要用的行。"), size=size, most=most)
            if is_ods(packed):
                cells: list[Sequence[Any]] = list(ods_rows(packed, most_rows, most_columns))
            else:
                cells = _excel_rows(content, most_rows, most_columns)
    except BadValue:
        raise
    except Exception:  # a damaged workbook ends in any error of its reader
        raise BadValue(N_("不是读得出的表格：坏了，或者加了密。")) from None
    if len(cells) > most_rows:
        raise BadValue(N_("超过 {most} 行，太长了。请分成几个文件。"), most=f"{most_rows:,}")
    return cells


def _excel_rows(content: bytes, most_rows: int, most_columns: int) -> list[Sequence[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return list(book.worksheets[0].iter_rows(max_row=most_rows + 1, max_col=most_columns, values_only=True))
