"""The real facts, loaded once into a temporary database. Treat them as read-only."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from planner.catalog import Catalog, RailFacts, load_facts, read_catalog, read_rail
from planner.facts import Facts
from planner.rules import RulePack, load_rules
from planner.settings import Settings
from planner.store import engine_for
from tests.support.database import empty_database

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a database that holds the project's own facts."""
    settings = empty_database(tmp_path_factory.mktemp("facts"))
    load_facts(settings)
    return settings


@pytest.fixture(scope="session")
def catalog(settings: Settings) -> Catalog:
    """The facts for trips."""
    with Session(engine_for(settings.database_url)) as session:
        return read_catalog(session)


@pytest.fixture(scope="session")
def rail(settings: Settings) -> RailFacts:
    """The facts for trains."""
    with Session(engine_for(settings.database_url)) as session:
        return read_rail(session)


@pytest.fixture(scope="session")
def rules(settings: Settings) -> RulePack:
    """The rule pack."""
    return load_rules(settings.data_dir)


@pytest.fixture(scope="session")
def facts(catalog: Catalog, rail: RailFacts, rules: RulePack) -> Facts:
    """All that a plan is made of, on the tests' day."""
    return Facts(catalog, rail, rules, TODAY)


def facts_of(catalog: Catalog, rules: RulePack) -> Facts:
    """Facts for trips alone: no railway."""
    return Facts(catalog, RailFacts(catalog.digest, {}, (), {}, {}, (), {}, ()), rules, TODAY)


def rail_only(rail: RailFacts, rules: RulePack) -> Facts:
    """Facts for trains alone: no places."""
    return Facts(Catalog(rail.digest, {}, {}, {}, {}, {}, {}, dict(rail.stations)), rail, rules, TODAY)
