"""A departure's trip changed from its desk, on the grid or on the way, through the job engine: what came of it is
looked at, then taken by one press, which can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import Unknown
from planner.itinerary.check import check_itinerary
from planner.itinerary.types import Edit, Moment
from planner.jobs import ChangeRequest, Job, load_job, submit
from planner.saved import change_departure, load_itinerary, load_saved, save_itinerary
from routes.agency.desk import Desk, open_desk
from routes.costs import costs
from routes.jobs import pressed_edits
from routes.presenters import change_report, violation_text
from routes.state import jobs, session
from routes.visitor import asker, visitor

JOB = "trip.changed_by"


@dataclass(frozen=True)
class TripChange:
    """A change that was asked for: its job, and once that is done the new trip and what is different in it."""

    job: Job
    trip: str = ""
    lines: tuple[str, ...] = ()


@costs("make")
def change_trip(departure_id: str) -> ResponseReturnValue:
    """Drop, swap or move what was pressed on the grid."""
    desk = open_desk(departure_id)
    edits = pressed_edits(desk.trip) if desk.trip else ()
    if edits:
        ask(desk, edits)
    return redirect(url_for("agency.step", departure_id=departure_id, name="trip", _anchor="changed"), 303)


def ask(desk: Desk, edits: tuple[Edit, ...], since: Moment | None = None) -> None:
    """Queue the change of the trip as the departure has it, with its own dates; told if it does not hold on them."""
    trip_id = desk["trip.id"]
    with session() as db:
        if desk.trip is not None and load_itinerary(db, trip_id).request.start != desk.trip.request.start:
            broken = check_itinerary(desk.facts, desk.trip)
            hard = [each for each in broken if each.hard]
            if hard:
                flash(_("行程在这个日期不成立，先改日期：%(why)s", why=violation_text(hard[0])))
                return
            trip_id = save_itinerary(db, desk.trip, broken, holder=asker()[1])
        job = submit(db, "change", ChangeRequest(trip_id, edits, since), *asker())
        change_departure(db, desk.file.id, visitor(), desk.file.revision, {JOB: job})
    jobs().wake()


def asked_change(desk: Desk) -> TripChange | None:
    """The change asked for last, unless its trip is the departure's by now."""
    if desk[JOB] is None:
        return None
    try:
        with session() as db:
            job = load_job(db, desk[JOB])
            if job.state != "done" or not job.result_id:
                return None if job.state == "cancelled" else TripChange(job)
            if job.result_id == desk["trip.id"]:
                return None
            change = load_saved(db, job.result_id).changed()
    except Unknown:
        return None
    return TripChange(job, job.result_id, change_report(change).lines if change else ())
