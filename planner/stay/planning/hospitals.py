"""The hospital nearest to a base. One of which only the town is known may be nearer, and counts as farther."""

from __future__ import annotations

from planner.caching import memoize
from planner.catalog import Hospital, Hotel
from planner.facts import Facts
from planner.itinerary.inputs import air_km
from planner.itinerary.types import Spot
from planner.stay.types import HospitalNear

HOTELS = 400  # held
FAR_KM = 1000.0  # where no hospital is known


def hospital_near(facts: Facts, hotel: Hotel) -> HospitalNear | None:
    """The nearest hospital, those known by their town alone counted as the rule says; None if none is known."""
    found = _nearest(facts, hotel)
    return found[0] if found else None


def cautious_km(facts: Facts, hotel: Hotel) -> float:
    """Straight kilometres to it, with those of the doubt."""
    found = _nearest(facts, hotel)
    return found[1] if found else FAR_KM


@memoize(
    key=lambda facts, hotel: (facts.catalog.digest, facts.rules.number("stay-hospital-doubt"), hotel.id), size=HOTELS
)
def _nearest(facts: Facts, hotel: Hotel) -> tuple[HospitalNear, float] | None:
    rows = sorted(facts.catalog.hospitals.values(), key=lambda row: row.id)
    if not rows:
        return None
    doubt = facts.rules.number("stay-hospital-doubt")
    far = air_km([_spot(hotel)], [_spot(row) for row in rows])[0].tolist()
    counted = [km + doubt * (row.position == "town") for km, row in zip(far, rows, strict=True)]
    best = min(range(len(rows)), key=lambda number: (counted[number], rows[number].id))
    row = rows[best]
    rough = row.position == "town"
    near = HospitalNear(row.id, row.name, row.name_en, row.grade, round(far[best], 1), rough, row.phone)
    return near, counted[best]


def _spot(row: Hotel | Hospital) -> Spot:
    return Spot("", row.id, row.name, row.name, row.lat, row.lon)
