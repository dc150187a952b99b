"""A trip to take along: on paper in large type, and in a calendar."""

from __future__ import annotations

from flask import Response, abort

from planner.exchange.documents import SIZES, calendar_file, trip_pdf
from planner.saved import load_saved
from planner.upkeep import photos_of
from routes.addresses import outside
from routes.costs import costs
from routes.presenters import appointments, events_of, insight_texts, paper_words, photos_on_paper, trip_title
from routes.seniors.blueprint import bp
from routes.state import catalog, session


@bp.get("/trips/<trip_id>/paper-<size>.pdf")
@costs("make")
def paper(trip_id: str, size: str) -> Response:
    """The large-type PDF, `size` a4 or a3."""
    return paper_of(trip_id, size)


def paper_of(trip_id: str, size: str) -> Response:
    """The same, whoever hands it out."""
    found = next((each for each in SIZES if each == size), None)
    if found is None:
        abort(404)
    with session() as db:
        saved = load_saved(db, trip_id)
        trip = saved.itinerary()
        insights = insight_texts(db, saved, trip)
        pictures = photos_of(db, {visit.place.id for day in trip.days for visit in day.visits}, whole=True)
    facts, address = catalog(), outside("seniors.trip", trip_id=trip_id)
    words = paper_words(facts, trip, events_of(facts, trip), insights, address, photos_on_paper(pictures))
    response = Response(trip_pdf(words, found), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="silverway-{trip_id}-{size}.pdf"'
    return response


@bp.get("/trips/<trip_id>/calendar.ics")
@costs("make")
def calendar(trip_id: str) -> Response:
    """The trip for the calendar of a telephone."""
    return calendar_of(trip_id)


def calendar_of(trip_id: str) -> Response:
    """The same, whoever hands it out."""
    with session() as db:
        saved = load_saved(db, trip_id)
        trip = saved.itinerary()
    address = outside("seniors.trip", trip_id=trip_id)
    file = calendar_file(trip_title(trip), appointments(catalog(), trip, address), trip_id, saved.created_at)
    response = Response(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="silverway-{trip_id}.ics"'
    return response
