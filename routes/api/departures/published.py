"""Trains that railway offices have published, which departures may go by."""

from __future__ import annotations

from flask import Response

from planner.accounts import load_office
from planner.clock import today
from planner.language import N_
from planner.product import berths_left, published_trains
from routes.api.answers import answer
from routes.api.blueprint import operation
from routes.api.departures.models import PublishedTrains, PublishedTrainState
from routes.state import session


@operation("get", "/published-trains", N_("铁路公布的列车"), "departures:read", {200: PublishedTrains})
def read_published_trains() -> Response:
    """Trains that railway offices have published, with what is left of them."""
    with session() as db:
        rows = [
            PublishedTrainState(
                id=row.id, office=load_office(db, row.office).name, version=row.version, published_on=version.on,
                train=made, left={day: berths_left(db, row.id, made, day) for day in made.days if day > today()},
            )
            for row, version in published_trains(db)
            for made in (version.product(),)
        ]  # fmt: skip
    return answer(PublishedTrains(items=rows))
