"""Waiting for a plan: how far it is, a way out, and what comes of it."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.itinerary.inputs import remedy_of, with_remedy
from planner.itinerary.types import Reason
from planner.jobs import CHANGE_REQUEST_JSON, SEVERAL_WISH_JSON, Job, cancel, load_job, submit
from planner.saved import CRUISE_REQUEST_JSON, TRIP_REQUEST_JSON
from planner.sentences import N_
from routes.extensions import limiter
from routes.presenters import error_words, reason_words
from routes.rail.forms.train import answers_of as train_answers_of
from routes.seniors.arrange.views import keep_remedied
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import answers_of
from routes.state import catalog, session, settings, wake_runner

RESULT = {
    "trip": ("seniors.trip", "trip_id"),
    "change": ("seniors.trip", "trip_id"),
    "train": ("rail.train", "train_id"),
    "several": ("rail.several", "several_id"),
}
WAYS = {"again": "progress", "state": "progress_json", "stop": "stop"}  # from the page of a job at work
TRAIN_WORDS = {
    "days": N_("正在看每个城市白天可以游玩什么……"),
    "choose": N_("正在挑停哪些城市，看夜里怎么走……"),
    "others": N_("第一个方案排好了，正在说明为什么没有停别的城市。另外的方案随后就来……"),
}
ARRANGED = "arrange"  # the way of those who answered questions: their plans are shown together


@bp.get("/plan/progress/<job_id>")
def progress(job_id: str) -> ResponseReturnValue:
    """The state of a job; ended ones lead on to what came of them."""
    with session() as db:
        job = load_job(db, job_id)
    if job.state == "done" and job.result_id:
        if job.kind == "trip" and _way():
            return redirect(url_for("seniors.arranged", trip_id=job.result_id), 303)
        endpoint, parameter = RESULT[job.kind]
        found: dict[str, Any] = {parameter: job.result_id}
        return redirect(url_for(endpoint, **found), 303)
    if job.state in ("queued", "running"):
        ways = {way: url_for(f"seniors.{view}", job_id=job_id, way=_way()) for way, view in WAYS.items()}
        return render_template("seniors/progress.html", job=job, words=words_of(job), ways=ways)
    remedy = _remedy(job)
    return render_template(
        "seniors/refused.html", reasons=reasons_of(job), back=_back(job), job=job, way=_way(),
        remedy=None if remedy is None else reason_words(remedy),
    )  # fmt: skip


@bp.get("/plan/progress/<job_id>.json")
def progress_json(job_id: str) -> ResponseReturnValue:
    """The same for the page's script."""
    with session() as db:
        job = load_job(db, job_id)
    ended = job.state not in ("queued", "running")
    next_page = url_for("seniors.progress", job_id=job_id, way=_way())
    return jsonify(ended=ended, words=words_of(job), done=job.done, total=job.total, next=next_page)


@bp.post("/plan/progress/<job_id>/cancel")
def stop(job_id: str) -> ResponseReturnValue:
    """Do not compute it any further; back to the form with the same answers."""
    with session() as db:
        job = load_job(db, job_id)
        cancel(db, job_id)
    return redirect(_back(job), 303)


@bp.post("/plan/progress/<job_id>/remedy")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def take_remedy(job_id: str) -> ResponseReturnValue:
    """Plan the wish again with the change that would help."""
    facts = catalog()
    with session() as db:
        job = load_job(db, job_id)
        remedy = _remedy(job)
        if remedy is None:
            return redirect(_back(job), 303)
        asked = TRIP_REQUEST_JSON.validate_json(job.payload)
        wish = with_remedy(facts, asked, remedy)
        following = submit(db, "trip", wish)
    if _way():
        keep_remedied(asked, wish)
    wake_runner()
    return redirect(url_for("seniors.progress", job_id=following, way=_way()), 303)


def words_of(job: Job) -> str:
    """How far it is."""
    if job.state == "queued":
        return _("前面还有别的安排，马上轮到您。")
    if job.kind == "train" and job.step in TRAIN_WORDS:
        return _(TRAIN_WORDS[job.step])
    if job.found and job.worth is not None:
        found = ngettext("已经找到 %(num)d 个走得通的方案。", "已经找到 %(num)d 个走得通的方案。", job.found)
        if job.bound is None or job.bound <= 0:
            return found + _("还在找更好的……")
        most = max(0.0, (job.bound - job.worth) / job.bound)
        return found + _("再好，也最多好 %(gap)s。还在找……", gap=f"{most:.0%}")
    return {
        "days": _("正在排每一天可以怎么走……"),
        "choose": _("正在挑最合适的几天……"),
        "check": _("正在逐条核对……"),
        "insert": _("正在一趟一趟地插……"),
        "together": _("正在合在一起找最好的……"),
    }.get(job.step, _("正在安排……"))


def reasons_of(job: Job) -> list[str]:
    """Why nothing came of it."""
    infeasible = job.infeasible()
    if infeasible is not None:
        remedy = _remedy(job)
        return [reason_words(reason) for reason in infeasible.reasons if reason != remedy]
    error = job.error()
    if error is not None:
        return [error_words(error)]
    return [
        _("安排已经取消。") if job.state == "cancelled" else _("是我们的程序有问题，不是您的操作不对。请过一会儿再试。")
    ]


def _remedy(job: Job) -> Reason | None:
    infeasible = job.infeasible()
    return remedy_of(infeasible) if infeasible is not None and job.kind == "trip" else None


def _way() -> str | None:
    """How the reader came here, carried along in the address."""
    return ARRANGED if request.args.get("way") == ARRANGED else None


def _back(job: Job) -> str:
    """Where the wish came from: the trip that was to be changed, or the form with the same answers."""
    if job.kind == "trip" and _way():
        return url_for("seniors.check_answers")
    if job.kind == "change":
        return url_for("seniors.trip", trip_id=CHANGE_REQUEST_JSON.validate_json(job.payload).trip)
    if job.kind == "trip":
        answers: dict[str, Any] = dict(answers_of(TRIP_REQUEST_JSON.validate_json(job.payload)))
        return url_for("seniors.plan", **answers)
    if job.kind == "several":
        typed: dict[str, Any] = dict(SEVERAL_WISH_JSON.validate_json(job.payload).texts)
        return url_for("rail.ask_several", **typed)
    if job.kind == "train":
        wish: dict[str, Any] = dict(train_answers_of(CRUISE_REQUEST_JSON.validate_json(job.payload)))
        return url_for("rail.ask_train", **wish)
    return url_for("seniors.plan")
