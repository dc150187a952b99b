"""The step of a departure for its bookings: who has places, who waits, what was paid, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from sqlmodel import Session

from planner.accounts import new_secret
from planner.booking import (
    HOLDING,
    Booker,
    Booking,
    DepartureOffer,
    Occupancy,
    Payment,
    Units,
    all_bookings,
    contact_of,
    due_fen,
    fee_fen,
    linked_bookings,
    offer_of,
    paid_fen,
    payments_of,
    places_of,
    settle_departure,
)
from planner.clock import CHINA
from planner.errors import NoDataKey
from planner.saved import Seal
from planner.sentences import N_
from planner.text import plain_amount
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.sale.words import PAYMENT_WORDS, STATUS_WORDS, STOCK_WORDS, UNIT_WORDS, units_words
from routes.agency.words import amount
from routes.state import session, settings
from routes.visitor import visitor

UNIT_FIELDS = tuple(field.name for field in fields(Units))


@dataclass(frozen=True)
class BookingRow:
    """A booking as the desk shows it; `fee_fen` is what would be kept if it were cancelled today."""

    booking: Booking
    contact: Booker
    units: str
    payments: tuple[Payment, ...]
    paid_fen: int
    due_fen: int
    fee_fen: int
    off_list: bool  # firm, but nobody on the name list came by it
    key: str


def context(desk: Desk) -> dict[str, Any]:
    """All bookings; those that hold places first, then the queue, then what is over."""
    now = datetime.now(UTC)
    with session() as db:
        offer = offer_of(db, desk.file.id)
        if offer is None:
            return {"offer": None}
        rows = booking_rows(db, offer, now)
        places = places_of(db, offer, now)
    kinds = [name for name in UNIT_FIELDS[1:] if _is_sold(offer, name)]
    return {
        "offer": offer,
        "places": places,
        "left": left_words(places),
        "groups": [
            (_("有位子的"), [row for row in rows if row.booking.status in HOLDING]),
            (_("候补，先来的在前"), [row for row in rows if row.booking.status == "waiting"]),
            (_("退了的、到期的"), [row for row in rows if row.booking.status in ("cancelled", "expired")]),
        ],
        "unit_fields": [(name, _(UNIT_WORDS[name])) for name in kinds],
        "status_words": {key: _(words) for key, words in STATUS_WORDS.items()},
        "payment_words": {key: _(words) for key, words in PAYMENT_WORDS.items()},
        "total_paid": sum(row.paid_fen for row in rows),
        "total_due": sum(max(0, row.due_fen - row.paid_fen) for row in rows if row.booking.status == "confirmed"),
        "form_key": desk.typed.get("key") or new_secret(),
        "day": now.astimezone(CHINA).date().isoformat(),
        "amount": amount,
        "plain_amount": plain_amount,
    }


def booking_rows(db: Session, offer: DepartureOffer, now: datetime) -> list[BookingRow]:
    """All bookings of what is offered; options that are over have ended, unless one who may only look asks."""
    if visitor().role != "viewer":
        settle_departure(db, offer.departure, now)
    on_list = linked_bookings(db, offer.departure)
    return [
        _row(offer, each, tuple(payments_of(db, each.id)), each.id in on_list, now)
        for each in all_bookings(db, offer.departure)
    ]


def _is_sold(offer: DepartureOffer, name: str) -> bool:
    """Can that kind be asked for? Sharing needs twin rooms; berths are offered only where they have quotas."""
    limits = offer.limits
    if name in ("lower", "middle", "upper"):
        return name in limits.quotas
    kind = "twin" if name.startswith("shared") else name
    return limits.quotas.get(kind, 1) > 0 and (limits.has_rooms or not limits.has_berths)


def _row(
    offer: DepartureOffer, booking: Booking, payments: tuple[Payment, ...], on_list: bool, now: datetime
) -> BookingRow:
    try:
        contact = contact_of(booking, Seal(settings(), make=False))
    except NoDataKey:
        contact = Booker(_("（打不开：密钥不对）"), "")
    day = min(now.astimezone(CHINA).date(), offer.first_day)
    terms, firm = booking.sale_terms, booking.status == "confirmed"
    return BookingRow(
        booking=booking,
        contact=contact,
        units=units_words(booking.booked),
        payments=payments,
        paid_fen=paid_fen(payments),
        due_fen=due_fen(terms, booking.booked, booking.price_fen, offer.first_day, day) if firm else 0,
        fee_fen=fee_fen(terms, booking.price_fen, offer.first_day, day) if firm else 0,
        off_list=firm and not on_list,
        key=new_secret(),
    )


def left_words(places: Occupancy) -> str:
    """还有 12 位，双床房 3: what is left."""
    kinds = [f"{_(STOCK_WORDS[kind])} {count}" for kind, count in places.left.items() if kind != "people"]
    return _("，").join([_("%(n)s 个位子", n=places.left["people"]), *kinds])


def read(_desk: Desk, _sent: Mapping[str, str]) -> StepAnswers:
    """Bookings are no inputs: they are made and changed each by an address of their own."""
    return StepAnswers()


def state(desk: Desk) -> str:
    """How full it is."""
    with session() as db:
        offer = offer_of(db, desk.file.id)
        if offer is None:
            return _("公布以后才有")
        places = places_of(db, offer, datetime.now(UTC))
    return _("%(held)s / %(most)s 人", held=places.held, most=offer.most)


BOOKINGS = DeskStep("bookings", N_("预订"), "agency/sale/bookings.html", context, read, state)
