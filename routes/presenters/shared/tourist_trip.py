"""A ready-made trip as schema.org's TouristTrip, for search machines."""

from __future__ import annotations

from typing import Any

from planner.catalog import Catalog
from planner.itinerary.types import Itinerary, Spot
from routes.formatters import city_name, spot_name
from routes.presenters.shared.card import LinkCard
from routes.state import english


def tourist_trip(facts: Catalog, trip: Itinerary, card: LinkCard) -> dict[str, Any]:
    """What is known and nothing else: name, places in their order with where they are."""
    seen = [visit.place for day in trip.days for visit in day.visits]
    return {
        "@context": "https://schema.org",
        "@type": "TouristTrip",
        "name": card.title,
        "description": card.description,
        "url": card.address,
        "image": [address for address, _width, _height in card.pictures],
        "inLanguage": "en" if english() else "zh-CN",
        "itinerary": {
            "@type": "ItemList",
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "numberOfItems": len(seen),
            "itemListElement": [
                {"@type": "ListItem", "position": number, "item": _attraction(facts, spot)}
                for number, spot in enumerate(seen, 1)
            ],
        },
    }


def _attraction(facts: Catalog, spot: Spot) -> dict[str, Any]:
    row = facts.places.get(spot.id)
    address = {"@type": "PostalAddress", "addressCountry": "CN"}
    if row:
        address["addressLocality"] = city_name(row.city)
        if row.address and not english():
            address["streetAddress"] = row.address
    return {
        "@type": "TouristAttraction",
        "name": spot_name(spot),
        "geo": {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon},
        "address": address,
    }
