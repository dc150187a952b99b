"""The best day between a train's arrival and its departure: what a silver train's guests do on land."""

from __future__ import annotations

from collections.abc import Iterable

from planner.facts import Facts
from planner.itinerary.columns import list_plans, make_day
from planner.itinerary.inputs import (
    DayFrame,
    Scoring,
    happening_places,
    is_open,
    limits_for,
    make_inputs,
    refusal,
    sketch_day,
    station_spot,
    weights_of,
)
from planner.itinerary.types import CallWindow, Day
from planner.people import profile


def best_excursion(
    facts: Facts, theme: str, profile_id: str, call: CallWindow, bans: Iterable[str] = ()
) -> tuple[Day, int] | None:
    """The best day plan from a station and back within a call, and its worth in points; None if nothing can be seen.

    Places whose ids are in `bans` are left out. No day begins before the rule `day-start`.
    """
    day, person, banned = call.day, profile(facts.rules, profile_id), set(bans)
    happening = happening_places(facts.catalog.events.values(), day)
    scoring = Scoring(weights_of(facts.rules), theme, (), (), day, happening)
    worth = {
        place.id: scoring.points(place)
        for place in sorted(facts.catalog.places.values(), key=lambda p: p.id)
        if place.id not in banned and is_open(place, day) and refusal(place, person, facts.rules) is None
    }
    spot = station_spot(facts.catalog.stations[call.station])
    inputs = make_inputs(facts, person, worth, (), [spot])
    limits = limits_for(person, facts.rules, max(call.arrive, facts.rules.minute("day-start")), call.depart)
    sketch, plans = list_plans(inputs, sketch_day(inputs, DayFrame(spot, spot, day, limits), inputs.worth))
    if not len(plans.value) or int(plans.value.max()) <= 0:
        return None
    best = int(plans.value.argmax())
    steps = [int(step) for step in plans.steps[best] if step >= 0]
    return make_day(inputs, sketch, steps, day, None), int(plans.value[best])
