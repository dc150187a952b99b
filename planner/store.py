"""The database: one engine per address, sessions, and transactions that are all or nothing."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url

from planner.caching import memoize

if TYPE_CHECKING:
    from sqlmodel import Session


ENGINES = 8  # held, by their addresses; each is made once, however many threads ask first
LOCK = 5_119_655  # any number, the same in every process
_TURN = "turn"


@memoize(size=ENGINES)
def engine_for(url: str) -> Engine:
    """The engine of a database address; SQLite files get their folder, WAL, foreign keys and patience. What is
    written stands in no error, as errors are logged."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def one_at_a_time(url: str) -> Iterator[None]:
    """Of all processes on a PostgreSQL only one is in here, the others wait; SQLite lets one write at a time anyway."""
    engine = engine_for(url)
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})


def take_turn(session: Session) -> None:
    """Wait until it is this transaction's turn to write, before it writes anything; the turn ends with it.

    SQLite lets one write at a time but does not queue the others: of many that wait, one may wait for ever. PostgreSQL
    queues whoever wants a row that is locked.
    """
    database = make_url(str(session.get_bind().engine.url)).database
    if session.get_bind().dialect.name != "sqlite" or database in (None, "", ":memory:") or _TURN in session.info:
        return
    session.info[_TURN] = turn = Path(f"{database}.turn").open("a")  # noqa: SIM115  # closed with the transaction
    fcntl.flock(turn, fcntl.LOCK_EX)
    event.listen(session, "after_transaction_end", _end_turn)


def _end_turn(session: Session, ended: Any) -> None:
    if ended.parent is None and (turn := session.info.pop(_TURN, None)) is not None:
        turn.close()


@contextmanager
def transaction(url: str) -> Iterator[Session]:
    """A session that commits at the end and undoes everything if anything fails."""
    from sqlmodel import Session

    with Session(engine_for(url), expire_on_commit=False) as session, session.begin():
        yield session
