"""Which places a traveller can go to at all, and why not to the others."""

from __future__ import annotations

from datetime import date

from planner.catalog.tables import Place
from planner.itinerary.result import Reason
from planner.people import MobilityProfile, passable, visit_effort
from planner.rules import RulePack

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def refusal(place: Place, person: MobilityProfile, rules: RulePack) -> Reason | None:
    """Why the person cannot be taken there on any day; None if they can."""
    effort = visit_effort(place.visit_min, place.walk_m, person)
    if not place.usable:
        return Reason("place_unsure", {"place": place.name, "place_en": place.name_en})
    if not passable(place.step_free, person.steps):
        return Reason("place_steps", {"place": place.name, "place_en": place.name_en})
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
    """Is the place open at some time of that day, by season and weekday? Holidays are not known here."""
    if place.season_from <= place.season_to:
        in_season = place.season_from <= day.month <= place.season_to
    else:
        in_season = day.month >= place.season_from or day.month <= place.season_to
    return in_season and _WEEKDAYS[day.weekday()] not in (place.closed_weekdays or "").split(";")


def opening(place: Place, rules: RulePack) -> tuple[int, int]:
    """Opening and closing minute; assumed ones (rules) where none were found."""
    if place.opens is None or place.closes is None:
        return rules.minute("assumed-opens"), rules.minute("assumed-closes")
    return place.opens, place.closes
