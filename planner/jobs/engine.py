"""Who runs jobs, as a web process sees it: `Runner` here, or `Elsewhere` in processes of `silverway worker`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from sqlalchemy.engine import make_url

from planner.jobs import records
from planner.jobs.runner import Runner
from planner.settings import Settings
from planner.store import transaction


class JobEngine(Protocol):
    """The port: jobs themselves are rows, whoever runs them."""

    def start(self) -> None:
        """Begin to run jobs."""

    def stop(self) -> None:
        """Hand back what is at work and end."""

    def wake(self) -> None:
        """A job was queued just now."""

    def cancel(self, job_id: str) -> None:
        """Nobody wants the answer any more."""


class Elsewhere:
    """Jobs are run by other processes, which look into the records themselves."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def start(self) -> None:
        """Nothing is run here."""

    def stop(self) -> None:
        """Nothing is run here."""

    def wake(self) -> None:
        """Workers look for new jobs twice a second."""

    def cancel(self, job_id: str) -> None:
        """Note it; the worker sees it at its next heartbeat."""
        with transaction(self._settings.database_url) as session:
            records.cancel(session, job_id)


def web_engine(settings: Settings, each_day: Callable[[date], object]) -> JobEngine:
    """What a web process starts: on SQLite a runner of its own, on PostgreSQL none."""
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        return Runner(settings, each_day=each_day)
    return Elsewhere(settings)
