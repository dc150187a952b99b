"""Workers beside the site: whatever dies, no job is lost and none is saved twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from planner.folders import ROOT
from planner.jobs import Elsewhere, Job, cancel, load_job, records, submit, web_engine
from planner.migrate import migrate
from planner.saved import list_itineraries
from planner.settings import Settings
from planner.store import engine_for, transaction
from tests.support import jobs
from tests.support.database import empty_database
from tests.support.postgres import Server
from tests.support.results import make_request

LEASE_S = 3.0
pytestmark = pytest.mark.thorough
on_postgresql = pytest.mark.parametrize("backend", ["postgresql"], indirect=True)  # where processes take seconds
Work = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def settings(tmp_path: Path, backend: str) -> Settings:
    return empty_database(tmp_path, backend)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "notes.txt").touch()
    return tmp_path / "notes.txt"


@pytest.fixture
def work(notes: Path) -> Iterator[Work]:
    """Start a worker on a database; it is gone after the test."""
    started: list[subprocess.Popen[bytes]] = []

    def _start(settings: Settings, types: str, processes: int = 1) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "tests.support.work",
            settings.database_url,
            types,
            str(LEASE_S),
            str(processes),
        ]
        environment = {**os.environ, jobs.NOTES: str(notes)}
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL))
        return started[-1]

    yield _start
    for process in started:
        process.terminate()
    for process in started:
        process.wait()


def ask(settings: Settings, count: int, first: int = 0) -> list[str]:
    with transaction(settings.database_url) as session:
        wishes = [make_request(days=1 + n % 7, people=1 + n // 7) for n in range(first, first + count)]
        return [submit(session, "trip", wish) for wish in wishes]


def states(settings: Settings, ids: list[str]) -> Counter[str]:
    try:
        with transaction(settings.database_url) as session:
            return Counter(load_job(session, job_id).state for job_id in ids)
    except OperationalError:  # the database is away
        return Counter()


def one(settings: Settings, job_id: str) -> Job:
    with transaction(settings.database_url) as session:
        return load_job(session, job_id)


def begun(notes: Path) -> int:
    return notes.read_text(encoding="utf-8").count("begin")


def nothing_is_lost_and_nothing_twice(settings: Settings, ids: list[str]) -> None:
    jobs.wait_for(lambda: states(settings, ids)["done"] == len(ids))
    with transaction(settings.database_url) as session:
        kept = [row.id for row in list_itineraries(session, limit=1000)]
        results = [load_job(session, job_id).result_id for job_id in ids]
    assert sorted(kept) == sorted(str(result) for result in results)


@on_postgresql
def test_a_killed_worker_and_a_killed_process_of_another_lose_nothing(
    settings: Settings, work: Work, notes: Path
) -> None:
    ids = ask(settings, 14)
    first, second = (work(settings, "NOTED") for _ in range(2))
    jobs.wait_for(lambda: len({line.split()[3] for line in notes.read_text().splitlines()}) == 2)  # both are at work
    first.kill()
    children = Path(f"/proc/{second.pid}/task/{second.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    nothing_is_lost_and_nothing_twice(settings, ids)


def test_a_killed_database_loses_nothing(work: Work, notes: Path) -> None:
    server = Server.new(("max_connections=50",))  # it writes to disk, unlike the others
    try:
        server.execute("CREATE DATABASE work")
        settings = Settings(database_url=server.url("work"))
        migrate(settings)
        ids = ask(settings, 10)
        work(settings, "NOTED", processes=2)
        jobs.wait_for(lambda: begun(notes) > 2)
        server.kill()
        server.start()
        nothing_is_lost_and_nothing_twice(settings, ids)
    finally:
        engine_for(server.url("work")).dispose()
        server.remove()


@on_postgresql
def test_a_worker_that_is_told_to_stop_hands_its_job_back_at_once(settings: Settings, work: Work) -> None:
    (job,) = ask(settings, 1)
    process = work(settings, "DEAF")
    jobs.wait_for(lambda: one(settings, job).done > 0)
    process.terminate()
    assert process.wait(jobs.LONG_S) == 0
    assert (one(settings, job).state, one(settings, job).attempts) == ("queued", 0)


@on_postgresql
def test_a_cancelled_computation_that_listens_to_nobody_is_ended(settings: Settings, work: Work) -> None:
    (deaf,) = ask(settings, 1)
    work(settings, "DEAF")
    jobs.wait_for(lambda: one(settings, deaf).done > 0)
    with transaction(settings.database_url) as session:
        cancel(session, deaf)
    (other,) = ask(settings, 1, first=1)
    jobs.wait_for(lambda: one(settings, other).done > 0)  # in a process that took the place of the first
    assert one(settings, deaf).state == "cancelled"


@on_postgresql
def test_a_job_that_takes_its_process_down_is_tried_again(settings: Settings, work: Work) -> None:
    (job,) = ask(settings, 1)
    work(settings, "DEADLY")
    jobs.wait_for(lambda: one(settings, job).state == "done")
    assert one(settings, job).attempts == 2


def test_each_try_waits_longer_and_the_last_one_is_the_last(settings: Settings) -> None:
    (job,) = ask(settings, 1)
    waits = []
    for _ in range(records.MAX_ATTEMPTS):
        with transaction(settings.database_url) as session:
            claimed = records.claim(session, "mortal")
            assert claimed is not None
            asked = datetime.now(UTC)
            records.requeue_of(session, "mortal")
        again = one(settings, job)
        if again.pending:
            assert again.not_before is not None
            waits.append(round((again.not_before - asked).total_seconds()))
            with transaction(settings.database_url) as session:
                assert (records.claim(session, "early") is None) == (waits[-1] > 0)
                records.release(session, "early")
                load_job(session, job).not_before = asked - timedelta(seconds=1)
    assert waits == list(records.BACK_OFF_S)
    assert (one(settings, job).state, one(settings, job).error_code) == ("failed", "internal")


def test_owners_take_turns(settings: Settings) -> None:
    """Who queued many waits for who queued one; ready-made trips wait for both."""
    with transaction(settings.database_url) as session:
        records.enqueue(session, "trip", "ready-made", featured="trip.a", priority=10)
        for n in range(3):
            records.enqueue(session, "trip", f"many {n}", owner="many")
        records.enqueue(session, "trip", "one", owner="one")
    order = []
    with transaction(settings.database_url) as session:
        while (claimed := records.claim(session, "me")) is not None:
            order.append(claimed.payload)
    assert order == ["many 0", "one", "many 1", "many 2", "ready-made"]


def test_nothing_tells_who_asked_once_a_job_has_ended(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        job = records.enqueue(session, "trip", "{}", owner="one")
        records.claim(session, "me")
        records.finish(session, job, "me", "result")
    assert one(settings, job).owner == ""


def test_pages_on_postgresql_run_no_jobs(settings: Settings, backend: str) -> None:
    engine = web_engine(settings, lambda _day: None)
    assert isinstance(engine, Elsewhere) == (backend == "postgresql")
    (job,) = ask(settings, 1)
    if isinstance(engine, Elsewhere):
        engine.start()
        engine.wake()
        engine.cancel(job)
        engine.stop()
        assert one(settings, job).state == "cancelled"
