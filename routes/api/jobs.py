"""Jobs: how far they are, where they lead, and a way to end them."""

from __future__ import annotations

from flask import Response, g
from pydantic import BaseModel, Field

from planner.accounts import may_change
from planner.errors import Unknown
from planner.jobs import again, load_job, read_queue
from planner.language import N_
from routes.api.answers import ASK_AGAIN_S, answer, made_job, nothing, who
from routes.api.blueprint import operation
from routes.api.job_states import JobState, job_data
from routes.state import jobs, session


class JobPath(BaseModel):
    """A job by its id."""

    job_id: str = Field(max_length=40)


class Jobs(BaseModel):
    """The office's jobs: those at work, those that wait in their order (`more` are not told), the last that ended."""

    running: list[JobState]
    waiting: list[JobState]
    more: int
    ended: list[JobState]


@operation("get", "/jobs", N_("在算的、等着的、刚算完的"), "trips:read", {200: Jobs})
def read_jobs() -> Response:
    """The office's own."""
    with session() as db:
        found = read_queue(db, who().holder)
        parts = {name: list(map(job_data, getattr(found, name))) for name in ("running", "waiting", "ended")}
        return answer(Jobs(more=found.more, **parts))


@operation("post", "/jobs/<job_id>", N_("再算一次"), "trips:write", {202: JobState})
def ask_job_again(path: JobPath) -> Response:
    """Queue once more what failed or was cancelled; the job is a new one."""
    with session() as db:
        if not may_change(who(), load_job(db, path.job_id).holder):
            raise Unknown("job", path.job_id)
    return made_job(lambda db: again(db, path.job_id))


@operation("get", "/jobs/<job_id>", N_("一件安排进行得怎样"), "trips:read", {200: JobState})
def read_job(path: JobPath) -> Response:
    """Ask again after `Retry-After` seconds as long as it is queued or running."""
    with session() as db:
        job = load_job(db, path.job_id)
        response = answer(job_data(job))
    if job.pending:
        g.retry_s = ASK_AGAIN_S
    return response


@operation("delete", "/jobs/<job_id>", N_("不要再算了"), "trips:write", {204: None})
def cancel_job(path: JobPath) -> Response:
    """Nobody wants its result any more; one that has ended stays as it is."""
    with session() as db:
        job = load_job(db, path.job_id)
        if not may_change(who(), job.holder):
            raise Unknown("job", path.job_id)
    jobs().cancel(job.id)
    return nothing()
