"""One CSV file → typed rows, or exactly which cell is wrong. Units: data/README.md."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from planner.clock import DAY_S, clock_text, read_clock
from planner.errors import Fault

_PHONE = re.compile(
    r"(?:0[0-9]{2,3}-(?:[0-9]{7,8}(?:-[0-9]{1,5})?|9[0-9]{4,5})"  # area code and number, extension; or service number
    r"|1[0-9]{10}|[48]00-?[0-9]{3}-?[0-9]{4}"  # mobile, toll-free
    r"|1[0-9]{2,4}|9[0-9]{4})"  # 120, 12306, 95105
)
TEXTS = 1 << 14  # of a column, whose values are held: no file has more rows that differ
CellReader = Callable[[str], Any]  # reads a cell's text; raises ValueError with a sentence

MAY_BE_EMPTY = ("tracks.csv",)  # a railway of which no two lines share rails


@dataclass(frozen=True)
class ColumnSpec:
    """A column: how its cells read, and whether one may be empty (not known). `to` is the table's name for it."""

    read: CellReader
    empty: bool = True
    to: str = ""


@dataclass
class RawSheet:
    """A file's rows as text by column, each with its row number as a spreadsheet counts, and its faults."""

    file: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, why: str) -> None:
        self.faults.append(Fault(self.file, row, column, why))


@dataclass
class Sheet:
    """A file's rows that could be read, with their row numbers as a spreadsheet counts, and its faults."""

    file: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, why: str) -> None:
        self.faults.append(Fault(self.file, row, column, why))

    def numbered(self) -> list[tuple[int, dict[str, Any]]]:
        return list(zip(self.numbers, self.rows, strict=True))


def read_raw(path: Path, name: str, columns: Collection[str]) -> RawSheet:
    """All rows of a file as text; a row with too few or too many cells is reported and left out."""
    raw = RawSheet(name)
    if not path.is_file():
        raw.fault(0, "file", "is missing")
        return raw
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            lines = list(csv.reader(file, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            raw.fault(0, "file", f"is not a UTF-8 CSV file: {error}")
            return raw
    if not lines or lines[0] != list(columns):
        raw.fault(1, "header", f"must be {','.join(columns)}")
        return raw
    for number, cells in enumerate(lines[1:], 2):
        if len(cells) == len(columns):
            raw.rows.append((number, dict(zip(columns, cells, strict=True))))
        else:
            raw.fault(number, "row", f"has {len(cells)} cells instead of {len(columns)}")
    if not raw.rows and not raw.faults and name not in MAY_BE_EMPTY:
        raw.fault(0, "file", "has no rows")
    return raw


def read_cells(raw: RawSheet, columns: Mapping[str, ColumnSpec]) -> Sheet:
    """The rows' values; a row with a fault is reported and left out."""
    sheet = Sheet(raw.file, faults=list(raw.faults))
    readers = [(name, column.to or name, _reader(column)) for name, column in columns.items()]
    for number, row in raw.rows:
        values, good = {}, True
        for name, to, read in readers:
            try:
                values[to] = read(row[name])
            except ValueError as error:
                sheet.fault(number, name, str(error))
                good = False
        if good:
            sheet.rows.append(values)
            sheet.numbers.append(number)
    return sheet


@cache
def _reader(column: ColumnSpec) -> CellReader:
    """Reads cells of the column; the same text is read once, and all values are immutable."""
    return lru_cache(TEXTS)(partial(read_cell, column=column))


def read_cell(text: str, column: ColumnSpec) -> Any:
    """A cell's value; None if it is empty.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    if text != text.strip():
        raise ValueError(f"{text!r} begins or ends with a blank")
    if text:
        return column.read(text)
    if not column.empty:
        raise ValueError("is empty but must be known")
    return None


def words(text: str) -> str:
    """Any text that a spreadsheet shows as text: it runs what begins with =, +, - or @ as a formula."""
    if text[0] in "=+-@" or any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
        raise ValueError(f"{text!r} begins like a formula or holds signs that cannot be seen")
    return text


@dataclass(frozen=True)
class OneOf:
    """Reads one of a few words."""

    options: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if text not in self.options:
            raise ValueError(f"{text!r} is not one of {', '.join(self.options)}")
        return text


def one_of(*options: str) -> OneOf:
    return OneOf(options)


def some_ids(text: str) -> str:
    """Several ids with semicolons between; whether each is known, the whole of the facts must say."""
    for part in text.split(";"):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", part):
            raise ValueError(f"{part!r} is not a word such as nature, with semicolons between several")
    return text


def whole(low: int, high: int) -> CellReader:
    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]+", text):
            raise ValueError(f"{text!r} is not a whole number")
        if not low <= int(text) <= high:
            raise ValueError(f"{text} is not between {low} and {high}")
        return int(text)

    return read


def number(low: float, high: float) -> CellReader:
    def read(text: str) -> float:
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
            raise ValueError(f"{text!r} is not a number")
        if not low <= float(text) <= high:
            raise ValueError(f"{text} is not between {low:g} and {high:g}")
        return float(text)

    return read


def yes_no(text: str) -> bool:
    return bool(one_of("yes", "no")(text) == "yes")


def fen(text: str) -> int:
    """Yuan with at most two decimals, as fen."""
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,2})?", text):
        raise ValueError(f"{text!r} is not a price in yuan such as 50 or 12.5")
    yuan, _, rest = text.partition(".")
    return int(yuan) * 100 + int(rest.ljust(2, "0") if rest else 0)


def clock(text: str) -> int:
    """HH:MM as minutes from 00:00; 24:00 is the end of the day."""
    found = read_clock(text, last_s=DAY_S)
    if found is None or clock_text(found.second // 60) != text:
        raise ValueError(f"{text!r} is not a time such as 08:30")
    return found.second // 60


def clock_seconds(text: str) -> int:
    """HH:MM:SS as seconds from 00:00."""
    found = read_clock(text, seconds="all")
    if found is None or clock_text(found.second // 60, second=found.second % 60) != text:
        raise ValueError(f"{text!r} is not a time such as 08:30:00")
    return found.second


def area_code(text: str) -> str:
    """Of a city's telephones: 024, 0411."""
    if not re.fullmatch(r"0[0-9]{2,3}", text):
        raise ValueError(f"{text!r} is not an area code such as 024")
    return text


def phone(text: str) -> str:
    """Numbers with area code, semicolons between several: 024-24843001."""
    for part in text.split(";"):
        if not _PHONE.fullmatch(part):
            raise ValueError(f"{part!r} is not a telephone number such as 024-24843001")
    return text


def months(text: str) -> str:
    """Months with semicolons between: 5;10."""
    for part in text.split(";"):
        whole(1, 12)(part)
    return text


def twelve(low: int, high: int) -> CellReader:
    """Whole numbers for January to December, semicolons between."""

    def read(text: str) -> str:
        parts = text.split(";")
        if len(parts) != 12:
            raise ValueError(f"{text!r} is not twelve numbers with semicolons between")
        for part in parts:
            whole(low, high)(part)
        return text

    return read


def some_date(text: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known."""
    if not re.fullmatch(r"20[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", text):
        raise ValueError(f"{text!r} is not a date such as 2026, 2026-01 or 2026-01-09")
    return text


def season_day(text: str) -> str:
    """MM-DD, lunar-MM-DD or YYYY-MM-DD."""
    if not re.fullmatch(r"((lunar|[0-9]{4})-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", text):
        raise ValueError(f"{text!r} is not a day such as 04-25, lunar-01-15 or 2027-04-25")
    return text
