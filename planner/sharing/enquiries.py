"""Enquiries: somebody would like to go on a trip, a silver train or a departure, and be called. Kept until the agency
deletes them, 90 days at most; meanwhile it notes who calls, when, and how far it is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Text, delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import SITE, Who, holder_of, load_office, may_change, new_id, refuse_viewers, telephone
from planner.booking import DepartureOffer, load_offer
from planner.errors import Malformed, NotAllowed, OutOfRange, Overtaken, Unknown
from planner.package import MAX_PEOPLE
from planner.saved import SavedItinerary, SavedTrain, load_saved, load_saved_train, own_copy

KEPT_DAYS = 90
LONGEST_NAME, LONGEST_PREFERRED, LONGEST_NOTES = 20, 100, 1000  # characters
STATUSES = ("new", "talking", "booked", "closed")
CALL_HOURS = ("any", "morning", "afternoon", "evening")
ROOM_WISHES = ("twin", "single", "shared", "accessible", "lower", "any")  # the last two are berths


class Enquiry(SQLModel, table=True):
    """Who wants to be called about the trip or train saved under `trip`, or the departure sold as `offer` (then with a
    wish for `rooms`), by its `holder`: an office, or whoever runs the site. `preferred` days are in their own words,
    `call_hours` one of CALL_HOURS, when they like to be called.
    The agency notes one of STATUSES, whose it is, notes, when to call."""

    __tablename__ = "enquiry"
    id: str = Field(primary_key=True)
    trip: str
    at: datetime = Field(index=True)
    name: str
    phone: str  # +86 138 0000 1234
    people: int
    preferred: str
    holder: str = Field(default=SITE, index=True)
    identity: str | None = Field(default=None, unique=True, index=True)  # of what was written: sent twice, kept once
    offer: str | None = Field(default=None, index=True)
    rooms: str = ""
    call_hours: str = "any"
    form_key: str | None = Field(default=None, unique=True, index=True)  # of the form it came by
    status: str = Field(default="new", index=True)
    owner: str = ""
    notes: str = Field(default="", sa_type=Text)
    call_at: datetime | None = None
    revision: int = 1


@dataclass(frozen=True)
class EnquiryNotes:
    """What the agency notes of an enquiry."""

    status: str
    owner: str
    notes: str
    call_at: datetime | None


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


def enquire(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, trip: str, name: str, phone: str, people: int, preferred: str, hours: str = "any",
) -> str:  # fmt: skip
    """Keep an enquiry about a trip that stays as it is; its id. The same sent again, or several times at once, is kept
    once.

    Raises
    ------
    Unknown, OutOfRange, Malformed
        If there is no such trip, or for the first of the faults.
    """
    if wrong := faults(name, phone, people, preferred):
        raise wrong[0]
    identity = _identity(trip, name, phone, people, preferred)
    if (there := _same_enquiry(session, identity)) is not None:
        return there
    saved = load_saved(session, own_copy(session, trip))
    return _keep(session, saved, name, phone, people, preferred, hours, identity)


def enquire_train(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, train: str, name: str, phone: str, people: int, preferred: str, hours: str = "any",
) -> str:  # fmt: skip
    """Keep that somebody would like to go on a silver train; as `enquire`."""
    if wrong := faults(name, phone, people, preferred):
        raise wrong[0]
    identity = _identity(train, name, phone, people, preferred)
    return _keep(session, load_saved_train(session, train), name, phone, people, preferred, hours, identity)


def enquire_departure(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, offer_id: str, key: str, name: str, phone: str, people: int, preferred: str, hours: str = "any",
    rooms: str = "",
) -> str:  # fmt: skip
    """Keep that somebody would like to join a departure; its id. Whoever sends the same form again, even with something
    mended in it, has one enquiry: as it was sent last.

    Raises
    ------
    Unknown, OutOfRange, Malformed
        If it is not sold any more, or for the first of the faults.
    """
    if wrong := faults(name, phone, people, preferred):
        raise wrong[0]
    offer = load_offer(session, offer_id)
    if not offer.is_open:
        raise Unknown("offer", offer_id)
    row = Enquiry(
        id=new_id(), trip="", at=datetime.now(UTC), name=name, phone=telephone(phone), people=people,
        preferred=preferred, holder=offer.holder, identity=_identity(offer_id, name, phone, people, preferred),
        offer=offer_id, rooms=rooms if rooms in ROOM_WISHES else "", call_hours=_hours(hours), form_key=key,
    )  # fmt: skip
    forget_old(session)
    try:
        with session.begin_nested():
            there = _sent_before(session, row)
            if there is None:
                session.add(row)
                return row.id
            if there.form_key == key and there.status == "new":
                for field in ("name", "phone", "people", "preferred", "rooms", "call_hours", "identity"):
                    setattr(there, field, getattr(row, field))
                session.add(there)
            return there.id
    except IntegrityError:  # another process was quicker
        there = _sent_before(session, row)
        return there.id if there else row.id


def _hours(chosen: str) -> str:
    return chosen if chosen in CALL_HOURS else "any"


def _sent_before(session: Session, row: Enquiry) -> Enquiry | None:
    """The enquiry that came by the same form, or that says the same."""
    by_form = session.exec(select(Enquiry).where(Enquiry.form_key == row.form_key)).first()
    return by_form or session.exec(select(Enquiry).where(Enquiry.identity == row.identity)).first()


def _identity(about: str, name: str, phone: str, people: int, preferred: str) -> str:
    written = json.dumps([about, name, telephone(phone), people, preferred], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _same_enquiry(session: Session, identity: str) -> str | None:
    """The enquiry that says the same; from here on to the end of the transaction nobody else adds one to SQLite."""
    forget_old(session)
    return session.exec(select(Enquiry.id).where(Enquiry.identity == identity)).first()


def _keep(  # noqa: PLR0913  # one thing each, as they are written
    session: Session, about: SavedItinerary | SavedTrain, name: str, phone: str, people: int, preferred: str,
    hours: str, identity: str,
) -> str:  # fmt: skip
    if (there := _same_enquiry(session, identity)) is not None:
        return there
    enquiry = Enquiry(
        id=new_id(), trip=about.id, at=datetime.now(UTC), name=name, phone=telephone(phone),
        people=people, preferred=preferred, call_hours=_hours(hours), holder=about.holder, identity=identity,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(enquiry)
    except IntegrityError:  # another process was quicker
        return _same_enquiry(session, identity) or enquiry.id
    return enquiry.id


def people_waiting(session: Session, about: str) -> int:
    """How many people would like to go on a trip or a train, as far as they wait for a call."""
    return sum(session.exec(select(Enquiry.people).where(Enquiry.trip == about)))


def enquiries_waiting(session: Session, who: Who) -> list[Enquiry]:
    """Those that wait for a call by somebody's office, or by the site if they are its operator, the oldest first."""
    forget_old(session)
    waiting = select(Enquiry).where(Enquiry.holder == _asked(who))
    return list(session.exec(waiting.order_by(col(Enquiry.at), col(Enquiry.id))).all())


def enquiry_waiting(session: Session, enquiry_id: str, who: Who) -> Enquiry:
    """One that waits for a call by them; raises Unknown."""
    row = session.get(Enquiry, enquiry_id)
    if row is None or row.holder != _asked(who):
        raise Unknown("enquiry", enquiry_id)
    return row


def note_enquiry(session: Session, enquiry_id: str, who: Who, base: int, notes: EnquiryNotes) -> None:
    """Note how far an enquiry is, read at revision `base`.

    Raises
    ------
    Overtaken
        If somebody else noted something since.
    OutOfRange, Unknown, NotAllowed
        If the notes are too long, it is not theirs, or they may only look.
    """
    if len(notes.notes) > LONGEST_NOTES:
        raise OutOfRange("enquiry_notes", len(notes.notes), 0, LONGEST_NOTES)
    refuse_viewers(who)
    row = enquiry_waiting(session, enquiry_id, who)
    wanted = {
        "status": notes.status if notes.status in STATUSES else row.status, "owner": notes.owner,
        "notes": notes.notes, "call_at": notes.call_at, "revision": Enquiry.revision + 1,
    }  # fmt: skip
    changed = update(Enquiry).where(col(Enquiry.id) == row.id, col(Enquiry.revision) == base).values(**wanted)
    found = session.execute(changed, execution_options={"synchronize_session": False})
    session.refresh(row)
    if not found.rowcount:  # type: ignore[attr-defined]
        raise Overtaken(row.revision, ())


def pass_on(session: Session, enquiry_id: str, who: Who, office: str) -> None:
    """Give an enquiry that the site was sent to an office; raises Unknown, or NotAllowed for who is no operator."""
    if who.role != "operator":
        raise NotAllowed("operator")
    row = enquiry_waiting(session, enquiry_id, who)
    row.holder, row.owner, row.revision = holder_of(load_office(session, office).id), "", row.revision + 1
    session.add(row)
    session.flush()


def waits(session: Session, enquiry_id: str) -> bool:
    """Is it still kept?"""
    return session.get(Enquiry, enquiry_id) is not None


def offer_asked(session: Session, enquiry_id: str) -> DepartureOffer | None:
    """The departure it asks about, for whoever made it; None if it asks about none, or is kept no longer."""
    row = session.get(Enquiry, enquiry_id)
    return session.get(DepartureOffer, row.offer) if row is not None and row.offer else None


def withdraw(session: Session, enquiry_id: str) -> bool:
    """Delete an enquiry for whoever made it, known by its id; whether there was one."""
    row = session.get(Enquiry, enquiry_id)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def forget(session: Session, enquiry_id: str, who: Who) -> bool:
    """Delete an enquiry for whoever has called; whether there was one that they may delete."""
    row = session.get(Enquiry, enquiry_id)
    return row is not None and may_change(who, row.holder) and withdraw(session, enquiry_id)


def forget_old(session: Session) -> None:
    """Delete what is older than anybody agreed to."""
    session.execute(delete(Enquiry).where(col(Enquiry.at) < datetime.now(UTC) - timedelta(days=KEPT_DAYS)))


def _asked(who: Who) -> str:
    """The holder of the enquiries they answer."""
    return SITE if who.role == "operator" else who.holder
