"""Songs, films and things of the years when the travellers were young."""

from __future__ import annotations

from collections.abc import Collection

from planner.catalog import Catalog, Keepsake
from planner.itinerary.inputs import birth_years
from planner.itinerary.types import TripRequest

YOUNG = (10, 30)  # ages between which a song, a film or a thing of the house is one's own for life. Ours
MOST = 8


def keepsakes_of(facts: Catalog, request: TripRequest, cities: Collection[str]) -> tuple[Keepsake, ...]:
    """What the travellers knew when they were young, nearest to twenty first chosen, then in order of years; of one
    city only if the trip sees it. Nothing where no age is known."""
    near: dict[str, int] = {}
    for one in facts.keepsakes:
        ages = [one.year - birth for birth in birth_years(request) if YOUNG[0] <= one.year - birth <= YOUNG[1]]
        if ages and one.city in {None, *cities} and one.confidence != "low":
            near[one.id] = min(abs(age - 20) for age in ages)
    kept = sorted(near, key=lambda key: (near[key], key))[:MOST]
    return tuple(one for one in facts.keepsakes if one.id in kept)
