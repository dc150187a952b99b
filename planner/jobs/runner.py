"""Runs jobs in this process: one dispatcher thread, and a thread for each job at work."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from planner.accounts import new_id
from planner.clock import today
from planner.errors import SilverwayError
from planner.itinerary.types import Infeasible
from planner.jobs import records
from planner.jobs.deliveries import submit_deliveries
from planner.jobs.featured import SERIES
from planner.jobs.job_types import JOB_TYPES, JobType
from planner.jobs.records import Job
from planner.settings import Settings
from planner.solving import Cancelled, Progress, SolveOptions
from planner.store import transaction, trouble_of

log = structlog.get_logger()

TICK_S = 0.5  # how often the dispatcher sends heartbeats and looks for new jobs
LEASE_S = 10.0  # a runner without a heartbeat for that long is dead, and its jobs start again
WRITE_S = 0.2  # progress is written at most that often
GRACE_S = 3.0  # a computation that nobody wants any more may take that long to notice


@dataclass(frozen=True)
class Process:
    """A process made for one job at a time: the name its jobs are claimed under, and how it shows that it lives and
    ends itself."""

    name: str
    alive: Callable[[], None] = lambda: None
    end: Callable[[], None] | None = None


class Runner:
    """Takes jobs from the records and runs up to `settings.workers` of them at the same time.

    `each_day` is called with the date at the start and whenever a new day has begun. Threads are daemons: stopping
    the process never waits for a solver; what was at work is resumed next time. A `process` made for one job at a time
    ends where a computation that nobody wants any more does not stop by itself.
    """

    def __init__(
        self,
        settings: Settings,
        types: Mapping[str, JobType] = JOB_TYPES,
        lease_s: float = LEASE_S,
        each_day: Callable[[date], object] | None = None,
        process: Process | None = None,
    ) -> None:
        self._settings = settings
        self._types = types
        self._lease = timedelta(seconds=lease_s)
        self._each_day = each_day
        self._process = process or Process(f"{socket.gethostname()}:{os.getpid()}:{new_id()}")
        self._day: date | None = None
        self._name = self._process.name
        self._limit_s = 3 * settings.plan_seconds + 60  # plans are found and explained in steps, each within its limit
        self._lost: dict[str, threading.Event] = {}  # by job at work: set when it is no longer ours
        self._begun: dict[str, float] = {}
        self._unwanted: dict[str, float] = {}
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._dispatcher = threading.Thread(target=self._dispatch, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin to work; jobs whose runner died are taken up again."""
        self._dispatcher.start()

    def wake(self) -> None:
        """Look for new jobs now rather than at the next tick."""
        self._wake.set()

    def cancel(self, job_id: str) -> None:
        """Nobody wants the answer any more; at work here, the computation is told at once."""
        with transaction(self._settings.database_url) as session:
            records.cancel(session, job_id)
        if (lost := self._lost.get(job_id)) is not None:
            lost.set()

    def stop(self) -> None:
        """Hand unfinished jobs back and stop; whatever a solver still finds is thrown away."""
        self._stopping.set()
        self._wake.set()
        self._dispatcher.join(timeout=2 * TICK_S)
        for lost in list(self._lost.values()):
            lost.set()
        with transaction(self._settings.database_url) as session:
            records.release(session, self._name)

    def _dispatch(self) -> None:
        while not self._stopping.is_set():
            try:
                self._process.alive()
                self._heartbeat()
                self._end_stuck()
                self._begin_day()
                self._claim()
            except SQLAlchemyError as error:
                log.warning("jobs_database", why=type(error).__name__)
            self._wake.wait(TICK_S)
            self._wake.clear()

    def _begin_day(self) -> None:
        """What is to be done once a day, and when the runner starts."""
        day = today()
        if self._each_day and day != self._day:
            self._each_day(day)
            self._day = day

    def _heartbeat(self) -> None:
        with transaction(self._settings.database_url) as session:
            for job_id, lost in list(self._lost.items()):
                if time.monotonic() - self._begun.get(job_id, time.monotonic()) > self._limit_s:
                    records.fail(session, job_id, self._name, None)
                    log.error("job_too_long", job=job_id)
                if not records.heartbeat(session, job_id, self._name):
                    lost.set()
            records.requeue_expired(session, self._lease)
            submit_deliveries(session)

    def _end_stuck(self) -> None:
        """End this process if it computes what nobody wants any more and does not notice."""
        self._unwanted = {
            job_id: self._unwanted.get(job_id, time.monotonic())
            for job_id, lost in list(self._lost.items())
            if lost.is_set()
        }
        stuck = [job_id for job_id, since in self._unwanted.items() if time.monotonic() - since > GRACE_S]
        if stuck and self._process.end is not None:
            log.warning("job_does_not_stop", jobs=stuck)
            self._process.end()

    def _claim(self) -> None:
        while len(self._lost) < self._settings.workers and not self._stopping.is_set():
            with transaction(self._settings.database_url) as session:
                job = records.claim(session, self._name)
            if job is None:
                return
            lost = self._lost[job.id] = threading.Event()
            self._begun[job.id] = time.monotonic()
            threading.Thread(target=self._run, args=(job, lost), name=f"job-{job.id}", daemon=True).start()

    def _run(self, job: Job, lost: threading.Event) -> None:
        url, started = self._settings.database_url, time.monotonic()
        try:
            state = self._compute(job, lost)
        except Preempted:
            state = "preempted"
            with transaction(url) as session:
                records.release(session, self._name, job.id)
        except Cancelled:
            state = "cancelled"
        except SilverwayError as error:
            state = "refused"
            with transaction(url) as session:
                records.fail(session, job.id, self._name, error)
        except Exception as error:  # the last door: whatever a job does must neither stop the runner nor stay silent
            trouble = trouble_of(error, url) if isinstance(error, SQLAlchemyError) else None
            state = "put off" if trouble else "failed"
            if trouble:  # which is not the job's fault
                log.warning("job_put_off", job=job.id, why=trouble.why)
                self._put_off(job.id)
            else:
                log.exception("job_failed", job=job.id, kind=job.kind)
                with transaction(url) as session:
                    records.fail(session, job.id, self._name, None)
        finally:
            if self._lost.get(job.id) is lost:  # a preempted job may be at work again by now
                del self._lost[job.id]
                self._begun.pop(job.id, None)
            self._wake.set()
        log.info("job_ended", job=job.id, kind=job.kind, state=state, seconds=round(time.monotonic() - started, 2))

    def _put_off(self, job_id: str) -> None:
        """Queue it again as soon as the database is back; if that takes long its lease will have expired."""
        until = time.monotonic() + self._lease.total_seconds()
        while time.monotonic() < until and not self._stopping.is_set():
            with suppress(SQLAlchemyError), transaction(self._settings.database_url) as session:
                records.requeue_of(session, self._name, job_id)
                return
            time.sleep(TICK_S)

    def _compute(self, job: Job, lost: threading.Event) -> str:
        """Compute, check and save; the result and the end of the job are written together or not at all."""
        kind = self._types[job.kind]
        request = kind.request.validate_json(job.payload)
        writer = _ProgressWriter(self._settings.database_url, job, self._name, lost)
        options = SolveOptions(seconds=self._settings.plan_seconds, progress=writer)
        answer = kind.compute(self._settings, request, options)
        with transaction(self._settings.database_url) as session:
            if isinstance(answer, Infeasible):
                state, ours = "conflict", records.refuse(session, job.id, self._name, answer)
            else:
                result_id = kind.save(session, answer.result, answer.violations, job.featured, job.holder)
                state, ours = "done", records.finish(session, job.id, self._name, result_id)
                if kind.then and job.priority < SERIES:
                    records.enqueue(
                        session, kind.then, json.dumps(result_id), job.featured, job.priority + 1, holder=job.holder
                    )
            if not ours:
                raise Cancelled
        return state


class Preempted(Cancelled):
    """A job of a lower priority number waits; this one is queued again."""


class _ProgressWriter:
    """A solver's progress callback: counts answers, writes progress to the record now and then, and stops the solver
    when the job is no longer wanted or a more urgent one waits."""

    def __init__(self, url: str, job: Job, runner: str, lost: threading.Event) -> None:
        self._url, self._job, self._runner, self._lost = url, job, runner, lost
        self._written = 0.0
        self._found = 0
        self._worth: float | None = None

    def __call__(self, progress: Progress) -> None:
        if self._lost.is_set():
            raise Cancelled
        first = False
        if progress.worth is not None and (self._worth is None or progress.worth > self._worth):
            first = self._worth is None
            self._found, self._worth = self._found + 1, progress.worth
        if not first and time.monotonic() - self._written < WRITE_S:
            return
        self._written = time.monotonic()
        with transaction(self._url) as session:
            if not records.heartbeat(session, self._job.id, self._runner, progress, self._found):
                raise Cancelled
            if records.waits(session, self._job.priority):
                raise Preempted
