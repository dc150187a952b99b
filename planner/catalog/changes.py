"""What operators changed: kept cell by cell for ever, and laid over the files of data/ whenever facts are loaded.

A change never overwrites without trace: it names who, when, why (a source) and what stood there before. Undoing is
one more change. A row that no file has is made by changes alone; nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, select

from planner.catalog.csv_rows import RawSheet
from planner.catalog.provenance import ABOUT, CELL_SOURCES, KEY_OF


class FactChange(SQLModel, table=True):
    """One cell that somebody changed; texts as a CSV cell holds them, "" is not known."""

    __tablename__ = "fact_change"
    id: int | None = Field(default=None, primary_key=True)
    batch: str = Field(index=True)  # the changes of one form or one import belong together
    at: str  # ISO time, UTC
    who: str
    file: str
    row: str  # id or name
    column: str
    old: str
    new: str
    source: str
    basis: str  # cited | general | estimate
    as_of: int | None = None


class CellChange(Protocol):
    """A new text for a cell: a change on record, or one that is only proposed."""

    @property
    def file(self) -> str: ...
    @property
    def row(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def new(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def as_of(self) -> int | None: ...


@dataclass(frozen=True)
class Proposal:
    """A cell somebody wants changed. `old` is what they saw, so that two people do not overwrite each other."""

    file: str
    row: str
    column: str
    old: str
    new: str
    source: str
    basis: str = "cited"
    as_of: int | None = None


def read_changes(session: Session) -> Sequence[FactChange]:
    """All changes, oldest first."""
    return session.exec(select(FactChange).order_by(FactChange.id)).all()  # type: ignore[arg-type]


def changes_mark(session: Session) -> str:
    """Tells one state of the changes from another."""
    count, newest = session.exec(select(func.count(), func.max(FactChange.id)).select_from(FactChange)).one()
    return f"{count}-{newest}"


def note_changes(session: Session, batch: str, who: str, proposals: Iterable[Proposal]) -> None:
    """Write proposals down as changes; the facts are the caller's to load anew, in the same transaction."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for p in proposals:
        session.add(FactChange(batch=batch, at=at, who=who, **asdict(p)))
    session.flush()


def lay_over(raws: Mapping[str, RawSheet], changes: Iterable[CellChange]) -> None:
    """Write the changes into the files' rows, oldest first, and their sources into the noted ones."""
    rows = {(file, row[key]): row for file, key in KEY_OF.items() for _, row in raws[file].rows}
    noted = {(row["file"], row["id"], row["column"]): row for _, row in raws[CELL_SOURCES].rows}
    for change in changes:
        row = rows.get((change.file, change.row))
        if row is None:
            row = rows[change.file, change.row] = _new_row(raws[change.file], change)
        row[change.column] = change.new
        if change.column not in ABOUT:
            _note(raws[CELL_SOURCES], noted, change)


def cell_text(raws: Mapping[str, RawSheet], file: str, row: str, column: str) -> str:
    """What a cell holds; "" where the row is not there either."""
    key = KEY_OF[file]
    return next((cells[column] for _, cells in raws[file].rows if cells[key] == row), "")


def _new_row(raw: RawSheet, change: CellChange) -> dict[str, str]:
    columns = raw.rows[0][1]
    row = {**dict.fromkeys(columns, ""), KEY_OF[change.file]: change.row}
    raw.rows.append((raw.rows[-1][0] + 1, row))
    return row


def _note(sources: RawSheet, noted: dict[tuple[str, str, str], dict[str, str]], change: CellChange) -> None:
    key = change.file, change.row, change.column
    entry = noted.get(key)
    if not change.new:
        if entry is not None:
            sources.rows = [(n, row) for n, row in sources.rows if row is not entry]
            del noted[key]
        return
    if entry is None:
        entry = noted[key] = dict(zip(("file", "id", "column"), key, strict=True))
        sources.rows.append((sources.rows[-1][0] + 1 if sources.rows else 2, entry))
    entry.update(source=change.source, basis=change.basis, as_of=str(change.as_of or ""))
