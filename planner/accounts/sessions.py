"""Sessions of members, kept on the server: who is logged in where; ended there, a cookie opens nothing any more.

A cookie holds a secret of 256 bits; only its hash is stored.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts.keys import new_secret, secret_hash
from planner.accounts.members import Member

KEPT_DAYS = 30  # without being used
SEEN_EVERY = timedelta(minutes=5)  # so that reading writes seldom
LONGEST_BROWSER = 120


class MemberSession(SQLModel, table=True):
    """An open session; `member_key` is the member's `session_key`, so that a new password ends it, and `browser` what
    the browser calls itself."""

    __tablename__ = "member_session"
    id: int | None = Field(default=None, primary_key=True)
    secret_hash: str = Field(unique=True, index=True)
    member_key: str = Field(index=True)
    browser: str
    began_at: datetime
    seen_at: datetime = Field(index=True)


def begin_session(session: Session, member: Member, browser: str) -> str:
    """Open a session; the secret for its cookie."""
    secret, now = new_secret(), datetime.now(UTC)
    session.execute(delete(MemberSession).where(col(MemberSession.seen_at) < now - timedelta(days=KEPT_DAYS)))
    session.add(
        MemberSession(
            secret_hash=secret_hash(secret), member_key=member.session_key, browser=browser[:LONGEST_BROWSER],
            began_at=now, seen_at=now,
        )
    )  # fmt: skip
    return secret


def member_of_session(session: Session, secret: str) -> Member | None:
    """Whose open session this is; None if it has ended."""
    row, now = open_session(session, secret), datetime.now(UTC)
    if row is None:
        return None
    if now - row.seen_at > SEEN_EVERY:
        row.seen_at = now
    return session.exec(select(Member).where(Member.session_key == row.member_key)).first()


def open_session(session: Session, secret: str) -> MemberSession | None:
    """The session of that secret, unless it was not used for long."""
    row = session.exec(select(MemberSession).where(MemberSession.secret_hash == secret_hash(secret))).first()
    return row if row is not None and datetime.now(UTC) - row.seen_at < timedelta(days=KEPT_DAYS) else None


def open_sessions(session: Session, secret: str) -> list[MemberSession]:
    """All open sessions of the same member, this one too, the last used first."""
    own = open_session(session, secret)
    if own is None:
        return []
    since = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
    theirs = select(MemberSession).where(MemberSession.member_key == own.member_key, col(MemberSession.seen_at) > since)
    return list(session.exec(theirs.order_by(col(MemberSession.seen_at).desc(), col(MemberSession.id))).all())


def end_session(session: Session, secret: str, session_id: int | None = None) -> bool:
    """End the session of that secret, or another of the same member by its number; whether there was one."""
    ended = [row for row in open_sessions(session, secret) if row.id == session_id or session_id is None]
    for row in ended:
        if session_id is not None or row.secret_hash == secret_hash(secret):
            session.delete(row)
    return bool(ended)
