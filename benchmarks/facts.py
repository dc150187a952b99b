"""The project's own facts in a database of their own, for all figures of one run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.caching import collect_rarely
from planner.catalog import load_facts, read_catalog, read_rail
from planner.facts import Facts
from planner.migrate import migrate
from planner.rules import load_rules
from planner.settings import Settings
from planner.store import transaction

TODAY, START = date(2026, 11, 24), date(2027, 5, 11)


@dataclass(frozen=True)
class BenchFacts(Facts):
    """The facts, and the settings of the database that holds them."""

    settings: Settings


def fresh_facts(folder: Path) -> BenchFacts:
    """Facts loaded into a new database in `folder`, in a process set up as commands and the site are."""
    collect_rarely()
    settings = Settings(database_url=f"sqlite:///{folder / 'bench.db'}", log_level="ERROR", plans_per_minute=1000)
    migrate(settings)
    load_facts(settings)
    with transaction(settings.database_url) as session:
        return BenchFacts(read_catalog(session), read_rail(session), load_rules(settings.data_dir), TODAY, settings)
