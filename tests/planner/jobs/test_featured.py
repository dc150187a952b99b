"""Ready-made results follow the wishes file, the calendar and the facts, and leave people's own alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert
from sqlmodel import select

from planner.catalog import FactsVersion
from planner.catalog.tables import TABLES
from planner.folders import ROOT
from planner.itinerary.types import MAX_DAYS, PROFILES, TripRequest
from planner.jobs import Job
from planner.jobs import featured as featured
from planner.jobs.job_types import JOB_TYPES
from planner.rules import load_themes
from planner.saved import list_itineraries, load_itinerary, save_itinerary, save_train
from planner.settings import Settings
from planner.store import engine_for, transaction
from planner.train.types import CruiseRequest
from tests.support.database import empty_database
from tests.support.results import make_cruise, make_itinerary, make_request

TODAY = date(2026, 11, 23)
THEMES = tuple(load_themes(Settings().data_dir))


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    (tmp_path / "rules").symlink_to(ROOT / "data" / "rules")
    (tmp_path / "themes.toml").symlink_to(ROOT / "data" / "themes.toml")
    (tmp_path / "liaoning").mkdir()
    (tmp_path / "liaoning" / "showcase.toml").write_text(
        '[trip.old]\ntheme = "nostalgia"\nhome = "沈阳"\ndays = 2\nprofile = "gentle"\nmonth = 5\n'
        '[train.four]\ntheme = "nature"\nhome = "沈阳"\ndays = 4\nmonth = 6\n',
        encoding="utf-8",
    )
    settings = empty_database(tmp_path, backend, data_dir=tmp_path)
    TABLES[FactsVersion].create(engine_for(settings.database_url))
    facts_are(settings, "facts-1")
    return settings


def facts_are(settings: Settings, digest: str, loaded_at: str = "2026-11-23T00:00:00Z") -> None:
    with transaction(settings.database_url) as session:
        session.execute(delete(TABLES[FactsVersion]))
        session.execute(insert(TABLES[FactsVersion]), asdict(FactsVersion(digest=digest, loaded_at=loaded_at)))


def pending(settings: Settings) -> set[str | None]:
    with transaction(settings.database_url) as session:
        return set(session.exec(select(Job.featured)).all())


def save_all(settings: Settings, digest: str) -> None:
    wishes = featured.read_featured(settings, TODAY)
    trip, train = wishes["trip.old"], wishes["train.four"]
    assert isinstance(trip, TripRequest)
    assert isinstance(train, CruiseRequest)
    with transaction(settings.database_url) as session:
        save_itinerary(session, make_itinerary(trip, digest), (), "trip.old")
        save_train(session, make_cruise(train, digest), (), "train.four")
        for row in session.exec(select(Job)):
            session.delete(row)


def test_every_wish_of_ours_is_kept_as_it_is_and_read_back() -> None:
    wishes = featured.read_featured(Settings(), TODAY)
    assert len(wishes) > 100
    for key, wish in wishes.items():
        kept = JOB_TYPES[key.partition(".")[0]].request
        assert kept.validate_json(kept.dump_json(wish)) == wish  # pydantic warns of what is of another type


SOONEST = TODAY + timedelta(14)


@given(month=st.integers(1, 12), today=st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_a_start_is_the_next_first_tuesday_a_fortnight_ahead(month: int, today: date) -> None:
    start = featured.next_start(month, today + timedelta(14))
    assert (start.month, start.weekday()) == (month, 1)
    assert start.day <= 7
    assert timedelta(14) <= start - today <= timedelta(366 + 14 + 7)


def test_a_start_worked_by_hand() -> None:
    assert featured.next_start(12, SOONEST) == date(2027, 12, 7)  # 1 December 2026 is only 8 days ahead
    assert featured.next_start(1, SOONEST) == date(2027, 1, 5)
    assert featured.next_start(5, SOONEST) == date(2027, 5, 4)


def test_everything_is_asked_for_once_at_first(settings: Settings) -> None:
    assert featured.submit_featured(settings, TODAY) == 2
    assert featured.submit_featured(settings, TODAY) == 2  # still pending: the same jobs
    with transaction(settings.database_url) as session:
        jobs = {job.featured: job for job in session.exec(select(Job))}
    assert set(jobs) == {"trip.old", "train.four"}
    assert (jobs["trip.old"].kind, jobs["train.four"].kind) == ("trip", "train")
    assert '"start":"2027-05-04"' in jobs["trip.old"].payload
    assert jobs["trip.old"].submitted_at < jobs["train.four"].submitted_at  # the shorter one goes first


def test_nothing_is_asked_for_when_all_is_there(settings: Settings) -> None:
    save_all(settings, "facts-1")
    assert featured.submit_featured(settings, TODAY) == 0


def test_new_facts_renew_the_ready_made_results_but_show_the_old_ones_meanwhile(settings: Settings) -> None:
    save_all(settings, "facts-1")
    with transaction(settings.database_url) as session:
        own = save_itinerary(session, make_itinerary(make_request(theme="food")), ())
    facts_are(settings, "facts-2")
    assert featured.submit_featured(settings, TODAY) == 2
    with transaction(settings.database_url) as session:
        assert [row.facts_digest for row in list_itineraries(session, featured=True)] == ["facts-1"]
        assert load_itinerary(session, own) == make_itinerary(make_request(theme="food"))


def test_a_start_that_has_gone_by_is_planned_anew(settings: Settings) -> None:
    save_all(settings, "facts-1")
    assert featured.submit_featured(settings, date(2027, 5, 1)) == 1
    assert pending(settings) == {"trip.old"}


def test_what_could_not_be_met_is_not_asked_for_again_until_the_facts_change(settings: Settings) -> None:
    featured.submit_featured(settings, TODAY)
    with transaction(settings.database_url) as session:
        for job in session.exec(select(Job)):
            job.state, job.identity = "conflict", None
    assert featured.submit_featured(settings, TODAY) == 0
    facts_are(settings, "facts-2", "2999-01-01T00:00:00+00:00")
    assert featured.submit_featured(settings, TODAY) == 2


def test_a_series_is_every_theme_from_every_city(settings: Settings) -> None:
    (settings.data_dir / "liaoning" / "showcase.toml").write_text(
        '[series.some]\nhomes = ["沈阳", "大连"]\nthemes = ["food", "youth"]\ndays = [1, 2]\n'
        'profiles = ["gentle", "cane", "brisk"]\nmonths = [5, 9]\npaces = ["slow", "normal"]\n',
        encoding="utf-8",
    )
    wishes = featured.read_featured(settings, TODAY)
    assert len(wishes) == 8
    assert len({(wish.home, wish.theme, wish.days) for wish in wishes.values()}) == 8
    assert {wish.profile for wish in wishes.values()} == {"gentle", "cane", "brisk"}
    assert all(featured.ready_made_priority(key) > featured.READY_MADE for key in wishes)


def test_a_wish_that_is_gone_takes_its_result_along(settings: Settings) -> None:
    save_all(settings, "facts-1")
    with transaction(settings.database_url) as session:
        own = save_itinerary(session, make_itinerary(), ())
    (settings.data_dir / "liaoning" / "showcase.toml").unlink()
    assert featured.submit_featured(settings, TODAY) == 0
    with transaction(settings.database_url) as session:
        assert [row.id for row in list_itineraries(session)] == [own]


def test_the_wishes_of_liaoning_can_be_asked() -> None:
    wishes = featured.read_featured(Settings(), TODAY)
    assert len(wishes) >= 8
    for wish in wishes.values():
        assert wish.theme in THEMES
        assert wish.profile in PROFILES
        assert 1 <= wish.days <= MAX_DAYS
    themes = {wish.theme for key, wish in wishes.items() if key.startswith("trip.")}
    assert themes == set(THEMES)


def test_whoever_walks_slowly_goes_slowly_unless_a_place_asks_for_more() -> None:
    wishes = [wish for wish in featured.read_featured(Settings(), TODAY).values() if isinstance(wish, TripRequest)]
    frail = [wish for wish in wishes if wish.profile in ("gentle", "cane", "wheelchair")]
    assert len(frail) > len(wishes) / 2
    assert all(wish.pace == "slow" or wish.musts for wish in frail)
