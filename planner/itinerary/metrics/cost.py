"""What the tickets of a trip cost at each age, as far as prices are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.catalog import Catalog, Place
from planner.itinerary.types import Itinerary

BANDS = ("full", "60", "65", "70")  # under 60, 60-64, 65-69, 70 and over


@dataclass(frozen=True)
class TicketCost:
    """Tickets of one age band: the known sum, the places whose senior price is not known (costed at the full
    price: ask), and those whose price is not known at all (not in the sum)."""

    band: str
    known_fen: int
    ask: tuple[str, ...]
    unknown: tuple[str, ...]


def ticket_fen(place: Place, band: str) -> tuple[int | None, bool]:
    """(price, is it sure for this age?); the full price where the age's own is not known."""
    own: int | None = {
        "60": place.price_60_fen,
        "65": place.price_65_fen,
        "70": place.price_70_fen,
    }.get(band)
    if own is not None:
        return own, True
    return place.ticket_fen, band == "full" or place.ticket_fen == 0


def band_of(age: int) -> str:
    """The age band whose price somebody pays."""
    reached = [band for band in BANDS if band != "full" and age >= int(band)]
    return reached[-1] if reached else "full"


def party_fen(place: Place, ages: Sequence[int], people: int) -> int:
    """What a party pays at a place, each at their age's price, those of unknown age in full; 0 if no price is known."""
    bands = [band_of(age) for age in ages] + ["full"] * (people - len(ages))
    return sum(ticket_fen(place, band)[0] or 0 for band in bands)


def ticket_costs(catalog: Catalog, itinerary: Itinerary) -> tuple[TicketCost, ...]:
    """One cost for each age band."""
    places = [catalog.places[v.place.id] for day in itinerary.days for v in day.visits if v.place.id in catalog.places]
    result = []
    for band in BANDS:
        known, ask, unknown = 0, [], []
        for place in places:
            price, sure = ticket_fen(place, band)
            if price is None:
                unknown.append(place.id)
                continue
            known += price
            if not sure:
                ask.append(place.id)
        result.append(TicketCost(band, known, tuple(ask), tuple(unknown)))
    return tuple(result)
