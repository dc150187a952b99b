"""The queue as it stands, and what may be done to jobs in it: earlier, later, again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from planner.errors import Unknown
from planner.jobs.featured import SERIES
from planner.jobs.records import PENDING, Job, enqueue

FIRST, USUAL, LAST = -10, 0, SERIES + 1  # priorities to choose from
SHOWN = 200


@dataclass(frozen=True)
class JobQueue:
    """Jobs in the order in which they are begun: those at work, then those that wait (`more` are not shown), then the
    last that ended, the newest first."""

    running: tuple[Job, ...]
    waiting: tuple[Job, ...]
    more: int
    ended: tuple[Job, ...]


def read_queue(session: Session, holder: str | None, ended: int = 30) -> JobQueue:
    """The queue of a holder, or of everybody."""
    whose = () if holder is None else (col(Job.holder) == holder,)
    begun = select(Job).where(Job.state == "running", *whose).order_by(col(Job.started_at), col(Job.id))
    waits = select(Job).where(Job.state == "queued", *whose)
    order = (col(Job.priority), col(Job.turn), col(Job.submitted_at), col(Job.id))
    count = session.exec(select(func.count()).select_from(Job).where(Job.state == "queued", *whose)).one()
    over = select(Job).where(col(Job.state).not_in(PENDING), *whose).order_by(col(Job.finished_at).desc())
    waiting = session.exec(waits.order_by(*order).limit(SHOWN)).all()
    return JobQueue(
        tuple(session.exec(begun)), tuple(waiting), count - len(waiting), tuple(session.exec(over.limit(ended)))
    )


def set_priority(session: Session, job_id: str, priority: int) -> None:
    """Have a job that waits begun earlier or later; one that is at work, or has ended, stays as it is.

    Raises
    ------
    Unknown
        If there is no such job, or no such priority.
    """
    if priority not in (FIRST, USUAL, LAST):
        raise Unknown("priority", str(priority))
    job = _load(session, job_id)
    if job.state == "queued":
        job.priority = priority
        session.add(job)


def again(session: Session, job_id: str) -> str:
    """JobQueue once more what failed or was cancelled; the id of the new job. Raises Unknown."""
    job = _load(session, job_id)
    if job.state not in ("failed", "cancelled"):
        raise Unknown("job", job_id)
    return enqueue(session, job.kind, job.payload, job.featured, job.priority, holder=job.holder)


def _load(session: Session, job_id: str) -> Job:
    job = session.get(Job, job_id, with_for_update=True)
    if job is None:
        raise Unknown("job", job_id)
    return job
