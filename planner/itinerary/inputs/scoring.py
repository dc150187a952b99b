"""How much a place is worth to a traveller, in points. Ours: judgement, all in one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.catalog import Place, SeasonEvent, happens_on

FORMATIVE_AGES = (15, 25)  # the years whose memories stay strongest


@dataclass(frozen=True)
class Worth:
    """Points a place earns; a minute on wheels costs `ride_min`, ending a minute later `late_min`."""

    on_theme: int = 6000
    also_theme: int = 4000  # a theme liked beside the main one
    off_theme: int = 1000
    grade_5a: int = 3000
    grade_4a: int = 1500
    memories: int = 2500  # its era meets the traveller's own years
    event: int = 2000  # blossom, foliage, a festival on that day
    winter_indoor: int = 1200
    seats_known: int = 400
    hours_known: int = 400
    well_sourced: int = 500
    home_city_share: float = 0.3  # what people of the town already know, on trips with a night away
    ride_min: int = 20
    late_min: int = 1
    kind: int = 1500  # one more of the same kind
    kind_free: int = 2
    move: int = 4000  # another hotel
    hard: int = 1000  # a day that uses most of a budget, on trips of several days


WORTH = Worth()


def place_worth(
    place: Place, theme: str, births: Sequence[int], start: date, happening: bool, also: Sequence[str] = ()
) -> int:
    """Points of a place for a theme and others liked beside it, the travellers' birth years (those known) and a
    season. Memories count as many times as there are travellers who share them, of all."""
    themes = place.themes.split(";")
    points = WORTH.on_theme if theme in themes else WORTH.off_theme
    points = max(points, WORTH.also_theme * any(other in themes for other in also))
    points += {"5A": WORTH.grade_5a, "4A": WORTH.grade_4a}.get(place.grade or "", 0)
    points += round(WORTH.memories * sum(meets_memories(place, year) for year in births) / max(1, len(births)))
    points += WORTH.event * happening
    points += WORTH.seats_known * (place.seats is not None)
    points += WORTH.hours_known * (place.hours is not None)
    points += WORTH.well_sourced * (place.confidence == "high")
    if start.month in (11, 12, 1, 2, 3):
        points += WORTH.winter_indoor * (place.indoor_share or 0) // 100
    return points


def meets_memories(place: Place, birth_year: int | None) -> bool:
    """Does the place's era overlap the years in which the traveller was 15-25?"""
    if birth_year is None or place.era_from is None or place.era_to is None:
        return False
    return place.era_from <= birth_year + FORMATIVE_AGES[1] and place.era_to >= birth_year + FORMATIVE_AGES[0]


def happening_places(events: Iterable[SeasonEvent], day: date) -> frozenset[str]:
    """Places with a seasonal event on that day."""
    return frozenset(event.place_id for event in events if event.place_id and happens_on(event, day))
