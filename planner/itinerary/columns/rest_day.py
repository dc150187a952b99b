"""A day without visits between two nights in one hotel: a rest there, and no way to anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.itinerary.columns.schedule import day_of
from planner.itinerary.inputs import DaySketch, TripInputs
from planner.itinerary.problem import LUNCH
from planner.itinerary.types import Day, Item, Lunch, Rest, Spot


def is_spent_resting(sketch: DaySketch, steps: Sequence[int], hotel: Spot | None) -> bool:
    """Does the day begin and end in the same hotel, with lunch at most?"""
    return hotel is not None and sketch.frame.origin == hotel and all(step == LUNCH for step in steps)


def rest_day(inputs: TripInputs, sketch: DaySketch, day: date, hotel: Spot) -> Day:
    """Lunch and the midday rest at the hotel."""
    limits = sketch.problem.limits
    begin = max(limits.lunch_from, limits.start)
    end = begin + limits.lunch_min
    items: list[Item] = []
    if limits.lunch_needed:
        items.append(Lunch(begin, end, hotel))
    if limits.lunch_needed and limits.rest_min:
        items.append(Rest(end, end + limits.rest_min, hotel))
    return day_of(inputs.person, day, items, hotel)
