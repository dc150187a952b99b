"""Enquiries: somebody would like to go on a trip, or on a silver train, and be called. Kept until the agency has
called, 90 days at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import phonenumbers
from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col, select

from planner.errors import Malformed, OutOfRange, Unknown
from planner.itinerary.types import MAX_PEOPLE
from planner.saved import load_saved_train, new_id, own_copy

KEPT_DAYS = 90
LONGEST_NAME, LONGEST_PREFERRED = 20, 100  # characters
PHONE_EXAMPLE = "13800001234, 024-12345678"


class Enquiry(SQLModel, table=True):
    """Who wants to be called about the trip or train saved under `trip`; `preferred` days are in their own words."""

    __tablename__ = "enquiry"
    id: str = Field(primary_key=True)
    trip: str
    at: datetime = Field(index=True)
    name: str
    phone: str  # +86 138 0000 1234
    people: int
    preferred: str


def faults(name: str, phone: str, people: int, preferred: str) -> list[Malformed | OutOfRange]:
    """All that is wrong; each error's `field` is enquiry_name, phone, people or enquiry_when."""
    found: list[Malformed | OutOfRange] = []
    lengths = ("enquiry_name", len(name), 1, LONGEST_NAME), ("enquiry_when", len(preferred), 0, LONGEST_PREFERRED)
    for field, value, low, high in (*lengths, ("people", people, 1, MAX_PEOPLE)):
        if not low <= value <= high:
            found.append(OutOfRange(field, value, low, high))
    try:
        telephone(phone)
    except Malformed as error:
        found.append(error)
    return found


def enquire(session: Session, trip: str, name: str, phone: str, people: int, preferred: str) -> str:
    """Keep an enquiry about a trip that stays as it is; its id.

    Raises
    ------
    Unknown, OutOfRange, Malformed
        If there is no such trip, or for the first of the faults.
    """
    if wrong := faults(name, phone, people, preferred):
        raise wrong[0]
    return _keep(session, own_copy(session, trip), name, phone, people, preferred)


def enquire_train(session: Session, train: str, name: str, phone: str, people: int, preferred: str) -> str:
    """Keep that somebody would like to go on a silver train; as `enquire`."""
    if wrong := faults(name, phone, people, preferred):
        raise wrong[0]
    load_saved_train(session, train)
    return _keep(session, train, name, phone, people, preferred)


def _keep(session: Session, about: str, name: str, phone: str, people: int, preferred: str) -> str:
    forget_old(session)
    enquiry = Enquiry(
        id=new_id(), trip=about, at=datetime.now(UTC), name=name, phone=telephone(phone),
        people=people, preferred=preferred,
    )  # fmt: skip
    session.add(enquiry)
    return enquiry.id


def people_waiting(session: Session, about: str) -> int:
    """How many people would like to go on a trip or a train, as far as they wait for a call."""
    return sum(session.exec(select(Enquiry.people).where(Enquiry.trip == about)))


def telephone(text: str) -> str:
    """A number that can be called, as it is written internationally; one without a country's code is Chinese.

    Raises
    ------
    Malformed
        If it is not one.
    """
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise Malformed("phone", text, PHONE_EXAMPLE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def enquiries_waiting(session: Session) -> list[Enquiry]:
    """Those that wait for a call, the oldest first."""
    forget_old(session)
    return list(session.exec(select(Enquiry).order_by(col(Enquiry.at), col(Enquiry.id))).all())


def enquiry_waiting(session: Session, enquiry_id: str) -> Enquiry:
    """One that waits for a call; raises Unknown."""
    row = session.get(Enquiry, enquiry_id)
    if row is None:
        raise Unknown("enquiry", enquiry_id)
    return row


def waits(session: Session, enquiry_id: str) -> bool:
    """Is it still kept?"""
    return session.get(Enquiry, enquiry_id) is not None


def forget(session: Session, enquiry_id: str) -> bool:
    """Delete an enquiry; whether there was one."""
    row = session.get(Enquiry, enquiry_id)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def forget_old(session: Session) -> None:
    """Delete what is older than anybody agreed to."""
    session.execute(delete(Enquiry).where(col(Enquiry.at) < datetime.now(UTC) - timedelta(days=KEPT_DAYS)))
