"""Bookings of a departure: held as an option until an hour, confirmed, cancelled, waiting for a place.

Whatever changes them first locks their offer, ends options that are over, and gives what is free to who waits, in the
order in which they came; who wants more than is free is passed over until there is enough.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from planner.accounts import Who, new_id, office_that_is, refuse_viewers
from planner.booking.capacity import Shortage, Units, shortages, taken_by, unit_faults
from planner.booking.offers import lock_offer
from planner.booking.people import join_list, leave_lists
from planner.booking.records import HOLDING, Booker, Booking, DepartureOffer, as_json, units_of
from planner.booking.terms import fee_fen, price_fen
from planner.clock import CHINA
from planner.errors import Unknown, UnusableUnits
from planner.hooks import note_event
from planner.saved import Seal, load_departure

MOST_BOOKINGS = 2000  # of a departure, with those that were cancelled


def book(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, departure_id: str, who: Who, seal: Seal, key: str, contact: Booker, units: Units, *,
    want: Literal["option", "confirmed"] = "option", enquiry: str | None = None, price: int | None = None,
    now: datetime | None = None,
) -> Booking:  # fmt: skip
    """Take places for somebody; where there are not enough, they wait. The same key again is the same booking.

    Raises
    ------
    UnusableUnits
        If rooms or berths do not fit the people.
    Unknown, NotAllowed
        If it is not theirs, not offered, or they may only look.
    """
    now = now or datetime.now(UTC)
    offer = _locked(session, departure_id, who)
    if (there := _with_key(session, departure_id, key)) is not None:
        return there
    if faults := unit_faults(offer.limits, units):
        raise UnusableUnits(faults, units.people, units.beds, units.berths)
    settle(session, offer, now)
    own = select(func.count()).select_from(Booking).where(Booking.departure == departure_id)
    if session.exec(own).one() >= MOST_BOOKINGS:
        raise UnusableUnits(("too_many",), units.people, units.beds, units.berths)
    full = shortages(offer.limits, _held(session, departure_id), units)
    status = "waiting" if full else want
    booking = Booking(
        id=new_id(), departure=departure_id, key=key, enquiry=enquiry, status=status, units=as_json(units),
        price_fen=price_fen(offer.sale_terms, units) if price is None else price, terms=offer.terms,
        sealed=seal.close(as_json(contact)), made_at=now, made_by=who.name,
        until=_option_end(offer, now) if status == "option" else None,
        confirmed_at=now if status == "confirmed" else None,
    )  # fmt: skip
    session.add(booking)
    session.flush()
    _tell(session, offer, booking, "booking.made")
    if status == "confirmed":
        join_list(session, offer, who, seal, booking, contact)
    return booking


def confirm(
    session: Session, departure_id: str, who: Who, seal: Seal, booking_id: str, now: datetime | None = None
) -> tuple[Shortage, ...]:
    """Make a booking firm and put its people on the list; what is missing, if an option that was over, or somebody who
    waits, finds no place: then nothing is changed. Raises Unknown."""
    now = now or datetime.now(UTC)
    offer = _locked(session, departure_id, who)
    settle(session, offer, now)
    booking = _own(session, departure_id, booking_id)
    if booking.status in ("confirmed", "cancelled"):
        return ()
    if booking.status in ("waiting", "expired") and (
        full := shortages(offer.limits, _held(session, departure_id), booking.booked)
    ):
        return full
    booking.status, booking.until, booking.confirmed_at = "confirmed", None, now
    session.add(booking)
    join_list(session, offer, who, seal, booking, contact_of(booking, seal))
    _tell(session, offer, booking, "booking.confirmed")
    return ()


def extend(session: Session, departure_id: str, who: Who, booking_id: str, now: datetime | None = None) -> None:
    """Let an option run on from now for as long as a new one; raises Unknown."""
    now = now or datetime.now(UTC)
    offer = _locked(session, departure_id, who)
    settle(session, offer, now)
    booking = _own(session, departure_id, booking_id)
    if booking.status == "option":
        booking.until = _option_end(offer, now)
        session.add(booking)


def cancel(
    session: Session, departure_id: str, who: Who, seal: Seal, booking_id: str, now: datetime | None = None
) -> Booking:
    """Give a booking's places back and take its people off every list; what is kept of the price stands in it.

    An option or a place in the queue costs nothing. Raises Unknown.
    """
    now = now or datetime.now(UTC)
    offer = _locked(session, departure_id, who)
    settle(session, offer, now)
    booking = _own(session, departure_id, booking_id)
    if booking.status == "cancelled":
        return booking
    day = min(now.astimezone(CHINA).date(), offer.first_day)
    sure = booking.status == "confirmed"
    booking.fee_fen = fee_fen(booking.sale_terms, booking.price_fen, offer.first_day, day) if sure else 0
    booking.status, booking.until, booking.cancelled_at = "cancelled", None, now
    session.add(booking)
    session.flush()
    if sure:
        leave_lists(session, departure_id, who, seal, booking.id)
    _tell(session, offer, booking, "booking.cancelled")
    settle(session, offer, now)
    return booking


def _tell(session: Session, offer: DepartureOffer, booking: Booking, event: str) -> None:
    """The office's other programs, without who booked."""
    if office := office_that_is(offer.holder):
        told = {"departure": offer.departure, "booking": booking.id, "status": booking.status,
                "people": booking.booked.people}  # fmt: skip
        note_event(session, office, event, told)


def settle(session: Session, offer: DepartureOffer, now: datetime) -> None:
    """End the options that are over and give what is free to who waits. The offer is locked."""
    over = (col(Booking.status) == "option") & (col(Booking.until) <= now)
    of_offer = col(Booking.departure) == offer.departure
    if ended := session.exec(select(Booking.id).where(of_offer, over)).all():
        session.execute(update(Booking).where(col(Booking.id).in_(ended)).values(status="expired", until=None))
        session.expire_all()
    if now.astimezone(CHINA).date() >= offer.first_day:
        return
    queue = session.exec(
        select(Booking.id, Booking.units)
        .where(of_offer, Booking.status == "waiting")
        .order_by(col(Booking.made_at), col(Booking.id))
    ).all()
    held = _held(session, offer.departure) if queue else []
    limits = offer.limits
    for booking_id, text in queue:
        if not shortages(limits, held, units := units_of(text)):
            held.append(units)
            booking = session.get_one(Booking, booking_id)
            booking.status, booking.until, booking.promoted_at = "option", _option_end(offer, now), now
            session.add(booking)
        if taken_by(held)["people"] >= limits.most:
            break
    session.flush()


def settle_departure(session: Session, departure_id: str, now: datetime | None = None) -> None:
    """The same for a departure that may be offered or not."""
    offer = lock_offer(session, departure_id)
    if offer is not None:
        settle(session, offer, now or datetime.now(UTC))


def all_bookings(session: Session, departure_id: str) -> Sequence[Booking]:
    """Every booking of a departure in the order in which they came."""
    own = select(Booking).where(Booking.departure == departure_id)
    return session.exec(own.order_by(col(Booking.made_at), col(Booking.id))).all()


def contact_of(booking: Booking, seal: Seal) -> Booker:
    """Who booked; raises NoDataKey. Nobody any more, once it was forgotten."""
    return Booker(**json.loads(seal.open(booking.sealed))) if booking.sealed else Booker("", "")


def _option_end(offer: DepartureOffer, now: datetime) -> datetime:
    return now + timedelta(hours=offer.option_hours)


def _locked(session: Session, departure_id: str, who: Who) -> DepartureOffer:
    offer = lock_offer(session, departure_id)
    load_departure(session, departure_id, who)
    refuse_viewers(who)
    if offer is None:
        raise Unknown("offer", departure_id)
    return offer


def _own(session: Session, departure_id: str, booking_id: str) -> Booking:
    booking = session.get(Booking, booking_id, populate_existing=True)
    if booking is None or booking.departure != departure_id:
        raise Unknown("booking", booking_id)
    return booking


def _with_key(session: Session, departure_id: str, key: str) -> Booking | None:
    return session.exec(select(Booking).where(Booking.departure == departure_id, Booking.key == key)).first()


def _held(session: Session, departure_id: str) -> list[Units]:
    own = select(Booking.units).where(Booking.departure == departure_id, col(Booking.status).in_(HOLDING))
    return [units_of(text) for text in session.exec(own)]
