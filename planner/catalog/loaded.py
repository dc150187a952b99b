"""Which state of the facts the database holds; it is filled again where data/ or the operators' changes are others."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from planner.catalog.tables import FACTS, LINE
from planner.errors import NoFacts, Unknown
from planner.migrate import newest_shape
from planner.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

WORDS_OF_REGION = "region.toml"  # what pages call things: no plan rests on it
SQLITE = "sqlite:///"
_NEWEST = (
    "SELECT count(*), max(id), (SELECT batch FROM fact_change WHERE id = (SELECT max(id) FROM fact_change)) "
    "FROM fact_change"
)


def load_if_changed(settings: Settings) -> str:
    """Load the facts unless the database holds just these; returns their digest.

    Raises
    ------
    Unknown
        If there is no such region.
    """
    if not settings.region_dir.is_dir():
        regions = sorted(file.parent.name for file in settings.data_dir.glob(f"*/{WORDS_OF_REGION}"))
        raise Unknown("region", settings.region, tuple(regions))
    if found := _loaded(settings):
        return found
    from planner.catalog.load import load_facts
    from planner.store import one_at_a_time

    with one_at_a_time(settings.database_url):
        return _loaded(settings) or load_facts(settings)


def loaded_digest(settings: Settings) -> str:
    """The digest of the facts, if an SQLite database of the newest shape holds them as they are in the files; else "",
    which says nothing. Asked of the file alone, as it takes less time than to import what talks to databases."""
    path = Path(settings.database_url.removeprefix(SQLITE))
    if not settings.database_url.startswith(SQLITE) or not path.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            (shape,) = file.execute("SELECT version_num FROM alembic_version").fetchone()
            (loaded,) = file.execute("SELECT digest FROM facts_version").fetchone()
            count, newest, batch = file.execute(_NEWEST).fetchone()
    except (sqlite3.Error, TypeError):
        return ""
    now = shape == newest_shape() and loaded == _digest(settings, _mark(count, newest, batch))
    return str(loaded) if now else ""


def _loaded(settings: Settings) -> str | None:
    """The digest of the facts, if they are in the database as they are in the files."""
    from sqlalchemy import inspect

    from planner.catalog.queries import facts_digest
    from planner.catalog.tables import TABLES, FactsVersion
    from planner.store import engine_for

    version = TABLES[FactsVersion]
    with engine_for(settings.database_url).connect() as connection:
        digest, looked = data_digest(settings, connection), inspect(connection)
        if not looked.has_table(version.name):
            return None
        if {column["name"] for column in looked.get_columns(version.name)} != set(version.c.keys()):
            return None  # of another edition of the program
        try:
            return digest if facts_digest(connection) == digest else None
        except NoFacts:
            return None


def data_digest(settings: Settings, session: Connection | Session) -> str:
    """A hash over the files of facts and rules, the operators' changes, and the shape of the tables they fill."""
    from sqlalchemy import text

    return _digest(settings, _mark(*session.execute(text(_NEWEST)).one()))


def _digest(settings: Settings, mark: str) -> str:
    known = hashlib.sha256()
    folders = (settings.region_dir, settings.data_dir / "rules")
    files: list[Path] = [path for folder in folders for path in sorted(folder.glob("*.*"))]
    for path in files:
        if path.name == WORDS_OF_REGION:
            continue
        known.update(path.name.encode())
        known.update(path.read_bytes())
    for facts in FACTS:
        known.update(repr(sorted((LINE, *(column.name for column in fields(facts))))).encode())
    known.update(mark.encode())
    return known.hexdigest()


def _mark(count: int, newest: int | None, batch: str | None) -> str:
    """A key of the state of the operators' changes, different in each database: names of batches are random."""
    return f"{count}-{newest}" + (f"-{batch}" if batch else "")
