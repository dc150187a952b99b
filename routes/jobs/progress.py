"""Waiting for a job: how far it is, a way out, and what comes of it."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from planner.jobs import Job, load_job
from routes.costs import costs
from routes.jobs.blueprint import bp
from routes.jobs.job_pages import pages_of
from routes.jobs.pages import refused_page, state_json, waiting_page
from routes.jobs.queue import queue
from routes.state import jobs, session

VIEWS = ("progress", "progress_json", "stop")  # of a job at work: this page again, its state, a way out


@bp.get("/plan/progress/<job_id>")
def progress(job_id: str) -> ResponseReturnValue:
    """The state of a job; ended ones lead on to what came of them."""
    job = _job(job_id)
    way = _way(job)
    if job.state == "done" and job.result_id:
        return redirect(pages_of(job).result(job.result_id, way), 303)
    if job.pending:
        return waiting_page(job, *(url_for(f"jobs.{view}", job_id=job_id, way=way) for view in VIEWS))
    return refused_page(job, pages_of(job).back(job, way), way, with_remedies=True)


@bp.get("/plan/progress/<job_id>.json")
def progress_json(job_id: str) -> Response:
    """The same for the page's script."""
    job = _job(job_id)
    return state_json(job, url_for("jobs.progress", job_id=job_id, way=_way(job)))


@bp.post("/plan/progress/<job_id>/cancel")
def stop(job_id: str) -> ResponseReturnValue:
    """Do not compute it any further; back to the form with the same answers."""
    job = _job(job_id)
    jobs().cancel(job_id)
    return redirect(pages_of(job).back(job, _way(job)), 303)


@bp.post("/plan/progress/<job_id>/remedy")
@costs("search")
def take_remedy(job_id: str) -> ResponseReturnValue:
    """Ask again with one of the changes that would help, the first if none is named."""
    job = _job(job_id)
    pages, way = pages_of(job), _way(job)
    remedies, number = pages.remedies(job), request.form.get("number", 0, type=int)
    if not 0 <= number < len(remedies) or pages.remedied is None:
        return redirect(pages.back(job, way), 303)
    return queue(job.kind, pages.remedied(job, remedies[number], way), way)


def _job(job_id: str) -> Job:
    with session() as db:
        return load_job(db, job_id)


def _way(job: Job) -> str | None:
    """How the reader came here, carried along in the address."""
    way = request.args.get("way")
    return way if way in pages_of(job).ways else None
