"""Results people come back to: checked itineraries and silver trains, kept as they were computed.

Facts may be loaded anew at any time; what is saved here refers to none of their rows and outlives them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Text, bindparam, delete
from sqlmodel import Field, Session, col, select

from planner.accounts import SITE, Held, Who, acting_for, may_read, new_id
from planner.errors import Unknown
from planner.itinerary.types import (
    CHANGE_JSON,
    INSIGHTS_JSON,
    ITINERARY_JSON,
    Change,
    Insights,
    Itinerary,
    Other,
    TripRequest,
)
from planner.saved.states import mark_shelf
from planner.train.multi import SEVERAL_JSON, Several
from planner.train.types import CRUISE_JSON, Cruise, CruiseRequest
from planner.violations import Violation

TRIP_REQUEST_JSON: TypeAdapter[TripRequest] = TypeAdapter(TripRequest)
CRUISE_REQUEST_JSON: TypeAdapter[CruiseRequest] = TypeAdapter(CruiseRequest)
OTHERS_JSON: TypeAdapter[tuple[Other, ...]] = TypeAdapter(tuple[Other, ...])


class Saved(Held):
    """The columns both kinds of result have. `featured` is the key of a ready-made one, else None."""

    id: str = Field(primary_key=True)
    created_at: datetime = Field(index=True)
    theme: str
    home: str
    days: int
    profile: str
    start: date
    featured: str | None = Field(default=None, unique=True, index=True)
    facts_digest: str
    request: str = Field(sa_type=Text)  # JSON
    result: str = Field(sa_type=Text)  # JSON


class SavedItinerary(Saved, table=True):
    """A trip; `result` is ITINERARY_JSON, `change` CHANGE_JSON if it came from another, `beside` INSIGHTS_JSON as soon
    as that is known."""

    __tablename__ = "saved_itinerary"

    change: str | None = Field(default=None, sa_type=Text)
    beside: str | None = Field(default=None, sa_type=Text)

    def itinerary(self) -> Itinerary:
        """The trip as it was planned."""
        return ITINERARY_JSON.validate_json(self.result)

    def insights(self) -> Insights | None:
        """The insights into it, None as long as they are not known."""
        return INSIGHTS_JSON.validate_json(self.beside) if self.beside else None

    def changed(self) -> Change | None:
        """How it came from another trip, if it did."""
        return CHANGE_JSON.validate_json(self.change) if self.change else None


class SavedTrain(Saved, table=True):
    """A silver train; `result` is CRUISE_JSON, `others` OTHERS_JSON as soon as they are known."""

    __tablename__ = "saved_train"

    others: str | None = Field(default=None, sa_type=Text)

    def cruise(self) -> Cruise:
        """The train as it was planned."""
        return CRUISE_JSON.validate_json(self.result)

    def other_trains(self) -> tuple[Other, ...] | None:
        """Other trains for the same wish, None as long as they are not known."""
        return None if self.others is None else OTHERS_JSON.validate_json(self.others)


class SavedSeveral(Held, table=True):
    """Several trains inserted at once; `texts` is what was typed (JSON), `result` SEVERAL_JSON."""

    __tablename__ = "saved_several"

    id: str = Field(primary_key=True)
    created_at: datetime = Field(index=True)
    facts_digest: str
    texts: str = Field(sa_type=Text)
    result: str = Field(sa_type=Text)


Row = TypeVar("Row", bound=Saved)


class StateOfTrip(NamedTuple):
    """What tells a saved trip as it is from what it was: one planned anew under its id has another `created_at`."""

    id: str
    created_at: datetime
    featured: str | None
    facts_digest: str
    start: date
    days: int
    explained: bool  # are the insights into it known


_TRIPS = SavedItinerary.__table__.c  # type: ignore[attr-defined]
_STATE = select(  # type: ignore[call-overload]  # made once, and asked past the ORM: each page of a trip asks it
    _TRIPS.id, _TRIPS.created_at, _TRIPS.featured, _TRIPS.facts_digest, _TRIPS.start, _TRIPS.days,
    _TRIPS.beside.is_not(None), _TRIPS.holder,
).where(_TRIPS.id == bindparam("key"))  # fmt: skip


def save_itinerary(
    session: Session,
    itinerary: Itinerary,
    violations: Sequence[Violation],
    featured: str | None = None,
    holder: str = SITE,
    change: Change | None = None,
) -> str:
    """Keep a trip that its checker has passed; the id to find it by.

    `violations` is what the checker found. A ready-made trip (`featured` is its key) takes the place and the id
    of the earlier one under the same key, so that its address stays good.

    Raises
    ------
    ValueError
        If the checker found a hard violation: such a trip must not reach anybody.
    """
    _refuse_hard(violations)
    request = itinerary.request
    return _keep(
        session,
        SavedItinerary(
            id=new_id(),
            created_at=datetime.now(UTC),
            theme=request.theme,
            home=request.home,
            days=request.days,
            profile=request.profile,
            start=request.start,
            featured=featured,
            holder=holder,
            facts_digest=itinerary.facts_digest,
            request=TRIP_REQUEST_JSON.dump_json(request).decode(),
            result=ITINERARY_JSON.dump_json(itinerary).decode(),
            change=CHANGE_JSON.dump_json(change).decode() if change else None,
        ),
    )


def save_insights(session: Session, itinerary_id: str, beside: Insights) -> None:
    """Save the insights into a saved trip; nothing if the trip is gone."""
    row = session.get(SavedItinerary, itinerary_id)
    if row is not None:
        row.beside = INSIGHTS_JSON.dump_json(beside).decode()


def save_train(
    session: Session,
    cruise: Cruise,
    violations: Sequence[Violation],
    featured: str | None = None,
    holder: str = SITE,
) -> str:
    """Keep a silver train that its checker has passed; as `save_itinerary`."""
    _refuse_hard(violations)
    request = cruise.request
    return _keep(
        session,
        SavedTrain(
            id=new_id(),
            created_at=datetime.now(UTC),
            theme=request.theme,
            home=request.home,
            days=request.days,
            profile=request.profile,
            start=cruise.start,
            featured=featured,
            holder=holder,
            facts_digest=cruise.facts_digest,
            request=CRUISE_REQUEST_JSON.dump_json(request).decode(),
            result=CRUISE_JSON.dump_json(cruise).decode(),
        ),
    )


def save_others(session: Session, train_id: str, others: Sequence[Other]) -> None:
    """Save the alternatives to a saved train; nothing if that is gone."""
    row = session.get(SavedTrain, train_id)
    if row is not None:
        row.others = OTHERS_JSON.dump_json(tuple(others)).decode()


def save_several(session: Session, found: Several, texts: dict[str, str], facts_digest: str, holder: str = SITE) -> str:
    """Keep trains inserted at once, with what was typed; the id to find them by."""
    row = SavedSeveral(
        id=new_id(),
        created_at=datetime.now(UTC),
        facts_digest=facts_digest,
        holder=holder,
        texts=json.dumps(texts, ensure_ascii=False),
        result=SEVERAL_JSON.dump_json(found).decode(),
    )
    session.add(row)
    return row.id


def load_several(session: Session, several_id: str) -> tuple[Several, dict[str, str]]:
    """The trains with that id and what was typed; raises Unknown."""
    row = session.get(SavedSeveral, several_id)
    if row is None:
        raise Unknown("train", several_id)
    texts: dict[str, str] = json.loads(row.texts)
    return SEVERAL_JSON.validate_json(row.result), texts


def own_copy(session: Session, itinerary_id: str, holder: str = SITE) -> str:
    """The id of a trip that stays as it is: a ready-made one, which may be planned anew at any time, is copied for that
    holder.

    Raises
    ------
    Unknown
        If there is no such trip.
    """
    row = load_saved(session, itinerary_id)
    if row.featured is None:
        return row.id
    kept = row.model_dump(exclude={"id", "featured", "created_at", "holder"})
    return _keep(session, SavedItinerary(id=new_id(), created_at=datetime.now(UTC), holder=holder, **kept))


def load_itinerary(session: Session, itinerary_id: str) -> Itinerary:
    """The trip with that id; raises Unknown."""
    return load_saved(session, itinerary_id).itinerary()


def load_saved(session: Session, itinerary_id: str) -> SavedItinerary:
    """The trip with that id and what is kept with it.

    Raises
    ------
    Unknown
        If there is none.
    """
    row = session.get(SavedItinerary, itinerary_id)
    if row is None:
        raise Unknown("itinerary", itinerary_id)
    return row


def state_of_trip(session: Session, itinerary_id: str) -> StateOfTrip:
    """The state of the trip with that id, without reading it, if whom the session acts for may read it; else raises
    Unknown."""
    session.flush()
    found = session.connection().execute(_STATE, {"key": itinerary_id}).first()
    who = acting_for(session)
    if found is None or (who is not None and not may_read(who, found.holder)):
        raise Unknown("itinerary", itinerary_id)
    return StateOfTrip(*found[:-1])


def load_train(session: Session, train_id: str) -> Cruise:
    """The silver train with that id; raises Unknown."""
    return load_saved_train(session, train_id).cruise()


def load_saved_train(session: Session, train_id: str) -> SavedTrain:
    """The silver train with that id and what is kept with it; raises Unknown."""
    row = session.get(SavedTrain, train_id)
    if row is None:
        raise Unknown("train", train_id)
    return row


def list_itineraries(
    session: Session, theme: str | None = None, featured: bool | None = None, limit: int = 50
) -> list[SavedItinerary]:
    """Saved trips, newest first; of one theme if given; only ready-made (True) or only people's own (False)."""
    return _list(session, SavedItinerary, theme, featured, limit)


def keys_of_shelf(session: Session, limit: int) -> list[tuple[str, datetime, str]]:
    """The ids of the ready-made trips, since when they are as they are, and their keys; newest first."""
    row = SavedItinerary
    query = select(row.id, row.created_at, row.featured).where(col(row.featured).is_not(None))
    found = session.exec(query.order_by(col(row.created_at).desc(), col(row.id)).limit(limit)).all()
    return [(key, made, featured or "") for key, made, featured in found]


def list_held(
    session: Session, who: Who, limit: int, behind: tuple[datetime, str] | None = None
) -> list[SavedItinerary]:
    """The holder's own trips, newest first; those behind the one made at a moment with that id, if given."""
    made, key = col(SavedItinerary.created_at), col(SavedItinerary.id)
    query = select(SavedItinerary).where(SavedItinerary.holder == who.holder).order_by(made.desc(), key).limit(limit)
    if behind is not None:
        query = query.where((made < behind[0]) | ((made == behind[0]) & (key > behind[1])))
    return list(session.exec(query).all())


def list_trains(
    session: Session, theme: str | None = None, featured: bool | None = None, limit: int = 50
) -> list[SavedTrain]:
    """Saved silver trains; as `list_itineraries`."""
    return _list(session, SavedTrain, theme, featured, limit)


def drop_featured_except(session: Session, keys: Sequence[str]) -> None:
    """Remove ready-made results under other keys; what people saved themselves stays."""
    for table in (SavedItinerary, SavedTrain):
        session.execute(delete(table).where(col(table.featured).is_not(None), col(table.featured).not_in(keys)))
    mark_shelf(session)


def _refuse_hard(violations: Sequence[Violation]) -> None:
    hard = [violation.rule for violation in violations if violation.hard]
    if hard:
        raise ValueError(f"not saved, the checker refuses it: {', '.join(hard)}")


def _keep(session: Session, row: Row) -> str:
    table = type(row)
    if row.featured is not None:
        earlier = session.exec(select(table).where(table.featured == row.featured)).first()
        if earlier is not None:
            row.id = earlier.id
        mark_shelf(session)
    session.merge(row)
    return row.id


def _list(session: Session, table: type[Row], theme: str | None, featured: bool | None, limit: int) -> list[Row]:
    query = select(table).order_by(col(table.created_at).desc(), col(table.id)).limit(limit)
    if theme is not None:
        query = query.where(table.theme == theme)
    if featured is not None:
        query = query.where(col(table.featured).is_not(None) if featured else col(table.featured).is_(None))
    return list(session.exec(query).all())
