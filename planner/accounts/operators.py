"""Operators: the people who may change facts. Added on the command line, checked at the login page."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlmodel import Field, Session, SQLModel, select

from planner.errors import Malformed

SHORTEST_PASSWORD = 10
LONGEST_NAME = 40
_HASHER = PasswordHasher()


class Operator(SQLModel, table=True):
    """Somebody who may change facts; `session_key` changes with the password and ends open sessions."""

    __tablename__ = "operator"
    name: str = Field(primary_key=True)
    password_hash: str
    session_key: str = Field(unique=True)
    added_at: str  # ISO time, UTC


def set_operator(session: Session, name: str, password: str) -> None:
    """Add an operator, or give one a new password.

    Raises
    ------
    Malformed
        If the name is empty or too long, or the password too short.
    """
    if not name.strip() or len(name) > LONGEST_NAME or name != name.strip():
        raise Malformed("operator", name, "wang")
    if len(password) < SHORTEST_PASSWORD:
        raise Malformed("password", "*" * len(password), "*" * SHORTEST_PASSWORD)
    row = session.get(Operator, name) or Operator(
        name=name, password_hash="", session_key="", added_at=datetime.now(UTC).isoformat(timespec="seconds")
    )
    row.password_hash, row.session_key = _HASHER.hash(password), secrets.token_urlsafe(24)
    session.add(row)


def remove_operator(session: Session, name: str) -> bool:
    """Whether there was one to remove; what they changed stays on record."""
    row = session.get(Operator, name)
    if row is not None:
        session.delete(row)
    return row is not None


def operator_names(session: Session) -> list[str]:
    return sorted(session.exec(select(Operator.name)).all())


def operator_with(session: Session, name: str, password: str) -> Operator | None:
    """The operator, if name and password are right."""
    row = session.get(Operator, name)
    try:
        _HASHER.verify(row.password_hash if row else _nobody(), password)
    except VerificationError:
        return None
    return row


@cache
def _nobody() -> str:
    """A hash to check for unknown names, so that they take as long as known ones."""
    return _HASHER.hash(secrets.token_hex(16))
