"""Real wishes on real facts go all the way: queued, planned, checked, saved, found again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from planner.clock import today
from planner.errors import Unknown
from planner.folders import ROOT
from planner.itinerary.types import Edit, Insights
from planner.jobs import Job, Runner, load_job, submit, submit_featured, submit_insights
from planner.jobs.job_types import ChangeRequest
from planner.saved import list_itineraries, load_itinerary, load_saved, save_itinerary, state_of_trip
from planner.settings import Settings
from planner.store import transaction
from tests.support.calendar import SPRING_DAY
from tests.support.database import copied_database
from tests.support.jobs import wait_for
from tests.support.results import make_cruise_request, make_request

START = SPRING_DAY


@pytest.fixture
def own_copy(settings: Settings, tmp_path: Path) -> Settings:
    return copied_database(settings, tmp_path)


def run(settings: Settings, kind: str, request: object) -> Job:
    with transaction(settings.database_url) as session:
        job_id = submit(session, kind, request)  # type: ignore[arg-type]
    runner = Runner(settings)
    runner.start()

    def job() -> Job:
        with transaction(settings.database_url) as session:
            return load_job(session, job_id)

    wait_for(lambda: not job().pending)
    runner.stop()
    return job()


def test_a_trip_is_planned_checked_and_saved(own_copy: Settings) -> None:
    wish = make_request(theme="culture", profile="wheelchair", start=START)
    job = run(own_copy, "trip", wish)
    assert job.state == "done"
    with transaction(own_copy.database_url) as session:
        trip = load_itinerary(session, job.result_id or "")
        assert trip.request == wish
        assert trip.days[0].visits
        assert [row.id for row in list_itineraries(session)] == [job.result_id]


def test_a_saved_trip_is_changed_and_the_old_one_stays(own_copy: Settings) -> None:
    first = run(own_copy, "trip", make_request(theme="culture", start=START)).result_id or ""
    with transaction(own_copy.database_url) as session:
        before = load_itinerary(session, first)
    unwanted = before.days[0].visits[0].place.id
    second = run(own_copy, "change", ChangeRequest(first, (Edit("swap", unwanted),))).result_id or ""
    with transaction(own_copy.database_url) as session:
        changed, kept = load_saved(session, second), load_saved(session, first)
    assert kept.itinerary() == before
    assert kept.changed() is None
    change = changed.changed()
    assert change is not None
    assert (change.before, change.edits) == (first, (Edit("swap", unwanted),))
    assert unwanted in change.difference.gone
    assert unwanted not in {visit.place.id for visit in changed.itinerary().days[0].visits}


def test_what_is_reported_beside_a_trip_follows_it(own_copy: Settings) -> None:
    with transaction(own_copy.database_url) as session:
        trip = submit(session, "trip", make_request(theme="culture", start=START))
    runner = Runner(own_copy)
    runner.start()

    def reported() -> Insights | None:
        with transaction(own_copy.database_url) as session:
            result = load_job(session, trip).result_id
            return load_saved(session, result).insights() if result else None

    wait_for(lambda: reported() is not None)
    runner.stop()
    beside = reported()
    assert beside is not None
    assert beside.left_out
    assert len(beside.rain) == 1
    assert [reasons[0].values["wish"] for reasons in beside.gains] == ["more_day", "more_walk"]
    with transaction(own_copy.database_url) as session:
        assert all(load_itinerary(session, other.trip).request == make_request(theme="culture", start=START)
                   for other in beside.others)  # fmt: skip
    assert beside.others


def test_a_trip_from_nowhere_says_what_is_unknown(own_copy: Settings) -> None:
    job = run(own_copy, "trip", make_request(home="长春", start=START))
    error = job.error()
    assert job.state == "failed"
    assert isinstance(error, Unknown)
    assert (error.kind, error.name) == ("city", "长春")


def test_a_train_from_nowhere_says_what_is_unknown(own_copy: Settings) -> None:
    job = run(own_copy, "train", make_cruise_request(home="长春", days=4, start=START))
    assert job.state == "failed"
    assert isinstance(job.error(), Unknown)


def test_a_ready_made_trip_that_is_saved_is_not_asked_for_again(own_copy: Settings, tmp_path: Path) -> None:
    (tmp_path / "rules").symlink_to(ROOT / "data" / "rules")
    (tmp_path / "liaoning").mkdir()
    shutil.copy(own_copy.data_dir / "themes.toml", tmp_path)
    (tmp_path / "liaoning" / "showcase.toml").write_text(
        '[trip.palace]\ntheme = "culture"\nhome = "沈阳"\ndays = 1\nprofile = "wheelchair"\nmonth = 4\n',
        encoding="utf-8",
    )
    wishes = replace(own_copy, data_dir=tmp_path)
    assert submit_featured(wishes, today()) == 1
    runner = Runner(own_copy)
    runner.start()

    def ready() -> bool:
        with transaction(own_copy.database_url) as session:
            return bool(list_itineraries(session, featured=True))

    wait_for(ready)
    runner.stop()
    assert submit_featured(wishes, today()) == 0


def test_what_is_beside_a_ready_made_trip_is_worked_out_once_somebody_opens_it(own_copy: Settings) -> None:
    first = run(own_copy, "trip", make_request(theme="culture", start=START)).result_id or ""
    with transaction(own_copy.database_url) as session:
        trip = load_itinerary(session, first)
        key = save_itinerary(session, trip, (), "trip.series.culture.沈阳.1")
        stale = save_itinerary(session, replace(trip, facts_digest="others"), (), "trip.series.old")
    with transaction(own_copy.database_url) as session:
        asked = [submit_insights(session, state_of_trip(session, trip_id)) for trip_id in (key, key, first, stale)]
    assert asked == [True, False, False, False]
