"""The pages of a job: how far it is, and why nothing came of it."""

from __future__ import annotations

from flask import Response, jsonify, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.jobs import Job
from routes.jobs.job_pages import pages_of
from routes.presenters import error_words, reason_words


def waiting_page(job: Job, again: str, state: str, stop: str) -> str:
    """How far a job is; the addresses are those of this page, of its state as JSON, and of a way out."""
    ways = {"again": again, "state": state, "stop": stop}
    note = pages_of(job).note(job)
    return render_template(
        "jobs/progress.html", job=job, words=progress_text(job), ways=ways, note=reason_words(note) if note else ""
    )


def state_json(job: Job, next_page: str) -> Response:
    """The same for the page's script."""
    return jsonify(ended=not job.pending, words=progress_text(job), done=job.done, total=job.total, next=next_page)


def refused_page(job: Job, back: str, way: str | None = None, *, with_remedies: bool = False) -> str:
    """Why nothing came of a job, and the changes that would help, if they may be taken here."""
    remedies = pages_of(job).remedies(job) if with_remedies else ()
    return render_template(
        "jobs/refused.html", reasons=reasons_of(job), back=back, job=job, way=way,
        remedies=[reason_words(remedy) for remedy in remedies],
    )  # fmt: skip


def progress_text(job: Job) -> str:
    """How far it is, in a sentence."""
    if job.state == "queued":
        return _("已经收到，轮到您就开始。")
    steps = pages_of(job).steps
    if job.step in steps:
        return _(steps[job.step])
    if job.found:
        found = ngettext("已经找到 %(num)d 个走得通的方案。", "已经找到 %(num)d 个走得通的方案。", job.found)
        return found + _("还在找更好的……")
    return {
        "days": _("正在排每一天可以怎么走……"),
        "choose": _("正在挑最合适的几天……"),
        "check": _("正在逐条核对……"),
        "insert": _("正在一趟一趟地插……"),
        "together": _("正在合在一起找最好的……"),
    }.get(job.step, _("正在安排……"))


def reasons_of(job: Job) -> list[str]:
    """Why nothing came of it, a sentence each; not what would help."""
    infeasible = job.infeasible()
    if infeasible is not None:
        remedies = pages_of(job).remedies(job)
        return [reason_words(reason) for reason in infeasible.reasons if reason not in remedies]
    error = job.error()
    if error is not None:
        return [error_words(error)]
    return [
        _("安排已经取消。") if job.state == "cancelled" else _("是我们的程序有问题，不是您的操作不对。请过一会儿再试。")
    ]
