"""Queue a job and send its reader to where it is waited for."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from planner.itinerary.types import TripRequest
from planner.jobs import ChangeRequest, SeveralWish, SweepWish, submit
from planner.train.types import CruiseRequest
from routes.state import jobs, session
from routes.visitor import asker

Wish = TripRequest | ChangeRequest | CruiseRequest | SeveralWish | SweepWish


def queue(job_type: str, wish: Wish, way: str | None = None) -> ResponseReturnValue:
    """Queue what is wished for and lead to the page that waits for it."""
    with session() as db:
        job = submit(db, job_type, wish, *asker())
    jobs().wake()
    return wait_for(job, way)


def wait_for(job: str, way: str | None = None) -> ResponseReturnValue:
    """To the page that waits for a job."""
    return redirect(url_for("jobs.progress", job_id=job, way=way), 303)
