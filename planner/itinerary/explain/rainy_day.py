"""What to do when it rains: for each day of a trip a variant under a roof, with the same nights and trains' cities."""

from __future__ import annotations

from dataclasses import replace

from planner.catalog import Place
from planner.itinerary.columns import ColumnPool, list_plans, make_day
from planner.itinerary.inputs import DaySketch, is_open, sketch_day
from planner.itinerary.problem import HOME
from planner.itinerary.types import Day, Itinerary, Leg
from planner.rules import RulePack


def rain_plans(pool: ColumnPool, itinerary: Itinerary) -> tuple[Day | None, ...]:
    """For each day the best plan of indoor places that no other day sees, rain or not, within what the whole
    trip may ask; None if there is none with a
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
    possible = (plans.places >= 0).any(axis=1)
    others = [other for other in itinerary.days if other is not day]
    spent = [sum(getattr(other, load) for other in others) for load in ("walk_m", "climb_m", "met_min")]
    for most, load, before in zip(
        pool.problem.load_most or (), (plans.walk, plans.climb, plans.met), spent, strict=False
    ):
        possible &= load + before <= most
    if not possible.any():
        return None
    best = int(plans.value[possible].argmax())
    steps = [int(step) for step in plans.steps[possible][best] if step >= 0]
    return make_day(pool.inputs, listed, steps, day.date, day.hotel)


def _sketch_of(pool: ColumnPool, itinerary: Itinerary, number: int) -> DaySketch:
    """The sketch the day was chosen from: the one between its nights that has its trains, and leads as many ways."""
    items = itinerary.days[number].items
    rides = {(item.train, item.origin.id, item.target.id) for item in items if isinstance(item, Leg) and item.train}
    nodes = {base.hotel.id: node for node, base in enumerate(pool.bases)}
    nights = [HOME, *(nodes[day.hotel.id] if day.hotel else HOME for day in itinerary.days)]
    ends = nights[number], nights[number + 1]
    return next(
        sketch
        for sketch in (each.sketch for each in pool.listed)
        if (sketch.origin, sketch.target) == ends
        and number in sketch.days
        and rides <= {(train.number, train.origin, train.target) for train in sketch.frame.all_trains}
        and bool(sketch.frame.back) == (len(rides) > 1)
    )


def is_dry(place: Place, rules: RulePack) -> bool:
    """Is so much of a visit under a roof that rain does not spoil it?"""
    return (place.indoor_share or 0) >= rules.whole("indoors-in-rain")
