"""Tables that people bring → rows of text, each with its number as a spreadsheet counts.

Read are UTF-8, UTF-16 and GB 18030, cells with commas, semicolons or tabs between them, and headings by all the names
they go by. Nothing is read without end: bytes, rows and cells have their limits.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NoReturn, TextIO

from planner.errors import BadFile, BadValue, Fault
from planner.language import N_

MOST_FAULTS = 50
MOST_ROWS = 200_000  # of one file
MOST_LINE = 1_000_000  # characters
MOST_LINES_OF_ROW = 1000  # cells may have line ends in them
MOST_PARTS = 2_000_000  # of JSON: lists, objects, values
MOST_DIGITS = 30  # of a number in JSON
MOST_CELL = 131_072  # what the csv module takes
SEPARATORS = ",;\t，；|"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # no text has them
_ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LOOKED_AT = 1000  # bytes, for the encoding
LOOKED_AT_LINES = 12  # for what stands between cells
NO_TEXT = N_("认不出是哪种文字编码。请另存为“CSV UTF-8”再试。")
ROWS = N_("超过 {most} 行，太长了。请分成几个文件。")


@dataclass
class Faults:
    """What is wrong with a file or several; the first ones are enough to mend it by."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, row: int, column: str, why: str, **values: str | int) -> None:
        """Note one; `why` is a sentence to be translated, `values` go into it."""
        self.found.append(Fault(file, row, column, why, values))
        if len(self.found) >= MOST_FAULTS:
            self.refuse()

    def bad(self, file: str, row: int, column: str, value: BadValue) -> None:
        """Note a value that cannot be."""
        self.add(file, row, column, value.why, **value.values)

    def refuse(self) -> NoReturn:
        raise BadFile(tuple(self.found))

    def refuse_any(self) -> None:
        """End here if there is a fault."""
        if self.found:
            self.refuse()


def decode(content: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as GBK.

    Raises
    ------
    BadValue
        If it is no text.
    """
    encoding = next((name for mark, name in _ENCODINGS.items() if content.startswith(mark)), "")
    if not encoding and b"\0" in content[:_LOOKED_AT]:
        encoding = "utf-16-le" if content[1:_LOOKED_AT:2].count(0) >= content[:_LOOKED_AT:2].count(0) else "utf-16-be"
    for attempt in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = content.decode(attempt)
        except UnicodeDecodeError:
            continue
        if _UNSEEN.search(text):
            break
        return text, attempt == "gb18030"
    raise BadValue(NO_TEXT)


def read_json(text: str) -> Any:
    """The JSON in a text.

    Raises
    ------
    BadValue
        If it is none, or one that nobody means: nested without end, millions of parts, numbers of thousands of digits.
    """
    if text.count("[") + text.count("{") + text.count(",") > MOST_PARTS:
        raise BadValue(N_("JSON 里的东西超过 {most} 件，太多了。"), most=f"{MOST_PARTS:,}")
    try:
        return json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise BadValue(N_("JSON 第 {line} 行写得不对。"), line=error.lineno) from None
    except RecursionError:
        raise BadValue(N_("JSON 一层套一层，套得太深了。")) from None


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise BadValue(N_("JSON 里有一个 {digits} 位的数。最多 {most} 位。"), digits=len(digits), most=MOST_DIGITS)
    return int(digits)


def heading(text: str) -> str:
    """What two spellings of one heading share."""
    return re.sub(r"[\s_\-./()]+", "", unicodedata.normalize("NFKC", text)).casefold()


def separator(line: str) -> str:
    """What stands between the cells of a heading."""
    counts = Counter(sign for sign in re.sub(r'"[^"]*"', "", line) if sign in SEPARATORS)
    return max(SEPARATORS, key=lambda sign: counts[sign])


def read_rows(
    content: bytes, file: str, needed: Sequence[str], faults: Faults, names: Mapping[str, str] | None = None
) -> list[tuple[int, dict[str, str]]]:
    """The rows by column, cells stripped; what is wrong goes to `faults`. `needed` are columns that must be there;
    `names` are the columns by the headings they also have, see `heading`."""
    try:
        if content.count(b"\n") > MOST_ROWS:
            raise BadValue(ROWS, most=f"{MOST_ROWS:,}")
        text, _ = decode(content)
    except BadValue as bad:
        faults.bad(file, 0, "file", bad)
        return []
    return list(iter_rows(io.StringIO(text, newline=""), file, needed, faults, names))


def iter_rows(
    text: TextIO, file: str, needed: Sequence[str], faults: Faults, names: Mapping[str, str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """As `read_rows`, from lines of text and row by row."""
    lines = _Lines(text)
    try:
        first = next((line for line in lines if line.strip()), None)
    except BadValue as bad:
        faults.bad(file, 1, "", bad)
        return
    if first is None:
        faults.add(file, 0, "file", N_("是空的。"))
        return
    lines.back = first
    known = len(faults.found)
    header: list[str] = []
    for number, cells in _cells(lines, separator(first), file, faults):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [_named(cell, names) for cell in cells]
            _check_header(header, file, number, needed, faults)
            if len(faults.found) > known:
                return
        elif len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            faults.add(file, number, "", N_("有 {count} 格，表头只有 {most} 格。"), count=len(cells), most=len(header))
        else:
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield number, dict(zip(header, (cell.strip() for cell in padded), strict=False))


def read_cells(content: bytes, most_rows: int) -> list[tuple[int, list[str]]]:
    """Every row of a table that may have titles above its heading, with its number; cells as they stand.

    Raises
    ------
    BadValue
        If it is no text, no table, or too long.
    """
    text, _ = decode(content)
    first = text.split("\n", LOOKED_AT_LINES)[:LOOKED_AT_LINES]
    faults = Faults()
    rows = list(
        islice(_cells(_Lines(io.StringIO(text, newline="")), separator("\n".join(first)), "", faults), most_rows + 1)
    )
    if faults.found:
        raise BadValue(faults.found[0].why, **faults.found[0].values)
    if len(rows) > most_rows:
        raise BadValue(ROWS, most=f"{most_rows:,}")
    return rows


class _Lines:
    """Lines of a text, the one put `back` first; none without end, and not too many of them for one row."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.back, self.of_row = text, "", 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self.back = self.back or self.text.readline(MOST_LINE + 1), ""
        self.of_row += 1
        if len(line) > MOST_LINE or self.of_row > MOST_LINES_OF_ROW:
            raise BadValue(N_("有一行太长了，不像表格。"))
        if not line:
            raise StopIteration
        return line


def _cells(lines: _Lines, sign: str, file: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, as long as they can be read and are not too many."""
    reader = csv.reader(lines, delimiter=sign, strict=True)
    number = 0
    while True:
        number, lines.of_row = number + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except BadValue as bad:
            faults.bad(file, number, "", bad)
            return
        except csv.Error as error:
            if "field larger" in str(error):
                faults.add(file, number, "", N_("有一格超过 {most} 个字。"), most=f"{MOST_CELL:,}")
            else:
                faults.add(file, number, "", N_("引号不成对，读不成表格。"))
            return
        if number > MOST_ROWS:
            faults.add(file, 0, "file", ROWS, most=f"{MOST_ROWS:,}")
            return
        yield number, cells


def _named(cell: str, names: Mapping[str, str] | None) -> str:
    typed = cell.strip().lstrip("\ufeff")
    return typed if names is None else names.get(heading(typed), typed)


def _check_header(header: Sequence[str], file: str, row: int, needed: Sequence[str], faults: Faults) -> None:
    for column in needed:
        if column not in header:
            faults.add(file, row, column, N_("表头里没有这一列。"))
    for column in dict.fromkeys(name for name in header if name and header.count(name) > 1):
        faults.add(file, row, column, N_("这一列在表头里出现了两次。"))


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """CSV text with that header."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return target.getvalue()


def number_text(value: float, decimals: int = 3) -> str:
    """A number without an exponent or needless zeros."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
