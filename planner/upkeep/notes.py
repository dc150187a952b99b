"""Readers' notes: what somebody who was there, or works there, knows better. Nobody says who they are.

An operator accepts or declines. What is accepted becomes a fact whose basis is `reader`: shown as not confirmed, until
somebody has asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col, func, select

from planner.catalog import ABOUT, KEY_OF, SHEETS, FactTables, Proposal, change_facts, read_cell
from planner.errors import BadFile, Fault, OutOfRange, Unknown
from planner.language import N_
from planner.settings import Settings
from planner.upkeep.questions import row_named

LONGEST = 300  # characters of a note
KEPT_DAYS = 90  # a note that was decided about; what came of it stands among the changes
MOST_WAITING = 2000  # notes; more are not taken, so that nobody fills the disk
HOW = {"been": N_("我去过"), "phoned": N_("我打电话问过"), "works": N_("我在那里工作"), "heard": N_("听别人说的")}
TOPICS = {  # what a reader may say is wrong, by file and column, in a few words; other things go without
    "places.csv": {
        "hours": N_("开放时间"), "ticket_yuan": N_("门票"), "step_free": N_("台阶"), "accessible_toilet": N_("厕所"),
        "phone": N_("电话"), "state": N_("关了，不开了"),
    },
    "hotels.csv": {
        "lift": N_("电梯"), "accessible_room": N_("无障碍房"), "price_band": N_("价钱"), "phone": N_("电话"),
    },
    "restaurants.csv": {
        "step_free": N_("台阶"), "price_band": N_("价钱"), "soft_food": N_("菜软不软"), "phone": N_("电话"),
    },
    "hospitals.csv": {"address": N_("地址"), "phone": N_("电话")},
    "stations.csv": {"step_free": N_("台阶")},
}  # fmt: skip


class FactNote(SQLModel, table=True):
    """What a reader wrote about a row; `column` is "" where it is about something else."""

    __tablename__ = "fact_note"
    id: str = Field(primary_key=True)
    at: str  # ISO time, UTC
    file: str
    row: str
    column: str
    says: str
    how: str
    state: str = Field(default="waiting", index=True)  # waiting | accepted | declined
    decided_by: str = ""
    batch: str = ""  # of the change, if accepted


@dataclass(frozen=True)
class Unconfirmed:
    """A cell that rests on a reader's note."""

    file: str
    row: str
    column: str
    text: str
    source: str


def send_note(session: Session, facts: FactTables, note: FactNote) -> str:
    """Keep a note; its id.

    Raises
    ------
    Unknown, OutOfRange
        If there is no such row or topic, if the text is empty or too long, or if too many wait.
    """
    if note.file not in KEY_OF or row_named(facts, note.file, note.row) is None:
        raise Unknown("row", note.row)
    if note.column and note.column not in TOPICS.get(note.file, ()):
        raise Unknown("topic", note.column)
    if note.how not in HOW:
        raise Unknown("how", note.how, tuple(HOW))
    if not 1 <= len(note.says) <= LONGEST:
        raise OutOfRange("note_text", len(note.says), 1, LONGEST)
    waiting = session.exec(select(func.count()).where(FactNote.state == "waiting")).one()
    if waiting >= MOST_WAITING:
        raise OutOfRange("notes_waiting", waiting, 0, MOST_WAITING)
    session.add(note)
    session.flush()
    return note.id


def new_note(file: str, row: str, column: str, says: str, how: str) -> FactNote:
    """A note as it comes in now."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return FactNote(id=secrets.token_hex(6), at=at, file=file, row=row, column=column, says=says, how=how)


def notes_waiting(session: Session) -> Sequence[FactNote]:
    """Those nobody has decided about, the oldest first."""
    _forget_old(session)
    wanted = select(FactNote).where(FactNote.state == "waiting").order_by(col(FactNote.at), col(FactNote.id))
    return session.exec(wanted).all()


def _forget_old(session: Session) -> None:
    """Delete what was decided about and is older than anybody needs it."""
    old = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
    session.execute(delete(FactNote).where(col(FactNote.state) != "waiting", col(FactNote.at) < old))


def waiting_note(session: Session, note_id: str) -> FactNote:
    """The note, if nobody has decided about it.

    Raises
    ------
    Unknown
        If there is none.
    """
    note = session.get(FactNote, note_id)
    if note is None or note.state != "waiting":
        raise Unknown("note", note_id)
    return note


def decline_note(session: Session, note_id: str, who: str) -> None:
    """Leave the facts as they are; raises Unknown if it does not wait."""
    note = waiting_note(session, note_id)
    note.state, note.decided_by = "declined", who
    session.add(note)
    session.flush()


def _change(note: FactNote, column: str, old: str, new: str) -> Proposal:
    """The change that accepting a note makes."""
    day = note.at[:10]
    return Proposal(note.file, note.row, column, old, new, f"读者来信，{day}", "reader", int(day[:4]))


def correctable(file: str) -> list[str]:
    """The columns of a file that a note may correct."""
    return [column for column in SHEETS[file][1] if column not in ABOUT and column != KEY_OF[file]]


def accept_note(settings: Settings, who: str, note: FactNote, facts: FactTables, column: str, new: str) -> str:
    """Make the note a fact that is not confirmed, all or nothing; the batch of changes. `facts` are what the operator
    looked at.

    Raises
    ------
    Unknown, BadFacts, EditConflict
        If the note does not wait any more, or there is no such row or column; for a text that cannot stand there, or
        what would be wrong with the facts; if the cell has changed.
    """
    row = row_named(facts, note.file, note.row)
    if row is None or column not in correctable(note.file):
        raise Unknown("row", f"{note.row} {column}")
    if not new:
        raise BadFile((Fault(note.file, 0, column, N_("请写出改成什么。")),))
    try:
        read_cell(new, SHEETS[note.file][1][column])
    except ValueError as error:
        raise BadFile((Fault(note.file, 0, column, str(error)),)) from None

    def before_commit(session: Session, batch: str) -> None:
        decided = waiting_note(session, note.id)
        decided.state, decided.decided_by, decided.batch = "accepted", who, batch
        session.add(decided)

    return change_facts(settings, who, (_change(note, column, row[column], new),), before_commit=before_commit)


def unconfirmed(facts: FactTables) -> list[Unconfirmed]:
    """All cells that rest on readers' notes, in the order of files and rows."""
    rows = ((file, row) for file in KEY_OF for _, row in facts.raws[file].rows)
    return [
        Unconfirmed(file, row[KEY_OF[file]], column, row[column], noted.source)
        for file, row in rows
        for column, noted in facts.noted.get((file, row[KEY_OF[file]]), {}).items()
        if noted.basis == "reader"
    ]


def confirm(settings: Settings, who: str, cell: Unconfirmed, source: str, on: date) -> str:
    """Put a better source under a cell as it stands; the batch of changes."""
    same = Proposal(cell.file, cell.row, cell.column, cell.text, cell.text, source, "cited", on.year)
    return change_facts(settings, who, (same,))
