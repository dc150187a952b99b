"""Whom to call: what stands in many plans and lacks much; answers are changes with their source, kept or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from planner.catalog import FactTables, change_facts, present_facts, read_fact_tables, undo_of, usable
from planner.errors import BadFacts, BadFile, Unknown
from planner.facts import Facts
from planner.rules import RulePack
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from planner.upkeep import (
    QUESTIONS,
    Answers,
    Demand,
    asked_columns,
    best_calls,
    drawn_requests,
    keep_demand,
    measure,
    note_call,
)
from planner.upkeep.calls import FactCall, call_sheet, called_of_late, proposed
from planner.upkeep.demand import read_demand
from planner.upkeep.questions import open_questions, questions_of
from tests.support.database import copied_database, empty_database
from tests.support.facts import thinned

TODAY = date(2026, 11, 29)
PALACE = ("places.csv", "shenyang-imperial-palace")


@pytest.fixture(scope="module")
def tables(settings: Settings) -> FactTables:
    return read_fact_tables(settings.region_dir)


@pytest.fixture
def own(settings: Settings, tmp_path: Path, backend: str) -> Settings:
    return copied_database(settings, tmp_path, backend)


def present(settings: Settings) -> FactTables:
    with transaction(settings.database_url) as session:
        return present_facts(session, settings)


def told(texts: Mapping[str, str], *same: str, said_by: str = "售票处") -> Answers:
    return Answers(texts, same, said_by, TODAY)


def test_five_questions_each_and_every_column_is_there(tables: FactTables) -> None:
    for file in QUESTIONS:
        for _, row in tables.raws[file].rows:
            assert len(questions_of(file, row)) == 5
            assert set(asked_columns(file, row)) <= set(row)
            assert "phone" in asked_columns(file, row)


def test_of_what_nobody_is_sure_it_is_asked_first_whether_it_is_there(tables: FactTables) -> None:
    for file in QUESTIONS:
        for _, row in tables.raws[file].rows:
            first = questions_of(file, row)[0]
            assert ("address" in first.columns) == (not usable(row))


@pytest.fixture(scope="module")
def lacking(tables: FactTables, rules: RulePack) -> set[tuple[str, str]]:
    """The rows of which something is to be asked."""
    return {
        (file, row["id"])
        for file in QUESTIONS
        for _, row in tables.raws[file].rows
        if row.get("serves_meals") != "no" and open_questions(tables, rules, TODAY, file, row)
    }


@given(st.data())
def test_the_sheet_is_in_the_order_of_what_it_improves(
    tables: FactTables, rules: RulePack, lacking: set[tuple[str, str]], data: st.DataObject
) -> None:
    rows = [(file, row["id"]) for file in QUESTIONS for _, row in tables.raws[file].rows]
    plans = data.draw(st.dictionaries(st.sampled_from(rows), st.integers(1, 9), max_size=12))
    called = data.draw(st.sets(st.sampled_from(rows), max_size=5))
    sheet = call_sheet(tables, rules, TODAY, Demand(plans, 9, "2026-11-29"), called)
    gains = [call.plans * call.open for call in sheet]
    assert gains == sorted(gains, reverse=True)
    assert {(call.file, call.row) for call in sheet} == lacking - called
    assert {(call.file, call.row) for call in sheet if not call.expected} == (set(plans) & lacking) - called


def test_what_was_never_planned_counts_as_its_city_does(tables: FactTables, rules: RulePack) -> None:
    """It is on the sheet, behind those of its city that are planned more than they are on the average."""
    places = [row for _, row in tables.raws["places.csv"].rows if row["city"] == "铁岭"]
    plans = {("places.csv", places[0]["id"]): 3 * len(places)}
    sheet = call_sheet(tables, rules, TODAY, Demand(plans, 99, "2026-11-29"), ())
    others = [call for call in sheet if call.file == "places.csv" and call.city == "铁岭" and call.expected]
    assert {call.plans for call in others} == {3}
    assert {call.row for call in others if call.unsure} == {row["id"] for row in places[1:] if not usable(row)}
    assert {call.plans for call in sheet if call.city != "铁岭"} == {0}


def test_without_a_measurement_all_that_is_planned_with_counts_alike(tables: FactTables, rules: RulePack) -> None:
    sheet = call_sheet(tables, rules, TODAY, None, ())
    assert {call.plans for call in sheet if not call.unsure} == {1}
    assert all(call.plans <= 1 for call in sheet)


def test_only_those_whose_number_is_known(own: Settings, rules: RulePack) -> None:
    with transaction(own.database_url) as session:
        every, measured = best_calls(session, present(own), rules, TODAY)
        known, _ = best_calls(session, present(own), rules, TODAY, with_phone=True)
    assert measured is None
    assert known == [call for call in every if call.phone]


def test_whether_it_is_open_is_told_with_its_day(tables: FactTables) -> None:
    row = next(row for _, row in tables.raws["places.csv"].rows if not usable(row))
    made = proposed("places.csv", row, told({"state": "open", "address": "站前街1号"}))
    assert {(p.column, p.new) for p in made} == {
        ("state", "open"), ("address", "站前街1号"), ("state_as_of", TODAY.isoformat()),
    }  # fmt: skip


def test_nobody_was_called_tomorrow(tables: FactTables) -> None:
    row = tables.raws["places.csv"].rows[0][1]
    with pytest.raises(BadFile) as error:
        proposed("places.csv", row, replace(told({"hours": "24/7"}), said_on=date(2100, 1, 1)))
    assert [fault.column for fault in error.value.faults] == ["said-on"]


@pytest.mark.thorough
def test_demand_is_the_same_for_the_same_seed_and_kept(facts: Facts, tmp_path: Path, backend: str) -> None:
    few = thinned(facts, 5)
    wishes = [replace(wish, days=1, profile="gentle") for wish in drawn_requests(few, 3, 7)]
    assert [replace(wish, days=1, profile="gentle") for wish in drawn_requests(few, 3, 7)] == wishes
    found = measure(few, wishes, SolveOptions())
    assert found.plans
    assert all(plans <= found.of_plans <= 3 for plans in found.plans.values())
    assert any(file == "places.csv" for file, _ in found.plans)
    with transaction(empty_database(tmp_path, backend).database_url) as session:
        assert read_demand(session) is None
        keep_demand(session, Demand({PALACE: 1}, 1, "2026-01-01"), "old")
        keep_demand(session, found, "new")
        assert read_demand(session) == found


@pytest.mark.thorough
def test_an_answered_place_leaves_the_sheet_until_it_is_taken_back(own: Settings, rules: RulePack) -> None:
    before = present(own)
    row = next(row for _, row in before.raws["places.csv"].rows if row["id"] == PALACE[1])
    batch = note_call(own, "wang", before, *PALACE, told({"seats": "院里有长椅"}, "hours"))
    after = present(own)
    cells = after.noted[PALACE]
    assert (cells["seats"].source, cells["seats"].basis, cells["seats"].as_of) == (
        "电话问过售票处，2026-11-29", "cited", 2026,
    )  # fmt: skip
    assert cells["hours"].as_of == 2026
    changed = next(row for _, row in after.raws["places.csv"].rows if row["id"] == PALACE[1])
    assert (changed["seats"], changed["hours"]) == ("院里有长椅", row["hours"])
    with transaction(own.database_url) as session:
        assert called_of_late(session, rules, TODAY) == {PALACE}
        assert called_of_late(session, rules, TODAY + timedelta(31)) == set()
        undone = undo_of(session, batch)
    change_facts(own, "wang", undone, undoes=batch)
    assert present(own).raws["places.csv"].rows == before.raws["places.csv"].rows
    with transaction(own.database_url) as session:
        assert called_of_late(session, rules, TODAY) == set()


@pytest.mark.thorough
def test_where_nobody_answers_the_call_is_kept_all_the_same(own: Settings, rules: RulePack) -> None:
    assert note_call(own, "wang", present(own), *PALACE, Answers({}, (), "", TODAY)) == ""
    with transaction(own.database_url) as session:
        assert called_of_late(session, rules, TODAY) == {PALACE}


@pytest.mark.thorough
def test_what_breaks_the_facts_keeps_neither_answer_nor_call(own: Settings) -> None:
    with pytest.raises(BadFacts):
        note_call(own, "wang", present(own), *PALACE, told({"price_60_yuan": "99999"}))
    with transaction(own.database_url) as session:
        assert not session.exec(select(FactCall)).all()


@pytest.mark.parametrize(
    ("answers", "column"),
    [
        (told({"ticket_yuan": "free"}), "ticket_yuan"),
        (told({"name": "x"}), "name"),
        (told({"seats": "yes"}, said_by=""), "said-by"),
        (told({"seats": "yes"}, said_by="x" * 61), "said-by"),
        (told({}, "group_capacity"), "group_capacity"),
    ],
)
def test_wrong_answers_are_told_by_column(tables: FactTables, answers: Answers, column: str) -> None:
    row = next(row for _, row in tables.raws["places.csv"].rows if row["id"] == PALACE[1])
    with pytest.raises(BadFile) as error:
        proposed("places.csv", row, answers)
    assert [fault.column for fault in error.value.faults] == [column]


def test_a_row_nobody_has_is_unknown(settings: Settings, tables: FactTables) -> None:
    with pytest.raises(Unknown):
        note_call(settings, "wang", tables, "places.csv", "nowhere", told({"seats": "yes"}))
