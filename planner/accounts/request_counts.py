"""How often somebody asked, counted for all processes of a site: what limits hang on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class RequestCount(SQLModel, table=True):
    """Requests of one kind by one visitor until `ends_at`; `key` tells neither."""

    __tablename__ = "request_count"
    key: str = Field(primary_key=True)
    count: int
    ends_at: datetime = Field(index=True)


def count_request(session: Session, key: str, window_s: int, amount: int = 1) -> RequestCount:
    """One more in the window that is open, or the first of a new one; by one statement, whoever else counts."""
    now = datetime.now(UTC)
    new = {"key": key, "count": amount, "ends_at": now + timedelta(seconds=window_s)}
    statement = _INSERT[session.get_bind().dialect.name](RequestCount).values(new)
    is_over = col(RequestCount.ends_at) <= now
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": case((is_over, amount), else_=col(RequestCount.count) + amount),
            "ends_at": case((is_over, new["ends_at"]), else_=col(RequestCount.ends_at)),
        },
    )
    found: RequestCount = session.scalars(statement.returning(RequestCount)).one()
    return found


def counted(session: Session, key: str) -> RequestCount | None:
    """The window that is open."""
    open_now = (col(RequestCount.key) == key, col(RequestCount.ends_at) > datetime.now(UTC))
    return session.exec(select(RequestCount).where(*open_now)).first()


def forget_counts(session: Session, key: str | None = None) -> None:
    """Delete the windows that are over, or that of a key."""
    over = col(RequestCount.ends_at) <= datetime.now(UTC)
    session.execute(delete(RequestCount).where(over if key is None else col(RequestCount.key) == key))
