"""The tables of what is sold: departures offered to the public, bookings, payments that were recorded."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Column, ForeignKey, String, Text
from sqlmodel import Field, SQLModel

from planner.accounts import Held
from planner.booking.capacity import Limits, Units
from planner.booking.terms import SaleTerms

BookingStatus = Literal["option", "confirmed", "waiting", "cancelled", "expired"]
HOLDING = ("option", "confirmed")  # these have places
PaymentKind = Literal["deposit", "instalment", "refund"]


def _of_departure(**more: Any) -> Any:
    return Column(String(), ForeignKey("departure.id", ondelete="CASCADE"), nullable=False, **more)


class DepartureOffer(Held, table=True):
    """A departure that is sold. `shown` (JSON) is the customer's part of its quote, with the agency's name, licence and
    telephone; `override` says why it is sold although a duty was open."""

    __tablename__ = "departure_offer"

    id: str = Field(primary_key=True)
    departure: str = Field(sa_column=_of_departure(unique=True, index=True))
    is_open: bool
    published_at: datetime
    first_day: date = Field(index=True)
    last_day: date
    least: int
    most: int
    quotas: str  # JSON: by kind
    terms: str = Field(sa_type=Text)  # JSON: SaleTerms
    option_hours: int
    quote_version: int
    override: str
    shown: str = Field(sa_type=Text)
    changes: int = 0  # counted up by whoever is about to change what is booked, so that others wait

    @property
    def limits(self) -> Limits:
        return Limits(self.most, json.loads(self.quotas))

    @property
    def sale_terms(self) -> SaleTerms:
        return _terms(self.terms)

    @property
    def customers_part(self) -> dict[str, Any]:
        return dict(json.loads(self.shown))


class Booking(SQLModel, table=True):
    """Places of a departure for some people. `sealed` is a Booker; `key` that of the form it came by, so that what is
    sent twice is booked once. An option ends at `until`; the price stays as it was when the booking was made."""

    __tablename__ = "booking"

    id: str = Field(primary_key=True)
    departure: str = Field(sa_column=_of_departure(index=True))
    key: str = Field(unique=True, index=True)
    enquiry: str | None = Field(default=None, index=True)
    status: str = Field(index=True)
    units: str  # JSON: Units
    price_fen: int
    terms: str = Field(sa_type=Text)  # JSON: the SaleTerms of when it was made
    sealed: str = Field(sa_type=Text)
    made_at: datetime
    made_by: str
    until: datetime | None = None
    promoted_at: datetime | None = None
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    fee_fen: int | None = None

    @property
    def booked(self) -> Units:
        return units_of(self.units)

    @property
    def sale_terms(self) -> SaleTerms:
        return _terms(self.terms)


class Payment(SQLModel, table=True):
    """Money that came in (or went back: less than 0) elsewhere and is noted here."""

    __tablename__ = "booking_payment"

    id: str = Field(primary_key=True)
    booking: str = Field(sa_column=Column(String(), ForeignKey("booking.id", ondelete="CASCADE"), nullable=False,
                                          index=True))  # fmt: skip
    key: str = Field(unique=True, index=True)
    kind: str
    fen: int
    on: date
    note: str
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True)
class Booker:
    """Who booked."""

    name: str
    phone: str
    note: str = ""


def units_of(text: str) -> Units:
    """Units as they were kept."""
    return Units(**json.loads(text))


def as_json(value: Any) -> str:
    """A dataclass as it is kept."""
    return json.dumps(asdict(value), ensure_ascii=False)


def _terms(text: str) -> SaleTerms:
    held = json.loads(text)
    steps = {name: tuple((days, percent) for days, percent in held[name]) for name in ("instalments", "scale")}
    return SaleTerms(**(held | steps))
