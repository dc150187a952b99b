"""What is saved comes back as it was, and only checked results are saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from planner.errors import Unknown
from planner.itinerary.types import MAX_DAYS, PROFILES
from planner.rules import load_themes
from planner.saved import results as saved
from planner.saved.results import SavedItinerary
from planner.settings import Settings
from planner.store import transaction
from planner.violations import Violation
from tests.support.database import empty_database
from tests.support.effort import examples
from tests.support.results import make_cruise, make_cruise_request, make_itinerary, make_request

THEMES = tuple(load_themes(Settings().data_dir))


@pytest.fixture
def fresh(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@hypothesis_settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    theme=st.sampled_from(THEMES),
    days=st.integers(1, MAX_DAYS),
    profile=st.sampled_from(PROFILES),
    start=st.dates(date(2027, 1, 1), date(2030, 12, 1)),
    ages=st.lists(st.integers(60, 100), max_size=4).map(tuple),
    birth_year=st.none() | st.integers(1920, 1970),
)
def test_an_itinerary_comes_back_equal(fresh: Settings, **wishes: object) -> None:
    trip = make_itinerary(make_request(**wishes))
    with transaction(fresh.database_url) as session:
        trip_id = saved.save_itinerary(session, trip, ())
    with transaction(fresh.database_url) as session:
        assert saved.load_itinerary(session, trip_id) == trip
        row = session.get(SavedItinerary, trip_id)
        assert row is not None
        assert (row.theme, row.days, row.profile, row.start) == (
            wishes["theme"],
            wishes["days"],
            wishes["profile"],
            wishes["start"],
        )


def test_a_train_comes_back_equal(fresh: Settings) -> None:
    cruise = make_cruise()
    with transaction(fresh.database_url) as session:
        train_id = saved.save_train(session, cruise, ())
    with transaction(fresh.database_url) as session:
        assert saved.load_train(session, train_id) == cruise


def test_unknown_ids_say_what_is_unknown(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        with pytest.raises(Unknown) as trip:
            saved.load_itinerary(session, "nothing")
        with pytest.raises(Unknown) as train:
            saved.load_train(session, "nothing")
    assert (trip.value.kind, trip.value.name) == ("itinerary", "nothing")
    assert train.value.kind == "train"


def test_hard_violations_are_not_saved(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        with pytest.raises(ValueError, match="walk-stretch"):
            saved.save_itinerary(session, make_itinerary(), [Violation("walk-stretch", "第1天", 200, "m")])
        with pytest.raises(ValueError, match="headway"):
            saved.save_train(session, make_cruise(), [Violation("headway", "沈阳", 2, "min")])
        assert saved.list_itineraries(session) == []
        assert saved.list_trains(session) == []


def test_soft_violations_are_allowed(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        saved.save_itinerary(session, make_itinerary(), [Violation("hotel-by", "第1天", 10, "min", hard=False)])
        assert len(saved.list_itineraries(session)) == 1


def test_lists_are_newest_first_and_by_theme_and_kind(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        first = saved.save_itinerary(session, make_itinerary(), (), featured="trip.a")
        second = saved.save_itinerary(session, make_itinerary(make_request(theme="food")), ())
        assert [row.id for row in saved.list_itineraries(session)] == [second, first]
        assert [row.id for row in saved.list_itineraries(session, limit=1)] == [second]
        assert [row.id for row in saved.list_itineraries(session, theme="food")] == [second]
        assert [row.id for row in saved.list_itineraries(session, featured=True)] == [first]
        assert [row.id for row in saved.list_itineraries(session, featured=False)] == [second]


def test_a_newer_showcase_takes_the_place_and_address_of_the_older(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        old = saved.save_itinerary(session, make_itinerary(), (), featured="trip.a")
    with transaction(fresh.database_url) as session:
        new = saved.save_itinerary(session, make_itinerary(digest="facts-2"), (), featured="trip.a")
        assert new == old
        assert saved.load_itinerary(session, old).facts_digest == "facts-2"
        assert len(saved.list_itineraries(session)) == 1


def test_showcases_go_when_their_wish_is_gone_and_peoples_own_stay(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        kept = saved.save_itinerary(session, make_itinerary(), (), featured="trip.a")
        saved.save_itinerary(session, make_itinerary(), (), featured="trip.b")
        saved.save_train(session, make_cruise(make_cruise_request(days=3)), (), featured="train.b")
        own = saved.save_itinerary(session, make_itinerary(), ())
        saved.drop_featured_except(session, ["trip.a"])
        assert {row.id for row in saved.list_itineraries(session)} == {kept, own}
        assert saved.list_trains(session) == []


def test_ids_can_be_read_out(fresh: Settings) -> None:
    with transaction(fresh.database_url) as session:
        ids = {saved.save_itinerary(session, make_itinerary(), ()) for _ in range(50)}
    assert len(ids) == 50
    assert not set("".join(ids)) & set("ilo01")
