"""The state of all ready-made trips together, asked without reading them: who has seen it needs nothing new."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import new_id

SHELF = "trips"


class StateMark(SQLModel, table=True):
    """A mark that is another after each change to what has that name."""

    __tablename__ = "state_mark"

    name: str = Field(primary_key=True)
    mark: str


_SHELF = select(StateMark.mark).where(StateMark.name == SHELF)


def state_of_shelf(session: Session) -> str:
    """The mark of the ready-made trips; "" if there never were any."""
    return session.connection().scalar(_SHELF) or ""


def mark_shelf(session: Session) -> None:
    """The ready-made trips are others than before. Whoever changes them at the same time waits, so that the mark of
    what is read last is the last."""
    change = update(StateMark).where(col(StateMark.name) == SHELF).values(mark=new_id())
    changed = session.execute(change)
    if isinstance(changed, CursorResult) and changed.rowcount:
        return
    try:
        with session.begin_nested():
            session.add(StateMark(name=SHELF, mark=new_id()))
    except IntegrityError:  # somebody made the first in this very moment
        session.execute(change)
