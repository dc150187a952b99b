"""Bookings of a departure: made, confirmed, let run on, cancelled; payments noted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from flask import Response, request, url_for
from flask_babel import gettext as _
from pydantic import BaseModel, Field
from sqlmodel import Session

from planner.accounts import new_secret, telephone
from planner.booking import (
    Booker,
    PaymentKind,
    Units,
    book,
    cancel,
    confirm,
    extend,
    offer_of,
    record_payment,
)
from planner.clock import today
from planner.errors import Unknown
from planner.language import N_
from planner.package import MAX_PEOPLE
from planner.saved import Seal, load_departure
from routes.agency.sale.actions import LONGEST_NAME, LONGEST_NOTE, missing_words
from routes.agency.sale.bookings import BookingRow, booking_rows
from routes.api.answers import answer, made, once, refused, who
from routes.api.blueprint import operation
from routes.api.departures.models import DeparturePath
from routes.api.models import Strict
from routes.presenters import problem
from routes.state import session, settings

MOST_FEN = 1_000_000_000
Count = Annotated[int, Field(ge=0, le=MAX_PEOPLE)]


class BookingPath(DeparturePath):
    """A booking by its id."""

    booking_id: str = Field(max_length=40)


class BookingWish(Strict):
    """Places for `people` under a name, with rooms or berths as the departure has them. `want`: an option, held for
    some hours, or confirmed at once. Without `price_fen` the price is that of the quote."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    phone: str = Field(max_length=40)
    note: str = Field("", max_length=LONGEST_NOTE)
    people: int = Field(ge=1, le=MAX_PEOPLE)
    twin: Count = 0
    accessible: Count = 0
    single: Count = 0
    shared_f: Count = 0
    shared_m: Count = 0
    lower: Count = 0
    middle: Count = 0
    upper: Count = 0
    want: Literal["option", "confirmed"] = "option"
    price_fen: int | None = Field(None, ge=0, le=MOST_FEN)


class BookingAct(Strict):
    """What to do with it."""

    act: Literal["confirm", "extend", "cancel"]


class PaymentWish(Strict):
    """Money that came in or went back elsewhere."""

    kind: PaymentKind
    fen: int = Field(ge=1, le=MOST_FEN)
    on: date
    note: str = Field("", max_length=LONGEST_NOTE)


class PaymentState(BaseModel):
    """A payment; less than 0 if it went back."""

    kind: str
    fen: int
    on: date
    note: str
    noted_by: str


class BookingState(BaseModel):
    """A booking: option (until a moment), confirmed, waiting, cancelled or expired. `fee_fen` is what was kept, or
    would be if it were cancelled today."""

    id: str
    status: str
    name: str
    phone: str
    note: str
    units: Units
    price_fen: int
    paid_fen: int
    due_fen: int
    fee_fen: int
    made_at: datetime
    made_by: str
    until: datetime | None
    payments: list[PaymentState]


class Bookings(BaseModel):
    """All of them in the order in which they came, and how many places are left by people and kinds."""

    items: list[BookingState]


@operation("get", "/departures/<departure_id>/bookings", N_("团期的预订"), "people:read", {200: Bookings})
def read_bookings(path: DeparturePath) -> Response:
    """Who has places, who waits, what was paid and is due."""
    with session() as db:
        return answer(Bookings(items=list(_states(db, path.departure_id).values())))


@operation("post", "/departures/<departure_id>/bookings", N_("订位"), "people:write", {201: BookingState})
def add_booking(path: DeparturePath, body: BookingWish) -> Response:
    """Take places; where there are not enough, they wait, and get what becomes free in the order in which they came."""
    fields = body.model_dump(exclude={"name", "phone", "note", "want", "price_fen"})
    contact = Booker(body.name.strip(), telephone(body.phone), " ".join(body.note.split()))

    def booked(db: Session) -> str:
        return book(
            db, path.departure_id, who(), Seal(settings()), new_secret(), contact, Units(**fields), want=body.want,
            price=body.price_fen,
        ).id  # fmt: skip

    def booking_made(booking_id: str) -> Response:
        address = url_for("api.read_bookings", departure_id=path.departure_id)
        with session() as db:
            return made(address, _state_of(db, path.departure_id, booking_id))

    return once(booked, booking_made)


@operation(
    "post", "/departures/<departure_id>/bookings/<booking_id>", N_("确认、延长、退"), "people:write",
    {200: BookingState},
)  # fmt: skip
def change_booking(path: BookingPath, body: BookingAct) -> Response:
    """Confirm it (409 with what is missing if an option that was over finds no place), let it run on, or cancel it."""
    asked = path.departure_id, who()
    with session() as db:
        if body.act == "confirm":
            if missing := confirm(db, *asked, Seal(settings()), path.booking_id):
                return problem(_("请检查一下"), missing_words(missing), 409)
        elif body.act == "extend":
            extend(db, *asked, path.booking_id)
        else:
            cancel(db, *asked, Seal(settings()), path.booking_id)
    with session() as db:
        return answer(_state_of(db, path.departure_id, path.booking_id))


@operation(
    "post", "/departures/<departure_id>/bookings/<booking_id>/payments", N_("记一笔收款、退款"), "people:write",
    {200: BookingState},
)  # fmt: skip
def note_payment(path: BookingPath, body: PaymentWish) -> Response:
    """Note what was paid; sent again with the same Idempotency-Key it is noted once."""
    if body.on > today():
        return refused({"on": _("请写金额和哪天收的，例如 500、2027-03-01。没有记。")})
    key = request.headers.get("Idempotency-Key", "")[:60] or new_secret()
    with session() as db:
        record_payment(
            db, path.departure_id, who(), path.booking_id, f"{path.booking_id} {key}", body.kind, body.fen, body.on,
            " ".join(body.note.split()),
        )  # fmt: skip
    with session() as db:
        return answer(_state_of(db, path.departure_id, path.booking_id))


def _state_of(db: Session, departure_id: str, booking_id: str) -> BookingState:
    found = _states(db, departure_id).get(booking_id)
    if found is None:
        raise Unknown("booking", booking_id)
    return found


def _states(db: Session, departure_id: str) -> dict[str, BookingState]:
    """By id; raises Unknown if it is not the office's departure, or not offered."""
    load_departure(db, departure_id, who())
    offer = offer_of(db, departure_id)
    if offer is None:
        raise Unknown("offer", departure_id)
    return {row.booking.id: _state(row) for row in booking_rows(db, offer, datetime.now(UTC))}


def _state(row: BookingRow) -> BookingState:
    booking = row.booking
    return BookingState(
        id=booking.id, status=booking.status, name=row.contact.name, phone=row.contact.phone, note=row.contact.note,
        units=booking.booked, price_fen=booking.price_fen, paid_fen=row.paid_fen, due_fen=row.due_fen,
        fee_fen=booking.fee_fen if booking.fee_fen is not None else row.fee_fen, made_at=booking.made_at,
        made_by=booking.made_by, until=booking.until,
        payments=[
            PaymentState(kind=each.kind, fen=each.fen, on=each.on, note=each.note, noted_by=each.noted_by)
            for each in row.payments
        ],
    )  # fmt: skip
