"""News grows old by its kind; what an open park is does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import Catalog, may_age, read_fact_tables
from planner.rules import RulePack
from planner.settings import Settings
from planner.upkeep import age_months, is_stale, stale_facts, stale_kinds

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("kind", "year", "stale"),
    [("hours", 2026, False), ("hours", 2025, True), ("prices", 2025, True), ("phones", 2025, False),
     ("phones", 2024, True), ("where", 1999, False), ("hours", None, False)],
)  # fmt: skip
def test_each_kind_keeps_its_time(rules: RulePack, kind: str, year: int | None, stale: bool) -> None:
    assert is_stale(rules, kind, year, TODAY) is stale


@given(st.integers(2000, 2030), st.dates(date(2001, 1, 1), date(2040, 1, 1)))
def test_age_counts_from_the_middle_of_the_year(year: int, today: date) -> None:
    assert age_months(year, today) == age_months(year + 1, today) + 12
    assert age_months(today.year, today) in range(-6, 6)


def test_old_news_never_grows_new(rules: RulePack) -> None:
    seen = [is_stale(rules, "hours", 2025, date(2025 + month // 12, month % 12 + 1, 1)) for month in range(60)]
    assert seen == sorted(seen)
    assert True in seen


def test_an_open_park_is_open_and_free_for_ever() -> None:
    park = {"hours": "24/7", "ticket_yuan": "0", "price_60_yuan": "0", "phone": "024-1"}
    assert [column for column in park if may_age(park, column)] == ["phone"]
    assert may_age({"hours": "24/7", "ticket_yuan": "5"}, "ticket_yuan")


def test_a_place_and_its_cells_agree(settings: Settings, catalog: Catalog, rules: RulePack) -> None:
    """What a trip says of a place is what its row says, cell by cell."""
    cells = {"hours": "hours", "ticket_yuan": "prices", "phone": "phones"}
    told = {
        (fact.row, cells[fact.column]): fact.source.as_of
        for fact in stale_facts(read_fact_tables(settings.region_dir), rules, TODAY)
        if fact.file == "places.csv" and fact.column in cells
    }
    of_places = {
        (place.id, kind): year
        for place in catalog.places.values()
        for kind, year in stale_kinds(place, rules, TODAY).items()
    }
    assert of_places == told
    assert told


def test_what_is_planned_with_comes_first(settings: Settings, catalog: Catalog, rules: RulePack) -> None:
    found = [f for f in stale_facts(read_fact_tables(settings.region_dir), rules, TODAY) if f.file == "places.csv"]
    used = [catalog.places[fact.row].usable for fact in found]
    assert used == sorted(used, reverse=True)
    years = [fact.source.as_of or 0 for fact, use in zip(found, used, strict=True) if use]
    assert years == sorted(years)
