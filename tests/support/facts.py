"""The real facts, loaded once per run into a temporary database that each worker copies. Treat them as read-only."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from planner.catalog import Catalog, RailFacts, load_facts, read_catalog, read_rail
from planner.facts import Facts
from planner.itinerary.solver import warm_up as warm_up_trips
from planner.orienteering import warm_up as warm_up_routes
from planner.rules import RulePack, load_rules
from planner.settings import Settings
from planner.store import engine_for
from planner.train.infrastructure import running_errors
from planner.train.traffic import traffic
from tests.support.database import copied_database, empty_database
from tests.support.shared import once

TODAY = date(2026, 11, 24)
FEW_PLACES, FEW_HOTELS = 60, 14  # of about 270 and 100: a trip over them is planned five to ten times as fast


@pytest.fixture(scope="session")
def settings(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a database that holds the project's own facts."""
    return copied_database(once(run_folder, "facts", lambda: _loaded(run_folder)), tmp_path_factory.mktemp("facts"))


def _loaded(run_folder: Path) -> Settings:
    folder = run_folder / "loaded"
    folder.mkdir()
    settings = empty_database(folder)
    load_facts(settings)
    with Session(engine_for(settings.database_url)) as session:
        rail = read_rail(session)
    warm_up_trips()  # compiled, or made, and kept on disk from here on for all workers
    warm_up_routes()
    running_errors(rail)
    traffic(rail)
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


def thinned(facts: Facts, seed: int, keep: Iterable[str] = ()) -> Facts:
    """The facts with a few of their places and hotels, others for each seed, and always the places in `keep`.

    For laws that hold whatever there is to see: many small regions are found in the time of one large.
    """
    chance, catalog = random.Random(seed), facts.catalog
    seen = {*chance.sample(sorted(catalog.places), FEW_PLACES), *keep}
    beds = set(chance.sample(sorted(catalog.hotels), FEW_HOTELS))
    few = replace(
        catalog,
        digest=f"{catalog.digest} thinned {seed}",
        places={key: place for key, place in catalog.places.items() if key in seen},
        hotels={key: hotel for key, hotel in catalog.hotels.items() if key in beds},
    )
    return replace(facts, catalog=few)
