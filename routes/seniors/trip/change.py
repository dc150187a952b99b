"""Changes to a trip, one tap each; the trip as it is stays where it is."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from planner.jobs import ChangeRequest
from planner.saved import load_itinerary
from routes.costs import costs
from routes.jobs import pressed_edits, queue
from routes.seniors.blueprint import bp
from routes.state import session


@bp.post("/trips/<trip_id>/change")
@costs("search")
def change(trip_id: str) -> ResponseReturnValue:
    """Queue one change."""
    with session() as db:
        edits = pressed_edits(load_itinerary(db, trip_id))
    if not edits:
        abort(400)
    return queue("change", ChangeRequest(trip_id, edits))
