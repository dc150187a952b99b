"""Check what was asked for: places, days, kinds, connections and the budget."""

from __future__ import annotations

from collections.abc import Iterator

from planner.catalog import Place
from planner.clock import DAY_MIN
from planner.itinerary.check.context import CheckContext
from planner.itinerary.types import Connection, Itinerary
from planner.violations import Violation


def check_requirements(context: CheckContext, itinerary: Itinerary) -> Iterator[Violation]:
    """Every requirement of the request that the trip does not meet."""
    request = itinerary.request
    seen = [visit.place.id for day in itinerary.days for visit in day.visits]
    for place in sorted({p for p in seen if seen.count(p) > 1}):
        yield Violation("twice", place, seen.count(place) - 1, "count")
    for place in request.musts:
        if place not in seen:
            yield Violation("must-missing", place)
    for place in request.bans:
        if place in seen:
            yield Violation("banned", place)
    for place in seen:
        kind = context.facts.catalog.places[place].kind if place in context.facts.catalog.places else None
        if kind in request.kinds_out and place not in request.musts:
            yield Violation("kind-unwanted", place, values={"kind": str(kind)})
    yield from _pins(itinerary)
    yield from _budget(context, itinerary)
    for connection, arriving in ((request.arrival, True), (request.departure, False)):
        if connection and connection.train and not _calls(context, connection, arriving):
            yield Violation("connection", f"{connection.train} {connection.station}")


def _pins(itinerary: Itinerary) -> Iterator[Violation]:
    """Pinned places on their days, from their minutes."""
    for pin in itinerary.request.pins:
        visits = itinerary.days[pin.day - 1].visits if pin.day <= len(itinerary.days) else ()
        visit = next((v for v in visits if v.place.id == pin.place), None)
        if visit is None:
            yield Violation("pin", pin.place, pin.day, "day")
        elif pin.at is not None and visit.start != pin.at:
            yield Violation("pin", pin.place, abs(visit.start - pin.at), "min")


def _budget(context: CheckContext, itinerary: Itinerary) -> Iterator[Violation]:
    """Known ticket prices at each traveller's age within the budget."""
    request = itinerary.request
    if request.budget_fen is None:
        return
    unknown_age = request.people - len(request.ages)
    paid = 0
    for visit in (visit for day in itinerary.days for visit in day.visits):
        place = context.facts.catalog.places.get(visit.place.id)
        if place:
            paid += sum(_price(place, age) for age in request.ages) + unknown_age * (place.ticket_fen or 0)
    over = paid - request.budget_fen * request.people
    if over > 0:
        yield Violation("budget", request.start.isoformat(), over, "fen")


def _price(place: Place, age: int) -> int:
    """What somebody of that age pays, in full where the age's own price is not known; 0 if no price is."""
    own = None
    for since, price in ((60, place.price_60_fen), (65, place.price_65_fen), (70, place.price_70_fen)):
        own = price if age >= since else own
    return (place.ticket_fen or 0) if own is None else own


def _calls(context: CheckContext, connection: Connection, arriving: bool) -> bool:
    """Does the train call there at that minute of the day?"""
    for call in context.facts.rail.calls.get(connection.train or "", ()):
        minute = call.arrive if arriving and call.arrive is not None else call.depart
        if call.station == connection.station and minute is not None and minute % DAY_MIN == connection.minute:
            return True
    return False
