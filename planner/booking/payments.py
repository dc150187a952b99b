"""Payments of bookings: recorded, not taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from planner.accounts import Who, new_id, refuse_viewers
from planner.booking.offers import lock_offer
from planner.booking.records import Booking, Payment, PaymentKind
from planner.errors import OutOfRange, Unknown
from planner.saved import load_departure


def record_payment(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, departure_id: str, who: Who, booking_id: str, key: str, kind: PaymentKind, fen: int, on: date,
    note: str = "",
) -> Payment:  # fmt: skip
    """Note that so much came in, or for a refund went back. The same key again is the same payment.

    Raises
    ------
    OutOfRange
        If more than the price would have come in, or more go back than came.
    Unknown, NotAllowed
        If there is no such booking of theirs, or they may only look.
    """
    lock_offer(session, departure_id)
    load_departure(session, departure_id, who)
    refuse_viewers(who)
    booking = session.get(Booking, booking_id)
    if booking is None or booking.departure != departure_id:
        raise Unknown("booking", booking_id)
    there = session.exec(select(Payment).where(Payment.booking == booking_id, Payment.key == key)).first()
    if there is not None:
        return there
    paid = paid_fen(payments_of(session, booking_id))
    most = paid if kind == "refund" else booking.price_fen - paid
    if not 1 <= fen <= most:
        raise OutOfRange("refund" if kind == "refund" else "payment", fen, 1, most)
    signed = -fen if kind == "refund" else fen
    payment = Payment(
        id=new_id(), booking=booking_id, key=key, kind=kind, fen=signed, on=on, note=note, noted_at=datetime.now(UTC),
        noted_by=who.name,
    )  # fmt: skip
    session.add(payment)
    session.flush()
    return payment


def payments_of(session: Session, booking_id: str) -> Sequence[Payment]:
    """All of a booking, the first first."""
    own = select(Payment).where(Payment.booking == booking_id)
    return session.exec(own.order_by(col(Payment.on), col(Payment.noted_at))).all()


def paid_fen(payments: Sequence[Payment]) -> int:
    """What came in, less what went back."""
    return sum(each.fen for each in payments)
