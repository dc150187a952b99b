"""给司机看: where a driver is to go, in letters that fill a screen, in Chinese whatever the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.catalog import Catalog
from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Day, Leg, Spot
from routes.presenters.cards.spoken import hour_words
from routes.presenters.maps import Sketch, way_sketch

BRACKET = re.compile("[(（]")
LONG, LONGER = 8, 14  # signs of a name, from which on its letters are smaller


@dataclass(frozen=True)
class RideEnd:
    """A ride's end: `number` as the day's card counts rides; `main` is its name without what stands in brackets, `size`
    (huge, large, long) goes by how long that is."""

    number: int
    when: str
    end: int
    main: str
    name: str
    name_en: str
    address: str
    size: str
    sketch: Sketch


def stops_of(facts: Catalog, day: Day) -> tuple[RideEnd, ...]:
    """The ends of a day's rides, in order."""
    rides = [item for item in day.items if isinstance(item, Leg) and item.mode == "ride"]
    return tuple(_stop(facts, leg, number) for number, leg in enumerate(rides, 1))


def _stop(facts: Catalog, leg: Leg, number: int) -> RideEnd:
    spot = leg.target
    main = BRACKET.split(spot.name)[0].strip()
    size = "huge" if len(main) <= LONG else "large" if len(main) <= LONGER else "long"
    start, end = shown_times(leg)
    sketch = way_sketch([leg.origin, spot])
    return RideEnd(number, hour_words(start), end, main, spot.name, spot.name_en, _address(facts, spot), size, sketch)


def _address(facts: Catalog, spot: Spot) -> str:
    """In Chinese; for a station its name is enough."""
    rows = (facts.places.get(spot.id), facts.hotels.get(spot.id), facts.restaurants.get(spot.id))
    return next((row.address for row in rows if row and row.address), "")
