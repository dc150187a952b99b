"""Kinds of jobs that tests can watch, slow down and break; the runner, records and saving are the real ones."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from os import environ, getpid, kill
from pathlib import Path
from signal import SIGKILL
from typing import Any

from planner.errors import PastDate
from planner.itinerary.types import Infeasible, Reason, TripRequest
from planner.jobs.job_types import JobType
from planner.jobs.runner import WRITE_S, Runner
from planner.saved import TRIP_REQUEST_JSON, save_itinerary
from planner.settings import Settings
from planner.solving import Cancelled, Progress, SolveOptions
from planner.violations import Checked, Violation
from tests.support.day import set_clock
from tests.support.results import make_itinerary

NOTES = "NOTES_OF_JOBS"
LONG_S = 300.0  # to wait for what comes at once on an idle machine


def trip_kind(
    compute: Callable[[Settings, TripRequest, SolveOptions], Checked[Any] | Infeasible],
) -> dict[str, JobType]:
    """A table of kinds whose trips are computed by that function."""
    return {"trip": JobType(TRIP_REQUEST_JSON, compute, save_itinerary)}


def quick(_settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
    options.progress(Progress("days", 1, 2))
    return Checked(make_itinerary(request), ())


def improving(_settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
    for worth in (3.0, 3.0, 5.0):
        options.progress(Progress("choose", 2, 4, worth, 10.0))
        time.sleep(2 * WRITE_S)
    options.progress(Progress("check", 4, 4))
    return Checked(make_itinerary(request), ())


def conflicting(_settings: Settings, _request: TripRequest, _options: SolveOptions) -> Infeasible:
    return Infeasible((Reason("walk", {"need_m": 900, "budget_m": 800}),))


def wrong_request(_settings: Settings, request: TripRequest, _options: SolveOptions) -> Checked[Any]:
    raise PastDate(str(request.start), "2027-01-01")


def broken(_settings: Settings, _request: TripRequest, _options: SolveOptions) -> Checked[Any]:
    return Checked(1 // 0, ())


def unchecked(_settings: Settings, request: TripRequest, _options: SolveOptions) -> Checked[Any]:
    return Checked(make_itinerary(request), (Violation("lunch", "第1天", 30, "min"),))


class Gate:
    """A computation that reports progress until it is let through."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.stopped = threading.Semaphore(0)  # released when nobody wants the answer any more
        self.open = threading.Event()
        self.reports = 0

    def __call__(self, _settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
        self.begun.release()
        try:
            while not self.open.wait(0.01):
                self.reports += 1
                options.progress(Progress("days", self.reports, 1000))
        except Cancelled:
            self.stopped.release()
            raise
        return Checked(make_itinerary(request), ())


def wait_for(condition: Callable[[], bool]) -> None:
    """Until it holds; fails if it never does. A busy machine is given all the time it needs."""
    deadline = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def noted(_settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
    """Takes a moment; a file named by the environment tells when each began and ended."""
    with Path(environ[NOTES]).open("a", encoding="utf-8") as notes:
        notes.write(f"begin {request.days} {request.people} {getpid()} {time.time()}\n")
        notes.flush()
        for step in range(4):
            time.sleep(0.1)
            options.progress(Progress("days", step, 4))
        notes.write(f"end {request.days} {request.people} {getpid()} {time.time()}\n")
    return Checked(make_itinerary(request), ())


def deaf(_settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
    """Reports once and then computes on, whatever anybody says."""
    options.progress(Progress("days", 1, 2))
    time.sleep(LONG_S)
    return Checked(make_itinerary(request), ())


def deadly(_settings: Settings, request: TripRequest, options: SolveOptions) -> Checked[Any]:
    """Takes its process down, the first time it is tried on a machine."""
    sign = Path(environ[NOTES]).with_suffix(".died")
    if not sign.exists():
        sign.touch()
        kill(getpid(), SIGKILL)
    return quick(_settings, request, options)


NOTED, DEAF, DEADLY = trip_kind(noted), trip_kind(deaf), trip_kind(deadly)


if __name__ == "__main__":  # a web process that dies at work: python -m tests.support.jobs DATABASE_URL SIGN
    set_clock()
    Runner(Settings(database_url=sys.argv[1]), trip_kind(Gate())).start()
    Path(sys.argv[2]).touch()
    time.sleep(LONG_S)
