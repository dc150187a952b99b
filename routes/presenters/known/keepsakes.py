"""Songs, films and things of the years when the travellers were young."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from planner.catalog import Catalog, Keepsake
from planner.itinerary.inputs import birth_years
from planner.itinerary.types import TripRequest

YOUNG = (10, 30)  # ages between which a song, a film or a thing of the house is one's own for life. Ours
MOST, MOST_ALIKE = 6, 2  # in all, and of one kind in one year


def keepsakes_of(facts: Catalog, request: TripRequest, cities: Collection[str]) -> tuple[Keepsake, ...]:
    """What the travellers knew when they were young, nearest to twenty first chosen, then in order of years; of one
    city only if the trip sees it. Nothing where no age is known."""
    near: dict[str, int] = {}
    for one in facts.keepsakes:
        ages = [one.year - birth for birth in birth_years(request) if YOUNG[0] <= one.year - birth <= YOUNG[1]]
        if ages and one.city in {None, *cities} and one.confidence != "low":
            near[one.id] = min(abs(age - 20) for age in ages)
    kept: list[Keepsake] = []
    alike = Counter[tuple[int, str]]()
    for one in sorted((one for one in facts.keepsakes if one.id in near), key=lambda one: (near[one.id], one.id)):
        alike[one.year, one.kind] += 1
        if alike[one.year, one.kind] <= MOST_ALIKE and len(kept) < MOST:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.year, one.id)))
