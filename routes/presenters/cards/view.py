"""All that the pages of a trip show, by the names that templates know."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from planner.clock import today
from planner.itinerary.types import Itinerary
from planner.upkeep import photos_of
from routes.presenters.cards.cover import cover
from routes.presenters.cards.day_card import day_cards
from routes.presenters.cards.map_words import bar_words, day_maps
from routes.presenters.cards.swaps import Swap, swaps
from routes.presenters.known import ShownPhoto, shown_photos
from routes.presenters.trip_page import party_of, trip_facts
from routes.state import catalog, rules


def trip_view(trip: Itinerary) -> dict[str, Any]:
    """The trip, its facts, its texts, its cards; `day_now` is the number of today's, before and after the trip 1."""
    facts, person = catalog(), party_of(trip)
    shown = trip_facts(facts, trip, person)
    cards = day_cards(facts, trip, shown["texts"], person)
    maps = day_maps(facts, trip, person)
    day = (today() - trip.days[0].date).days + 1
    return {
        **shown,
        "cards": cards,
        "cover": cover(facts, trip, cards),
        "maps": maps,
        "bar": bar_words(shown["sketch"]),
        "day_now": day if 1 <= day <= len(trip.days) else 1,
    }


def offers(trip: Itinerary, number: int | None = None) -> dict[str, tuple[Swap, ...]]:
    """By the id of each place, of one day or of all, what could be seen instead."""
    facts, person = catalog(), party_of(trip)
    numbers = range(1, len(trip.days) + 1) if number is None else (number,)
    return {key: some for each in numbers for key, some in swaps(facts, rules(), trip, each, person).items()}


def photographs(db: Session, trip: Itinerary) -> dict[str, tuple[ShownPhoto, ...]]:
    """Those of the places of a trip that have any, by place."""
    places = {visit.place.id for day in trip.days for visit in day.visits}
    return {place: shown_photos(photos) for place, photos in photos_of(db, places).items()}
