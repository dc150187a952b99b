"""The job records: the truth about what was asked, what runs and what came of it.

Any number of processes may share them: a job is claimed by one statement, its runner sends a heartbeat every
few moments, and a job whose lease has expired without one goes back into the queue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Text, case, delete, func, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, col, select

from planner import errors
from planner.accounts import SITE, Held, new_id, office_that_is
from planner.errors import SilverwayError, Unknown
from planner.hooks import note_event
from planner.itinerary.types import Infeasible
from planner.solving import Progress

PENDING = ("queued", "running")
BACK_OFF_S = (0, 5, 20, 60, 180)  # until a job is tried again whose process died, the first time, the second …
MAX_ATTEMPTS = len(BACK_OFF_S) + 1  # a job that took its process down so often is not tried again
WAITED_FOR = ("trip", "change", "train", "several", "sweep", "packages")  # kinds whose end somebody is told of
INFEASIBLE_JSON: TypeAdapter[Infeasible] = TypeAdapter(Infeasible)


class Job(Held, table=True):
    """One thing to compute, whose result its holder will have.

    `state` is queued, running, done, conflict, failed or cancelled. `identity` is the same for the same request
    while it is pending and None afterwards, so that the database itself lets two such requests share one job.
    """

    id: str = Field(primary_key=True)
    kind: str
    payload: str = Field(sa_type=Text)  # the request as JSON
    featured: str | None = None  # key of the ready-made result this job renews
    priority: int = 0  # lower ones are claimed first, and preempt running ones
    owner: str = ""  # hash of whoever asked; empty: nobody in particular
    turn: int = 0  # how many jobs of the same owner were pending when this one came; who has fewer goes first
    identity: str | None = Field(default=None, unique=True, index=True)
    state: str = Field(default="queued", index=True)
    step: str = ""
    done: int = 0
    total: int = 0
    found: int = 0  # answers so far, each better than the one before
    worth: float | None = None  # of the best of them
    bound: float | None = None  # no answer is worth more
    attempts: int = 0
    submitted_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    seen_at: datetime | None = None  # the last heartbeat of its runner
    not_before: datetime | None = None  # it failed through no fault of its own, and is tried again then
    runner: str | None = None
    result_id: str | None = None  # of the saved itinerary or train
    conflict_json: str | None = Field(default=None, sa_type=Text)
    error_code: str | None = None  # name of a type in planner.errors, or "internal"
    error_json: str | None = Field(default=None, sa_type=Text)

    @property
    def pending(self) -> bool:
        return self.state in PENDING

    def infeasible(self) -> Infeasible | None:
        """Why no result fits the wishes, if that is how it ended."""
        return INFEASIBLE_JSON.validate_json(self.conflict_json) if self.conflict_json else None

    def error(self) -> SilverwayError | None:
        """What was wrong with the request; None if nothing was or the fault is the program's ("internal")."""
        if self.error_json is None or self.error_code is None:
            return None
        kind: type[SilverwayError] = getattr(errors, self.error_code)
        return TypeAdapter(kind).validate_json(self.error_json)


def enqueue(  # noqa: PLR0913  # all that a job is
    session: Session, kind: str, payload: str, featured: str | None = None, priority: int = 0, owner: str = "",
    holder: str = SITE,
) -> str:  # fmt: skip  # what a job is
    """Queue a request (JSON); the id of its job, which is an earlier one's if the same is pending for that holder.

    Jobs of one priority go in turns: the first of every `owner`, then the second of every owner, and so on.
    """
    identity = hashlib.sha256(f"{kind}\n{featured or ''}\n{holder}\n{payload}".encode()).hexdigest()
    same = select(Job.id).where(Job.identity == identity)
    if (found := session.exec(same).first()) is not None:
        return found
    job = Job(
        id=new_id(), kind=kind, payload=payload, featured=featured, priority=priority, identity=identity, holder=holder,
        owner=owner, turn=_pending_of(session, owner) if owner else 0, submitted_at=datetime.now(UTC),
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # somebody asked the same in this very moment
        return session.exec(same).one()
    return job.id


def _pending_of(session: Session, owner: str) -> int:
    pending = select(func.count()).select_from(Job).where(Job.owner == owner, col(Job.state).in_(PENDING))
    return session.exec(pending).one()


def load_job(session: Session, job_id: str) -> Job:
    """The job with that id; raises Unknown."""
    job = session.get(Job, job_id)
    if job is None:
        raise Unknown("job", job_id)
    return job


def is_pending(session: Session, kind: str, payload: str) -> bool:
    """Is there a job for that request that has not ended?"""
    return pending_job(session, kind, payload) is not None


def pending_job(session: Session, kind: str, payload: str) -> Job | None:
    """The job for that request that has not ended."""
    waiting = select(Job).where(Job.kind == kind, Job.payload == payload, col(Job.state).in_(PENDING)).limit(1)
    return session.exec(waiting).first()


def cancel(session: Session, job_id: str) -> None:
    """Nobody wants the answer any more: a queued job never starts, a running one stops at its next step."""
    _end(session, col(Job.id) == job_id, col(Job.state).in_(PENDING), state="cancelled")


def claim(session: Session, runner: str) -> Job | None:
    """Claim the next queued job for a runner: of the lowest priority, the lowest turn, the oldest."""
    now = datetime.now(UTC)
    next_id = (
        select(Job.id)
        .where(Job.state == "queued", _due(now))
        .order_by(col(Job.priority), col(Job.turn), col(Job.submitted_at), col(Job.id))
        .limit(1)
        .with_for_update(skip_locked=True)  # of several runners on PostgreSQL each takes another
        .scalar_subquery()
    )
    claimed = session.execute(
        update(Job)
        .where(col(Job.id) == next_id, col(Job.state) == "queued")
        .values(state="running", runner=runner, started_at=now, seen_at=now, attempts=Job.attempts + 1)
        .returning(col(Job.id))
        .execution_options(synchronize_session=False)
    ).scalar()
    return None if claimed is None else session.get(Job, claimed, populate_existing=True)


def heartbeat(session: Session, job_id: str, runner: str, progress: Progress | None = None, found: int = 0) -> bool:
    """Record that the runner is still at work on the job, with so many answers `found`; False if the job is no longer
    its own (cancelled, lost)."""
    values: dict[str, Any] = {"seen_at": datetime.now(UTC)}
    if progress is not None:
        values |= {"step": progress.step, "done": progress.done, "total": progress.total, "found": found}
        values |= {"worth": progress.worth, "bound": progress.bound} if progress.worth is not None else {}
    return _touch(session, *_own(job_id, runner), **values)


def finish(session: Session, job_id: str, runner: str, result_id: str) -> bool:
    """The result is saved. False, and nothing is written, if the job is no longer this runner's."""
    return _note_end(session, job_id, _end(session, *_own(job_id, runner), state="done", result_id=result_id))


def refuse(session: Session, job_id: str, runner: str, infeasible: Infeasible) -> bool:
    """No result fits the wishes; as `finish`."""
    text = INFEASIBLE_JSON.dump_json(infeasible).decode()
    return _note_end(session, job_id, _end(session, *_own(job_id, runner), state="conflict", conflict_json=text))


def fail(session: Session, job_id: str, runner: str, error: SilverwayError | None) -> bool:
    """The request was wrong (`error`), or the program was (None); as `finish`."""
    values = {"error_code": "internal"} if error is None else {
        "error_code": type(error).__name__, "error_json": TypeAdapter(type(error)).dump_json(error).decode()
    }  # fmt: skip
    return _note_end(session, job_id, _end(session, *_own(job_id, runner), state="failed", **values))


def _note_end(session: Session, job_id: str, ended: bool) -> bool:
    """Tell the office whose job it was, if it has ended and somebody waits for such jobs."""
    job = session.get(Job, job_id, populate_existing=True) if ended else None
    if job is not None and job.kind in WAITED_FOR and (office := office_that_is(job.holder)):
        told = {"job": job.id, "kind": job.kind, "state": job.state, "result": job.result_id}
        note_event(session, office, "job.ended", told)
    return ended


def release(session: Session, runner: str, job_id: str | None = None) -> None:
    """A runner hands back what it had begun, or one job of it, for a reason that is not the job's."""
    of_one = (col(Job.id) == job_id,) if job_id else ()
    its = (col(Job.runner) == runner, col(Job.state) == "running", *of_one)
    _touch(session, *its, state="queued", runner=None, attempts=Job.attempts - 1)


def waits(session: Session, priority: int) -> bool:
    """Does a job wait that goes before one of that priority?"""
    due = _due(datetime.now(UTC))
    waiting = select(Job.id).where(Job.state == "queued", col(Job.priority) < priority, due).limit(1)
    return session.exec(waiting).first() is not None


def _due(now: datetime) -> Any:
    """What may begin: nothing is put off for longer than that, unless the clock was set back meanwhile."""
    latest = now + timedelta(seconds=BACK_OFF_S[-1])
    return col(Job.not_before).is_(None) | (col(Job.not_before) <= now) | (col(Job.not_before) > latest)


def requeue_expired(session: Session, lease: timedelta) -> None:
    """Queue again the running jobs without a heartbeat for the length of `lease`; fail those that were tried enough. A
    heartbeat that is to come is of a runner that died before the clock was set back."""
    now = datetime.now(UTC)
    silent = (col(Job.seen_at) < now - lease) | (col(Job.seen_at) > now + lease)
    _try_again(session, col(Job.state) == "running", silent)


def requeue_of(session: Session, runner: str, job_id: str | None = None) -> None:
    """The runner died, or the database failed it: queue again what it had begun, or that job, later each time; fail
    what was tried enough."""
    of_one = (col(Job.id) == job_id,) if job_id else ()
    _try_again(session, col(Job.runner) == runner, col(Job.state) == "running", *of_one)


def _try_again(session: Session, *where: Any) -> None:
    now = datetime.now(UTC)
    later = {tried: now + timedelta(seconds=wait_s) for tried, wait_s in enumerate(BACK_OFF_S, start=1)}
    _end(session, *where, col(Job.attempts) >= MAX_ATTEMPTS, state="failed", error_code="internal")
    _touch(session, *where, state="queued", runner=None, not_before=case(later, value=col(Job.attempts), else_=now))


def forget_ended(session: Session, before: datetime, keep: Sequence[str]) -> None:
    """Delete what ended before that moment, other than the jobs in `keep`."""
    old = (col(Job.finished_at) < before, col(Job.state).not_in(PENDING), col(Job.id).not_in(keep))
    session.execute(delete(Job).where(*old))


def _own(job_id: str, runner: str) -> tuple[Any, ...]:
    return (col(Job.id) == job_id, col(Job.runner) == runner, col(Job.state) == "running")


def _end(session: Session, *where: Any, **values: Any) -> bool:
    return _touch(session, *where, identity=None, owner="", finished_at=datetime.now(UTC), **values)


def _touch(session: Session, *where: Any, **values: Any) -> bool:
    change = update(Job).where(*where).values(**values).execution_options(synchronize_session=False)
    result = session.execute(change)
    return isinstance(result, CursorResult) and result.rowcount > 0
