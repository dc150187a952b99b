"""What operators changed: kept cell by cell for ever, and laid over the files of data/ whenever facts are loaded.

A change never overwrites without trace: it names who, when, why (a source) and what stood there before. Undoing is
one more change. A row that no file has is made by changes alone; nothing is ever deleted.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, select

from planner.catalog.csv_rows import RawSheet
from planner.catalog.provenance import ABOUT, CELL_SOURCES, KEY_OF
from planner.errors import Unknown

UNDO = "undo-"  # how the name of a batch begins that takes another one back


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
    basis: str  # cited | general | estimate | reader
    as_of: int | None = None


class FactDraft(SQLModel, table=True):
    """What an import would change, waiting for its operator's word: proposals as JSON."""

    __tablename__ = "fact_draft"
    id: str = Field(primary_key=True)
    at: str  # ISO time, UTC
    who: str
    proposals: str


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


def changes_of(session: Session, file: str, row: str) -> Sequence[FactChange]:
    """The changes of one row, newest first."""
    wanted = select(FactChange).where(FactChange.file == file, FactChange.row == row)
    return session.exec(wanted.order_by(FactChange.id.desc())).all()  # type: ignore[union-attr]


def newest_batches(session: Session, skip: int, most: int) -> tuple[list[list[FactChange]], bool]:
    """Batches of changes, newest first, and whether there are more."""
    newest = select(FactChange.batch).group_by(FactChange.batch).order_by(func.max(FactChange.id).desc())
    names = session.exec(newest.offset(skip).limit(most + 1)).all()
    batches = []
    for name in names[:most]:
        rows = session.exec(select(FactChange).where(FactChange.batch == name).order_by(FactChange.id)).all()  # type: ignore[arg-type]
        batches.append(list(rows))
    return batches, len(names) > most


def undo_of(session: Session, batch: str) -> list[Proposal]:
    """Proposals that put back what stood in a batch's cells, with the source it had.

    Raises
    ------
    Unknown
        If there is no such batch.
    """
    changes = read_changes(session)
    if not any(c.batch == batch for c in changes):
        raise Unknown("batch", batch)
    before: dict[tuple[str, str, str], FactChange] = {}
    undone: list[Proposal] = []
    for c in changes:
        cell = c.file, c.row, c.column
        if c.batch == batch:
            was = before.get(cell)
            source, basis, as_of = (was.source, was.basis, was.as_of) if was else ("", "general", None)
            undone.append(Proposal(c.file, c.row, c.column, c.new, c.old, source, basis, as_of))
        before[cell] = c
    return undone[::-1]


def undone_batches(session: Session) -> set[str]:
    """The batches that were taken back."""
    names = session.exec(select(FactChange.batch).where(FactChange.batch.startswith(UNDO)).distinct()).all()
    return {name.removeprefix(UNDO).rpartition("-")[0] for name in names}


def keep_draft(session: Session, who: str, proposals: Sequence[Proposal]) -> str:
    """Keep what an import would change until its operator has looked at it; a day at most."""
    now = datetime.now(UTC)
    old = (now - timedelta(days=1)).isoformat(timespec="seconds")
    for row in session.exec(select(FactDraft).where(FactDraft.at < old)).all():
        session.delete(row)
    key = secrets.token_urlsafe(12)
    content = json.dumps([asdict(p) for p in proposals], ensure_ascii=False)
    session.add(FactDraft(id=key, at=now.isoformat(timespec="seconds"), who=who, proposals=content))
    return key


def take_draft(session: Session, who: str, key: str) -> list[Proposal] | None:
    """The proposals kept under a key, which is used up; None if there are none of this operator."""
    row = session.get(FactDraft, key)
    if row is None or row.who != who:
        return None
    session.delete(row)
    return [Proposal(**p) for p in json.loads(row.proposals)]


def note_changes(session: Session, batch: str, who: str, proposals: Iterable[Proposal]) -> None:
    """Write proposals down as changes; the facts are the caller's to load anew, in the same transaction."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for p in proposals:
        session.add(FactChange(batch=batch, at=at, who=who, **asdict(p)))
    session.flush()


def lay_over(raws: Mapping[str, RawSheet], changes: Iterable[CellChange]) -> None:
    """Write the changes into the files' rows, oldest first, and their sources into the noted ones.

    A change without a source puts the file's own source back. A row that only changes made, and that changes have
    emptied again, is gone.
    """
    rows = {(file, row[key]): row for file, key in KEY_OF.items() for _, row in raws[file].rows}
    noted = {(row["file"], row["id"], row["column"]): row for _, row in raws[CELL_SOURCES].rows}
    own = {key: dict(row) for key, row in noted.items()}
    made: list[tuple[RawSheet, dict[str, str]]] = []
    for change in changes:
        row = rows.get((change.file, change.row))
        if row is None:
            row = rows[change.file, change.row] = _new_row(raws[change.file], change)
            made.append((raws[change.file], row))
        row[change.column] = change.new
        if change.column not in ABOUT:
            key = change.file, change.row, change.column
            named = dict(zip(("file", "id", "column"), key, strict=True))
            cell_source = {**named, "source": change.source, "basis": change.basis, "as_of": str(change.as_of or "")}
            noted[key] = {} if not change.new else cell_source if change.source else own.get(key, {})
    for raw, row in made:
        if not any(text for column, text in row.items() if column != KEY_OF[raw.file]):
            raw.rows = [(number, other) for number, other in raw.rows if other is not row]
    raws[CELL_SOURCES].rows = list(enumerate((row for row in noted.values() if row), 2))


def cell_text(raws: Mapping[str, RawSheet], file: str, row: str, column: str) -> str:
    """What a cell holds; "" where the row is not there either."""
    key = KEY_OF[file]
    return next((cells[column] for _, cells in raws[file].rows if cells[key] == row), "")


def _new_row(raw: RawSheet, change: CellChange) -> dict[str, str]:
    columns = raw.rows[0][1]
    row = {**dict.fromkeys(columns, ""), KEY_OF[change.file]: change.row}
    raw.rows.append((raw.rows[-1][0] + 1, row))
    return row
