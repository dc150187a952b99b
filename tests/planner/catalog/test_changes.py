"""Operators' changes lie over the files, keep their trace, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from planner.catalog.changes import FactChange, Proposal, keep_draft, newest_batches, read_changes, take_draft, undo_of
from planner.catalog.load import change_facts, load_facts, present_facts, preview_changes
from planner.catalog.loaded import load_if_changed
from planner.catalog.provenance import noted_sources, provenance
from planner.catalog.report import make_report
from planner.catalog.tables import CellSource, Place
from planner.catalog.validate import read_fact_tables
from planner.errors import BadFacts, EditConflict, Unknown
from planner.settings import Settings
from planner.store import engine_for, transaction
from tests.support.database import empty_database, stored_place
from tests.support.planted import copy_data, plant, rows_of

PALACE = "shenyang-imperial-palace"


@pytest.fixture
def own(tmp_path: Path, backend: str) -> Settings:
    """Settings of a loaded database on a small copy of data/."""
    settings = empty_database(tmp_path, backend, data_dir=copy_data(tmp_path))
    load_facts(settings)
    return settings


def palace(settings: Settings) -> Place:
    return stored_place(settings, PALACE)


def cell(settings: Settings, column: str) -> tuple[str, str, str]:
    """(text, source, basis) of a cell of the palace as it stands."""
    with Session(engine_for(settings.database_url)) as session:
        facts = present_facts(session, settings)
    noted = noted_sources(CellSource(**row) for row in facts.sheets["cell_sources.csv"].rows)
    row = next(row for _, row in facts.raws["places.csv"].rows if row["id"] == PALACE)
    where = provenance(noted, "places.csv", row, column)
    return row[column], where.source, where.basis


def ticket(old: str, new: str, source: str = "asked by telephone") -> Proposal:
    return Proposal("places.csv", PALACE, "ticket_yuan", old, new, source, "cited", 2026)


@pytest.mark.thorough
def test_a_change_is_used_at_once_and_keeps_what_stood_there(own: Settings) -> None:
    batch = change_facts(own, "wang", [ticket("50", "60")])
    assert palace(own).ticket_fen == 6000
    assert cell(own, "ticket_yuan") == ("60", "asked by telephone", "cited")
    with Session(engine_for(own.database_url)) as session:
        (kept,) = read_changes(session)
    assert (kept.batch, kept.who, kept.old, kept.new) == (batch, "wang", "50", "60")


@pytest.mark.thorough
def test_changes_survive_a_new_load_of_the_files(own: Settings) -> None:
    change_facts(own, "wang", [ticket("50", "60")])
    plant(own.data_dir, "places.csv", 2, phone="024-24843001")
    load_if_changed(own)
    assert (palace(own).ticket_fen, palace(own).phone) == (6000, "024-24843001")


def test_a_change_that_breaks_the_facts_is_not_kept(own: Settings) -> None:
    with pytest.raises(BadFacts) as refused:
        change_facts(own, "wang", [ticket("50", "20")])  # the price at 60 is 25
    assert "a senior price is higher" in str(refused.value.faults[0])
    assert palace(own).ticket_fen == 5000
    with Session(engine_for(own.database_url)) as session:
        assert read_changes(session) == []
    assert preview_changes(own, [ticket("50", "20")]) == refused.value.faults


@pytest.mark.thorough
def test_databases_with_different_changes_do_not_share_a_digest(tmp_path: Path, backend: str) -> None:
    # results are held and kept by the digest
    digests = set()
    for name, price in (("one", "60"), ("other", "70")):
        (tmp_path / name).mkdir()
        settings = empty_database(tmp_path / name, backend, data_dir=copy_data(tmp_path / name))
        digests.add(load_facts(settings))
        change_facts(settings, "wang", [ticket("50", price)])
        digests.add(load_if_changed(settings))
    assert len(digests) == 3


def test_two_people_do_not_overwrite_each_other(own: Settings) -> None:
    change_facts(own, "wang", [ticket("50", "60")])
    with pytest.raises(EditConflict) as refused:
        change_facts(own, "li", [ticket("50", "70")])
    assert refused.value.found == "60"
    assert palace(own).ticket_fen == 6000


@pytest.mark.thorough
def test_taking_back_restores_text_and_source(own: Settings) -> None:
    before = cell(own, "ticket_yuan")
    first = change_facts(own, "wang", [ticket("50", "60")])
    second = change_facts(own, "li", [ticket("60", "70", "seen at the gate")])
    with Session(engine_for(own.database_url)) as session:
        back = undo_of(session, second)
    undone = change_facts(own, "li", back, undoes=second)
    assert undone.startswith(f"undo-{second}-")
    assert cell(own, "ticket_yuan") == ("60", "asked by telephone", "cited")
    with Session(engine_for(own.database_url)) as session:
        back = undo_of(session, first)
    change_facts(own, "wang", back, undoes=first)
    assert cell(own, "ticket_yuan") == before
    with Session(engine_for(own.database_url)) as session:
        batches, more = newest_batches(session, 0, 3)
        assert [len(b) for b in batches] == [1, 1, 1]
        assert more
        assert len(session.exec(select(FactChange)).all()) == 4
        with pytest.raises(Unknown):
            undo_of(session, "nope")


@pytest.mark.thorough
def test_a_new_row_comes_and_goes(own: Settings) -> None:
    like = next(row for row in rows_of(own.data_dir, "restaurants.csv") if row["id"] == "rest-01")
    new = {**like, "id": "rest-99", "name": "新餐馆", "lat": "41.7", "lon": "123.45"}
    made = [
        Proposal("restaurants.csv", "rest-99", column, "", text, "seen", "cited", 2026)
        for column, text in new.items()
        if text and column != "id"
    ]
    batch = change_facts(own, "wang", made)
    with Session(engine_for(own.database_url)) as session:
        facts = present_facts(session, own)
        assert "rest-99" in {row["id"] for _, row in facts.raws["restaurants.csv"].rows}
        back = undo_of(session, batch)
    change_facts(own, "wang", back, undoes=batch)
    with Session(engine_for(own.database_url)) as session:
        facts = present_facts(session, own)
    assert "rest-99" not in {row["id"] for _, row in facts.raws["restaurants.csv"].rows}
    assert not [row for _, row in facts.raws["cell_sources.csv"].rows if row["id"] == "rest-99"]


@pytest.mark.thorough
def test_the_report_tells_where_a_file_moved_on(own: Settings) -> None:
    change_facts(own, "wang", [ticket("50", "60")])
    folder = own.data_dir / own.region
    with Session(engine_for(own.database_url)) as session:
        changes = read_changes(session)
    facts = read_fact_tables(folder, changes)
    assert make_report(facts, read_fact_tables(folder), changes, ()).outdated == ()
    plant(own.data_dir, "places.csv", 2, ticket_yuan="55")
    (moved,) = make_report(facts, read_fact_tables(folder), changes, ()).outdated
    assert (moved.change.new, moved.file_says) == ("60", "55")


def test_a_draft_is_used_once_and_only_by_its_operator(own: Settings) -> None:
    with transaction(own.database_url) as session:
        key = keep_draft(session, "wang", [ticket("50", "60")])
    with transaction(own.database_url) as session:
        assert take_draft(session, "li", key) is None
        assert take_draft(session, "wang", key) == [ticket("50", "60")]
    with transaction(own.database_url) as session:
        assert take_draft(session, "wang", key) is None
