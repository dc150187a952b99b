"""A planner's scenarios are kept, copied, renamed, put away and brought back; nobody else may change them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from planner.accounts import Who
from planner.errors import OutOfRange, Unknown
from planner.saved import scenarios
from planner.saved.scenarios import (
    LONGEST_NAME,
    copy_scenario,
    last_removed,
    list_scenarios,
    load_scenario,
    own_scenario,
    put_scenario,
    remove_scenario,
    rename_scenario,
    restore_scenario,
    save_scenario,
)
from planner.settings import Settings
from planner.store import transaction
from planner.train.insertion import CallWish, PathRequest
from planner.train.scenario import Scenario
from tests.support.database import empty_database


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


def made(name: str = "晚开", *stations: str) -> Scenario:
    return Scenario(name, PathRequest(tuple(map(CallWish, stations or ("沈阳", "大连")))))


def test_what_is_kept_comes_back(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        first = save_scenario(session, Who("me"), made("  晚  开 "), {"calls": "沈阳\n大连"})
        second = save_scenario(session, Who("me"), made("早开"), {}, "train7")
        save_scenario(session, Who("you"), made("别人的"), {})
    with transaction(settings.database_url) as session:
        assert [row.name for row in list_scenarios(session, Who("me"))] == ["早开", "晚 开"]
        kept = load_scenario(session, first)
        assert (kept.train(), kept.typed(), kept.page) == (made("晚 开"), {"calls": "沈阳\n大连"}, None)
        assert load_scenario(session, second).page == "train7"
        put_scenario(session, Who("me"), first, made("更晚", "沈阳", "锦州"), {"calls": "沈阳\n锦州"})
    with transaction(settings.database_url) as session:
        assert load_scenario(session, first).train() == made("更晚", "沈阳", "锦州")
        assert [row.id for row in list_scenarios(session, Who("me"))] == [first, second]


def test_what_is_removed_can_be_brought_back(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        kept = save_scenario(session, Who("me"), made(), {})
        assert last_removed(session, Who("me")) is None
        remove_scenario(session, Who("me"), kept)
    with transaction(settings.database_url) as session:
        assert not list_scenarios(session, Who("me"))
        removed = last_removed(session, Who("me"))
        assert removed is not None
        assert removed.id == kept
        for look in (load_scenario, lambda s, i: own_scenario(s, Who("me"), i)):
            with pytest.raises(Unknown):
                look(session, kept)
        restore_scenario(session, Who("me"), kept)
    with transaction(settings.database_url) as session:
        assert load_scenario(session, kept).train() == made()
        assert last_removed(session, Who("me")) is None


@pytest.mark.thorough
def test_others_may_look_and_copy_but_not_change(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        kept = save_scenario(session, Who("me"), made(), {"a": "b"})
        changes: tuple[Callable[[Session], object], ...] = (
            lambda s: put_scenario(s, Who("you"), kept, made(), {}),
            lambda s: rename_scenario(s, Who("you"), kept, "x"),
            lambda s: remove_scenario(s, Who("you"), kept),
            lambda s: restore_scenario(s, Who("you"), kept),
        )
        for change in changes:
            with pytest.raises(Unknown):
                change(session)
        copy = copy_scenario(session, Who("you"), kept, "副本")
        rename_scenario(session, Who("you"), copy, "我的")
    with transaction(settings.database_url) as session:
        assert load_scenario(session, kept).name == "晚开"
        copied = load_scenario(session, copy)
        assert (copied.train(), copied.typed()) == (made("我的"), {"a": "b"})


@pytest.mark.parametrize("name", ["", "   ", "长" * (LONGEST_NAME + 1)])
def test_a_scenario_has_a_name_of_some_length(settings: Settings, name: str) -> None:
    with transaction(settings.database_url) as session, pytest.raises(OutOfRange) as wrong:
        save_scenario(session, Who("me"), made(name), {})
    assert wrong.value.field == "scenario_name"


def test_nobody_keeps_more_than_enough(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MOST", 2)
    with transaction(settings.database_url) as session:
        first = save_scenario(session, Who("me"), made(), {})
        save_scenario(session, Who("me"), made(), {})
        with pytest.raises(OutOfRange):
            save_scenario(session, Who("me"), made(), {})
        remove_scenario(session, Who("me"), first)
        save_scenario(session, Who("me"), made(), {})
