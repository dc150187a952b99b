"""One CSV file → typed rows, or exactly which cell is wrong. Units: data/README.md."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import Fault

Cell = Callable[[str], Any]  # reads a cell's text; raises ValueError with a sentence


@dataclass(frozen=True)
class Column:
    """A column: how its cells read, and whether one may be empty (not known). `to` is the table's name for it."""

    read: Cell
    empty: bool = True
    to: str = ""


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


def read_sheet(path: Path, name: str, columns: dict[str, Column]) -> Sheet:
    """All rows of a file; a row with a fault is told and left out."""
    sheet = Sheet(name)
    if not path.is_file():
        sheet.fault(0, "file", "is missing")
        return sheet
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            lines = list(csv.reader(file, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            sheet.fault(0, "file", f"is not a UTF-8 CSV file: {error}")
            return sheet
    if not lines or lines[0] != list(columns):
        sheet.fault(1, "header", f"must be {','.join(columns)}")
        return sheet
    for number, cells in enumerate(lines[1:], 2):
        _read_row(sheet, number, cells, columns)
    if not sheet.rows and not sheet.faults:
        sheet.fault(0, "file", "has no rows")
    return sheet


def _read_row(sheet: Sheet, number: int, cells: Sequence[str], columns: dict[str, Column]) -> None:
    if len(cells) != len(columns):
        sheet.fault(number, "row", f"has {len(cells)} cells instead of {len(columns)}")
        return
    values, good = {}, True
    for (name, column), text in zip(columns.items(), cells, strict=True):
        try:
            values[column.to or name] = _read_cell(text, column)
        except ValueError as error:
            sheet.fault(number, name, str(error))
            good = False
    if good:
        sheet.rows.append(values)
        sheet.numbers.append(number)


def _read_cell(text: str, column: Column) -> Any:
    if text != text.strip():
        raise ValueError(f"{text!r} begins or ends with a blank")
    if text:
        return column.read(text)
    if not column.empty:
        raise ValueError("is empty but must be known")
    return None


def words(text: str) -> str:
    """Any text."""
    return text


def one_of(*options: str) -> Cell:
    def read(text: str) -> str:
        if text not in options:
            raise ValueError(f"{text!r} is not one of {', '.join(options)}")
        return text

    return read


def some_of(*options: str) -> Cell:
    """Several options with semicolons between."""

    def read(text: str) -> str:
        for part in text.split(";"):
            if part not in options:
                raise ValueError(f"{part!r} is not one of {', '.join(options)}")
        return text

    return read


def whole(low: int, high: int) -> Cell:
    def read(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]+", text):
            raise ValueError(f"{text!r} is not a whole number")
        if not low <= int(text) <= high:
            raise ValueError(f"{text} is not between {low} and {high}")
        return int(text)

    return read


def number(low: float, high: float) -> Cell:
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
    found = re.fullmatch(r"([0-9]{2}):([0-9]{2})", text)
    minutes = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else 1441
    if minutes > 1440:
        raise ValueError(f"{text!r} is not a time such as 08:30")
    return minutes


def clock_seconds(text: str) -> int:
    """HH:MM:SS as seconds from 00:00."""
    found = re.fullmatch(r"([0-9]{2}):([0-9]{2}):([0-9]{2})", text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3]) > 59:
        raise ValueError(f"{text!r} is not a time such as 08:30:00")
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


def season_day(text: str) -> str:
    """MM-DD, lunar-MM-DD or YYYY-MM-DD."""
    if not re.fullmatch(r"((lunar|[0-9]{4})-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", text):
        raise ValueError(f"{text!r} is not a day such as 04-25, lunar-01-15 or 2027-04-25")
    return text
