"""Databases that a test made and may do anything with, on SQLite or on a real PostgreSQL.

A test that asks for `backend`, or for a fixture that does, runs on both. The others run on SQLite, unless
SILVERWAY_TEST_DATABASE=postgresql.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel

from planner.catalog import Place
from planner.catalog.tables import METADATA, TABLES
from planner.migrate import migrate
from planner.settings import Settings
from planner.store import engine_for
from tests.support.postgres import Server, SharedServer
from tests.support.shared import alone

BACKENDS = ("sqlite", "postgresql")
KEY = "signs the cookies of tests"  # which PostgreSQL needs
USUAL = os.environ.get("SILVERWAY_TEST_DATABASE", "sqlite")


class Databases:
    """Where new databases come from, in this process."""

    def __init__(self) -> None:
        self.shared: SharedServer | None = None
        self._made: list[str] = []

    def new_postgres(self, template: str | None = None, make: Callable[[str], None] | None = None) -> str:
        """The address of a database that is like the template, which the first to ask for makes."""
        assert self.shared is not None
        server, name = self.shared.server(), f"t{secrets.token_hex(6)}"
        if template is not None and make is not None:
            self._have(server, template, make)
        server.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        self._made.append(name)
        return server.url(name)

    def _have(self, server: Server, template: str, make: Callable[[str], None]) -> None:
        done = server.folder / f"{template}.made"
        with alone(server.folder / f"{template}.lock"):
            if not done.exists():
                server.execute(f"CREATE DATABASE {template}")
                make(server.url(template))
                engine_for(server.url(template)).dispose()
                done.touch()

    def drop_since(self, before: int) -> None:
        """Drop what was made since there were that many."""
        assert self.shared is not None
        for name in self._made[before:]:
            engine_for(self.shared.server().url(name)).dispose()
            self.shared.server().execute(f"DROP DATABASE {name} WITH (FORCE)")
        del self._made[before:]

    def count(self) -> int:
        return len(self._made)


DATABASES = Databases()


@pytest.fixture(scope="session", autouse=True)
def _databases(shared_postgres: SharedServer) -> None:
    DATABASES.shared = shared_postgres


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest, _databases: None) -> Iterator[str]:
    """What the test's own databases are this time; whatever asks for this runs once on each."""
    before = DATABASES.count()
    yield request.param
    DATABASES.drop_since(before)


def empty_database(folder: Path, backend: str = USUAL, **changes: object) -> Settings:
    """Settings of a new database in its newest shape, without facts."""
    if backend == "postgresql":
        url = DATABASES.new_postgres("in_newest_shape", lambda url: migrate(Settings(database_url=url)))
        return Settings(database_url=url, **{"secret_key": KEY, **changes})  # type: ignore[arg-type]
    settings = Settings(database_url=f"sqlite:///{folder / 'silverway.db'}", **changes)  # type: ignore[arg-type]
    migrate(settings)
    return settings


def bare_database(folder: Path, backend: str = USUAL) -> Settings:
    """Settings of a new database with nothing in it."""
    if backend == "postgresql":
        return Settings(database_url=DATABASES.new_postgres(), secret_key=KEY)
    return Settings(database_url=f"sqlite:///{folder / 'silverway.db'}")


def copied_database(settings: Settings, folder: Path, backend: str = USUAL) -> Settings:
    """Settings of a copy, to be changed at will."""
    source = make_url(settings.database_url)
    if backend == "postgresql":
        if source.get_backend_name() == "postgresql":
            engine_for(settings.database_url).dispose()
            url = DATABASES.new_postgres(source.database)
        else:
            name = "copy_" + sha256(settings.database_url.encode()).hexdigest()[:12]
            url = DATABASES.new_postgres(name, lambda url: _copy_rows(settings.database_url, url))
        return replace(settings, database_url=url, secret_key=KEY)
    target = folder / "silverway.db"
    with closing(sqlite3.connect(source.database or "")) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return replace(settings, database_url=f"sqlite:///{target}")


def _copy_rows(source: str, target: str) -> None:
    migrate(Settings(database_url=target))
    METADATA.create_all(engine_for(target))
    there = set(inspect(engine_for(source)).get_table_names())
    with engine_for(source).connect() as old, engine_for(target).begin() as new:
        for table in (*METADATA.sorted_tables, *SQLModel.metadata.sorted_tables):
            rows = [dict(row) for row in old.execute(select(table)).mappings()] if table.name in there else []
            if rows:
                new.execute(table.insert(), rows)
            for column in table.primary_key:
                if rows and column.autoincrement is not False and column.type.python_type is int:
                    sequence = func.pg_get_serial_sequence(table.name, column.name)
                    new.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))


def rows_of(settings: Settings, table: str) -> list[dict[str, object]]:
    """Every row of a table as the database itself has it, past all that is declared."""
    with engine_for(settings.database_url).connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]  # noqa: S608


def stored_place(settings: Settings, place_id: str) -> Place:
    """A place as it stands in the database, past all that is held in memory."""
    table = TABLES[Place]
    with Session(engine_for(settings.database_url)) as session:
        row = session.execute(select(table).where(table.c.id == place_id)).one()._mapping
    return Place(**{field.name: row[field.name] for field in fields(Place)})
