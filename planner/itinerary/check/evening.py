"""Check the evening of a late arrival: the night is in that city, with supper."""

from __future__ import annotations

from collections.abc import Iterator

from planner.itinerary.check.context import CheckContext
from planner.itinerary.types import Day, Itinerary, Spot, Supper
from planner.people import passable
from planner.travel import road_table
from planner.violations import Violation

ROUNDING_M = 60  # as far as a stated way may be off


def check_evening(context: CheckContext, itinerary: Itinerary) -> Iterator[Violation]:
    """Who arrives in the evening sleeps there and has supper, last of all, at the hotel or a short walk from it."""
    arrival, first = itinerary.request.arrival, itinerary.days[0]
    suppers = [item for day in itinerary.days for item in day.items if isinstance(item, Supper)]
    late = arrival is not None and arrival.minute >= context.facts.rules.minute("evening-arrival")
    if not arrival or not late or first.hotel is None:
        yield from (Violation("supper", first.date.isoformat()) for _ in suppers)
        return
    where = f"{first.date.isoformat()} {first.hotel.name}"
    row = context.facts.catalog.hotels.get(first.hotel.id)
    if row and row.city != context.facts.catalog.stations[arrival.station].city:
        yield Violation("evening-arrival", where)
    if len(suppers) != 1 or first.items[-1] != suppers[0]:
        yield Violation("supper", where)
    else:
        yield from _supper(context, first, first.hotel, suppers[0], where)


def _supper(context: CheckContext, day: Day, hotel: Spot, supper: Supper, where: str) -> Iterator[Violation]:
    rules, person = context.facts.rules, context.person
    due = rules.whole("supper-minutes") + person.seating_min
    if supper.end - supper.start < due:
        yield Violation("supper-minutes", where, due - (supper.end - supper.start), "min")
    if supper.spot != hotel or supper.start < max((item.end for item in day.items[:-1]), default=0):
        yield Violation("supper", where)
    if supper.table is None:
        return
    table = context.facts.catalog.restaurants.get(supper.table.id)
    if table is None or not table.usable or (person.steps == "none" and not passable(table.step_free, person.steps)):
        yield Violation("supper-table", f"{where} → {supper.table.name}")
    if supper.start >= rules.minute("supper-table-by"):
        yield Violation("supper-table-by", where, supper.start - rules.minute("supper-table-by"), "min")
    points = [(spot.lat, spot.lon) for spot in (hotel, supper.table)]
    metres = 1000 * float(road_table(points).km[0, 1])
    if metres >= rules.whole("walk-below") or abs(metres - supper.walk_m) > ROUNDING_M:
        yield Violation("supper-table", f"{where} → {supper.table.name}")
