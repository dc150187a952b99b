"""How much of a theme there is for a party before anything is planned: in the region, to their liking, in reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from planner.facts import Facts
from planner.itinerary.inputs.build import trip_ends
from planner.itinerary.inputs.eligibility import is_open, refusal
from planner.itinerary.inputs.hotels import find_bases
from planner.itinerary.inputs.scoring import birth_years, memory_themes, themes_for
from planner.itinerary.inputs.travel_matrix import near_minutes, place_spot
from planner.itinerary.inputs.validation import validated
from planner.itinerary.types import Itinerary, Reason, TripRequest


@dataclass(frozen=True)
class ThemeReach:
    """Places of a theme: all of the region, those that suit the party and are open on a day of the trip, and of these
    the ones near a hotel of the trip or where it begins."""

    places: int
    suit: int
    near: int


def theme_reach(facts: Facts, request: TripRequest) -> ThemeReach:
    """How many places of its theme a request could be about.

    Raises
    ------
    SilverwayError
        If the request names what nobody knows or is out of range.
    """
    request, person = validated(facts, request)
    births, memories = birth_years(request), memory_themes(facts.rules.themes)
    days = [request.start + timedelta(days=number) for number in range(request.days)]
    rows = [p for p in facts.catalog.places.values() if request.theme in themes_for(p, births, memories)]
    suiting = [
        place
        for place in rows
        if place.id not in request.bans
        and place.kind not in request.kinds_out
        and refusal(place, person, facts.rules) is None
        and any(is_open(place, day) for day in days)
    ]
    bases = find_bases(facts, request, person, {}) if request.days > 1 else []
    spots = [trip_ends(facts.catalog, request)[0], *(base.spot for base in bases)]
    within = facts.rules.whole("base-near")
    minutes = near_minutes(spots, [place_spot(place) for place in suiting], within)
    near = int((minutes.min(axis=0) <= within).sum()) if suiting else 0
    return ThemeReach(len(rows), len(suiting), near)


def reach_note(facts: Facts, request: TripRequest) -> Reason | None:
    """What to say before planning where a theme has less than one place a day; None where it has."""
    found = theme_reach(facts, request)
    if found.near >= request.days:
        return None
    theme = facts.rules.themes[request.theme]
    code = "reach_few" if found.near else "reach_none" if found.suit else "reach_unsuited"
    values = {"places": found.places, "suit": found.suit, "near": found.near, "days": request.days}
    return Reason(code, {"theme": theme.zh, "theme_en": theme.en, **values})


def unseen_theme(facts: Facts, itinerary: Itinerary) -> Reason | None:
    """What to say of a trip that has visits, none of them of its theme, and whether a wheelchair would take one to more
    of them; None for any other."""
    request, rows = itinerary.request, facts.catalog.places
    births, memories = birth_years(request), memory_themes(facts.rules.themes)
    seen = [visit.place.id for day in itinerary.days for visit in day.visits]
    if not seen or any(key not in rows or request.theme in themes_for(rows[key], births, memories) for key in seen):
        return None
    theme = facts.rules.themes[request.theme]
    own = theme_reach(facts, request).suit
    pushed = theme_reach(facts, replace(request, profile="wheelchair", companions=())).suit
    code = "theme_unseen" if pushed <= own else "theme_unseen_pushed" if own else "theme_unseen_on_foot"
    return Reason(code, {"theme": theme.zh, "theme_en": theme.en, "suit": own, "pushed": pushed})


def poor_trip(itinerary: Itinerary) -> Reason | None:
    """What to say of a trip with few places, worth no more than its ways and waits, that nobody asked for; None for any
    other."""
    request, visits = itinerary.request, sum(len(day.visits) for day in itinerary.days)
    if itinerary.proof.worth > 0 or visits >= len(itinerary.days) or request.musts or request.pins:
        return None
    return Reason("trip_poor", {"days": len(itinerary.days), "visits": visits})
