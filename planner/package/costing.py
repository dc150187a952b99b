"""The lines of a costing: entrance tickets from the facts, everything else from the agency's own prices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from planner.catalog import Catalog, Place
from planner.itinerary.types import Itinerary, Leg, Lunch
from planner.package.group import Group, OwnPrices
from planner.package.offer import Certainty, CostLine, Resources

ROOM_BANDS_FEN = {"low": (None, 30_000), "mid": (30_000, 60_000), "high": (60_000, None)}  # of a weekday room


def cost_lines(
    catalog: Catalog, itinerary: Itinerary, group: Group, prices: OwnPrices, resources: Resources
) -> tuple[CostLine, ...]:
    """The lines of a package's costing, tickets first, without the markup; money is fen."""
    rooming, seating, staffing = resources.rooming, resources.seating, resources.staffing
    days = len(itinerary.days)
    nights = Counter(day.hotel.id for day in itinerary.days if day.hotel is not None)
    legs = [item for day in itinerary.days for item in day.items if isinstance(item, Leg)]
    ride_days = sum(any(isinstance(i, Leg) and i.mode == "ride" for i in day.items) for day in itinerary.days)
    lunches = sum(isinstance(item, Lunch) for day in itinerary.days for item in day.items)

    lines = [*_tickets(catalog, itinerary, group)]
    for hotel_id, count in nights.items():
        hotel = catalog.hotels.get(hotel_id)
        about = ROOM_BANDS_FEN[hotel.price_band] if hotel and hotel.price_band else None
        lines.append(_own("hotel", rooming.rooms, count, prices.room_fen, hotel_id, about))
    if ride_days:
        lines.append(_own("coach", seating.coaches, ride_days, prices.coach_fen))
    if any(leg.mode == "train" for leg in legs):
        lines.append(_own("rail", group.people + staffing.people, 1, prices.rail_fen))
    lines += [
        _own("lunch", group.people, lunches, prices.meal_fen),
        _own("dinner", group.people, sum(nights.values()), prices.meal_fen),
        _own("guide", staffing.guides, days, prices.guide_fen),
        _own("doctor", staffing.doctors, days, prices.doctor_fen),
        _own("nurse", staffing.nurses, days, prices.nurse_fen),
        _own("insurance", group.people, 1, prices.insurance_fen),
    ]
    return tuple(line for line in lines if line.quantity and line.times)


def _tickets(catalog: Catalog, itinerary: Itinerary, group: Group) -> Iterator[CostLine]:
    """For each place a line for the ages that pay the same."""
    visits = Counter(visit.place.id for day in itinerary.days for visit in day.visits)
    for place_id, times in visits.items():
        place = catalog.places.get(place_id)
        alike: dict[tuple[int | None, Certainty], dict[str, int]] = defaultdict(dict)
        for band, people in group.ticket_bands():
            alike[_ticket(place, band)][band] = people
        for (unit, certainty), bands in alike.items():
            people = sum(bands.values())
            total = None if unit is None else people * times * unit
            yield CostLine("ticket", people, times, unit, total, certainty, place_id, tuple(bands))


def _ticket(place: Place | None, band: str) -> tuple[int | None, Certainty]:
    """The price of one ticket at that age, and how sure it is; a place that has left the facts has none."""
    if place is None:
        return None, "unknown"
    if place.ticket_fen == 0:
        return 0, "known"
    stated = {
        "under_60": place.ticket_fen,
        "from_60": place.price_60_fen,
        "from_65": place.price_65_fen,
        "from_70": place.price_70_fen,
    }[band]
    if stated is not None:
        return stated, "known"
    return place.ticket_fen, "unknown" if place.ticket_fen is None else "ask"


def _own(
    kind: str,
    quantity: int,
    times: int,
    unit_fen: int | None,
    subject: str = "",
    about_fen: tuple[int | None, int | None] | None = None,
) -> CostLine:
    if unit_fen is None:
        return CostLine(kind, quantity, times, None, None, "missing", subject, about_fen=about_fen)
    return CostLine(kind, quantity, times, unit_fen, quantity * times * unit_fen, "own", subject, about_fen=about_fen)
