"""The people of a departure, each sealed in a row of their own, until the day they are to be forgotten.

Nothing of them stands in a departure's inputs or its revisions, so that who is erased is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Column, ForeignKey, String, Text, delete
from sqlmodel import Field, Session, SQLModel, col, select

from planner.group import TRAVELLER_JSON, TravelGroup
from planner.saved.sealing import Seal

KEPT_AFTER_DAYS = 90  # after the last day of the trip, unless another day is set
MOST_KEPT_DAYS = 3 * 366


class DepartureTraveller(SQLModel, table=True):
    """A person of a departure: TRAVELLER_JSON, sealed; deleted after `keep_until`. `booking` is by which they came."""

    __tablename__ = "departure_traveller"

    departure: str = Field(
        sa_column=Column(String(), ForeignKey("departure.id", ondelete="CASCADE"), primary_key=True, nullable=False)
    )
    key: str = Field(primary_key=True)
    place: int
    keep_until: date = Field(index=True)
    sealed: str = Field(sa_type=Text)
    booking: str = Field(default="", index=True)


def load_travellers(session: Session, departure_id: str, seal: Seal) -> TravelGroup:
    """The people of a departure whose holder asks, in the order of their list."""
    own = select(DepartureTraveller).where(DepartureTraveller.departure == departure_id)
    rows = session.exec(own.order_by(col(DepartureTraveller.place)))
    return TravelGroup(tuple(TRAVELLER_JSON.validate_json(seal.open(row.sealed)) for row in rows))


def has_travellers(session: Session, departure_id: str) -> bool:
    """Are people of it kept?"""
    own = select(DepartureTraveller.key).where(DepartureTraveller.departure == departure_id)
    return session.exec(own.limit(1)).first() is not None


def retention_date(session: Session, departure_id: str) -> date | None:
    """The day after which the list is deleted; None if there is none."""
    row = session.exec(select(DepartureTraveller).where(DepartureTraveller.departure == departure_id).limit(1)).first()
    return None if row is None else row.keep_until


def booking_of_travellers(session: Session, departure_id: str) -> dict[str, str]:
    """By key the booking by which somebody came; of those who came by one."""
    rows = select(DepartureTraveller.key, DepartureTraveller.booking)
    own = rows.where(DepartureTraveller.departure == departure_id, DepartureTraveller.booking != "")
    return dict(session.exec(own).all())


def put_travellers(
    session: Session, departure_id: str, group: TravelGroup, keep_until: date, seal: Seal,
    bookings: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Keep these people as those of a departure, in the place of any before; `bookings` say by which each came."""
    session.execute(delete(DepartureTraveller).where(col(DepartureTraveller.departure) == departure_id))
    for place, each in enumerate(group.travellers):
        sealed = seal.close(TRAVELLER_JSON.dump_json(each).decode())
        row = DepartureTraveller(
            departure=departure_id, key=each.key, place=place, keep_until=keep_until, sealed=sealed,
            booking=(bookings or {}).get(each.key, ""),
        )  # fmt: skip
        session.add(row)
    session.flush()


def default_retention_date(last_day: date) -> date:
    """When people are to be forgotten, if nobody says otherwise."""
    return last_day + timedelta(days=KEPT_AFTER_DAYS)


def forget_travellers(session: Session, today: date) -> None:
    """Delete the people who were to be kept until a day before today."""
    session.execute(delete(DepartureTraveller).where(col(DepartureTraveller.keep_until) < today))
