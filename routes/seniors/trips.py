"""One trip in large type."""

from __future__ import annotations

from flask import render_template

from planner.catalog import Catalog, SeasonEvent, happening, kind_words
from planner.itinerary.types import Itinerary
from planner.jobs import submit_insights
from planner.people import party_profile
from planner.saved import load_saved
from routes.presenters import done, family_said, still_coming, told_beside, told_trip, trip_map, trip_sketch
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
        "seniors/trip.html",
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


def events_of(facts: Catalog, found: Itinerary) -> tuple[SeasonEvent, ...]:
    """What blossoms or is celebrated on these days where the trip goes, or in the whole region."""
    places = {visit.place.id for day in found.days for visit in day.visits}
    cities = {facts.places[place].city for place in places if place in facts.places}
    near = [e for e in facts.events.values() if (e.place_id in places if e.place_id else e.city in {*cities, None})]
    return happening(near, (day.date for day in found.days))
