"""The best day between a train's arrival and its departure: what a silver train's guests do on land."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planner.facts import Facts
from planner.itinerary.columns import list_plans, make_day
from planner.itinerary.inputs import (
    Scoring,
    happening_places,
    is_open,
    limits_for,
    make_field,
    refusal,
    sketch_day,
    station_spot,
    weights_of,
)
from planner.itinerary.types import Day
from planner.people import profile


def best_excursion(
    facts: Facts,
    theme: str,
    profile_id: str,
    station: str,
    day: date,
    arrive: int,
    depart: int,
    bans: Iterable[str] = (),
) -> tuple[Day, int] | None:
    """The best day plan from a station and back, and its worth in points; None if nothing can be seen.

    `arrive` and `depart` are when guests leave and reach the station, in minutes of that day.
    Places in `bans` are left out. Without a day's end at a hotel the usual hours still hold.
    """  # fmt: skip
    person, banned = profile(facts.rules, profile_id), set(bans)
    happening = happening_places(facts.catalog.events.values(), day)
    scoring = Scoring(weights_of(facts.rules), theme, (), (), day, happening)
    worth = {
        place.id: scoring.points(place)
        for place in sorted(facts.catalog.places.values(), key=lambda p: p.id)
        if place.id not in banned and is_open(place, day) and refusal(place, person, facts.rules) is None
    }
    spot = station_spot(facts.catalog.stations[station])
    field = make_field(facts, person, worth, (), [spot])
    limits = limits_for(person, facts.rules, max(arrive, facts.rules.minute("day-start")), depart)
    sketch, plans = list_plans(field, sketch_day(field, spot, spot, limits, field.worth, day))
    if not len(plans.value) or int(plans.value.max()) <= 0:
        return None
    best = int(plans.value.argmax())
    steps = [int(step) for step in plans.steps[best] if step >= 0]
    return make_day(field, sketch, steps, day, None), int(plans.value[best])
