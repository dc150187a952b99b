"""Check what is said of days beside their items: tables to book, free afternoons, supper on a late way home."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planner.catalog import hours_on
from planner.itinerary.check.context import CheckContext
from planner.itinerary.types import Day, FreeTime, Itinerary, Lunch, Spot
from planner.people import passable
from planner.travel import road_table
from planner.violations import Violation

ROUNDING_M = 60  # as far as a stated way may be off


def check_day_notes(context: CheckContext, itinerary: Itinerary) -> Iterator[Violation]:
    """What is said is true; what is not said, of trips from before it was, is a soft violation."""
    request, rules = itinerary.request, context.facts.rules
    heads = max(request.people, len(request.ages))
    book = heads if heads >= rules.whole("group-table") else 0
    seen = {visit.place.id for day in itinerary.days for visit in day.visits}
    for day in itinerary.days:
        where = day.date.isoformat()
        for lunch in (item for item in day.items if isinstance(item, Lunch)):
            if lunch.book != book:
                yield Violation("group-table", where, hard=lunch.book != 0)
        yield from _afternoon(context, day, seen, where)
        if bool(day.supper) != _late(context, itinerary, day):
            yield Violation("late-supper", where, hard=bool(day.supper))


def _afternoon(context: CheckContext, day: Day, seen: Collection[str], where: str) -> Iterator[Violation]:
    """A day that is over early says so, and what is near is near, open and for these people."""
    over = max((item.end for item in day.items), default=0)
    early = day.hotel is not None and over < context.facts.rules.minute("free-from")
    if early != (day.free is not None):
        yield Violation("free-time", where, hard=day.free is not None)
    if day.free is None or day.hotel is None:
        return
    if day.free.start < over:
        yield Violation("free-time", where, over - day.free.start, "min")
    if day.free.place and not _suits(context, day, day.free.place, seen):
        yield Violation("free-place", f"{where} {day.free.place.name}")
    if day.free.place and not _near(context, day.hotel, day.free, day.free.place):
        yield Violation("free-reach", f"{where} {day.free.place.name}")


def _suits(context: CheckContext, day: Day, spot: Spot, seen: Collection[str]) -> bool:
    place, person = context.facts.catalog.places.get(spot.id), context.person
    if place is None or not place.usable or place.id in seen or hours_on(place.hours, day.date) == ():
        return False
    return passable(place.step_free, person.steps) and place.walk_m <= person.walk_m


def _near(context: CheckContext, hotel: Spot, free: FreeTime, place: Spot) -> bool:
    rules, table = context.facts.rules, road_table([(hotel.lat, hotel.lon), (place.lat, place.lon)])
    metres = 1000 * float(table.km[0, 1])
    if free.walk_m:
        return metres < rules.whole("walk-below") and abs(metres - free.walk_m) <= ROUNDING_M
    return int(table.minutes[0, 1]) <= free.ride_min <= rules.whole("rest-reach")


def _late(context: CheckContext, itinerary: Itinerary, day: Day) -> bool:
    """Is it a last day that ends, or whose train leaves, after dinner time?"""
    late, leaves = context.facts.rules.minute("dinner-by"), itinerary.request.departure
    if day is not itinerary.days[-1] or len(itinerary.days) == 1 or not day.items:
        return False
    return (leaves.minute if leaves else day.items[-1].end) > late
