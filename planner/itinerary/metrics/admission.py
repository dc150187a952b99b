"""What to show at the gate of each place of a trip, and what its price rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.catalog import Catalog, Place, TicketPolicy
from planner.itinerary.metrics.cost import BANDS, band_of, ticket_fen
from planner.itinerary.types import Itinerary

LAW = "law-sights"
PUBLIC_MUSEUMS, MUSEUMS = "public-museums", ("museum", "memorial")


@dataclass(frozen=True)
class Admission:
    """One place. `price`: free for everybody, known, or unknown for at least one of the travellers. `document` is what
    to show, in the words of the facts; `rule` the policy it rests on, None if it is the place's own row; `policies`
    are those published about the place for the travellers' ages."""

    place: Place
    price: Literal["free", "known", "unknown"]
    document: str | None
    rule: TicketPolicy | None
    policies: tuple[TicketPolicy, ...]


def admissions(catalog: Catalog, trip: Itinerary) -> tuple[Admission, ...]:
    """One for each place in the order of the trip."""
    visits = (visit.place.id for day in trip.days for visit in day.visits)
    return tuple(_admission(catalog, catalog.places[key], trip.request.ages) for key in visits if key in catalog.places)


def law_for(catalog: Catalog, ages: Sequence[int]) -> TicketPolicy | None:
    """What the law asks of all sights, if it speaks of somebody's age."""
    law = catalog.policies.get(LAW)
    return law if law and _speaks_of(law, ages) else None


def _admission(catalog: Catalog, place: Place, ages: Sequence[int]) -> Admission:
    own = tuple(p for p in catalog.policies.values() if p.place_id == place.id and _speaks_of(p, ages))
    price = _price(place, ages)
    museums = catalog.policies.get(PUBLIC_MUSEUMS)
    if place.price_document and price != "free":
        return Admission(place, price, place.price_document, None, own)
    for policy in own:
        if policy.document:
            return Admission(place, price, policy.document, policy, own)
    if price == "free" and place.kind in MUSEUMS and museums:
        return Admission(place, price, place.price_document or museums.document, museums, own)
    return Admission(place, price, None, None, own)


def _price(place: Place, ages: Sequence[int]) -> Literal["free", "known", "unknown"]:
    if place.ticket_fen == 0:
        return "free"
    prices = [ticket_fen(place, band) for band in ({band_of(age) for age in ages} or BANDS)]
    return "known" if all(fen is not None and sure for fen, sure in prices) else "unknown"


def _speaks_of(policy: TicketPolicy, ages: Sequence[int]) -> bool:
    """Does it speak of somebody's age? Of all, as long as no age is known."""
    low, high = policy.age_from or 0, policy.age_to or 200
    return not ages or any(low <= age <= high for age in ages)
