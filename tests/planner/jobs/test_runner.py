"""Jobs end as they should, survive a killed process, are shared, stopped, and never show a traceback."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import TypeAdapter

from planner.errors import PastDate, Unknown
from planner.folders import ROOT
from planner.itinerary.types import Infeasible, Reason
from planner.jobs import Job, Runner, cancel, load_job, records, submit
from planner.jobs.featured import READY_MADE
from planner.jobs.job_types import JobType
from planner.jobs.runner import _ProgressWriter
from planner.saved import TRIP_REQUEST_JSON, list_itineraries, load_itinerary
from planner.settings import Settings
from planner.solving import Progress, SolveOptions
from planner.store import transaction
from planner.violations import Checked
from tests.support import jobs
from tests.support.database import empty_database
from tests.support.results import make_itinerary, make_request

Start = Callable[..., Runner]


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    running: list[Runner] = []

    def _start(types: dict[str, JobType], lease_s: float = jobs.LONG_S, workers: int = 1) -> Runner:
        runner = Runner(replace(settings, workers=workers), types, lease_s)
        runner.start()
        running.append(runner)
        return runner

    yield _start
    for runner in running:
        runner.stop()


def ask(settings: Settings, **wishes: object) -> str:
    with transaction(settings.database_url) as session:
        return submit(session, "trip", make_request(**wishes))


def job(settings: Settings, job_id: str) -> Job:
    with transaction(settings.database_url) as session:
        return load_job(session, job_id)


def ended(settings: Settings, job_id: str) -> Job:
    jobs.wait_for(lambda: not job(settings, job_id).pending)
    return job(settings, job_id)


def test_a_job_ends_with_a_saved_checked_result(settings: Settings, start: Start) -> None:
    job_id = ask(settings, days=2)
    assert job(settings, job_id).state == "queued"
    start(jobs.trip_kind(jobs.quick))
    done = ended(settings, job_id)
    assert (done.state, done.step, done.done, done.total) == ("done", "days", 1, 2)
    assert done.result_id is not None
    assert done.started_at is not None
    assert done.finished_at is not None
    assert done.submitted_at <= done.started_at <= done.finished_at
    with transaction(settings.database_url) as session:
        assert load_itinerary(session, done.result_id) == make_itinerary(make_request(days=2))


def test_wishes_that_cannot_be_met_end_as_a_conflict_with_reasons(settings: Settings, start: Start) -> None:
    job_id = ask(settings)
    start(jobs.trip_kind(jobs.conflicting))
    refused = ended(settings, job_id)
    assert refused.state == "conflict"
    assert refused.infeasible() == Infeasible((Reason("walk", {"need_m": 900, "budget_m": 800}),))


def test_a_wrong_request_fails_with_its_error(settings: Settings, start: Start) -> None:
    job_id = ask(settings)
    start(jobs.trip_kind(jobs.wrong_request))
    failed = ended(settings, job_id)
    error = failed.error()
    assert failed.state == "failed"
    assert isinstance(error, PastDate)
    assert (error.start, error.today) == ("2027-05-04", "2027-01-01")


@pytest.mark.parametrize("compute", [jobs.broken, jobs.unchecked])
def test_a_fault_of_the_program_is_said_but_not_shown(settings: Settings, start: Start, compute: object) -> None:
    first, second = ask(settings), ask(settings, days=2)
    start(jobs.trip_kind(compute))  # type: ignore[arg-type]
    for job_id in (first, second):  # the runner goes on after the first
        failed = ended(settings, job_id)
        assert (failed.state, failed.error_code, failed.error_json, failed.result_id) == (
            "failed",
            "internal",
            None,
            None,
        )
        assert failed.error() is None
    with transaction(settings.database_url) as session:
        assert list_itineraries(session) == []


def test_the_same_request_shares_a_job_while_it_is_pending(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    first = ask(settings)
    assert ask(settings) == first
    assert ask(settings, days=2) != first
    start(jobs.trip_kind(gate))
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    assert ask(settings) == first
    gate.open.set()
    ended(settings, first)
    assert ask(settings) != first


def test_two_who_ask_at_once_share_a_job(settings: Settings) -> None:
    """Each has seen that there is none before either writes."""
    with transaction(settings.database_url) as mine:
        first = submit(mine, "trip", make_request())
    with transaction(settings.database_url) as late:
        late.exec = _blind_once(late)  # type: ignore[method-assign]
        assert submit(late, "trip", make_request()) == first


def _blind_once(session: object) -> Callable[..., object]:
    see = session.exec  # type: ignore[attr-defined]
    looks = iter([type("Nothing", (), {"first": staticmethod(lambda: None)})])
    return lambda query: next(looks, None) or see(query)


def test_a_queued_job_that_is_cancelled_never_starts(settings: Settings, start: Start) -> None:
    job_id = ask(settings)
    with transaction(settings.database_url) as session:
        cancel(session, job_id)
    start(jobs.trip_kind(jobs.quick))
    other = ask(settings, days=2)
    ended(settings, other)
    cancelled = job(settings, job_id)
    assert (cancelled.state, cancelled.attempts, cancelled.result_id) == ("cancelled", 0, None)


def test_a_running_job_stops_when_cancelled(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    job_id = ask(settings)
    start(jobs.trip_kind(gate))
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    with transaction(settings.database_url) as session:
        cancel(session, job_id)
    assert gate.stopped.acquire(timeout=jobs.LONG_S)
    assert job(settings, job_id).state == "cancelled"
    gate.open.set()
    assert ended(settings, ask(settings, days=2)).state == "done"


def test_progress_is_written_a_few_times_a_second(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that reports a hundred times in a second, by a clock of our own."""
    job_id, now = ask(settings), [100.0]
    with transaction(settings.database_url) as session:
        claimed = records.claim(session, "me")
    assert claimed is not None
    monkeypatch.setattr("planner.jobs.runner.time", SimpleNamespace(monotonic=lambda: now[0]))
    listener = _ProgressWriter(settings.database_url, claimed, "me", threading.Event())
    written = []
    for done in range(1, 101):
        listener(Progress("days", done, 100))
        written.append(job(settings, job_id).done)
        now[0] += 0.01
    assert written[0] == 1
    assert 4 <= len(set(written)) <= 6


def test_peoples_requests_go_before_ready_made_ones(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        records.enqueue(session, "trip", "{}", featured="trip.a", priority=READY_MADE)
        own = records.enqueue(session, "trip", "{}")
        first = records.claim(session, "me")
    assert first is not None
    assert first.id == own


def test_a_ready_made_trip_at_work_gives_way_and_is_begun_anew(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    with transaction(settings.database_url) as session:
        payload = TRIP_REQUEST_JSON.dump_json(make_request(days=3)).decode()
        ready_made = records.enqueue(session, "trip", payload, featured="trip.a", priority=READY_MADE)
    start(jobs.trip_kind(gate))
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    own = ask(settings)
    jobs.wait_for(lambda: job(settings, own).state == "running")
    preempted = job(settings, ready_made)
    assert (preempted.state, preempted.attempts) == ("queued", 0)
    gate.open.set()
    assert ended(settings, own).state == ended(settings, ready_made).state == "done"


def test_a_job_that_is_at_work_again_is_not_forgotten_by_its_first_run(settings: Settings) -> None:
    ask(settings)
    runner = Runner(settings, jobs.trip_kind(jobs.quick))
    with transaction(settings.database_url) as session:
        claimed = records.claim(session, runner._name)
    assert claimed is not None
    again = runner._lost[claimed.id] = threading.Event()
    runner._run(claimed, threading.Event())
    assert runner._lost == {claimed.id: again}


def test_what_follows_a_job_is_asked_for_when_it_is_done(settings: Settings, start: Start) -> None:
    reported = []

    def listen(_settings: Settings, trip: str, _options: SolveOptions) -> Checked[Any]:
        reported.append(trip)
        return Checked(trip, ())

    types = {
        "trip": replace(jobs.trip_kind(jobs.quick)["trip"], then="beside"),
        "beside": JobType(TypeAdapter(str), listen, lambda _session, trip, *_: trip),
    }
    start(types)
    done = ended(settings, ask(settings))
    jobs.wait_for(lambda: reported == [done.result_id])


def test_as_many_jobs_at_once_as_there_are_workers(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    for days in (1, 2, 3):
        ask(settings, days=days)
    start(jobs.trip_kind(gate), workers=2)
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    assert not gate.begun.acquire(timeout=0.8)
    gate.open.set()
    assert gate.begun.acquire(timeout=jobs.LONG_S)


def test_two_runners_never_take_the_same_job(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    gate.open.set()
    ids = [ask(settings, days=days) for days in range(1, 9)]
    for _ in range(2):
        start(jobs.trip_kind(gate), workers=2)
    assert {ended(settings, job_id).state for job_id in ids} == {"done"}
    assert {job(settings, job_id).attempts for job_id in ids} == {1}


@pytest.mark.thorough
def test_a_killed_process_loses_no_job(settings: Settings, start: Start, tmp_path: Path) -> None:
    at_work, waiting = ask(settings), ask(settings, days=2)
    sign = tmp_path / "started"
    process = subprocess.Popen([sys.executable, "-m", "tests.support.jobs", settings.database_url, str(sign)], cwd=ROOT)
    try:
        jobs.wait_for(lambda: job(settings, at_work).done > 0)
    finally:
        process.kill()  # SIGKILL
        process.wait()
    killed = job(settings, at_work)
    assert (killed.state, killed.attempts) == ("running", 1)
    with transaction(settings.database_url) as session:
        load_job(session, at_work).seen_at -= timedelta(hours=1)  # nobody has heard of it since
    start(jobs.trip_kind(jobs.quick))
    assert ended(settings, waiting).state == "done"
    resumed = ended(settings, at_work)
    assert (resumed.state, resumed.attempts) == ("done", 2)
    with transaction(settings.database_url) as session:
        assert len(list_itineraries(session)) == 2


def test_a_runner_that_stops_hands_its_job_back(settings: Settings, start: Start) -> None:
    gate = jobs.Gate()
    job_id = ask(settings)
    runner = start(jobs.trip_kind(gate))
    assert gate.begun.acquire(timeout=jobs.LONG_S)
    runner.stop()
    handed_back = job(settings, job_id)
    assert (handed_back.state, handed_back.attempts) == ("queued", 0)
    assert gate.stopped.acquire(timeout=jobs.LONG_S)
    start(jobs.trip_kind(jobs.quick))
    assert ended(settings, job_id).state == "done"


def test_a_result_that_comes_after_the_job_was_lost_is_not_saved(settings: Settings) -> None:
    job_id = ask(settings)
    with transaction(settings.database_url) as session:
        records.claim(session, "slow")
        records.release(session, "slow")
        records.claim(session, "other")
        assert not records.heartbeat(session, job_id, "slow")
        assert not records.finish(session, job_id, "slow", "result")
        assert records.heartbeat(session, job_id, "other")
    assert job(settings, job_id).result_id is None


def test_a_job_that_keeps_killing_its_process_is_given_up(settings: Settings) -> None:
    job_id = ask(settings)
    with transaction(settings.database_url) as session:
        for attempt in range(1, records.MAX_ATTEMPTS + 1):
            claimed = records.claim(session, "mortal")
            assert claimed is not None
            assert claimed.attempts == attempt
            claimed.seen_at = datetime.now(UTC) - timedelta(minutes=1)
            session.flush()
            records.requeue_expired(session, timedelta(seconds=10))
            session.refresh(claimed)
            claimed.not_before = None  # it has waited
            session.flush()
        assert records.claim(session, "mortal") is None
    abandoned = job(settings, job_id)
    assert (abandoned.state, abandoned.error_code, abandoned.identity) == ("failed", "internal", None)


def test_a_clock_that_was_set_back_leaves_no_job_stuck(settings: Settings) -> None:
    at_work, put_off = ask(settings), ask(settings, days=2)
    with transaction(settings.database_url) as session:
        assert records.claim(session, "dead") is not None
        load_job(session, at_work).seen_at = datetime.now(UTC) + timedelta(days=30)
        load_job(session, put_off).not_before = datetime.now(UTC) + timedelta(days=30)
        session.flush()
        records.requeue_expired(session, timedelta(seconds=10))
        assert {(records.claim(session, "living") or load_job(session, put_off)).id for _ in range(2)} == {
            at_work,
            put_off,
        }


def test_an_unknown_job_is_named(settings: Settings) -> None:
    with pytest.raises(Unknown) as unknown:
        job(settings, "nothing")
    assert (unknown.value.kind, unknown.value.name) == ("job", "nothing")


@pytest.mark.thorough
def test_answers_are_counted_and_the_best_is_kept_in_mind(settings: Settings, start: Start) -> None:
    job_id = ask(settings)
    start(jobs.trip_kind(jobs.improving))
    done = ended(settings, job_id)
    assert (done.step, done.found, done.worth, done.bound) == ("check", 2, 5.0, 10.0)


def test_each_day_has_its_beginning_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be done daily is done at the start and when the date has changed, not in between."""
    now, begun = [date(2026, 11, 30)], list[date]()
    reached = threading.Event()
    monkeypatch.setattr("planner.jobs.runner.today", lambda: now[0])

    def begin(day: date) -> None:
        begun.append(day)
        reached.set()

    runner = Runner(settings, each_day=begin)
    runner.start()
    try:
        assert reached.wait(jobs.LONG_S)
        reached.clear()
        for _ in range(3):
            runner.wake()
            assert not reached.wait(0.2)
        now[0] = date(2026, 12, 1)
        runner.wake()
        assert reached.wait(jobs.LONG_S)
    finally:
        runner.stop()
    assert begun == [date(2026, 11, 30), date(2026, 12, 1)]
