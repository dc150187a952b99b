"""Trips: planned, read, changed, and why they are as they are."""

from __future__ import annotations

from datetime import datetime

from flask import Response, url_for
from pydantic import BaseModel, Field

from planner.errors import Malformed, Unknown
from planner.itinerary.inputs import validated
from planner.itinerary.types import Itinerary
from planner.jobs import ChangeRequest, submit
from planner.language import N_
from planner.saved import SavedItinerary, list_held, load_saved
from routes.api.answers import PageQuery, answer, cursor_to, made_job, read_cursor, who
from routes.api.blueprint import operation
from routes.api.job_states import JobState
from routes.api.models import (
    LeftOutPlace,
    OtherTrip,
    TripEdits,
    TripHead,
    TripPage,
    TripState,
    TripWish,
    Why,
)
from routes.presenters import reason_words
from routes.state import catalog, facts_today, session
from routes.visitor import asker


class TripPath(BaseModel):
    """A trip by its id."""

    trip_id: str = Field(max_length=40)


@operation("post", "/trips", N_("排一条行程"), "trips:write", {202: JobState}, "plan")
def plan_trip(body: TripWish) -> Response:
    """Queue a trip; names may be Chinese, English or ids. The job leads to the trip."""
    wish = body.root
    validated(facts_today(), wish)
    return made_job(lambda db: submit(db, "trip", wish, *asker()))


@operation("get", "/trips", N_("本单位的行程"), "trips:read", {200: TripPage})
def list_trips(query: PageQuery) -> Response:
    """The office's own trips, the newest first."""
    behind = None
    if query.cursor:
        moment, key = read_cursor(query.cursor, 2)
        try:
            behind = datetime.fromisoformat(moment), key
        except ValueError:
            raise Malformed("cursor", query.cursor[:40], "next") from None
    with session() as db:
        rows = list_held(db, who(), query.limit + 1, behind)
    more = rows[query.limit - 1] if len(rows) > query.limit else None
    return answer(
        TripPage(
            items=[_head(row) for row in rows[: query.limit]],
            next=cursor_to(more.created_at.isoformat(), more.id) if more else None,
        )
    )


@operation("get", "/trips/<trip_id>", N_("一条行程"), "trips:read", {200: TripState})
def read_trip(path: TripPath) -> Response:
    """The trip, day by day, with its proven bound."""
    with session() as db:
        row = load_saved(db, path.trip_id)
    return answer(TripState(id=row.id, created_at=row.created_at, change=row.changed(), itinerary=row.itinerary()))


@operation("post", "/trips/<trip_id>/changes", N_("改一条行程"), "trips:write", {202: JobState}, "plan")
def change_trip(path: TripPath, body: TripEdits) -> Response:
    """Queue changes; the job leads to a new trip, the old one stays."""
    with session() as db:
        trip = load_saved(db, path.trip_id).itinerary()
    _refuse_unknown(trip, body)
    asked = ChangeRequest(path.trip_id, tuple(body.edits), body.since)
    return made_job(lambda db: submit(db, "change", asked, *asker()))


@operation("get", "/trips/<trip_id>/why", N_("为什么这样排"), "trips:read", {200: Why})
def explain_trip(path: TripPath) -> Response:
    """Places left out and why, other trips for the same wish, and what to do when it rains."""
    with session() as db:
        found = load_saved(db, path.trip_id).insights()
    if found is None:
        return answer(Why(ready=False, left_out=[], others=[], rain=[]))
    return answer(
        Why(
            ready=True,
            left_out=[
                LeftOutPlace(
                    place=each.place, code=each.reason.code, values=dict(each.reason.values),
                    sentence=reason_words(each.reason),
                )
                for each in found.left_out
            ],
            others=[
                OtherTrip(address=url_for("api.read_trip", trip_id=each.trip), sentence=reason_words(each.reason))
                for each in found.others
            ],
            rain=list(found.rain),
        )
    )  # fmt: skip


def _head(row: SavedItinerary) -> TripHead:
    return TripHead(
        id=row.id, address=url_for("api.read_trip", trip_id=row.id), created_at=row.created_at, theme=row.theme,
        home=row.home, days=row.days, profile=row.profile, start=row.start,
    )  # fmt: skip


def _refuse_unknown(trip: Itinerary, wanted: TripEdits) -> None:
    """Edits speak of places of the trip; a pinned one may be new."""
    there = {visit.place.id for day in trip.days for visit in day.visits}
    for edit in wanted.edits:
        if edit.kind in ("slower", "faster"):
            continue
        if edit.place not in (catalog().places if edit.kind == "pin" else there):
            raise Unknown("place", (edit.place or "")[:40], tuple(sorted(there)))
