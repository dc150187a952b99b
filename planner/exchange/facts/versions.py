"""Two versions of the facts side by side, by row and cell: folders of CSV files, or zip files of `data export`.

A version may be older than this program: its tables are read with the columns they have.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from planner.catalog import ROW_KEYS
from planner.errors import DAMAGED_ZIP, BadFile, Fault
from planner.language import N_

LARGEST_BYTES = 60_000_000  # of one table
MADE_AT = (2020, 1, 1, 0, 0, 0)  # of files in a zip, so that the same facts are the same bytes


@dataclass(frozen=True)
class TableVersion:
    """A table as it was written: its columns, and its rows by key."""

    columns: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class CellDifference:
    """A cell of a row that both versions have."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class TableDifference:
    """What became of a table: keys of rows, names of columns, cells. Columns that one version lacks are compared
    nowhere."""

    file: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    changed: tuple[CellDifference, ...]


def read_version(path: Path) -> dict[str, TableVersion]:
    """The tables of a folder or a zip file, by file name; what is no table of facts is passed over.

    Raises
    ------
    BadFile
        If there is none, or one that cannot be read.
    """
    faults: list[Fault] = []
    tables = {}
    for name, content in _contents(path, faults):
        if (table := _table(name, content, faults)) is not None:
            tables[name] = table
    if not tables and not faults:
        faults.append(Fault(path.name, 0, "file", N_("里面没有资料的表，如 places.csv。")))
    if faults:
        raise BadFile(tuple(faults))
    return tables


def compare_versions(before: Mapping[str, TableVersion], after: Mapping[str, TableVersion]) -> list[TableDifference]:
    """The tables that differ, in the order of their names."""
    none = TableVersion((), {})
    found = [_compare(file, before.get(file, none), after.get(file, none)) for file in sorted({*before, *after})]
    return [t for t in found if t.added or t.removed or t.columns_added or t.columns_removed or t.changed]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in a zip; the same files are the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, MADE_AT), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _contents(path: Path, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for name in ROW_KEYS:
            if (path / name).is_file():
                yield name, (path / name).read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _members(archive, faults)
    except DAMAGED_ZIP:
        faults.append(Fault(path.name, 0, "file", N_("不是文件夹，也不是能读的 zip 文件。")))


def _members(archive: zipfile.ZipFile, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for member in archive.infolist():
        name = PurePosixPath(member.filename).name
        if name not in ROW_KEYS:
            continue
        if name in seen:
            faults.append(Fault(name, 0, "file", N_("压缩包里有两个同名的表，只能留一个。")))
        elif member.file_size > LARGEST_BYTES:
            faults.append(Fault(name, 0, "file", N_("大于 {mb} MB。"), {"mb": LARGEST_BYTES // 1_000_000}))
        else:
            seen.add(name)
            yield name, archive.read(member)


def _table(name: str, content: bytes, faults: list[Fault]) -> TableVersion | None:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        faults.append(Fault(name, 0, "file", N_("不是 UTF-8 的 CSV 文件。")))
        return None
    columns = tuple(lines[0]) if lines else ()
    missing = [key for key in ROW_KEYS[name] if key not in columns]
    if missing:
        faults.append(Fault(name, 1, missing[0], N_("没有这一列，认不出行来。")))
        return None
    rows: dict[str, dict[str, str]] = {}
    for number, cells in enumerate(lines[1:], 2):
        if len(cells) != len(columns):
            faults.append(Fault(name, number, "", N_("格数和表头不一样。")))
            return None
        row = dict(zip(columns, cells, strict=True))
        key = " ".join(row[column] for column in ROW_KEYS[name])
        if key in rows:
            faults.append(Fault(name, number, ROW_KEYS[name][0], N_("{key} 前面已经有一行。"), {"key": key}))
            return None
        rows[key] = row
    return TableVersion(columns, rows)


def _compare(file: str, before: TableVersion, after: TableVersion) -> TableDifference:
    shared = [column for column in after.columns if column in before.columns]
    changed = [
        CellDifference(key, column, old[column], row[column])
        for key, row in after.rows.items()
        if (old := before.rows.get(key)) is not None
        for column in shared
        if old[column] != row[column]
    ]
    return TableDifference(
        file,
        tuple(key for key in after.rows if key not in before.rows),
        tuple(key for key in before.rows if key not in after.rows),
        tuple(column for column in after.columns if column not in before.columns),
        tuple(column for column in before.columns if column not in after.columns),
        tuple(changed),
    )
