"""Supper after an evening arrival, at the hotel or at a known restaurant a short walk from it."""

from __future__ import annotations

from dataclasses import replace

from planner.itinerary.inputs import TripInputs
from planner.itinerary.types import Day, Leg, Spot, Supper
from planner.people import passable


def with_supper(inputs: TripInputs, day: Day, arrived: int) -> Day:
    """The day with supper at its end, from minute `arrived` if it has no way to its hotel."""
    if day.hotel is None:
        return day
    rules = inputs.facts.rules
    start = max((item.end for item in day.items), default=arrived)
    end = start + rules.whole("supper-minutes") + inputs.person.seating_min
    table, walk_m = _table(inputs, day.hotel) if start < rules.minute("supper-table-by") else (None, 0)
    supper = Supper(start, end, day.hotel, table, walk_m, _far_min(inputs, day))
    return replace(day, items=(*day.items, supper))


def _far_min(inputs: TripInputs, day: Day) -> int:
    """The minutes on wheels to the hotel, where no hotel is within reach of the station."""
    if not day.items or not isinstance(day.items[0], Leg):
        return 0
    ground = inputs.ground
    station = ground.index(day.items[0].origin.kind, day.items[0].origin.id)
    ways = [int(ground.minutes[station, row]) for row, spot in enumerate(ground.spots) if spot.kind == "hotel"]
    return day.ride_min if min(ways) > inputs.facts.rules.whole("evening-reach") else 0


def _table(inputs: TripInputs, hotel: Spot) -> tuple[Spot | None, int]:
    """The nearest known restaurant that one walks to, and the metres; for who needs it, one without steps."""
    ground, tables, steps = inputs.ground, inputs.facts.catalog.restaurants, inputs.person.steps
    here = ground.index(hotel.kind, hotel.id)
    near = [
        (int(ground.foot[here, row]), spot.id, spot)
        for row, spot in enumerate(ground.spots)
        if spot.kind == "restaurant"
        and ground.foot[here, row] > 0
        and (steps != "none" or passable(tables[spot.id].step_free, steps))
    ]
    walk_m, _, spot = min(near, key=lambda each: each[:2], default=(0, "", None))
    return spot, walk_m
