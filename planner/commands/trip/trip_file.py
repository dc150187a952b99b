"""A trip in its file, with the versions before it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click import open_file
from pydantic import TypeAdapter, ValidationError

from planner.commands.context import refuse, write_file
from planner.errors import Unknown
from planner.itinerary.types import ITINERARY_JSON, Itinerary, Leg
from planner.language import Translate

if TYPE_CHECKING:
    from planner.catalog import Catalog

EARLIER = "earlier"  # the versions before, oldest first
MOST_VERSIONS = 20
STDIN = "-"
_EARLIER_JSON: TypeAdapter[tuple[Itinerary, ...]] = TypeAdapter(tuple[Itinerary, ...])


@dataclass(frozen=True)
class TripFile:
    """A trip and its `earlier` versions, oldest first, as they stand in the file at `path` (- is standard input)."""

    path: str
    trip: Itinerary
    earlier: tuple[Itinerary, ...] = ()

    def changed_to(self, trip: Itinerary) -> TripFile:
        return TripFile(self.path, trip, (*self.earlier, self.trip)[-MOST_VERSIONS:])

    def before(self, steps: int) -> TripFile:
        """As it was so many changes ago."""
        return TripFile(self.path, self.earlier[-steps], self.earlier[:-steps])

    def json(self, catalog: Catalog) -> str:
        """The trip's JSON, with the earlier versions inside if there are any."""
        data = trip_data(catalog, self.trip)
        if self.earlier:
            data[EARLIER] = _EARLIER_JSON.dump_python(self.earlier, mode="json")
        return json.dumps(data, ensure_ascii=False, indent=2)

    def write(self, catalog: Catalog) -> None:
        write_file(Path(self.path), f"{self.json(catalog)}\n".encode())


def trip_data(catalog: Catalog, trip: Itinerary) -> dict[str, Any]:
    """A trip as JSON says it, with whom to call beside it."""
    from planner.itinerary.metrics import contacts

    told: dict[str, Any] = ITINERARY_JSON.dump_python(trip, mode="json")
    return told | {"contacts": [asdict(contact) for contact in contacts(catalog, trip)]}


def read_trip_file(path: str, _: Translate) -> TripFile:
    """What `plan --json` or a command of `trip` wrote; anything else is refused."""
    with open_file(path, "rb") as file:
        content = file.read()
    try:
        data: Any = json.loads(content)
        data = data.get("itinerary", data)  # beside reasons and a plan for rain
        return TripFile(
            path, ITINERARY_JSON.validate_python(data), _EARLIER_JSON.validate_python(data.get(EARLIER, ()))
        )
    except (ValidationError, ValueError, AttributeError, RecursionError):
        refuse([_("{file} 不是一条行程。请用 silverway plan … --json 写出来的文件。").format(file=path)])


def check_spots(trip: Itinerary, catalog: Catalog) -> None:
    """Refuse a trip over what the facts no longer know.

    Raises
    ------
    Unknown
        With the first such place, hotel or station.
    """
    rows: dict[str, Collection[str]] = {
        "place": catalog.places,
        "hotel": catalog.hotels,
        "station": catalog.stations,
    }
    hotels = [day.hotel for day in trip.days if day.hotel]
    items = [item for day in trip.days for item in day.items]
    legs = [spot for item in items if isinstance(item, Leg) for spot in (item.origin, item.target)]
    visited = [visit.place for day in trip.days for visit in day.visits]
    for spot in (*hotels, *legs, *visited):
        if spot.kind in rows and spot.id not in rows[spot.kind]:
            raise Unknown("spot", spot.name)
