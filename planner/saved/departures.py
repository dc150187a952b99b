"""Departures an agency works on: a file of inputs that is saved by itself, change by change, as revisions.

A revision is never altered. Undoing and redoing are changes too, so numbers only go up, and whoever read an older one
is told. What two people change at once is merged unless it is the same input.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Text, delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import Held, Who, is_holder, keeper, new_id, refuse_viewers
from planner.errors import Clash, OutOfRange, Overtaken, Unknown
from planner.itinerary.types import Itinerary
from planner.text import read_day

MOST_DEPARTURES = 500  # of one holder
MOST_REVISIONS = 300  # kept of one departure: so far back can be undone
LARGEST = 200_000  # characters of a revision

Inputs = dict[str, Any]  # by dotted names such as group.people; values are JSON


class Departure(Held, table=True):
    """A departure; what it is about stands in its newest revision."""

    __tablename__ = "departure"

    id: str = Field(primary_key=True)
    enquiry: str | None = Field(default=None, index=True)  # what it came from
    created_at: datetime
    changed_at: datetime = Field(index=True)
    revision: int


class DepartureRevision(SQLModel, table=True):
    """All inputs at one moment. `undo` and `redo` are the revisions whose inputs come back then."""

    __tablename__ = "departure_revision"

    departure: str = Field(primary_key=True, foreign_key="departure.id")
    number: int = Field(primary_key=True)
    at: datetime
    inputs: str = Field(sa_type=Text)  # JSON
    undo: int | None = None
    redo: int | None = None


@dataclass(frozen=True)
class DepartureFile:
    """A departure as it stands at one revision."""

    id: str
    enquiry: str | None
    created_at: datetime
    changed_at: datetime
    revision: int
    inputs: Inputs
    can_undo: bool
    can_redo: bool


def new_departure(session: Session, who: Who, inputs: Mapping[str, Any], enquiry: str | None = None) -> str:
    """Open a departure; its id. An enquiry has one departure of a holder: asked for again, that.

    Raises
    ------
    OutOfRange
        If the holder has too many, or the inputs are too long.
    NotAllowed
        If they may only look.
    """
    holder, now = keeper(who), datetime.now(UTC)
    own = select(Departure.id).where(Departure.holder == holder)
    if enquiry is not None and (there := session.exec(own.where(Departure.enquiry == enquiry)).first()) is not None:
        return there
    if len(session.exec(own).all()) >= MOST_DEPARTURES:
        raise OutOfRange("departures_kept", MOST_DEPARTURES + 1, 0, MOST_DEPARTURES)
    row = Departure(id=new_id(), holder=holder, enquiry=enquiry, created_at=now, changed_at=now, revision=1)
    session.add(row)
    session.flush()
    session.add(DepartureRevision(departure=row.id, number=1, at=now, inputs=_written(inputs)))
    return row.id


def load_departure(session: Session, departure_id: str, who: Who) -> DepartureFile:
    """The holder's departure as it stands; for everybody else it does not exist (raises Unknown)."""
    row = _own(session, departure_id, who)
    return _file(row, _revision(session, row.id, row.revision))


def inputs_at(session: Session, departure_id: str, number: int) -> Inputs | None:
    """The inputs of a revision of a departure one may see; None if it is kept no longer."""
    row = session.get(DepartureRevision, (departure_id, number))
    return None if row is None else dict(json.loads(row.inputs))


def list_departures(session: Session, who: Who) -> Sequence[DepartureFile]:
    """All departures of a holder, the last changed first."""
    newest = (
        select(Departure, DepartureRevision)
        .where(DepartureRevision.departure == Departure.id, DepartureRevision.number == Departure.revision)
        .where(Departure.holder == who.holder)
        .order_by(col(Departure.changed_at).desc(), col(Departure.id))
    )
    return [_file(row, revision) for row, revision in session.exec(newest)]


def change_departure(session: Session, departure_id: str, who: Who, base: int, changes: Mapping[str, Any]) -> int:
    """Put inputs in the place of those read at revision `base`, None to take one out; the new revision's number.

    Others' changes since then stay. Nothing that differs makes no revision.

    Raises
    ------
    Overtaken
        If one of these inputs was changed since: with what stands there now. Nothing was saved.
    OutOfRange
        If the inputs get too long.
    Unknown
        If the holder has no such departure.
    """
    row, held = _locked(session, departure_id, who)
    now: Inputs = json.loads(held.inputs)
    if base != row.revision:
        then = inputs_at(session, departure_id, base)
        clashes = tuple(
            Clash(name, mine, now.get(name))
            for name, mine in changes.items()
            if now.get(name) != mine and (then is None or now.get(name) != then.get(name))
        )
        if clashes:
            raise Overtaken(row.revision, clashes)
    wanted = {name: value for name, value in (now | dict(changes)).items() if value is not None}
    return held.number if wanted == now else _append(session, row, _written(wanted), held.number, None)


def step_back(session: Session, departure_id: str, who: Who, base: int, way: Literal["undo", "redo"]) -> int:
    """Undo the last change, or redo the one undone last; the new revision's number.

    Raises
    ------
    Overtaken
        If somebody changed something since revision `base`: what would be undone is not what was seen.
    Unknown
        If the holder has no such departure.
    """
    row, held = _locked(session, departure_id, who)
    if base != row.revision:
        raise Overtaken(row.revision, ())
    target = session.get(DepartureRevision, (departure_id, held.undo if way == "undo" else held.redo))
    if target is None:
        return held.number
    undo, redo = (target.undo, held.number) if way == "undo" else (held.number, target.redo)
    return _append(session, row, target.inputs, undo, redo)


def remove_departure(session: Session, departure_id: str, who: Who) -> None:
    """Delete a departure with all its revisions; raises Unknown."""
    row, _ = _locked(session, departure_id, who)
    session.execute(delete(DepartureRevision).where(col(DepartureRevision.departure) == row.id))
    session.delete(row)


def _own(session: Session, departure_id: str, who: Who) -> Departure:
    row = session.get(Departure, departure_id)
    if row is None or not is_holder(who, row.holder):
        raise Unknown("departure", departure_id)
    return row


def _locked(session: Session, departure_id: str, who: Who) -> tuple[Departure, DepartureRevision]:
    """The departure and its newest revision; until the end of the transaction nobody else changes it."""
    session.execute(update(Departure).where(col(Departure.id) == departure_id).values(revision=Departure.revision))
    row = _own(session, departure_id, who)
    refuse_viewers(who)
    session.refresh(row)
    return row, _revision(session, row.id, row.revision)


def _revision(session: Session, departure_id: str, number: int) -> DepartureRevision:
    row = session.get(DepartureRevision, (departure_id, number))
    if row is None:
        raise Unknown("departure", departure_id)
    return row


def _append(session: Session, row: Departure, inputs: str, undo: int | None, redo: int | None) -> int:
    row.revision, row.changed_at = row.revision + 1, datetime.now(UTC)
    session.add(
        DepartureRevision(departure=row.id, number=row.revision, at=row.changed_at, inputs=inputs, undo=undo, redo=redo)
    )
    old = col(DepartureRevision.number) <= row.revision - MOST_REVISIONS
    session.execute(delete(DepartureRevision).where(col(DepartureRevision.departure) == row.id, old))
    return row.revision


def _written(inputs: Mapping[str, Any]) -> str:
    text = json.dumps(dict(sorted(inputs.items())), ensure_ascii=False)
    if len(text) > LARGEST:
        raise OutOfRange("departure_inputs", len(text), 0, LARGEST)
    return text


def _file(row: Departure, held: DepartureRevision) -> DepartureFile:
    kept_from = row.revision - MOST_REVISIONS
    return DepartureFile(
        id=row.id,
        enquiry=row.enquiry,
        created_at=row.created_at,
        changed_at=row.changed_at,
        revision=row.revision,
        inputs=json.loads(held.inputs),
        can_undo=held.undo is not None and held.undo > kept_from,
        can_redo=held.redo is not None and held.redo > kept_from,
    )


def moved(trip: Itinerary, start: str | None) -> Itinerary:
    """The trip with its days from `start` (ISO) on; nothing else of it changes, so it may not hold there."""
    first = read_day(start, trip.request.start) if start else None
    if first is None or first == trip.request.start:
        return trip
    days = tuple(replace(day, date=first + timedelta(number)) for number, day in enumerate(trip.days))
    return replace(trip, days=days, request=replace(trip.request, start=first))
