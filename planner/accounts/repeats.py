"""Requests that are sent again: what was answered to the first, by the key that the sender gave it, so that nothing is
made twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Text, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col

KEPT = timedelta(hours=24)
LONGEST_KEY = 100


class AnsweredRequest(SQLModel, table=True):
    """What a holder's request with that key was answered; `fingerprint` tells other requests with the same key."""

    __tablename__ = "answered_request"
    holder: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    answer: str = Field(sa_type=Text)  # JSON
    answered_at: datetime = Field(index=True)


@dataclass(frozen=True)
class OtherRequest:
    """The key was used for another request."""


def earlier_answer(session: Session, holder: str, key: str, fingerprint: str) -> str | OtherRequest | None:
    """What the same request was answered within the last day; None if it is new."""
    row = session.get(AnsweredRequest, (holder, key), populate_existing=True)
    if row is None or datetime.now(UTC) - row.answered_at > KEPT:
        return None
    return row.answer if row.fingerprint == fingerprint else OtherRequest()


def note_answer(session: Session, holder: str, key: str, fingerprint: str, answer: str) -> bool:
    """Note it in the transaction that does what was asked; False if somebody else just noted one under that key: then
    the transaction is to be undone."""
    row = AnsweredRequest(
        holder=holder, key=key, fingerprint=fingerprint, answer=answer, answered_at=datetime.now(UTC)
    )  # fmt: skip
    session.execute(delete(AnsweredRequest).where(col(AnsweredRequest.answered_at) < datetime.now(UTC) - KEPT))
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True
