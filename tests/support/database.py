"""Databases that a test made and may do anything with."""

from __future__ import annotations

from pathlib import Path

from planner.migrate import migrate
from planner.settings import Settings


def empty_database(folder: Path, **changes: object) -> Settings:
    """Settings of a new SQLite database in its newest shape, without facts."""
    settings = Settings(database_url=f"sqlite:///{folder / 'silverway.db'}", **changes)  # type: ignore[arg-type]
    migrate(settings)
    return settings
