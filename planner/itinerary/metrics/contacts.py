"""Whom to call on a trip, for whoever reads it without our pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.catalog import Catalog, Hotel, Place, Restaurant
from planner.itinerary.types import Itinerary, Lunch, Spot, Supper


@dataclass(frozen=True)
class Contact:
    """A place, hotel or restaurant of a trip, with its telephone and address as far as they are known."""

    kind: str
    id: str
    name: str
    name_en: str
    phone: str | None
    address: str | None


def contacts(catalog: Catalog, trip: Itinerary) -> tuple[Contact, ...]:
    """Every place, hotel and restaurant of a trip that the facts hold, each once, in the order of the trip."""
    rows: Mapping[str, Mapping[str, Place | Hotel | Restaurant]] = {
        "place": catalog.places, "hotel": catalog.hotels, "restaurant": catalog.restaurants,
    }  # fmt: skip
    found: dict[tuple[str, str], Contact] = {}
    for spot in _spots(trip):
        row = rows.get(spot.kind, {}).get(spot.id)
        if row is not None:
            told = Contact(spot.kind, spot.id, spot.name, spot.name_en, row.phone, row.address)
            found.setdefault((spot.kind, spot.id), told)
    return tuple(found.values())


def _spots(trip: Itinerary) -> Iterator[Spot]:
    for day in trip.days:
        for item in day.items:
            if isinstance(item, Lunch):
                yield item.spot
            elif isinstance(item, Supper) and item.table is not None:
                yield item.table
            elif item.kind == "visit":
                yield item.place
        if day.hotel is not None:
            yield day.hotel
