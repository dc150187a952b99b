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
    else:
        yield from _reach(context, itinerary, first.hotel, where)
    if len(suppers) != 1 or first.items[-1] != suppers[0]:
        yield Violation("supper", where)
    else:
        yield from _supper(context, first, first.hotel, suppers[0], where)


def _reach(context: CheckContext, itinerary: Itinerary, hotel: Spot, where: str) -> Iterator[Violation]:
    """No farther from the station than a late ride may be, if a hotel that will do is nearer."""
    arrival, most = itinerary.request.arrival, context.facts.rules.whole("evening-reach")
    station = context.facts.catalog.stations[arrival.station] if arrival else None
    if station is None or station.lat is None or station.lon is None:
        return
    rows = [h for h in context.facts.catalog.hotels.values() if h.city == station.city and h.usable]
    lifts = {h.lift for h in rows}
    if itinerary.request.lift == "confirmed" or (context.person.needs_lift and "yes" in lifts):
        rows = [h for h in rows if h.lift == "yes"]
    elif context.person.needs_lift:
        rows = [h for h in rows if h.lift is None]
    table = road_table([(station.lat, station.lon), (hotel.lat, hotel.lon), *((h.lat, h.lon) for h in rows)])
    minutes = table.minutes[0] + context.person.boarding_min
    near = minutes[2:].min(initial=most + 1) <= most
    if minutes[1] > most and near:
        yield Violation("evening-reach", where, int(minutes[1]) - most, "min", hard=False)
    if near and any(isinstance(item, Supper) and item.far_min for item in itinerary.days[0].items):
        yield Violation("far-night", where)


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
