"""Entrance tickets by the age on the day of the visit, at the price the facts state for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planner.catalog import Catalog, Place
from planner.package.ledger import Source

BANDS = ("under_60", "from_60", "from_65", "from_70", "unknown")
CHILD = 18


@dataclass(frozen=True)
class TicketPrice:
    """A price and how sure it is: `facts`, `ask` (the full price; a reduction may be had), or None of neither."""

    fen: int | None
    source: Source | None
    as_of: str


def band_of(age: int | None) -> str:
    """The ages that tickets distinguish; children are told apart, as nothing is known of their prices."""
    if age is None:
        return "unknown"
    if age < CHILD:
        return "child"
    return "from_70" if age >= 70 else "from_65" if age >= 65 else "from_60" if age >= 60 else "under_60"


def bands_on(ages: Iterable[int | None]) -> dict[str, int]:
    """How many pay as which band, in the order of bands."""
    counted = Counter(map(band_of, ages))
    return {band: counted[band] for band in ("child", *BANDS) if counted[band]}


def ticket_price(catalog: Catalog, place: Place | None, band: str) -> TicketPrice:
    """What a ticket costs in a band: the place's own price, else what a policy grants there, else the full price."""
    if place is None:
        return TicketPrice(None, None, "")
    as_of = str(place.ticket_as_of or place.as_of)
    if place.ticket_fen == 0:
        return TicketPrice(0, "facts", as_of)
    own = {
        "under_60": place.ticket_fen, "from_60": place.price_60_fen,
        "from_65": place.price_65_fen, "from_70": place.price_70_fen,
    }.get(band)  # fmt: skip
    if own is not None:
        return TicketPrice(own, "facts", as_of)
    percent = _policy_percent(catalog, place.id, band)
    if percent is not None and (place.ticket_fen is not None or percent == 0):
        return TicketPrice((place.ticket_fen or 0) * percent // 100, "facts", as_of)
    return TicketPrice(place.ticket_fen, None if place.ticket_fen is None else "ask", as_of)


def _policy_percent(catalog: Catalog, place_id: str, band: str) -> int | None:
    youngest = {"from_60": 60, "from_65": 65, "from_70": 70}.get(band)
    if youngest is None:
        return None
    oldest = {60: 64, 65: 69, 70: None}[youngest]
    granted = [
        policy.pays_percent
        for policy in catalog.policies.values()
        if policy.place_id == place_id
        and policy.pays_percent is not None
        and (policy.age_from or 0) <= youngest
        and (policy.age_to is None or (oldest is not None and policy.age_to >= oldest))
    ]
    return min(granted) if granted else None


def extras_of(place: Place | None) -> str:
    """What the facts say costs extra there, or may: boats, carts, cableways; "" if they say nothing."""
    if place is None:
        return ""
    if place.shuttle and "sold with ticket" not in place.shuttle:
        return place.shuttle
    notes = [part.strip() for part in (place.note or "").split(";") if "extra" in part]
    return notes[0].removeprefix("note:").strip() if notes else ""
