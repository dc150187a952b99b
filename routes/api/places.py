"""Facts: places with what each cell rests on, and which state of the facts is loaded."""

from __future__ import annotations

from itertools import islice

from flask import Response
from pydantic import BaseModel, Field

from planner.catalog import KEY_OF, facts_version, provenance
from planner.errors import Unknown
from planner.language import N_
from routes.api.answers import PageQuery, answer, cursor_to, read_cursor
from routes.api.blueprint import operation
from routes.api.models import CellBasis, FactsState, PlacePage, PlaceWithSources
from routes.facts.present import present, row_of
from routes.state import catalog, session, settings

FILE = "places.csv"
SILENT = ("", *KEY_OF.values(), "source", "as_of", "state_as_of", "confidence")


class PlacePath(BaseModel):
    """A place by its id."""

    place_id: str = Field(max_length=60)


class PlaceQuery(PageQuery):
    """Places of a `city` (its name in either language), of a `theme`."""

    city: str = Field("", max_length=60)
    theme: str = Field("", max_length=40)


@operation("get", "/places", N_("景点"), "facts:read", {200: PlacePage})
def list_places(query: PlaceQuery) -> Response:
    """All of them, by id; those that are planned with are `usable`."""
    facts = catalog()
    city = facts.city(query.city).name if query.city else ""
    behind = read_cursor(query.cursor, 1)[0] if query.cursor else ""
    wanted = (
        place
        for key, place in sorted(facts.places.items())
        if key > behind and (not city or place.city == city) and (not query.theme or query.theme in place.theme_ids)
    )
    found = list(islice(wanted, query.limit + 1))
    more = len(found) > query.limit
    return answer(PlacePage(items=found[: query.limit], next=cursor_to(found[query.limit - 1].id) if more else None))


@operation("get", "/places/<place_id>", N_("一个景点，每一项从哪里来"), "facts:read", {200: PlaceWithSources})
def read_place(path: PlacePath) -> Response:
    """The place; for each cell that is known its source, on what that rests, and the year it speaks of."""
    place = catalog().places.get(path.place_id)
    if place is None:
        raise Unknown("row", path.place_id)
    noted, row = present().noted, row_of(FILE, place.id)
    cells = {
        column: provenance(noted, FILE, row, column) for column, text in row.items() if text and column not in SILENT
    }
    sources = {
        column: CellBasis(source=each.source, basis=each.basis, as_of=each.as_of) for column, each in cells.items()
    }
    return answer(PlaceWithSources(place=place, sources=sources))


@operation("get", "/facts", N_("装着哪一版资料"), "facts:read", {200: FactsState})
def read_facts_state() -> Response:
    """The digest changes whenever a fact does; every trip and train names the one it rests on."""
    facts = catalog()
    with session() as db:
        version = facts_version(db)
    counted = ("cities", "places", "hotels", "hospitals", "restaurants", "events", "stations")
    return answer(
        FactsState(
            digest=version.digest, loaded_at=version.loaded_at, region=settings().region,
            counts={name: len(getattr(facts, name)) for name in counted},
        )
    )  # fmt: skip
