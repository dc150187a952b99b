"""Bring a database to the newest shape of what people and jobs keep in it; facts are loaded, not migrated."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from planner.settings import ROOT, Settings
from planner.store import engine_for


def config_for(database_url: str) -> Config:
    """Alembic's configuration, aimed at one database."""
    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(settings: Settings) -> None:
    """Upgrade the database of these settings to the newest shape; quick when it is there already."""
    config = config_for(settings.database_url)
    newest = set(ScriptDirectory.from_config(config).get_heads())
    with engine_for(settings.database_url).connect() as connection:
        if set(MigrationContext.configure(connection).get_current_heads()) == newest:
            return
    command.upgrade(config, "head")
