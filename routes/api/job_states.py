"""Jobs as the API tells them: how far they are, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from pydantic import BaseModel

from planner.jobs import Job
from planner.saved import SavedProposal
from routes.jobs.pages import reasons_of
from routes.presenters import ProblemDetails, error_words, problem_data
from routes.state import session


class JobProgress(BaseModel):
    """How far a job is: `done` of `total` in a `step`, answers `found` so far, the `worth` of the best of them, and the
    `bound` that none exceeds."""

    step: str
    done: int
    total: int
    found: int
    worth: float | None
    bound: float | None


class JobState(BaseModel):
    """A job: `state` is queued, running, done, conflict (no result fits the wishes: `reasons`), failed (`problem`) or
    cancelled. `result` is the address of what it found."""

    id: str
    kind: str
    state: str
    submitted_at: datetime
    finished_at: datetime | None
    progress: JobProgress
    result: str | None
    reasons: list[str]
    problem: ProblemDetails | None


def job_data(job: Job) -> JobState:
    """A job as the API tells it."""
    error = job.error() if job.state == "failed" else None
    return JobState(
        id=job.id, kind=job.kind, state=job.state, submitted_at=job.submitted_at, finished_at=job.finished_at,
        progress=JobProgress(
            step=job.step, done=job.done, total=job.total, found=job.found, worth=job.worth, bound=job.bound
        ),
        result=_result(job), reasons=[] if job.pending or job.state == "done" or error else reasons_of(job),
        problem=problem_data(_("请检查一下"), error_words(error), 422, error) if error else None,
    )  # fmt: skip


def _result(job: Job) -> str | None:
    address = RESULTS.get(job.kind)
    return address(job.result_id) if address and job.state == "done" and job.result_id else None


def _trip(trip_id: str) -> str:
    return url_for("api.read_trip", trip_id=trip_id)


def _train(train_id: str) -> str:
    return url_for("api.read_train", train_id=train_id)


def _packages(proposal_id: str) -> str:
    with session() as db:
        row = db.get(SavedProposal, proposal_id)
    return url_for("api.read_packages", departure_id=row.departure) if row else ""


RESULTS: Mapping[str, Callable[[str], str]] = {  # by type of job, the address of its result
    "trip": _trip, "change": _trip, "packages": _packages, "train": _train,
}  # fmt: skip
