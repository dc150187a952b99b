"""A departure's file: each change a revision, undone and redone, two people at once merged or told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from planner.accounts import Who
from planner.errors import Clash, Overtaken, Unknown
from planner.saved import (
    change_departure,
    list_departures,
    load_departure,
    new_departure,
    remove_departure,
    step_back,
)
from planner.settings import Settings
from planner.store import transaction
from tests.support.database import empty_database
from tests.support.effort import examples


@pytest.fixture
def fresh(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@pytest.fixture
def lone(tmp_path: Path) -> Settings:
    return empty_database(tmp_path, "sqlite")


def opened(settings: Settings, **inputs: Any) -> str:
    with transaction(settings.database_url) as session:
        return new_departure(session, Who("me"), inputs or {"people": 46})


def change(settings: Settings, number: str, base: int, **changes: Any) -> int:
    with transaction(settings.database_url) as session:
        return change_departure(session, number, Who("me"), base, changes)


def inputs(settings: Settings, number: str) -> dict[str, Any]:
    with transaction(settings.database_url) as session:
        return load_departure(session, number, Who("me")).inputs


def test_a_departure_is_seen_by_its_holder_alone(fresh: Settings) -> None:
    number = opened(fresh)
    with transaction(fresh.database_url) as session:
        assert [each.id for each in list_departures(session, Who("me"))] == [number]
        assert not list_departures(session, Who("you"))
        for other in (Who("you"), Who()):
            with pytest.raises(Unknown):
                load_departure(session, number, other)
            with pytest.raises(Unknown):
                change_departure(session, number, other, 1, {"people": 1})
            with pytest.raises(Unknown):
                remove_departure(session, number, other)


def test_two_people_at_different_inputs_are_merged_and_at_the_same_one_told(fresh: Settings) -> None:
    number = opened(fresh, people=46, title="五日")
    assert change(fresh, number, 1, people=48) == 2
    assert change(fresh, number, 1, title="大连五日") == 3  # read at 1, another input
    with pytest.raises(Overtaken) as told:
        change(fresh, number, 1, people=50, title="丹东五日")
    assert (told.value.revision, told.value.clashes) == (
        3, (Clash("people", 50, 48), Clash("title", "丹东五日", "大连五日")),
    )  # fmt: skip
    assert inputs(fresh, number) == {"people": 48, "title": "大连五日"}  # nothing of it was saved
    assert change(fresh, number, 1, people=48) == 3  # what stands there already is no clash, and no revision


def test_an_enquiry_opens_one_departure(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        first = new_departure(session, Who("me"), {"people": 2}, "enquiry-1")
        assert new_departure(session, Who("me"), {"people": 2}, "enquiry-1") == first
        assert new_departure(session, Who("you"), {"people": 2}, "enquiry-1") != first


def test_a_removed_departure_is_gone_with_its_revisions(fresh: Settings) -> None:
    number = opened(fresh)
    change(fresh, number, 1, people=47)
    with transaction(fresh.database_url) as session:
        remove_departure(session, number, Who("me"))
    with transaction(fresh.database_url) as session, pytest.raises(Unknown):
        load_departure(session, number, Who("me"))


def test_changes_at_the_same_moment_are_all_kept(fresh: Settings) -> None:
    number = opened(fresh)
    with ThreadPoolExecutor(8) as pool:
        revisions = list(pool.map(lambda n: change(fresh, number, 1, **{f"line{n}": n}), range(16)))
    assert sorted(revisions) == list(range(2, 18))
    assert inputs(fresh, number) == {"people": 46, **{f"line{n}": n for n in range(16)}}


@hypothesis_settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["undo", "redo"]) | st.integers(1, 4), max_size=12))
def test_undo_and_redo_are_those_of_an_editor(lone: Settings, steps: list[Any]) -> None:
    """Against the two stacks every editor has."""
    number = opened(lone, people=0)
    now, back, forth, revision = 0, list[int](), list[int](), 1
    for step in steps:
        if step == "undo" and back:
            forth.append(now)
            now = back.pop()
        elif step == "redo" and forth:
            back.append(now)
            now = forth.pop()
        elif isinstance(step, int) and step != now:
            back.append(now)
            now, forth = step, []
        with transaction(lone.database_url) as session:
            if isinstance(step, int):
                after = change_departure(session, number, Who("me"), revision, {"people": step})
            else:
                after = step_back(session, number, Who("me"), revision, step)
            file = load_departure(session, number, Who("me"))
        assert after >= revision
        revision = after
        assert file.inputs == {"people": now}
        assert (file.can_undo, file.can_redo) == (bool(back), bool(forth))


def test_undo_after_somebody_elses_change_is_refused(fresh: Settings) -> None:
    number = opened(fresh)
    change(fresh, number, 1, people=47)
    with transaction(fresh.database_url) as session, pytest.raises(Overtaken):
        step_back(session, number, Who("me"), 1, "undo")
    assert inputs(fresh, number) == {"people": 47}
