"""Departures of the office and published trains they may go by, to be read."""

from __future__ import annotations

from flask import Response, url_for
from pydantic import BaseModel, Field

from planner.accounts import load_office
from planner.clock import today
from planner.language import N_
from planner.product import TakenTrain, berths_left, published_trains, taken_train
from planner.saved import list_departures, load_departure, quotes_of
from routes.api.answers import PageQuery, answer, cursor_to, read_cursor, who
from routes.api.blueprint import operation
from routes.api.models import (
    DepartureHead,
    DeparturePage,
    DepartureState,
    PublishedTrains,
    PublishedTrainState,
    TakenBerths,
)
from routes.state import session


class DeparturePath(BaseModel):
    """A departure by its id."""

    departure_id: str = Field(max_length=40)


@operation("get", "/departures", N_("本单位的团期"), "departures:read", {200: DeparturePage})
def read_departures(query: PageQuery) -> Response:
    """Departures of the office, the last changed first."""
    with session() as db:
        rows = list_departures(db, who())
    keys = [f"{row.changed_at.isoformat()} {row.id}" for row in rows]
    behind = read_cursor(query.cursor, 1)[0] if query.cursor else ""
    left = [number for number, key in enumerate(keys) if not behind or key < behind]
    shown = left[: query.limit]
    return answer(
        DeparturePage(
            items=[
                DepartureHead(
                    id=row.id, address=url_for("api.read_departure", departure_id=row.id),
                    title=str(row.inputs.get("title", "")), created_at=row.created_at, changed_at=row.changed_at,
                    revision=row.revision,
                )
                for row in (rows[number] for number in shown)
            ],
            next=cursor_to(keys[shown[-1]]) if len(left) > len(shown) else None,
        )
    )  # fmt: skip


@operation("get", "/departures/<departure_id>", N_("一个团期"), "departures:read", {200: DepartureState})
def read_departure(path: DeparturePath) -> Response:
    """All its inputs as they stand, and which versions of its quote there are. No names of travellers."""
    with session() as db:
        file = load_departure(db, path.departure_id, who())
        versions = [row.version for row in quotes_of(db, file.id, who())]
        taken = taken_train(db, file.id)
    return answer(
        DepartureState(
            id=file.id, created_at=file.created_at, changed_at=file.changed_at, revision=file.revision,
            inputs=file.inputs, quotes=versions, train=_berths(taken) if taken else None,
        )
    )  # fmt: skip


def _berths(taken: TakenTrain) -> TakenBerths:
    share = taken.share
    return TakenBerths(
        published=share.train, number=taken.train.number, day=share.day, berths=share.taken, version=share.version,
        newest=taken.train.version,
    )  # fmt: skip


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
