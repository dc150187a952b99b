"""Bytes of a CSV file → rows of text, each with its number as a spreadsheet counts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from planner.errors import BadFacts, Fault

MOST_FAULTS = 50
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # no text has them
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class Faults:
    """What is wrong with a file or several; the first ones are enough to mend it by."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, row: int, column: str, why: str) -> None:
        self.found.append(Fault(file, row, column, why))
        if len(self.found) >= MOST_FAULTS:
            self.refuse()

    def refuse(self) -> NoReturn:
        raise BadFacts(tuple(self.found))

    def refuse_any(self) -> None:
        """End here if there is a fault."""
        if self.found:
            self.refuse()


def decode(content: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as GBK.

    Raises
    ------
    ValueError
        If it is no text.
    """
    encoding = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), "")
    for attempt in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = content.decode(attempt)
        except UnicodeDecodeError:
            continue
        if _UNSEEN.search(text):
            break
        return text, attempt == "gb18030"
    raise ValueError("is neither UTF-8 nor GBK text: save it as CSV UTF-8")


def read_rows(content: bytes, file: str, needed: Sequence[str], faults: Faults) -> list[tuple[int, dict[str, str]]]:
    """The rows by column, cells stripped; what is wrong goes to `faults`. `needed` are columns that must be there."""
    try:
        text, _ = decode(content)
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except ValueError as error:
        faults.add(file, 0, "file", str(error))
        return []
    except csv.Error as error:
        faults.add(file, 0, "file", f"is not CSV: {error}")
        return []
    numbered = [(n, line) for n, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not numbered:
        faults.add(file, 0, "file", "is empty")
        return []
    header = [cell.strip() for cell in numbered[0][1]]
    for column in needed:
        if column not in header:
            faults.add(file, numbered[0][0], column, "is missing in the header")
    for column in {name for name in header if name and header.count(name) > 1}:
        faults.add(file, numbered[0][0], column, "stands twice in the header")
    if faults.found:
        return []
    rows = []
    for number, cells in numbered[1:]:
        if len(cells) > len(header):
            faults.add(file, number, "row", f"has {len(cells)} cells instead of {len(header)}")
        else:
            padded = [*cells, *[""] * (len(header) - len(cells))]
            rows.append((number, dict(zip(header, (cell.strip() for cell in padded), strict=True))))
    return rows


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """CSV text with that header."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return target.getvalue()


def number(value: float, decimals: int = 3) -> str:
    """A number without an exponent or needless zeros."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
