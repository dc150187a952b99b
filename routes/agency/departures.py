"""Departures: the list, a new one from a trip or an enquiry, its steps, and every change saved by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlmodel import Session

from planner.accounts import Who, result_holder
from planner.booking import all_bookings
from planner.errors import Overtaken, Unknown
from planner.package import group_inputs
from planner.saved import (
    change_departure,
    inputs_at,
    list_departures,
    load_departure,
    load_itinerary,
    new_departure,
    own_copy,
    remove_departure,
    step_back,
)
from planner.sharing import EnquiryNotes, enquiry_waiting, note_enquiry
from routes.agency.choose import trip_number, trip_title
from routes.agency.desk import Desk, DeskStep, StepAnswers, open_desk
from routes.agency.enquiries import place_of
from routes.agency.group import unfit
from routes.agency.quote import OWN
from routes.agency.steps import STEPS, step_named, steps_of
from routes.agency.trip import LONGEST_TITLE
from routes.costs import costs
from routes.state import session
from routes.visitor import keeping, remember, visitor

PRICED = ("cost", "price", "quote", "sale")  # steps on which nobody may be left who cannot do the trip
PRIVATE = {"Cache-Control": "private, no-store"}


@costs("make")
def open_departure() -> ResponseReturnValue:
    """A new departure of a trip, or of what somebody enquired about (for whoever is asked); who enquired about a
    departure that is sold gets places there."""
    who, enquiry_id = keeping(), request.form.get("enquiry", "")
    if enquiry_id and not current_user.is_authenticated:
        return redirect(url_for("offices.login", next=url_for("agency.enquiries")), 303)
    with session() as db:
        if enquiry_id and enquiry_waiting(db, enquiry_id, who).offer is not None:
            departure_id = place_of(db, enquiry_id)
            return redirect(url_for("agency.step", departure_id=departure_id, name="bookings"), 303)
        if enquiry_id:
            departure_id = departure_of_enquiry(db, who, enquiry_id)
        else:
            departure_id = departure_of_trip(db, who, request.form.get("trip", ""))
    response = redirect(url_for("agency.departure", departure_id=departure_id), 303)
    remember(response, who)
    return response


def departure_of_trip(db: Session, who: Who, trip: str) -> str:
    """A new departure of a trip, named by its number or address; its id. Raises Unknown."""
    return new_departure(db, who, _of_the_agency(db, who) | _of_trip(db, who, trip_number(trip)))


def departure_of_enquiry(db: Session, who: Who, enquiry_id: str) -> str:
    """A new departure of what somebody enquired about, who is talked to from now on; its id. Raises Unknown."""
    enquiry = enquiry_waiting(db, enquiry_id, who)
    inputs = _of_the_agency(db, who) | _of_trip(db, who, enquiry.trip, enquiry.people)
    departure_id = new_departure(db, who, inputs, enquiry.id)
    if enquiry.status == "new":
        note_enquiry(
            db, enquiry.id, who, enquiry.revision,
            EnquiryNotes("talking", enquiry.owner or who.name, enquiry.notes, enquiry.call_at),
        )  # fmt: skip
    return departure_id


def _of_the_agency(db: Session, who: Who) -> dict[str, Any]:
    """Its name and licence, as written in the departure changed last."""
    last = next(iter(list_departures(db, who)), None)
    return {name: last.inputs[name] for name in OWN if name in last.inputs} if last else {}


def _of_trip(db: Session, who: Who, trip_id: str, people: int | None = None) -> dict[str, Any]:
    """The inputs that a trip brings along; an enquiry about a train brings its head count alone."""
    try:
        trip = load_itinerary(db, trip_id)
    except Unknown:
        if people is None:
            raise
        return {"title": _("新团期"), "group.people": people}
    inputs = {
        "title": trip_title(trip)[:LONGEST_TITLE],
        "start": trip.request.start.isoformat(),
        "trip.id": own_copy(db, trip_id, result_holder(who)),
        **group_inputs(trip.request),
    }
    if people is not None:
        inputs["group.people"] = max(people, len(trip.request.ages))
    return inputs


def departure(departure_id: str) -> ResponseReturnValue:
    """Its first step."""
    first = steps_of(open_desk(departure_id))[0]
    return redirect(url_for("agency.step", departure_id=departure_id, name=first.name))


def step(departure_id: str, name: str) -> ResponseReturnValue:
    """A step's page."""
    desk, chosen = open_desk(departure_id), step_named(name)
    if not chosen.fits(desk):
        return departure(departure_id)
    return _page(desk, chosen)


def save(departure_id: str, name: str) -> ResponseReturnValue:
    """Save what was sent: all of it, or nothing where something is to be mended or somebody else changed the same."""
    desk, chosen = open_desk(departure_id), step_named(name)
    sent = {key: text for key, text in request.form.items() if key not in ("csrf_token", "revision")}
    base = request.form.get("revision", type=int) or 0
    try:
        errors = keep_answers(desk, chosen, sent, base)
    except Overtaken as overtaken:
        return _page(replace(open_desk(departure_id), typed=sent), chosen, 409, overtaken)
    if errors:
        return _page(replace(desk, typed=sent, errors=errors), chosen, 422)
    return redirect(url_for("agency.step", departure_id=departure_id, name=name), 303)


def keep_answers(desk: Desk, chosen: DeskStep, sent: Mapping[str, str], base: int) -> Mapping[str, str]:
    """Keep what was sent to a step, read at revision `base`; what is to be mended, by name, and then nothing was kept.
    Raises Overtaken."""
    answers = chosen.read(desk, sent)
    if answers.errors:
        return answers.errors
    with session() as db:
        seen = inputs_at(db, desk.file.id, base)
    with session() as db:
        change_departure(db, desk.file.id, visitor(), base, _differing(answers, seen))
    return {}


def _differing(answers: StepAnswers, seen: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was really changed on a form that sends all its fields."""
    return {key: value for key, value in answers.changes.items() if seen is None or seen.get(key) != value}


def history(departure_id: str) -> ResponseReturnValue:
    """Undo the last change, or redo it."""
    way = request.form.get("way")
    base, back = request.form.get("revision", type=int) or 0, step_named(request.form.get("step", STEPS[0].name))
    try:
        with session() as db:
            step_back(db, departure_id, visitor(), base, "redo" if way == "redo" else "undo")
    except Overtaken as overtaken:
        return _page(open_desk(departure_id), back, 409, overtaken)
    return redirect(url_for("agency.step", departure_id=departure_id, name=back.name), 303)


def remove(departure_id: str) -> ResponseReturnValue:
    """Delete a departure with all its revisions."""
    if not remove_unbooked(departure_id):
        flash(_("这个团期有预订，不能删。可以在“对外收客”里不再收客。"))
        return redirect(url_for("agency.step", departure_id=departure_id, name="bookings"), 303)
    flash(_("团期删掉了。"))
    return redirect(url_for("agency.choose"), 303)


def remove_unbooked(departure_id: str) -> bool:
    """Delete a departure that nobody has booked; whether it was. Raises Unknown."""
    with session() as db:
        load_departure(db, departure_id, visitor())
        if all_bookings(db, departure_id):
            return False
        remove_departure(db, departure_id, visitor())
    return True


def _written(value: Any) -> str:
    """A value as it is told to whom it was changed under."""
    return _("（没有）") if value is None else str(value)


def step_page(desk: Desk, chosen: DeskStep, errors: Mapping[str, str]) -> ResponseReturnValue:
    """The step's page again, with what is to be mended; nothing was saved."""
    return _page(replace(desk, errors=errors), chosen, 422)


def _page(desk: Desk, chosen: DeskStep, status: int = 200, overtaken: Overtaken | None = None) -> ResponseReturnValue:
    page = render_template(
        chosen.template,
        desk=desk,
        step=chosen,
        steps=[(each, each.state(desk)) for each in steps_of(desk)],
        overtaken=overtaken,
        clash_name=partial(chosen.input_name, desk),
        clash_value=_written,
        **({"unsuited": unfit(desk)} if chosen.name in PRICED else {}),
        **chosen.context(desk),
    )
    return page, status, PRIVATE
