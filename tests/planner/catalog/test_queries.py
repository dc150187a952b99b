"""Cities and places are found as people name them, and near misses get suggestions."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import Session

from planner.catalog.load import load_facts
from planner.catalog.queries import Catalog, RailFacts, read_catalog
from planner.catalog.sheets import SHEETS
from planner.catalog.tables import TABLES, FactsVersion
from planner.errors import NoFacts, Unknown
from planner.store import engine_for
from tests.support.database import empty_database


@pytest.mark.parametrize("name", ["沈阳", "沈阳市", "Shenyang", "shenyang", " 沈阳 "])
def test_a_city_by_any_of_its_names(catalog: Catalog, name: str) -> None:
    assert catalog.city(name).name == "沈阳"


def test_an_unknown_city_is_answered_with_all_cities(catalog: Catalog) -> None:
    with pytest.raises(Unknown) as caught:
        catalog.city("长春")
    assert (caught.value.kind, caught.value.name, len(caught.value.suggestions)) == ("city", "长春", 14)


@pytest.mark.parametrize("name", ["benxi-water-cave", "本溪水洞", "水洞", "benxi water cave"])
def test_a_place_by_id_name_or_part_of_it(catalog: Catalog, name: str) -> None:
    assert catalog.place(name).id == "benxi-water-cave"


def test_part_of_many_names_is_answered_with_some_of_them(catalog: Catalog) -> None:
    with pytest.raises(Unknown) as caught:
        catalog.place("温泉")
    assert len(caught.value.suggestions) == 5
    assert all("温泉" in name for name in caught.value.suggestions)


def test_a_misspelt_place_is_answered_with_like_names(catalog: Catalog) -> None:
    with pytest.raises(Unknown) as caught:
        catalog.place("老虎滩公园")
    assert "老虎滩海洋公园·极地馆" in caught.value.suggestions


def test_a_misspelt_english_name_is_answered_too(catalog: Catalog) -> None:
    with pytest.raises(Unknown) as caught:
        catalog.place("Benxi Watercaves")
    assert catalog.places["benxi-water-cave"].name in caught.value.suggestions


@pytest.mark.parametrize("name", ["", "  ", "没有这样的地方呀"])
def test_nothing_is_found_for_nothing(catalog: Catalog, name: str) -> None:
    with pytest.raises(Unknown):
        catalog.place(name)


@pytest.mark.thorough
def test_facts_are_read_once_and_missing_facts_are_reported(tmp_path: Path, backend: str) -> None:
    settings = empty_database(tmp_path, backend)
    load_facts(settings)
    with Session(engine_for(settings.database_url)) as session:
        assert read_catalog(session) is read_catalog(session)
        session.execute(delete(TABLES[FactsVersion]))
        with pytest.raises(NoFacts):
            read_catalog(session)


def test_calls_of_every_train_are_in_order(rail: RailFacts) -> None:
    assert set(rail.calls) == set(rail.runs)
    for calls in rail.calls.values():
        assert [call.seq for call in calls] == sorted(call.seq for call in calls)
        assert len(calls) > 1


def test_every_sheet_has_its_table() -> None:
    assert set(TABLES) == {FactsVersion, *(facts for facts, _ in SHEETS.values())}
