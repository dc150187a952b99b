"""Times as people are told them: in steps of five minutes, trains to the minute."""

from __future__ import annotations

from planner.itinerary.types import Day, Item, Leg, Lunch, Pause, Rest, Supper

STEP = 5
NOON = 12 * 60


def is_rest_day(day: Day) -> bool:
    """Is the whole day for rest, at one hotel?"""
    return day.hotel is not None and all(isinstance(item, Lunch | Rest) for item in day.items)


def lunch_left_open(day: Day) -> bool:
    """Does the day begin in the morning and end at the hotel with no lunch in it?"""
    begun = bool(day.items) and day.items[0].start < NOON
    return begun and day.hotel is not None and not any(isinstance(item, Lunch | Supper) for item in day.items)


def shown_times(item: Item) -> tuple[int, int]:
    """When it begins and ends: setting out and ending no later than planned, being there no earlier."""
    if isinstance(item, Leg):
        return (item.start, item.end) if item.mode == "train" else (_before(item.start), _after(item.end))
    if isinstance(item, Pause) and item.use == "wait":
        return _after(item.start), item.end
    return _after(item.start), _before(item.end)


def _before(minute: int) -> int:
    return minute // STEP * STEP


def _after(minute: int) -> int:
    return -(-minute // STEP) * STEP
