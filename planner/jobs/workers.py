"""`silverway worker`: a process for each job at work, watched by one that computes nothing.

A process can be ended at any moment, also in the middle of a solver that listens to nobody: for a job that is
cancelled, takes too long, or brings its process down. Another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from multiprocessing.process import BaseProcess
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from planner.accounts import new_id
from planner.clock import today
from planner.jobs import records
from planner.jobs.job_types import JobType
from planner.jobs.runner import GRACE_S, LEASE_S, TICK_S, Process, Runner
from planner.settings import Settings
from planner.store import transaction

log = structlog.get_logger()
WORKER = "silverway worker"  # as PostgreSQL knows the processes' connections
OURS = "planner.jobs.job_types:JOB_TYPES"
FIRST_S = 120.0  # a new process may take that long to import what it needs


@dataclass
class _Child:
    """A process for one job at a time, and when it showed last that it lives."""

    name: str
    process: BaseProcess
    seen: Any  # a shared double: its clock when it last looked around
    born: float


class Workers:
    """`settings.workers` processes; `types` names the table of job types, as processes find it."""

    def __init__(
        self,
        settings: Settings,
        types: str = OURS,
        lease_s: float = LEASE_S,
        each_day: Callable[[date], object] | None = None,
    ) -> None:
        self._settings, self._types, self._lease_s, self._each_day = settings, types, lease_s, each_day
        self._day: date | None = None
        self._children: list[_Child] = []
        self._stopping = threading.Event()
        self._processes = multiprocessing.get_context("spawn")

    def run(self) -> None:
        """Work until `stop` is called."""
        self._children = [self._new() for _ in range(self._settings.workers)]
        while not self._stopping.wait(TICK_S):
            try:
                self._begin_day()
                self._children = [self._looked_after(child) for child in self._children]
            except SQLAlchemyError as error:
                log.warning("jobs_database", why=type(error).__name__)
        self._end_all()

    def stop(self) -> None:
        """Have `run` hand back what is at work and return; may be called by a signal."""
        self._stopping.set()

    def _begin_day(self) -> None:
        day = today()
        if self._each_day and day != self._day:
            self._each_day(day)
            self._day = day

    def _looked_after(self, child: _Child) -> _Child:
        """The process itself, or another in its place if it died or shows no life."""
        silent_s = time.monotonic() - (child.seen.value or child.born)
        if child.process.is_alive() and silent_s > (self._lease_s if child.seen.value else FIRST_S):
            log.warning("worker_silent", worker=child.name)
            child.process.kill()
            child.process.join()
        if child.process.is_alive():
            return child
        log.warning("worker_ended", worker=child.name, code=child.process.exitcode)
        with transaction(self._settings.database_url) as session:
            records.requeue_of(session, child.name)
        return self._new()

    def _new(self) -> _Child:
        name = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
        seen = self._processes.Value("d", 0.0)
        alone = replace(self._settings, workers=1)
        process = self._processes.Process(target=_work, args=(alone, self._types, self._lease_s, name, seen))
        process.start()
        return _Child(name, process, seen, time.monotonic())

    def _end_all(self) -> None:
        """All are told at once; who computes on is killed, and what it had begun is handed back in its name."""
        for child in self._children:
            child.process.terminate()
        until = time.monotonic() + GRACE_S
        for child in self._children:
            child.process.join(max(0.0, until - time.monotonic()))
            if child.process.is_alive():
                child.process.kill()
                child.process.join()
        with transaction(self._settings.database_url) as session:
            for child in self._children:
                records.release(session, child.name)


def _work(settings: Settings, types: str, lease_s: float, name: str, seen: Any) -> None:
    """What a process does: one job after the other, until it is told to stop or nobody watches it any more."""
    os.environ["PGAPPNAME"] = WORKER
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watching process ends them

    def alive() -> None:
        seen.value = time.monotonic()

    runner = Runner(settings, _named(types), lease_s, process=Process(name, alive, lambda: os._exit(3)))
    watched_by = multiprocessing.parent_process()
    runner.start()
    while not told.wait(TICK_S) and watched_by is not None and watched_by.is_alive():
        pass
    runner.stop()
    os._exit(0)  # whatever a solver still does


def _named(name: str) -> Mapping[str, JobType]:
    module, _, attribute = name.partition(":")
    types: Mapping[str, JobType] = getattr(import_module(module), attribute)
    return types
