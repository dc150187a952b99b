"""Bring a database to the newest shape of what people and jobs keep in it; facts are loaded, not migrated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import UnusableDatabase
from planner.folders import ROOT
from planner.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config


def config_for(database_url: str) -> Config:
    """Alembic's configuration, aimed at one database."""
    from alembic.config import Config

    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(settings: Settings) -> None:
    """Upgrade the database of these settings to the newest shape; quick when it is there already.

    Raises
    ------
    UnusableDatabase
        If a newer edition has been at it.
    """
    shape = shape_of(settings.database_url)
    if shape == newest_shape():
        return
    if (shape or "") > newest_shape():
        from planner.store import place_of

        raise UnusableDatabase("newer", place_of(settings.database_url))
    from alembic import command

    from planner.store import one_at_a_time

    with one_at_a_time(settings.database_url):
        command.upgrade(config_for(settings.database_url), "head")  # nothing is left to do for who had to wait


def newest_shape() -> str:
    """The number of the last migration."""
    return max(path.name for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py")).partition("_")[0]


def shape_of(database_url: str) -> str | None:
    """The number of the last migration that a database has seen; None for a new one."""
    from sqlalchemy import inspect, text

    from planner.store import engine_for

    with engine_for(database_url).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        shape: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return shape
