"""Stays are kept as they were planned; their owner lists and removes them, everybody else only reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from planner.accounts import Who, may_change
from planner.errors import Unknown
from planner.itinerary.types import PROFILES
from planner.saved.stays import STAY_REQUEST_JSON, list_stays, load_stay, remove_stay, save_stay
from planner.settings import Settings
from planner.stay import LEAST_NIGHTS, MOST_NIGHTS, SETTINGS
from planner.store import transaction
from planner.violations import Checked
from tests.support.database import empty_database
from tests.support.effort import examples
from tests.support.results import make_stay, make_stay_request


@pytest.fixture
def fresh(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@hypothesis_settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    nights=st.integers(LEAST_NIGHTS, MOST_NIGHTS),
    start=st.dates(date(2027, 1, 1), date(2030, 12, 1)),
    profile=st.sampled_from(PROFILES),
    setting=st.none() | st.sampled_from(SETTINGS),
    bans=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    elsewhere=st.booleans(),
)
def test_a_stay_comes_back_equal(fresh: Settings, **wishes: object) -> None:
    stay = make_stay(make_stay_request(**wishes))
    with transaction(fresh.database_url) as session:
        stay_id = save_stay(session, Who("me"), Checked(stay))
    with transaction(fresh.database_url) as session:
        row = load_stay(session, stay_id)
        assert row.stay() == stay
        assert STAY_REQUEST_JSON.validate_json(row.request) == stay.request


def test_asked_for_again_it_is_the_one_kept_already(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        first = save_stay(session, Who("me"), Checked(make_stay()))
        assert save_stay(session, Who("me"), Checked(make_stay())) == first
        others = {
            save_stay(session, Who("me"), Checked(make_stay(digest="facts-2"))),
            save_stay(session, Who("me"), Checked(make_stay(make_stay_request(nights=9)))),
            save_stay(session, Who("you"), Checked(make_stay())),
        }
        assert len(others - {first}) == 3
        assert len(list_stays(session, Who("me"))) == 3


def test_an_owner_lists_the_newest_first_and_no_one_elses(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        kept = [
            save_stay(session, Who("me"), Checked(make_stay(make_stay_request(nights=nights)))) for nights in (7, 8, 9)
        ]
        save_stay(session, Who("you"), Checked(make_stay()))
        assert [row.id for row in list_stays(session, Who("me"))] == kept[::-1]
        assert not list_stays(session, Who("nobody"))


@pytest.mark.parametrize("other", ["you", ""])
def test_only_its_owner_removes_a_stay(fresh: Settings, other: str) -> None:
    with transaction(fresh.database_url) as session:
        kept = save_stay(session, Who("me"), Checked(make_stay()))
        assert not may_change(Who(other), load_stay(session, kept).holder)
        with pytest.raises(Unknown):
            remove_stay(session, kept, Who(other))
    with transaction(fresh.database_url) as session:
        assert may_change(Who("me"), load_stay(session, kept).holder)
        remove_stay(session, kept, Who("me"))
    with transaction(fresh.database_url) as session, pytest.raises(Unknown):
        load_stay(session, kept)


def test_nothing_is_found_under_an_id_nobody_has(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session, pytest.raises(Unknown) as caught:
        load_stay(session, "nothing")
    assert (caught.value.kind, caught.value.name) == ("stay", "nothing")
