"""Jobs over two workers on a real PostgreSQL, while one worker, the other's process and the database are killed.

python -m benchmarks.workers [JOBS]: each job takes 0.4 s, does nothing else, and notes when it begins and ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, func, select

from planner.folders import ROOT
from planner.jobs import Job, submit
from planner.migrate import migrate
from planner.saved import SavedItinerary
from planner.settings import Settings
from planner.store import transaction
from tests.support.jobs import NOTES
from tests.support.postgres import Server
from tests.support.results import make_request

LEASE_S = 10.0  # as it is by default


def main(jobs: int) -> None:
    server = Server.new(("max_connections=50",))
    workers: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.txt"
        notes.touch()
        try:
            server.execute("CREATE DATABASE work")
            settings = Settings(database_url=server.url("work"))
            migrate(settings)
            with transaction(settings.database_url) as session:
                for n in range(jobs):
                    submit(session, "trip", make_request(days=1 + n % 7, people=1 + n // 7))
            workers += [_worker(settings, notes) for _ in range(2)]
            began = time.monotonic()
            _tell(settings, notes, server, workers, jobs)
            print(f"{jobs} jobs of 0.4 s, two workers of one process each: {time.monotonic() - began:.1f} s in all")
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait()
            server.remove()


def _worker(settings: Settings, notes: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.support.work", settings.database_url, "NOTED", str(LEASE_S), "1"]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, NOTES: str(notes)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _tell(settings: Settings, notes: Path, server: Server, workers: list[subprocess.Popen[bytes]], jobs: int) -> None:
    killed: dict[str, float] = {}
    while (done := _done(settings)) < jobs:
        if done >= jobs // 5 and "a worker" not in killed:
            workers[0].kill()
            killed["a worker"] = time.time()
            workers.append(_worker(settings, notes))
        elif done >= 2 * jobs // 5 and _at_work(notes) == 3 and "a process of a worker" not in killed:
            children = Path(f"/proc/{workers[1].pid}/task/{workers[1].pid}/children").read_text().split()
            os.kill(int(children[-1]), signal.SIGKILL)
            killed["a process of a worker"] = time.time()
        elif done >= 4 * jobs // 5 and "the database" not in killed:
            server.kill()
            killed["the database"] = time.time()
            server.start()
        time.sleep(0.05)
    starts: dict[str, list[float]] = defaultdict(list)
    for line in notes.read_text(encoding="utf-8").splitlines():
        what, days, people, _process, at = line.split()
        if what == "begin":
            starts[f"{days} {people}"].append(float(at))
    for name, at in killed.items():
        again = [later for times in starts.values() for first, later in pairwise(times) if first <= at < later]
        told = ", ".join(f"{later - at:.1f} s" for later in sorted(again)) or "nothing was at work"
        print(f"kill -9 of {name}: what was at work begun again after {told}")
    with transaction(settings.database_url) as session:
        results = session.exec(select(func.count()).select_from(SavedItinerary)).one()
        states = session.exec(select(Job.state, func.count()).group_by(col(Job.state))).all()
    print(f"ended: {dict(states)}; results saved: {results}; lost {jobs - results}, twice {max(0, results - jobs)}")


def _at_work(notes: Path) -> int:
    """How many processes have begun a job so far."""
    return len({line.split()[3] for line in notes.read_text(encoding="utf-8").splitlines()})


def _done(settings: Settings) -> int:
    try:
        with transaction(settings.database_url) as session:
            return session.exec(select(func.count()).select_from(Job).where(Job.state == "done")).one()
    except SQLAlchemyError:
        return 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
