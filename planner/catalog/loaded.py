"""Which state of the facts the database holds; it is filled again where data/ or the operators' changes are others."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from planner.catalog.queries import facts_digest
from planner.catalog.tables import TABLES, FactsVersion
from planner.errors import NoFacts
from planner.settings import Settings
from planner.store import engine_for, one_at_a_time

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WORDS_OF_REGION = "region.toml"  # what pages call things: no plan rests on it


def load_if_changed(settings: Settings) -> str:
    """Load the facts unless the database holds just these; returns their digest."""
    if found := _loaded(settings):
        return found
    from planner.catalog.load import load_facts

    with one_at_a_time(settings.database_url):
        return _loaded(settings) or load_facts(settings)


def _loaded(settings: Settings) -> str | None:
    """The digest of the facts, if they are in the database as they are in the files."""
    with engine_for(settings.database_url).connect() as connection:
        digest = data_digest(settings, connection)
        if not inspect(connection).has_table(TABLES[FactsVersion].name):
            return None
        try:
            return digest if facts_digest(connection) == digest else None
        except NoFacts:
            return None


def data_digest(settings: Settings, session: Connection | Session) -> str:
    """A hash over the files of facts and rules, the operators' changes, and the shape of the tables they fill."""
    known = hashlib.sha256()
    folders = (settings.region_dir, settings.data_dir / "rules")
    files: list[Path] = [path for folder in folders for path in sorted(folder.glob("*.*"))]
    for path in files:
        if path.name == WORDS_OF_REGION:
            continue
        known.update(path.name.encode())
        known.update(path.read_bytes())
    for table in TABLES.values():
        known.update(repr(sorted(table.c.keys())).encode())
    known.update(_changes_mark(session).encode())
    return known.hexdigest()


def _changes_mark(session: Connection | Session) -> str:
    """A key of the state of the operators' changes, different in each database: names of batches are random."""
    count, newest = session.execute(text("SELECT count(*), max(id) FROM fact_change")).one()
    batch = session.scalar(text("SELECT batch FROM fact_change WHERE id = :newest"), {"newest": newest})
    return f"{count}-{newest}" + (f"-{batch}" if batch else "")
