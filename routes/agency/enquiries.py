"""People who want to be called: for the members of the office that is asked, and the site's operators for what nobody
else is asked. Each has a status, somebody who looks after it, notes, a time to call; one press makes a departure or a
booking of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner import sharing
from planner.accounts import members_of, offices
from planner.booking import BERTHS, Booker, DepartureOffer, Units, book, load_offer, places_of
from planner.clock import CHINA
from planner.errors import Overtaken, Unknown
from planner.saved import Seal, load_itinerary, load_train
from planner.sentences import N_
from planner.sharing import (
    KEPT_DAYS,
    LONGEST_NOTES,
    STATUSES,
    Enquiry,
    EnquiryNotes,
    enquiries_waiting,
    enquiry_waiting,
    note_enquiry,
)
from routes.agency.choose import trip_title
from routes.forms import plain
from routes.presenters import train_name
from routes.state import session, settings
from routes.visitor import for_all_logged_in, for_role, visitor

STATUS_WORDS = {"new": N_("新来的"), "talking": N_("在谈"), "booked": N_("订了"), "closed": N_("不去了")}
HOURS_WORDS = {"morning": N_("上午打"), "afternoon": N_("下午打"), "evening": N_("晚上打")}
ROOM_WORDS = {"twin": N_("两个人一间"), "single": N_("一个人一间"), "shared": N_("和别人拼一间"),
              "accessible": N_("坐轮椅能进的房"), "lower": N_("要下铺"), "any": N_("上下铺都行")}  # fmt: skip
PRIVATE = {"Cache-Control": "private, no-store"}


@dataclass(frozen=True)
class EnquiryRow:
    """An enquiry, what it is about and where that is to be seen, and what is typed into its notes."""

    one: Enquiry
    about: str
    address: str
    call_at: str
    overdue: bool


@for_all_logged_in
def enquiries() -> ResponseReturnValue:
    """All of a status, or all that are not done with; those to be called soonest first."""
    return _page(None)


def _page(overtaken: str | None, status: int = 200) -> ResponseReturnValue:
    shown, now = request.args.get("status", ""), datetime.now(UTC)
    who = visitor()
    with session() as db:
        found = enquiries_waiting(db, who)
        counts = {name: sum(one.status == name for one in found) for name in STATUSES}
        wanted = [one for one in found if (one.status == shown if shown in STATUSES else one.status != "closed")]
        rows = [_row(db, one, now) for one in wanted]
        people = [each.name for each in members_of(db, who.office or None)]
        others = [(each.id, each.name) for each in offices(db) if each.kind == "agency"]
    rows.sort(key=lambda row: (row.call_at == "", row.call_at))
    page = render_template(
        "agency/enquiries.html", rows=rows, kept_days=KEPT_DAYS, counts=counts, shown=shown, overtaken=overtaken,
        statuses={name: _(words) for name, words in STATUS_WORDS.items()},
        rooms={name: _(words) for name, words in ROOM_WORDS.items()},
        hours={name: _(words) for name, words in HOURS_WORDS.items()}, people=people, me=who.name,
        offices=others if who.role == "operator" else [], longest=LONGEST_NOTES,
    )  # fmt: skip
    return page, status, PRIVATE


def _row(db: Session, one: Enquiry, now: datetime) -> EnquiryRow:
    about, address = about_of(db, one)
    call_at = one.call_at.astimezone(CHINA) if one.call_at else None
    late = call_at is not None and call_at <= now and one.status in ("new", "talking")
    return EnquiryRow(one, about, address, call_at.strftime("%Y-%m-%dT%H:%M") if call_at else "", late)


def about_of(db: Session, one: Enquiry) -> tuple[str, str]:
    """What a trip, a train or a departure is called, and where it is to be seen; a key alone if it is gone."""
    try:
        if one.offer is not None:
            offer = load_offer(db, one.offer)
            day = offer.first_day.isoformat()
            return f"{offer.customers_part['title']} {day}", url_for("seniors.departure", offer_id=offer.id)
        return trip_title(load_itinerary(db, one.trip)), url_for("seniors.trip", trip_id=one.trip)
    except Unknown:
        pass
    try:
        return train_name(load_train(db, one.trip)), url_for("seniors.train", train_id=one.trip)
    except Unknown:
        return one.trip or str(one.offer), ""


@for_role("planner", "owner", "operator")
def note(enquiry_id: str) -> ResponseReturnValue:
    """Note how far it is, whose, when to call; told if somebody else noted something meanwhile."""
    form = request.form
    text = form.get("call_at", "")
    try:
        call_at = datetime.fromisoformat(text).replace(tzinfo=CHINA) if text else None
    except ValueError:
        flash(_("看不懂什么时候打电话。请写成 2027-05-11T09:00。没有存。"))
        return _back()
    notes = EnquiryNotes(
        form.get("status", ""), plain(form.get("owner", ""))[:40], plain(form.get("notes", "")), call_at
    )
    try:
        with session() as db:
            note_enquiry(db, enquiry_id, visitor(), form.get("revision", type=int) or 0, notes)
    except Overtaken:
        return _page(enquiry_id, 409)
    flash(_("记下了。"))
    return _back()


@for_role("operator")
def pass_on(enquiry_id: str) -> ResponseReturnValue:
    """Give it to an office, whose members then see it."""
    with session() as db:
        sharing.pass_on(db, enquiry_id, visitor(), request.form.get("office", ""))
    flash(_("转过去了，这里不再有它。"))
    return _back()


def place_of(db: Session, enquiry_id: str) -> str:
    """Take places for who asked about a departure that is sold; the departure. Pressed twice, taken once.

    Raises
    ------
    SilverwayError
        If it is not theirs, or not about a departure.
    """
    who = visitor()
    one = enquiry_waiting(db, enquiry_id, who)
    offer = load_offer(db, one.offer or "")
    contact = Booker(one.name, one.phone, one.preferred)
    left = places_of(db, offer, datetime.now(UTC)).left
    units = _units(offer, one, left)
    book(db, offer.departure, who, Seal(settings()), f"enquiry {one.id}", contact, units, enquiry=one.id)
    notes = EnquiryNotes("booked", one.owner or who.name, one.notes, one.call_at)
    note_enquiry(db, one.id, who, one.revision, notes)
    return offer.departure


def _units(offer: DepartureOffer, one: Enquiry, left: Mapping[str, int]) -> Units:
    """Rooms as wished for; twin rooms, and a single one for who is left over, where nothing was said. Berths from below
    as far as some are left, lower ones alone for who wants those."""
    people, limits = one.people, offer.limits
    if limits.has_berths:
        kinds = ["lower"] if one.rooms == "lower" else [kind for kind in BERTHS if left.get(kind)] or ["lower"]
        berths = dict.fromkeys(kinds, 0)
        for kind in kinds:
            berths[kind] = min(people - sum(berths.values()), left.get(kind, 0))
        berths[kinds[0]] += people - sum(berths.values())  # more than are left: they wait
        return Units(people, **berths)
    if not limits.has_rooms:
        return Units(people)
    if one.rooms == "single":
        return Units(people, single=people)
    if one.rooms == "shared" and people == 1:
        return Units(1, twin=1)  # until it is known whether she or he can share
    if one.rooms == "accessible":
        return Units(people, accessible=1, twin=max(0, people - 1) // 2)
    return Units(people, twin=people // 2, single=people % 2)


@for_role("planner", "owner", "operator")
def forget(enquiry_id: str) -> ResponseReturnValue:
    """It is done with: delete what was written."""
    with session() as db:
        there = sharing.forget(db, enquiry_id, visitor())
    flash(_("删除了。") if there else _("它已经不在了：客人撤回了，或者别人处理过了。"))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("agency.enquiries", status=request.args.get("status") or None), 303)
