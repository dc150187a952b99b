"""A place of nostalgia or of youth says which years it holds and what one saw there; the rest is history."""

from __future__ import annotations

from typing import Any

import pytest

from planner.catalog.provenance import usable
from planner.catalog.validate.memories import LIVING_FROM, memory_faults
from tests.planner.catalog.validate.test_plausible import planted, tables

OF_MEMORIES = ("nostalgia", "youth")


def faults(place: str, **cells: Any) -> list[str]:
    sheet = planted("places.csv", "id", place, **cells)["places.csv"]
    return [f"{fault.column}: {fault.why}" for fault in memory_faults(sheet, OF_MEMORIES)]


def test_the_facts_hold_a_memory_wherever_they_say_so() -> None:
    assert not list(memory_faults(tables()["places.csv"], OF_MEMORIES))


@pytest.mark.parametrize("column", ["memory", "memory_en", "era_from"])
@pytest.mark.parametrize("place", ["tram-201-202", "zhiqing-hq-panjin"])
def test_a_place_of_memories_without_one_is_a_fault(place: str, column: str) -> None:
    assert any(why.startswith(f"{column}: is empty") for why in faults(place, **{column: None}))


def test_the_same_place_may_lack_them_under_another_theme() -> None:
    nothing = {"memory": None, "memory_en": None, "era_from": None, "era_to": None}
    assert faults("tram-201-202", **nothing)
    assert not faults("tram-201-202", themes="culture", **nothing)
    assert not faults("tram-201-202", themes=None, **nothing)


def test_who_is_not_planned_with_may_wait_for_somebody_who_asks() -> None:
    waiting = [
        row for row in tables()["places.csv"].rows if "nostalgia" in (row["themes"] or "") and row["memory"] is None
    ]
    assert waiting
    assert not any(map(usable, waiting))
    assert faults(waiting[0]["id"], confidence="medium", position="exact", state=None)


def test_what_ended_before_living_memory_is_history() -> None:
    assert faults("lushun-prison", era_from=1902, era_to=LIVING_FROM - 1) == [
        f"era_to: {LIVING_FROM - 1} is before living memory: leave the years empty and say them in era"
    ]
    assert not faults("lushun-prison", era_from=LIVING_FROM, era_to=LIVING_FROM)


def test_a_memory_is_one_short_sentence_in_both_languages() -> None:
    assert faults("lushun-prison", memory="只有中文。") == [
        "memory_en: memory and memory_en must both be known or both be empty"
    ]
    assert faults("tram-201-202", memory="长" * 71) == ["memory: has 71 characters: 70 at most"]


def test_every_memory_says_where_it_comes_from() -> None:
    noted = {(row["id"], row["column"]) for row in tables()["cell_sources.csv"].rows if row["file"] == "places.csv"}
    told = [row["id"] for row in tables()["places.csv"].rows if row["memory"]]
    assert len(told) >= 80
    assert all((place, column) in noted for place in told for column in ("memory", "memory_en"))
