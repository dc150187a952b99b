"""One trip in large type."""

from __future__ import annotations

from flask import render_template

from planner.jobs import submit_insights
from planner.saved import load_saved
from routes.presenters import change_report, family_messages, insight_texts, insights_pending, trip_view
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import answers_of
from routes.state import session, wake_runner


@bp.get("/trips/<trip_id>")
def trip(trip_id: str) -> str:
    """One trip: day by day, with what it asks of the body and the purse."""
    with session() as db:
        saved = load_saved(db, trip_id)
        asked = submit_insights(db, saved)
        found, change = saved.itinerary(), saved.changed()
        insights, pending = insight_texts(db, saved, found), insights_pending(db, saved)
        messages = family_messages(db, trip_id)
    if asked:
        wake_runner()
    return render_template(
        "seniors/trip/page.html",
        trip_id=trip_id,
        answers=answers_of(found.request),
        report=change_report(change) if change else None,
        messages=messages,
        insights=insights,
        pending=pending,
        **trip_view(found),
    )
