"""Offices: agencies that sell trips, and railway bureaus that run trains. What their members save is theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, get_args

import phonenumbers
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts.keys import new_id
from planner.errors import Malformed, OutOfRange, Taken, Unknown

OfficeKind = Literal["agency", "bureau"]
OFFICE_KINDS: tuple[str, ...] = get_args(OfficeKind)
LONGEST_OFFICE, LONGEST_LICENCE = 40, 40  # characters
PHONE_EXAMPLE = "13800001234, 024-12345678"


class Office(SQLModel, table=True):
    """An agency or a railway bureau; `licence` is the number under which it may sell trips, `phone` as it is dialled
    from abroad. Both may be empty."""

    __tablename__ = "office"
    id: str = Field(primary_key=True)
    kind: str
    name: str = Field(unique=True)
    licence: str = ""
    phone: str = ""
    added_at: datetime


def create_office(session: Session, kind: str, name: str, licence: str = "", phone: str = "") -> Office:
    """A new office.

    Raises
    ------
    SilverwayError
        For the first thing that cannot be: the kind, a name that is empty, too long or another's, the rest.
    """
    if kind not in OFFICE_KINDS:
        raise Unknown("office_kind", kind, OFFICE_KINDS)
    office = Office(id=new_id(), kind=kind, name="", added_at=datetime.now(UTC))
    change_office(session, office, name, licence, phone)
    return office


def change_office(session: Session, office: Office, name: str, licence: str, phone: str) -> None:
    """Give an office another name, licence or telephone; raises as `create_office`."""
    name, licence, phone = (" ".join(text.split()) for text in (name, licence, phone))
    if not 1 <= len(name) <= LONGEST_OFFICE:
        raise OutOfRange("office_name", len(name), 1, LONGEST_OFFICE)
    if len(licence) > LONGEST_LICENCE:
        raise OutOfRange("office_licence", len(licence), 0, LONGEST_LICENCE)
    same = session.exec(select(Office.id).where(Office.name == name)).first()
    if same not in (None, office.id):
        raise Taken("office", name)
    office.name, office.licence, office.phone = name, licence, telephone(phone) if phone else ""
    session.add(office)
    session.flush()


def load_office(session: Session, key: str) -> Office:
    """The office with that id or name; raises Unknown."""
    found = session.get(Office, key) or session.exec(select(Office).where(Office.name == key)).first()
    if found is None:
        raise Unknown("office", key)
    return found


def offices(session: Session) -> list[Office]:
    """All of them, by name."""
    return list(session.exec(select(Office).order_by(col(Office.name))).all())


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
