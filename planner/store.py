"""The database: one engine per address, sessions, transactions that are all or nothing, and why it cannot be used."""

from __future__ import annotations

import fcntl
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event, exc, text
from sqlalchemy.engine import make_url

from planner.caching import memoize
from planner.errors import UnusableDatabase

if TYPE_CHECKING:
    from sqlmodel import Session


ENGINES = 8  # held, by their addresses; each is made once, however many threads ask first
LOCK = 5_119_655  # any number, the same in every process
_TURN = "turn"
PRIVATE = 0o600  # what is in a database is nobody's business but its owner's
_SQLITE = {  # by the primary result code
    sqlite3.SQLITE_BUSY: "busy", sqlite3.SQLITE_LOCKED: "busy", sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only", sqlite3.SQLITE_PERM: "read_only", sqlite3.SQLITE_IOERR: "full",
    sqlite3.SQLITE_CORRUPT: "damaged", sqlite3.SQLITE_NOTADB: "not_one", sqlite3.SQLITE_CANTOPEN: "folder",
}  # fmt: skip
_POSTGRESQL = {  # by how SQLSTATE begins
    "08": "away", "57P": "away", "28": "away", "3D": "away", "40": "busy", "55P": "busy", "533": "busy", "53": "full",
    "58": "full", "25006": "read_only", "XX": "damaged",
}  # fmt: skip


@memoize(size=ENGINES)
def engine_for(url: str) -> Engine:
    """The engine of a database address; SQLite files get their folder, WAL, foreign keys and patience, and are for
    their owner only. What is written stands in no error, as errors are logged.

    Raises
    ------
    UnusableDatabase
        If there can be none at that address.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, hide_parameters=True)
        except ImportError as error:
            raise UnusableDatabase("driver", place_of(url)) from error
    if parsed.database and not parsed.database.startswith((":memory:", "file:")):
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            if not Path(parsed.database).exists():
                Path(parsed.database).touch(PRIVATE)  # the files beside it get the same rights
        except OSError as error:
            raise UnusableDatabase("folder", place_of(url)) from error
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def place_of(url: str) -> str:
    """A database's address as it may be shown: a file's path, or without a password."""
    parsed = _parsed(url)
    return parsed.database or "" if parsed.get_backend_name() == "sqlite" else parsed.render_as_string()


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (exc.ArgumentError, ValueError) as error:
        raise UnusableDatabase("address", re.sub("//[^@]*@", "//…@", url)) from error


def trouble_of(error: exc.SQLAlchemyError, url: str) -> UnusableDatabase | None:
    """What is the matter with the database itself; None if the error is the program's."""
    why: str | None = None
    if isinstance(error, exc.TimeoutError):
        why = "busy"  # all connections of this process are in use
    elif isinstance(error, exc.DBAPIError) and isinstance(error.orig, sqlite3.Error):
        why = _SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)  # the rest says which kind of it
    elif isinstance(error, exc.DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        why = next((_POSTGRESQL[state[:signs]] for signs in (5, 3, 2) if state[:signs] in _POSTGRESQL), None)
        if why is None and (error.connection_invalidated or (isinstance(error, exc.OperationalError) and not state)):
            why = "away"  # nobody listens there, or it ended
    return UnusableDatabase(why, place_of(url)) if why else None


def is_whole(url: str) -> bool:
    """Is a database's file as it was written? PostgreSQL looks after its own."""
    try:
        with engine_for(url).connect() as connection:
            return connection.dialect.name != "sqlite" or connection.scalar(text("PRAGMA quick_check(1)")) == "ok"
    except exc.DatabaseError:
        return False


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
