"""Changes to a trip, one tap each: ask for them, say what came of them, go back."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from planner.itinerary.types import Edit, EditKind, Itinerary
from planner.jobs import ChangeRequest, submit
from planner.saved import load_itinerary
from routes.extensions import limiter
from routes.seniors.blueprint import bp
from routes.state import session, settings, wake_runner

OF_PLACES: tuple[EditKind, ...] = ("keep", "drop", "swap", "not_this_kind")
OF_TRIPS: tuple[EditKind, ...] = ("slower", "faster")


@bp.post("/trips/<trip_id>/change")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def change(trip_id: str) -> ResponseReturnValue:
    """Queue one change; the trip as it is stays where it is."""
    with session() as db:
        trip = load_itinerary(db, trip_id)
        edit = pressed_edit(trip)
        if edit is None:
            abort(400)
        job = submit(db, "change", ChangeRequest(trip_id, (edit,)))
    wake_runner()
    return redirect(url_for("seniors.progress", job_id=job), 303)


def pressed_edit(trip: Itinerary) -> Edit | None:
    """The change that was pressed; None if there is no such button on the trip's page."""
    kind, place, day = (request.form.get(name, "") for name in ("kind", "place", "day"))
    for general in OF_TRIPS:
        if kind == general:
            return Edit(general)
    if place not in {visit.place.id for day_ in trip.days for visit in day_.visits}:
        return None
    if day:
        known = day in {str(number) for number in range(1, len(trip.days) + 1)}
        return Edit("pin", place, int(day)) if known else None
    return next((Edit(each, place) for each in OF_PLACES if each == kind), None)
