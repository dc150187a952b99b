"""The project's own facts in a database of their own, for all figures of one run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.catalog import Catalog, RailFacts, load_facts, read_catalog, read_rail
from planner.migrate import migrate
from planner.rules import RulePack, load_rules
from planner.settings import Settings
from planner.store import transaction

TODAY, START = date(2026, 11, 24), date(2027, 5, 11)


@dataclass(frozen=True)
class Facts:
    """What a benchmark needs."""

    settings: Settings
    catalog: Catalog
    rail: RailFacts
    rules: RulePack


def fresh_facts(folder: Path) -> Facts:
    """Facts loaded into a new database in `folder`."""
    settings = Settings(database_url=f"sqlite:///{folder / 'bench.db'}", log_level="ERROR", plans_per_minute=1000)
    migrate(settings)
    load_facts(settings)
    with transaction(settings.database_url) as session:
        return Facts(settings, read_catalog(session), read_rail(session), load_rules(settings.data_dir))
