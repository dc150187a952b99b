"""The cover of a trip: its name, a row for each day, what it costs so far."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.catalog import facts_digest
from planner.itinerary.inputs import poor_trip, unseen_theme
from planner.jobs import submit_insights
from planner.saved import StateOfTrip, load_saved, state_of_trip
from routes.presenters import (
    FamilyMessages,
    change_report,
    family_messages,
    link_card,
    reason_words,
    tourist_trip,
    trip_view,
)
from routes.seniors.blueprint import bp
from routes.seniors.shared_pages import shared_page
from routes.seniors.trip.days import day_today
from routes.seniors.wish_form import answers_of
from routes.state import catalog, facts_today, jobs, session

WHOLE = "whole"  # asks for the cover on a day of travel too


@bp.get("/trips/<trip_id>")
def trip(trip_id: str) -> ResponseReturnValue:
    """The cover; while the trip lasts, the card of the day."""
    with session() as db:
        state, facts = state_of_trip(db, trip_id), facts_digest(db)
        messages = family_messages(db, trip_id)
    number = day_today(state.start, state.days)
    if number and WHOLE not in request.args:
        return redirect(url_for("seniors.day", trip_id=trip_id, number=number))
    if messages:
        return _cover(state, messages)
    return shared_page((state, facts), lambda: _cover(state, None))


def _cover(state: StateOfTrip, messages: FamilyMessages | None) -> str:
    with session() as db:
        saved = load_saved(db, state.id)
        found, change = saved.itinerary(), saved.changed()
        asked = submit_insights(db, state)
    if asked:
        jobs().wake()
    shared = link_card(found, state.id)
    honest = poor_trip(found) or unseen_theme(facts_today(), found)
    return render_template(
        "seniors/trip/cover.html",
        trip_id=state.id,
        answers=answers_of(found.request),
        report=change_report(change) if change else None,
        messages=messages,
        current="cover",
        shared=shared,
        public=tourist_trip(catalog(), found, shared) if saved.featured else None,
        today_number=day_today(state.start, state.days),
        honest=reason_words(honest) if honest else "",
        **trip_view(found),
    )
