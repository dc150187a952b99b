"""What a plan is made of beside its request: the facts, the rule pack and the day it is made on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from planner.caching import held_on_disk
from planner.catalog import Catalog, RailFacts, load_if_changed, loaded_digest, read_catalog, read_rail
from planner.clock import today
from planner.migrate import migrate
from planner.rules import RulePack, load_rules
from planner.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Facts:
    """One state of the facts for trips and trains, the rules they are checked against, and the date in China."""

    catalog: Catalog
    rail: RailFacts
    rules: RulePack
    today: date

    def on(self, day: date) -> Self:
        """The same with the rules that hold on a day: what happens then is judged by them."""
        rules = self.rules.on(day)
        return self if rules is self.rules else replace(self, rules=rules)


def read_facts(session: Connection | Session, data_dir: Path) -> Facts:
    """The facts as they are loaded now, with the rules of `data_dir` and today's date."""
    return Facts(read_catalog(session), read_rail(session), load_rules(data_dir), today())


def current_facts(settings: Settings) -> Facts:
    """The facts of data/ and the operators' changes, loaded first if they are new; a copy of them where the database
    is seen to hold just these."""
    catalog, rail = held_on_disk(loaded_digest(settings), _from_database, settings)
    return Facts(catalog, rail, load_rules(settings.data_dir), today())


def _from_database(settings: Settings) -> tuple[Catalog, RailFacts]:
    from planner.store import engine_for

    migrate(settings)
    load_if_changed(settings)
    with engine_for(settings.database_url).connect() as connection:
        return read_catalog(connection), read_rail(connection)
