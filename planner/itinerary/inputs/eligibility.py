"""Which places a traveller can go to at all, and why not to the others."""

from __future__ import annotations

from datetime import date

from planner.catalog import Place, hours_on
from planner.itinerary.types import Reason
from planner.people import MobilityProfile, passable, stay_minutes, visit_effort
from planner.rules import RulePack


def refusal(place: Place, person: MobilityProfile, rules: RulePack) -> Reason | None:
    """Why the person cannot be taken there on any day; None if they can."""
    effort = visit_effort(place.visit_min, place.walk_m, person)
    if place.state == "shows":
        return Reason("place_shows", {"place": place.name, "place_en": place.name_en})
    if not place.usable:
        return Reason("place_unsure", {"place": place.name, "place_en": place.name_en})
    if not passable(place.step_free, person.steps):
        return Reason("place_steps", {"place": place.name, "place_en": place.name_en})
    stay = stay_minutes(place.visit_min, place.walk_m, person)
    if person.steps == "none" and place.accessible_toilet == "no" and stay > person.toilet_min:
        return Reason(
            "place_toilet",
            {"place": place.name, "place_en": place.name_en, "needs": stay, "may": person.toilet_min},
        )
    for code, needs, may in (
        ("place_hard", place.intensity, rules.whole("no-strenuous")),
        ("place_walk", place.walk_m, person.walk_m),
        ("place_climb", place.climb_m, person.climb_m),
        ("place_effort", effort, person.met_min),
    ):
        if needs > may:
            return Reason(code, {"place": place.name, "place_en": place.name_en, "needs": needs, "may": may})
    return None


def in_season(place: Place, day: date) -> bool:
    """Is the day in the months in which the place is open at all?"""
    if place.season_from <= place.season_to:
        return place.season_from <= day.month <= place.season_to
    return day.month >= place.season_from or day.month <= place.season_to


def is_open(place: Place, day: date) -> bool:
    """Is the place open at some time of that day, by season, weekday and holiday?"""
    return in_season(place, day) and hours_on(place.hours, day) != ()


def opening(place: Place, day: date, rules: RulePack, at: int | None = None) -> tuple[int, int, bool]:
    """(opening minute, closing minute, are they known?) of an open day: the span that minute `at` is in, else the
    longest; assumed ones (rules) where none were found."""
    spans = hours_on(place.hours, day)
    if spans and at is not None:
        spans = tuple(span for span in spans if span[0] <= at < span[1]) or spans
    if not spans:
        return rules.minute("assumed-opens"), rules.minute("assumed-closes"), False
    opens, closes = max(spans, key=lambda span: span[1] - span[0])
    return opens, closes, True


def leave_by(place: Place, closes: int, stay: int) -> int:
    """The minute by which a visit of `stay` must end: closing, or earlier where the last entry asks for it."""
    return min(closes, closes - (place.last_entry_min or 0) + stay)
