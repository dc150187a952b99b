"""Times as people are told them: in steps of five minutes, trains to the minute."""

from __future__ import annotations

from planner.itinerary.types import Day, Item, Itinerary, Leg, Lunch, Pause, Rest, Supper

STEP = 5
NOON = 12 * 60


def is_rest_day(day: Day) -> bool:
    """Is the whole day for rest, at one hotel?"""
    return day.hotel is not None and all(isinstance(item, Lunch | Rest) for item in day.items)


def lunch_left_open(day: Day) -> bool:
    """Does the day begin in the morning and end at the hotel with no lunch in it?"""
    return day.hotel is not None and _begins_before_noon(day) and not _eats(day)


def lunch_is_at_home(itinerary: Itinerary, number: int) -> bool:
    """Does a day (1 is the first) end the trip at home with no lunch in it, though it began in the morning?"""
    day = itinerary.days[number - 1]
    ends = number == len(itinerary.days) and itinerary.request.departure is None
    return ends and _begins_before_noon(day) and not _eats(day)


def is_in_waiting_room(rest: Rest, day: Day) -> bool:
    """Does one rest in a station that one then leaves from? Who has come by train and stays is not let in again."""
    later = [item for item in day.items if item.start >= rest.end]
    boards = any(isinstance(item, Leg) and item.mode == "train" and item.origin == rest.spot for item in later)
    return rest.spot.kind == "station" and (boards or not later)


def _begins_before_noon(day: Day) -> bool:
    return bool(day.items) and day.items[0].start < NOON


def _eats(day: Day) -> bool:
    return any(isinstance(item, Lunch | Supper) for item in day.items)


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
