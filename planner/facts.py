"""What a plan is made of beside its request: the facts, the rule pack and the day it is made on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from planner.catalog import Catalog, RailFacts, read_catalog, read_rail
from planner.clock import today
from planner.rules import RulePack, load_rules

if TYPE_CHECKING:
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
