"""Facts enter the database all or nothing, and only when they changed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlmodel import Session

from planner.catalog.csv_rows import Sheet
from planner.catalog.hours import hours_on
from planner.catalog.load import _records, load_facts
from planner.catalog.loaded import data_digest, load_if_changed, loaded_digest
from planner.catalog.queries import Catalog, RailFacts, _all, facts_digest, read_catalog
from planner.catalog.sheets import SHEETS
from planner.catalog.tables import LINE, TABLES, FactsVersion, Place, Section
from planner.errors import BadFacts
from planner.saved import load_itinerary, save_itinerary
from planner.settings import Settings
from planner.store import engine_for, transaction
from tests.support.database import empty_database, stored_place
from tests.support.planted import copy_data, plant, replace_text
from tests.support.results import make_itinerary


@pytest.fixture
def own(tmp_path: Path, backend: str) -> Settings:
    """Settings of an empty database and a small copy of data/ that a test may change."""
    return empty_database(tmp_path, backend, data_dir=copy_data(tmp_path))


def counts(settings: Settings) -> dict[str, int]:
    with Session(engine_for(settings.database_url)) as session:
        counts = {facts: select(func.count()).select_from(table) for facts, table in TABLES.items()}
        return {facts.__name__: session.scalar(count) or 0 for facts, count in counts.items()}


def _never(_: Settings) -> str:
    raise AssertionError("loaded again")


def _power_cut_at_trains(name: str, sheet: Sheet) -> list[dict[str, Any]]:
    if name == "train_runs.csv":
        raise RuntimeError("the power went off")
    return _records(name, sheet)


def test_every_row_of_the_project_is_loaded(settings: Settings) -> None:
    for name, (table, _columns) in SHEETS.items():
        with (settings.data_dir / settings.region / name).open(encoding="utf-8", newline="") as file:
            assert counts(settings)[table.__name__] == sum(1 for _ in csv.DictReader(file)), name


def test_facts_are_read_in_the_order_of_the_files(own: Settings) -> None:
    """A database has no order of its own; PostgreSQL puts rows where there is room."""
    load_facts(own)
    with transaction(own.database_url) as session:
        for table in (TABLES[Place], TABLES[Section]):
            session.execute(update(table).where(table.c[LINE] == 0).values({LINE: 0}))  # and it lies behind the others
    with Session(engine_for(own.database_url)) as session:
        read = [row.id for row in _all(session, Place)], [str(row.id) for row in _all(session, Section)]
    for name, ids in zip(("places.csv", "sections.csv"), read, strict=True):
        with (own.region_dir / name).open(encoding="utf-8", newline="") as file:
            assert ids == [row["id"] for row in csv.DictReader(file)]


def test_values_arrive_in_the_units_of_the_tables(catalog: Catalog, rail: RailFacts) -> None:
    palace = catalog.places["shenyang-imperial-palace"]
    assert hours_on(palace.hours, date(2027, 5, 11)) == ((510, 1020),)
    assert (palace.ticket_fen, palace.price_60_fen, palace.price_65_fen, palace.price_70_fen) == (5000, 2500, 2500, 0)
    calls = rail.calls["Y466"] if "Y466" in rail.calls else next(iter(rail.calls.values()))
    assert calls[0].arrive is None
    assert all(call.seq == i for i, call in enumerate(calls, 1))


def test_times_after_midnight_count_on(rail: RailFacts) -> None:
    minutes = [call.depart for calls in rail.calls.values() for call in calls if call.depart is not None]
    assert max(minutes) > 1440
    for calls in rail.calls.values():
        times = [t for call in calls for t in (call.arrive, call.depart) if t is not None]
        assert times == sorted(times)


def test_only_sure_places_are_planned_with(catalog: Catalog) -> None:
    for place in catalog.places.values():
        sure = place.confidence != "low" and place.position != "town"
        assert place.usable == (sure and place.state not in ("closed", "shows")), place.name
    for hotel in catalog.hotels.values():
        assert hotel.usable == (hotel.confidence != "low" and hotel.position != "town"), hotel.name
    shut = catalog.places["shenyang-catholic-church"]
    assert (shut.state, shut.state_as_of, shut.usable) == ("closed", "2026-01-09", False)
    shops = [r for r in catalog.restaurants.values() if not r.usable and r.confidence != "low" and r.position != "town"]
    assert shops, "shops that serve no meals are kept out"


def test_tables_of_an_older_shape_are_made_anew(own: Settings) -> None:
    digest = load_facts(own)
    with engine_for(own.database_url).begin() as connection:
        connection.execute(text("ALTER TABLE ticket_policy DROP COLUMN pays_percent"))
        connection.execute(text("UPDATE facts_version SET digest = 'older'"))
    assert load_if_changed(own) == digest
    with Session(engine_for(own.database_url)) as session:
        facts = read_catalog(session)
    assert facts.policies["shenyang-palace"].place_id == "shenyang-imperial-palace"
    assert facts.climate["沈阳"].high_c.split(";")[9] == "16"


def test_bad_facts_leave_the_database_as_it_was(own: Settings) -> None:
    digest = load_facts(own)
    before = counts(own)
    plant(own.data_dir, "places.csv", 2, ticket_yuan="60")
    plant(own.data_dir, "hotels.csv", 2, city="长春")
    with pytest.raises(BadFacts) as refused:
        load_facts(own)
    assert [str(fault) for fault in refused.value.faults] == ["hotels.csv:2: city: '长春' is not in cities.csv"]
    assert counts(own) == before
    assert stored_place(own, "shenyang-imperial-palace").ticket_fen == 5000
    with Session(engine_for(own.database_url)) as session:
        assert facts_digest(session) == digest


def test_a_failure_half_way_undoes_everything(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    load_facts(own)
    before = counts(own)

    plant(own.data_dir, "places.csv", 2, ticket_yuan="60")
    monkeypatch.setattr("planner.catalog.load._records", _power_cut_at_trains)
    with pytest.raises(RuntimeError, match="power"):
        load_facts(own)
    assert counts(own) == before
    assert stored_place(own, "shenyang-imperial-palace").ticket_fen == 5000


def test_loading_again_keeps_what_people_saved(own: Settings) -> None:
    load_facts(own)
    with transaction(own.database_url) as session:
        saved = save_itinerary(session, make_itinerary(), ())
    plant(own.data_dir, "places.csv", 2, ticket_yuan="60")
    load_facts(own)
    assert stored_place(own, "shenyang-imperial-palace").ticket_fen == 6000
    with Session(engine_for(own.database_url)) as session:
        assert load_itinerary(session, saved).days == make_itinerary().days


@pytest.mark.thorough
def test_unchanged_facts_are_not_loaded_again(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = load_if_changed(own)
    monkeypatch.setattr("planner.catalog.load.load_facts", _never)
    assert load_if_changed(own) == digest


def test_a_database_whose_facts_were_taken_out_is_filled_again(own: Settings) -> None:
    digest = load_if_changed(own)
    with transaction(own.database_url) as session:
        session.execute(delete(TABLES[FactsVersion]))
    assert load_if_changed(own) == digest
    with Session(engine_for(own.database_url)) as session:
        assert facts_digest(session) == digest


def test_a_database_of_another_edition_is_filled_again(own: Settings) -> None:
    digest = load_if_changed(own)
    seen = digest if own.database_url.startswith("sqlite") else ""
    assert loaded_digest(own) == seen
    with transaction(own.database_url) as session:
        for table in TABLES.values():
            session.execute(text(f"ALTER TABLE {table.name} DROP COLUMN {LINE}"))
        session.execute(text("UPDATE facts_version SET digest = 'of then'"))
    assert loaded_digest(own) == ""
    assert (load_if_changed(own), loaded_digest(own)) == (digest, seen)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("liaoning/places.csv", "沈阳故宫博物院", "沈阳故宫"), ("rules/trips.toml", "value = 180", "value = 170")],
)
def test_a_change_of_facts_or_rules_is_noticed(own: Settings, file: str, old: str, new: str) -> None:
    before = load_if_changed(own)
    replace_text(own.data_dir, file, old, new)
    after = load_if_changed(own)
    with Session(engine_for(own.database_url)) as session:
        assert before != after == data_digest(own, session)
    with Session(engine_for(own.database_url)) as session:
        assert read_catalog(session).digest == after
