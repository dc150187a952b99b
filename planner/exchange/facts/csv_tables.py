"""CSV with the columns of data/: read as proposals, written for a spreadsheet.

A file may hold any of a table's columns, in any order, with the one that names the row. An empty cell changes
nothing; `-` empties a cell. `source` and `as_of`, in the file or given once for all of it, say where the changed
cells come from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import NamedTuple

from planner.catalog import ABOUT, ESTIMATES, KEY_OF, SHEETS, Proposal, RawSheet, read_cell
from planner.exchange.facts.changes import ChangeSet, rows_by_key
from planner.text import decode, year_in

LARGEST_BYTES = 5_000_000
MOST_ROWS = 20_000
CLEAR = "-"


class _Citation(NamedTuple):
    """Where changed cells come from and as of which year, unless their row says otherwise."""

    source: str
    as_of: int | None


def read_table(
    content: bytes, file: str, raws: Mapping[str, RawSheet], source: str = "", as_of: int | None = None
) -> ChangeSet:
    """What a CSV file would change in the table `file` (places.csv ...), whose present rows are in `raws`.

    Every fault names the row and column as a spreadsheet shows them.
    """
    changes = ChangeSet()
    text = _decode(content, changes)
    if text is None:
        return changes
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        changes.fault(file, 0, "file", f"is not CSV: {error}")
        return changes
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        changes.fault(file, 0, "file", "is empty")
        return changes
    if not _header(lines[0], file, changes):
        return changes
    if len(lines) > MOST_ROWS:
        changes.fault(file, 0, "file", f"has {len(lines)} rows; {MOST_ROWS} at most: split it")
        return changes
    header, known, seen = [cell.strip() for cell in lines[0]], rows_by_key(raws, file), dict[str, int]()
    for number, cells in enumerate(lines[1:], 2):
        if len(cells) != len(header):
            changes.fault(file, number, "row", f"has {len(cells)} cells instead of {len(header)}")
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        key = row[KEY_OF[file]]
        if not key:
            changes.fault(file, number, KEY_OF[file], "is empty: it says which row is meant")
        elif key in seen:
            changes.fault(file, number, KEY_OF[file], f"{key!r} stands in row {seen[key]} already")
        else:
            seen[key] = number
            _read_row(changes, file, number, row, known.get(key), _Citation(source, as_of))
    if not changes.proposals and not changes.faults:
        changes.notes.append("the file changes nothing")
    return changes


def _decode(content: bytes, changes: ChangeSet) -> str | None:
    if len(content) > LARGEST_BYTES:
        changes.fault("file", 0, "file", f"is larger than {LARGEST_BYTES // 1_000_000} MB: split it")
        return None
    try:
        text, gbk = decode(content)
    except ValueError:
        changes.fault("file", 0, "file", "is neither UTF-8 nor GBK text: save it as CSV UTF-8")
        return None
    if gbk:
        changes.notes.append("the file was read as GBK: look whether the Chinese in it is right")
    return text


def _header(cells: list[str], file: str, changes: ChangeSet) -> bool:
    header, columns = [cell.strip() for cell in cells], SHEETS[file][1]
    if KEY_OF[file] not in header:
        changes.fault(file, 1, "header", f"lacks the column {KEY_OF[file]}, which says which row is meant")
    for name in header:
        if name not in {*columns, "source", "as_of"}:
            changes.fault(file, 1, "header", f"{name!r} is no column; there are {', '.join(columns)}")
        elif header.count(name) > 1:
            changes.fault(file, 1, name, "stands twice in the header")
    return not changes.faults


def _read_row(
    changes: ChangeSet, file: str, number: int, row: dict[str, str], present: dict[str, str] | None, cited: _Citation
) -> None:
    """Proposals for one row. What speaks of the row itself is taken over only for a row that is new."""
    columns, key = SHEETS[file][1], row[KEY_OF[file]]
    source = row.get("source") or cited.source
    year = _year(changes, file, number, row.get("as_of", ""), cited.as_of)
    changed = False
    about = {"source": source, "as_of": str(year or "")} if present is None else {}
    for name, text in {**{n: row.get(n, "") for n in columns if n not in ("source", "as_of")}, **about}.items():
        new = "" if text == CLEAR else text
        old = (present or {}).get(name, "")
        if name == KEY_OF[file] or name not in columns or not text or new == old:
            continue
        try:
            read_cell(new, columns[name])
        except ValueError as error:
            changes.fault(file, number, name, str(error))
            continue
        changed = changed or name not in ABOUT
        basis = "estimate" if file == "places.csv" and name in ESTIMATES else "cited"
        changes.proposals.append(Proposal(file, key, name, old, new, source, basis, year))
    if changed and not source:
        changes.fault(file, number, "source", "is empty: say where these facts come from")


def _year(changes: ChangeSet, file: str, number: int, text: str, otherwise: int | None) -> int | None:
    year = year_in(text)
    if text and not (year and 1990 <= year <= 2100):
        changes.fault(file, number, "as_of", f"{text!r} is not a year such as 2026")
        return otherwise
    return year if text else otherwise


def write_table(raw: RawSheet) -> bytes:
    """A table as a spreadsheet opens it: UTF-8 with its mark, the columns of data/."""
    target = io.StringIO()
    writer = csv.DictWriter(target, list(SHEETS[raw.file][1]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for _, row in raw.rows)
    return target.getvalue().encode("utf-8-sig")
