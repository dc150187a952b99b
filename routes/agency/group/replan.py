"""A departure's trip planned anew for the whole group, through the job engine, and what came of it."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from planner.errors import Unknown
from planner.group import request_for
from planner.jobs import Job, load_job, submit
from planner.saved import change_departure
from routes.agency.desk import Desk, open_desk
from routes.costs import costs
from routes.state import jobs, session
from routes.visitor import asker, visitor

JOB = "group.replanned_by"


@costs("send")
def replan_trip(departure_id: str) -> ResponseReturnValue:
    """Queue the same wishes with the group as the party."""
    desk = open_desk(departure_id)
    if desk.trip is not None and desk.people.guests:
        with session() as db:
            job_id = submit(db, "trip", request_for(desk.people, desk.trip.request), *asker())
            change_departure(db, desk.file.id, visitor(), desk.file.revision, {JOB: job_id})
        jobs().wake()
    return redirect(url_for("agency.step", departure_id=departure_id, name="group"), 303)


def replanned(desk: Desk) -> dict[str, Any]:
    """How far the new trip is; nothing if none was asked for."""
    return {"job": _job(desk)}


def _job(desk: Desk) -> Job | None:
    if desk[JOB] is None:
        return None
    try:
        with session() as db:
            return load_job(db, desk[JOB])
    except Unknown:
        return None
