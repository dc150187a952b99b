"""One trip in large type."""

from __future__ import annotations

from flask import render_template

from planner.catalog import kind_words
from planner.jobs import submit_insights
from planner.people import party_profile
from planner.saved import load_saved
from routes.presenters import done, events_of, family_said, still_coming, told_beside, told_trip, trip_map, trip_sketch
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import answers_of
from routes.state import catalog, rules, session, settings, wake_runner


@bp.get("/trips/<trip_id>")
def trip(trip_id: str) -> str:
    """One trip: day by day, with what it asks of the body and the purse."""
    with session() as db:
        saved = load_saved(db, trip_id)
        asked = submit_insights(db, saved)
        found, change = saved.itinerary(), saved.changed()
        told, coming = told_beside(db, saved, found), still_coming(db, saved)
        said = family_said(db, trip_id)
    if asked:
        wake_runner()
    facts = catalog()
    person = party_profile(rules(), (found.request.profile, *found.request.companions), found.request.pace)
    return render_template(
        "seniors/trip/page.html",
        trip=found,
        trip_id=trip_id,
        facts=facts,
        person=person,
        around=told_trip(facts, found, person),
        events=events_of(facts, found),
        sketch=trip_sketch(found),
        trip_map=trip_map(found, facts),
        answers=answers_of(found.request),
        kinds=kind_words(settings().data_dir),
        done=done(change) if change else None,
        said=said,
        told=told,
        coming=coming,
    )
