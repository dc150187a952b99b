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


def is_open(place: Place, day: date) -> bool:
    """Is the place open at some time of that day, by season, weekday and holiday?"""
    if place.season_from <= place.season_to:
        in_season = place.season_from <= day.month <= place.season_to
    else:
        in_season = day.month >= place.season_from or day.month <= place.season_to
    return in_season and hours_on(place.hours, day) != ()


def opening(place: Place, day: date, rules: RulePack) -> tuple[int, int, bool]:
    """(opening minute, closing minute, are they known?) of an open day: its longest span; assumed ones (rules)
    where none were found."""
    spans = hours_on(place.hours, day)
    if not spans:
        return rules.minute("assumed-opens"), rules.minute("assumed-closes"), False
    opens, closes = max(spans, key=lambda span: span[1] - span[0])
    return opens, closes, True


def leave_by(place: Place, closes: int, stay: int) -> int:
    """The minute by which a visit of `stay` must end: closing, or earlier where the last entry asks for it."""
    return min(closes, closes - (place.last_entry_min or 0) + stay)
