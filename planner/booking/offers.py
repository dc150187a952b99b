"""Departures offered to the public: published and changed by their office, read by everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from planner.accounts import Who, new_id, refuse_viewers
from planner.booking.capacity import STOCK, taken_by
from planner.booking.records import HOLDING, Booking, DepartureOffer, as_json
from planner.booking.terms import SaleTerms
from planner.errors import OutOfRange, Unknown
from planner.saved import load_departure
from planner.store import take_turn


@dataclass(frozen=True)
class OfferDraft:
    """What is to be published of a departure; see DepartureOffer."""

    first_day: date
    last_day: date
    least: int
    most: int
    quotas: Mapping[str, int]
    terms: SaleTerms
    option_hours: int
    quote_version: int
    shown: Mapping[str, Any]
    override: str = ""


@dataclass(frozen=True)
class Occupancy:
    """How full a departure is: people who have places, those of them who are confirmed, who waits, and how much is left
    of people and of each kind with a quota."""

    held: int
    confirmed: int
    waiting: int
    left: Mapping[str, int]


def publish(session: Session, departure_id: str, who: Who, draft: OfferDraft) -> str:
    """Offer a departure to everybody, or change what is offered; the offer's id. What is booked stays as it was.

    Raises
    ------
    OutOfRange
        If fewer places would be left than are taken: `field` is places or the kind, `low` how many are taken.
    Unknown, NotAllowed
        If it is not theirs, or they may only look.
    """
    holder = _holder(session, departure_id, who)
    offer = lock_offer(session, departure_id)
    if offer is None:
        offer = DepartureOffer(
            id=new_id(), departure=departure_id, published_at=datetime.now(UTC), is_open=True,
            first_day=draft.first_day, last_day=draft.last_day, least=0, most=0, quotas="{}", terms="{}",
            option_hours=0, quote_version=0, override="", shown="{}",
        )  # fmt: skip
    else:
        taken = taken_by(each.booked for each in holding(session, departure_id))
        for kind, most in {"people": draft.most, **draft.quotas}.items():
            if most < taken[kind]:
                raise OutOfRange("places" if kind == "people" else f"places_{kind}", most, taken[kind], 600)
    offer.holder, offer.is_open = holder, True
    for name in ("first_day", "last_day", "least", "most", "option_hours", "quote_version", "override"):
        setattr(offer, name, getattr(draft, name))
    offer.quotas = json.dumps(dict(draft.quotas))
    offer.terms, offer.shown = as_json(draft.terms), json.dumps(dict(draft.shown), ensure_ascii=False)
    session.add(offer)
    session.flush()
    return offer.id


def close_offer(session: Session, departure_id: str, who: Who) -> None:
    """Take in nobody any more; what is booked stays. Raises Unknown."""
    _holder(session, departure_id, who)
    offer = lock_offer(session, departure_id)
    if offer is None:
        raise Unknown("offer", departure_id)
    offer.is_open = False
    session.add(offer)


def offer_of(session: Session, departure_id: str) -> DepartureOffer | None:
    """What is offered of a departure that one may see; None if nothing is."""
    return session.exec(select(DepartureOffer).where(DepartureOffer.departure == departure_id)).first()


def load_offer(session: Session, offer_id: str) -> DepartureOffer:
    """An offer, for whoever has its address; raises Unknown."""
    if (offer := session.get(DepartureOffer, offer_id)) is None:
        raise Unknown("offer", offer_id)
    return offer


def open_offers(session: Session, today: date) -> Sequence[DepartureOffer]:
    """All that one may ask to join, the soonest first."""
    there = select(DepartureOffer).where(col(DepartureOffer.is_open), DepartureOffer.first_day > today)
    return session.exec(there.order_by(col(DepartureOffer.first_day), col(DepartureOffer.id))).all()


def holding(session: Session, departure_id: str, now: datetime | None = None) -> Sequence[Booking]:
    """The bookings that have places; with `now` those whose option is over by then are left out."""
    found = select(Booking).where(Booking.departure == departure_id, col(Booking.status).in_(HOLDING))
    if now is not None:
        found = found.where((col(Booking.until).is_(None)) | (col(Booking.until) > now))
    return session.exec(found.order_by(col(Booking.made_at), col(Booking.id))).all()


def places_of(session: Session, offer: DepartureOffer, now: datetime) -> Occupancy:
    """How full it is."""
    held = holding(session, offer.departure, now)
    queue = session.exec(select(Booking).where(Booking.departure == offer.departure, Booking.status == "waiting")).all()
    taken, limits = taken_by(each.booked for each in held), offer.limits
    return Occupancy(
        held=taken["people"],
        confirmed=sum(each.booked.people for each in held if each.status == "confirmed"),
        waiting=sum(each.booked.people for each in queue),
        left={"people": max(0, limits.most - taken["people"])}
        | {kind: max(0, limits.quotas[kind] - taken[kind]) for kind in STOCK if kind in limits.quotas},
    )


def lock_offer(session: Session, departure_id: str) -> DepartureOffer | None:
    """The offer of a departure; until the end of the transaction nobody else books, confirms or cancels there."""
    take_turn(session)
    counted = (
        update(DepartureOffer)
        .where(col(DepartureOffer.departure) == departure_id)
        .values(changes=DepartureOffer.changes + 1)
    )
    session.execute(counted, execution_options={"synchronize_session": False})
    offer = offer_of(session, departure_id)
    if offer is not None:
        session.refresh(offer)
    return offer


def _holder(session: Session, departure_id: str, who: Who) -> str:
    load_departure(session, departure_id, who)
    refuse_viewers(who)
    return who.holder
