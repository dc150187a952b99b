"""Databases that a test made and may do anything with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from planner.migrate import migrate
from planner.settings import Settings


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
    return settings.model_copy(update={"database_url": f"sqlite:///{target}"})
