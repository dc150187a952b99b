"""Ready-made trips to browse, and one trip in large type."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from planner.catalog.queries import Catalog
from planner.catalog.seasons import happening
from planner.catalog.tables import SeasonEvent
from planner.catalog.words import kind_words
from planner.itinerary.cost import TicketCost, ticket_costs
from planner.itinerary.request import THEMES
from planner.itinerary.result import Itinerary, Visit
from planner.itinerary.worth import meets_memories
from planner.people import profile
from planner.saved import list_itineraries, load_saved
from routes.maps import trip_sketch
from routes.seniors import bp
from routes.seniors.beside import still_coming, told_beside
from routes.seniors.change import done
from routes.seniors.family_said import family_said
from routes.seniors.told_days import hospital_of
from routes.seniors.wish_form import answers_of
from routes.state import catalog, rules, session, settings


@dataclass(frozen=True)
class Card:
    """A trip in a list."""

    id: str
    trip: Itinerary
    most_walk_m: int
    cost: TicketCost  # at 65-69


@bp.get("/trips")
def trips() -> str:
    """Ready-made trips, of one theme if asked for."""
    theme = request.args.get("theme")
    theme = theme if theme in THEMES else None
    facts = catalog()
    with session() as db:
        rows = list_itineraries(db, theme=theme, showcase=True)
        cards = [_card(facts, row.id, row.itinerary()) for row in rows]
    cards.sort(key=lambda card: (card.trip.request.days, card.trip.request.home))
    return render_template("seniors/trips.html", cards=cards, theme=theme, themes=THEMES)


def _card(facts: Catalog, trip_id: str, trip: Itinerary) -> Card:
    cost = next(cost for cost in ticket_costs(facts, trip) if cost.band == "65")
    return Card(trip_id, trip, max(day.walk_m for day in trip.days), cost)


@bp.get("/trips/<trip_id>")
def trip(trip_id: str) -> str:
    """One trip: day by day, with what it asks of the body and the purse."""
    with session() as db:
        saved = load_saved(db, trip_id)
        found, change = saved.itinerary(), saved.changed()
        told, coming = told_beside(db, saved, found), still_coming(db, saved)
        said = family_said(db, trip_id)
    facts = catalog()
    visits = [visit for day in found.days for visit in day.visits]
    return render_template(
        "seniors/trip.html",
        trip=found,
        trip_id=trip_id,
        facts=facts,
        person=profile(rules(), found.request.profile),
        costs=ticket_costs(facts, found),
        hospitals={day.hotel.id: hospital_of(facts, facts.hotels.get(day.hotel.id)) for day in found.days if day.hotel},
        events=events_of(facts, found),
        memories=_memories(facts, found, visits),
        sketch=trip_sketch(found),
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


def _memories(facts: Catalog, found: Itinerary, visits: list[Visit]) -> set[str]:
    """Places that speak of the traveller's own young years."""
    birth_year = found.request.birth_year
    return {
        v.place.id
        for v in visits
        if v.place.id in facts.places and meets_memories(facts.places[v.place.id], birth_year)
    }
