"""What to do when it rains: for each day of a trip a variant under a roof, with the same nights and trains' cities."""

from __future__ import annotations

from dataclasses import replace

from planner.catalog import Place
from planner.itinerary.columns import ColumnPool, list_plans, make_day
from planner.itinerary.inputs import DaySketch, is_open, sketch_day
from planner.itinerary.problem import HOME
from planner.itinerary.types import Day, Itinerary
from planner.rules import RulePack


def rain_plans(pool: ColumnPool, itinerary: Itinerary) -> tuple[Day | None, ...]:
    """For each day the best plan of indoor places that no other day sees, rain or not; None if there is none with a
    visit. A day that is dry already is its own variant.
    """
    seen = [frozenset(visit.place.id for visit in day.visits) for day in itinerary.days]
    found: list[Day | None] = []
    for number, day in enumerate(itinerary.days):
        if seen[number] and all(is_dry(pool.facts.catalog.places[p], pool.facts.rules) for p in seen[number]):
            found.append(day)
            continue
        others = [ids for other, ids in enumerate(seen) if other != number]
        earlier = [frozenset(v.place.id for v in rainy.visits) for rainy in found if rainy]
        found.append(_indoors(pool, itinerary, number, frozenset().union(*others, *earlier)))
    return tuple(found)


def _indoors(pool: ColumnPool, itinerary: Itinerary, number: int, elsewhere: frozenset[str]) -> Day | None:
    day = itinerary.days[number]
    places, rules = pool.facts.catalog.places, pool.facts.rules
    sketch = _sketch_of(pool, itinerary, number)
    dry = [
        p for p in pool.inputs.worth if is_dry(places[p], rules) and is_open(places[p], day.date) and p not in elsewhere
    ]
    fresh = sketch_day(pool.inputs, replace(sketch.frame, day=day.date), dry)
    listed, plans = list_plans(pool.inputs, replace(fresh, origin=sketch.origin, target=sketch.target, days=(number,)))
    with_visits = (plans.places >= 0).any(axis=1)
    if not with_visits.any():
        return None
    best = int(plans.value[with_visits].argmax())
    steps = [int(step) for step in plans.steps[with_visits][best] if step >= 0]
    return make_day(pool.inputs, listed, steps, day.date, day.hotel)


def _sketch_of(pool: ColumnPool, itinerary: Itinerary, number: int) -> DaySketch:
    """The sketch the day was chosen from: the one between its nights."""
    nodes = {base.hotel.id: node for node, base in enumerate(pool.bases)}
    nights = [HOME, *(nodes[day.hotel.id] if day.hotel else HOME for day in itinerary.days)]
    ends = nights[number], nights[number + 1]
    return next(s for s in (e.sketch for e in pool.listed) if (s.origin, s.target) == ends and number in s.days)


def is_dry(place: Place, rules: RulePack) -> bool:
    """Is so much of a visit under a roof that rain does not spoil it?"""
    return (place.indoor_share or 0) >= rules.whole("indoors-in-rain")
