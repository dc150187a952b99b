"""Who wants to be called, and what the departures bring."""

from __future__ import annotations

from datetime import datetime

from flask import Response
from flask_babel import gettext as _
from pydantic import BaseModel, Field
from sqlmodel import Session

from planner.errors import Overtaken
from planner.language import N_
from planner.sharing import (
    LONGEST_NOTES,
    DepartureFigures,
    Enquiry,
    EnquiryNotes,
    enquiries_waiting,
    enquiry_waiting,
    months_of,
    note_enquiry,
)
from planner.sharing import forget as forget_enquiry
from routes.agency.enquiries import about_of
from routes.api.answers import answer, nothing, who
from routes.api.blueprint import operation
from routes.api.models import Strict
from routes.presenters import error_words, problem
from routes.state import facts_today, session


class EnquiryPath(BaseModel):
    """An enquiry by its id."""

    enquiry_id: str = Field(max_length=40)


class EnquiryState(BaseModel):
    """Somebody who wants to be called, about what, and what the office noted: new, talking, booked or closed."""

    id: str
    at: datetime
    name: str
    phone: str
    people: int
    preferred: str
    rooms: str
    call_hours: str
    about: str
    address: str
    status: str
    owner: str
    notes: str
    call_at: datetime | None
    revision: int


class Enquiries(BaseModel):
    """All of them, the oldest first."""

    items: list[EnquiryState]


class EnquiryNote(Strict):
    """What to note of an enquiry that was read at `revision`."""

    revision: int = Field(ge=0, le=2**31 - 1)
    status: str = Field(max_length=20)
    owner: str = Field("", max_length=40)
    notes: str = Field("", max_length=LONGEST_NOTES)
    call_at: datetime | None = None


class MonthState(BaseModel):
    """A month: departures that start in it, with `margins` by departure (null where a price is not known), enquiries
    that came in it, and how many of these are booked."""

    month: str
    departures: list[DepartureFigures]
    margins: dict[str, int | None]
    margin_fen: int | None
    enquiries: int
    booked: int


class FiguresState(BaseModel):
    """The newest month first."""

    months: list[MonthState]


@operation("get", "/enquiries", N_("谁要回电话"), "people:read", {200: Enquiries})
def read_enquiries() -> Response:
    """People who want to be called by the office."""
    with session() as db:
        return answer(Enquiries(items=[_state(db, one) for one in enquiries_waiting(db, who())]))


@operation("put", "/enquiries/<enquiry_id>", N_("记下谈得怎样"), "people:write", {200: EnquiryState})
def note_on_enquiry(path: EnquiryPath, body: EnquiryNote) -> Response:
    """Note how far it is, whose, when to call; refused (409) if somebody noted something since."""
    notes = EnquiryNotes(body.status, body.owner, body.notes, body.call_at)
    try:
        with session() as db:
            note_enquiry(db, path.enquiry_id, who(), body.revision, notes)
    except Overtaken as overtaken:
        return problem(_("请检查一下"), error_words(overtaken), 409, overtaken)
    with session() as db:
        return answer(_state(db, enquiry_waiting(db, path.enquiry_id, who())))


@operation("delete", "/enquiries/<enquiry_id>", N_("删一份报名"), "people:write", {204: None})
def remove_enquiry(path: EnquiryPath) -> Response:
    """Delete what was written, now that it is done with."""
    with session() as db:
        enquiry_waiting(db, path.enquiry_id, who())
        forget_enquiry(db, path.enquiry_id, who())
    return nothing()


@operation("get", "/figures", N_("团期的收入和毛利"), "departures:read", {200: FiguresState}, "compute")
def read_figures() -> Response:
    """What departures that are sold bring, by month. Money is fen."""
    facts = facts_today()
    with session() as db:
        months = months_of(db, who(), facts)
    return answer(
        FiguresState(
            months=[
                MonthState(
                    month=each.month, departures=each.departures, margin_fen=each.margin_fen, enquiries=each.enquiries,
                    booked=each.booked, margins={one.id: one.margin_fen for one in each.departures},
                )
                for each in months
            ]
        )
    )  # fmt: skip


def _state(db: Session, one: Enquiry) -> EnquiryState:
    about, address = about_of(db, one)
    return EnquiryState(
        id=one.id, at=one.at, name=one.name, phone=one.phone, people=one.people, preferred=one.preferred,
        rooms=one.rooms, call_hours=one.call_hours, about=about, address=address, status=one.status,
        owner=one.owner, notes=one.notes,
        call_at=one.call_at, revision=one.revision,
    )  # fmt: skip
