"""What is computed and what waits: an office sees its own, the site's operators all of it, without what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlmodel import Session

from planner.accounts import act_for_all, holder_of, load_office, office_that_is, refuse_viewers
from planner.errors import Unknown
from planner.jobs import FIRST, LAST, USUAL, Job, again, load_job, read_queue, set_priority
from planner.language import N_
from routes.costs import costs
from routes.formatters import moment_words
from routes.offices.blueprint import bp
from routes.state import jobs, session
from routes.visitor import for_all_logged_in, for_operators, visitor

KIND_WORDS = {
    "trip": N_("排行程"), "change": N_("改行程"), "beside": N_("行程为什么这样排"), "train": N_("排银发列车"),
    "others": N_("找别的银发列车"), "several": N_("插几趟车"), "sweep": N_("批量试运行线"),
    "packages": N_("找三档方案"), "deliver": N_("通知别的程序"),
}  # fmt: skip
STATE_WORDS = {
    "done": N_("算好了"), "conflict": N_("排不出来"), "failed": N_("出错了"), "cancelled": N_("取消了"),
}  # fmt: skip
PRIORITIES = {"first": FIRST, "usual": USUAL, "last": LAST}
PRIORITY_WORDS = {"first": N_("最先"), "usual": N_("照常"), "last": N_("有空再算")}


@dataclass(frozen=True)
class QueueRow:
    """A job as the queue shows it: what, for whom, since when, how far; `tries` beyond the first."""

    id: str
    kind: str
    whom: str
    since: str
    far: str
    tries: int
    priority: str


@bp.get("/queue")
@for_all_logged_in
def queue() -> ResponseReturnValue:
    """What is at work, what waits, what ended last."""
    with session() as db:
        found = read_queue(_reading(db), _own())
        names = {office: load_office(db, office).name for office in _offices(found.running, found.waiting, found.ended)}
    page = render_template(
        "offices/queue.html",
        running=[_row(each, names, each.started_at) for each in found.running],
        waiting=[_row(each, names, each.submitted_at) for each in found.waiting], more=found.more,
        ended=[(_row(each, names, each.finished_at), _(STATE_WORDS[each.state]), each.state) for each in found.ended],
        all=_own() is None, may=current_user.role != "viewer",
        priorities=[(name, _(words)) for name, words in PRIORITY_WORDS.items()],
    )  # fmt: skip
    return page, {"Cache-Control": "private, no-store"}


@bp.post("/queue/<job>/cancel")
@costs("form")
@for_all_logged_in
def cancel_in_queue(job: str) -> ResponseReturnValue:
    """Do not compute it."""
    with session() as db:
        _mine(db, job)
    jobs().cancel(job)
    flash(_("取消了。"))
    return redirect(url_for("offices.queue"), 303)


@bp.post("/queue/<job>/again")
@costs("make")
@for_all_logged_in
def ask_again(job: str) -> ResponseReturnValue:
    """Compute once more what failed or was cancelled."""
    with session() as db:
        _mine(db, job)
        again(db, job)
    jobs().wake()
    flash(_("又排上了。"))
    return redirect(url_for("offices.queue"), 303)


@bp.post("/queue/<job>/priority")
@costs("form")
@for_operators
def move_in_queue(job: str) -> ResponseReturnValue:
    """Earlier or later."""
    priority = PRIORITIES.get(request.form.get("priority", ""))
    with session() as db:
        _mine(db, job)
        if priority is not None:
            set_priority(db, job, priority)
    jobs().wake()
    flash(_("顺序改了。"))
    return redirect(url_for("offices.queue"), 303)


def _own() -> str | None:
    """The holder whose queue it is; None for operators: everybody's."""
    return None if current_user.role == "operator" else holder_of(current_user.office)


def _reading(db: Session) -> Session:
    """Operators see that there is a job of an office, though not what the office has saved."""
    if current_user.role == "operator":
        act_for_all(db)
    return db


def _mine(db: Session, job_id: str) -> Job:
    """A job that whoever asks may do something about; raises Unknown, NotAllowed."""
    refuse_viewers(visitor())
    job = load_job(_reading(db), job_id)
    if _own() not in (None, job.holder):
        raise Unknown("job", job_id)
    return job


def _offices(*parts: Iterable[Job]) -> set[str]:
    return {office for part in parts for job in part if (office := office_that_is(job.holder))}


def _row(job: Job, names: dict[str, str], since: datetime | None) -> QueueRow:
    office = office_that_is(job.holder)
    whom = names[office] if office else _("网站自己") if job.featured or job.priority > USUAL else _("没有登录的客人")
    far = f"{100 * job.done // job.total} %" if job.total and job.state == "running" else ""
    priority = next((name for name, value in PRIORITIES.items() if value == job.priority), "")
    return QueueRow(
        job.id, _(KIND_WORDS.get(job.kind, job.kind)), whom, moment_words(since) if since else "", far,
        max(0, job.attempts - 1), priority,
    )  # fmt: skip
