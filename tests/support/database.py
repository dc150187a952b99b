"""Databases that a test made and may do anything with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlmodel import Session

from planner.catalog import Place
from planner.catalog.tables import TABLES
from planner.migrate import migrate
from planner.settings import Settings
from planner.store import engine_for


def empty_database(folder: Path, **changes: object) -> Settings:
    """Settings of a new SQLite database in its newest shape, without facts."""
    settings = Settings(database_url=f"sqlite:///{folder / 'silverway.db'}", **changes)  # type: ignore[arg-type]
    migrate(settings)
    return settings


def copied_database(settings: Settings, folder: Path) -> Settings:
    """Settings of a copy, to be changed at will."""
    target = folder / "silverway.db"
    with closing(sqlite3.connect(make_url(settings.database_url).database or "")) as source:
        source.execute("VACUUM INTO ?", (str(target),))
    return replace(settings, database_url=f"sqlite:///{target}")


def stored_place(settings: Settings, place_id: str) -> Place:
    """A place as it stands in the database, past all that is held in memory."""
    table = TABLES[Place]
    with Session(engine_for(settings.database_url)) as session:
        return Place(**session.execute(select(table).where(table.c.id == place_id)).one()._mapping)
