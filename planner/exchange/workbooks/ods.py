"""The rows of the first table of an OpenDocument sheet (.ods), read as they come: cells and rows said to be repeated
are never unfolded beyond what is asked for.

`python-calamine` (which reads these, and Excel's) unfolds them all and ends the process where memory does not suffice;
`odfpy` has had no release since 2020.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from planner.errors import BadValue
from planner.language import N_

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # for types only; read by defusedxml

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
MOST_TAGS = 600_000
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = TABLE + "table-cell", TABLE + "covered-table-cell"
EPOCH = datetime(1899, 12, 30)  # the day that these sheets count from
DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:\.\d+)?S")

Cell = str | float | timedelta | None


def is_ods(packed: zipfile.ZipFile) -> bool:
    """Does the archive say that it is such a sheet?"""
    if "mimetype" not in packed.namelist() or packed.getinfo("mimetype").file_size > len(MIMETYPE) + 2:
        return False
    return packed.read("mimetype").strip() == MIMETYPE


def ods_rows(packed: zipfile.ZipFile, most_rows: int, most_columns: int) -> list[list[Cell]]:
    """Rows of the first table, empty ones at its end left out; at most one more than `most_rows`.

    Raises
    ------
    BadValue
        If it is not to be read as one.
    """
    content = packed.read("content.xml")
    if content.count(b"<") > MOST_TAGS:
        raise BadValue(N_("XML 太大，最多 {most} 个标记。"), most=f"{MOST_TAGS:,}")
    rows: list[list[Cell]] = []
    empty = 0
    for number, (row, times) in enumerate(_rows(content, most_columns)):
        if number > most_rows:
            raise BadValue(N_("超过 {most} 行，太长了。请分成几个文件。"), most=f"{most_rows:,}")
        if not any(cell not in (None, "") for cell in row):
            empty += times
            continue
        rows += [[]] * min(empty, most_rows + 1 - len(rows))
        rows += [row] * min(times, most_rows + 1 - len(rows))
        empty = 0
        if len(rows) > most_rows:
            break
    return rows


def _rows(content: bytes, most_columns: int) -> Iterator[tuple[list[Cell], int]]:
    from defusedxml.ElementTree import iterparse

    row: list[Cell] = []
    for _event, element in iterparse(io.BytesIO(content), forbid_dtd=True):
        if element.tag in CELLS:
            row += [_value(element)] * min(_times(element, "number-columns-repeated"), most_columns - len(row))
            element.clear()
        elif element.tag == TABLE + "table-row":
            yield row, _times(element, "number-rows-repeated")
            row = []
            element.clear()
        elif element.tag == TABLE + "table":
            return


def _times(element: Element, attribute: str) -> int:
    written = element.get(TABLE + attribute, "1")
    return int(written) if written.isdecimal() and len(written) < 10 else 1


def _value(cell: Element) -> Cell:
    kind = cell.get(OFFICE + "value-type")
    length = DURATION.fullmatch(cell.get(OFFICE + "time-value", "")) if kind == "time" else None
    if length:
        hours, minutes, seconds = map(int, length.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if kind == "date" and "T" in (day := cell.get(OFFICE + "date-value", "")):
        return datetime.fromisoformat(day) - EPOCH
    if kind in ("float", "percentage") and (value := cell.get(OFFICE + "value")):
        return float(value)
    return "\n".join("".join(part.itertext()) for part in cell.findall(TEXT + "p")) or None
