"""The people of a booking: onto the departure's name list once it is firm, off every list when it is cancelled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from planner.accounts import Who
from planner.allocation import BERTH_PLAN_JSON, ROOM_PLAN_JSON, SEAT_PLAN_JSON
from planner.booking.records import Booker, Booking, DepartureOffer
from planner.clock import today
from planner.group import TravelGroup, Traveller
from planner.saved import (
    Seal,
    booking_of_travellers,
    change_departure,
    default_retention_date,
    load_departure,
    load_travellers,
    put_travellers,
    retention_date,
)


def join_list(session: Session, offer: DepartureOffer, who: Who, seal: Seal, booking: Booking, contact: Booker) -> None:
    """Put somebody on the list for each of a booking's people, named after who booked until their names are known."""
    _lock(session, offer.departure, who)
    group = load_travellers(session, offer.departure, seal)
    bookings = booking_of_travellers(session, offer.departure)
    if booking.id in bookings.values():
        return
    first = ""
    for number in range(1, booking.booked.people + 1):
        key = group.new_key()
        first = first or key
        name = contact.name if number == 1 else f"{contact.name}({number})"
        friends = (first,) if number > 1 else ()
        group = group.with_traveller(
            Traveller(key, name, phone=contact.phone if number == 1 else "", travels_with=friends)
        )
        bookings[key] = booking.id
    _put(session, offer.departure, group, offer.last_day, seal, bookings)
    file = load_departure(session, offer.departure, who)
    if len(group.guests) > (file.inputs.get("group.people") or 0):
        change_departure(session, offer.departure, who, file.revision, {"group.people": len(group.guests)})


def leave_lists(session: Session, departure_id: str, who: Who, seal: Seal, booking_id: str) -> None:
    """Take a booking's people off the name list, and out of the rooms and seats they were given."""
    _lock(session, departure_id, who)
    bookings = booking_of_travellers(session, departure_id)
    gone = {key for key, each in bookings.items() if each == booking_id}
    if not gone:
        return
    group = load_travellers(session, departure_id, seal)
    for key in gone:
        group = group.without(key)
        del bookings[key]
    _put(session, departure_id, group, today(), seal, bookings)
    file = load_departure(session, departure_id, who)
    change_departure(session, departure_id, who, file.revision, plans_without(file.inputs, gone))


def plans_without(inputs: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """The changes of a departure's inputs after which those people have no room, no seat and no berth."""
    changes = dict[str, Any]()
    if inputs.get("rooms.plan") is not None:
        plan = ROOM_PLAN_JSON.validate_python(inputs["rooms.plan"]).without(keys)
        changes["rooms.plan"] = ROOM_PLAN_JSON.dump_python(plan, mode="json")
    if inputs.get("seats.plan") is not None:
        seats = SEAT_PLAN_JSON.validate_python(inputs["seats.plan"]).without(keys)
        changes["seats.plan"] = SEAT_PLAN_JSON.dump_python(seats, mode="json")
    if inputs.get("berths.plan") is not None:
        berths = BERTH_PLAN_JSON.validate_python(inputs["berths.plan"]).without(keys)
        changes["berths.plan"] = BERTH_PLAN_JSON.dump_python(berths, mode="json")
    return changes


def linked_bookings(session: Session, departure_id: str) -> set[str]:
    """The ids of those whose people are on the list."""
    return set(booking_of_travellers(session, departure_id).values())


def forget_contacts(session: Session, before: date) -> None:
    """Forget who booked a departure whose last day was before that day."""
    over = select(DepartureOffer.departure).where(DepartureOffer.last_day < before)
    for booking in session.exec(select(Booking).where(Booking.departure.in_(over), Booking.sealed != "")):  # type: ignore[attr-defined]
        booking.sealed = ""
        session.add(booking)


def _lock(session: Session, departure_id: str, who: Who) -> None:
    """Until the end of the transaction nobody else changes the list."""
    change_departure(session, departure_id, who, load_departure(session, departure_id, who).revision, {})


def _put(
    session: Session, departure_id: str, group: TravelGroup, last_day: date, seal: Seal, bookings: Mapping[str, str]
) -> None:
    day = retention_date(session, departure_id) or default_retention_date(max(last_day, today()))
    put_travellers(session, departure_id, group, day, seal, bookings)
