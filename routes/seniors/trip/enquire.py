"""想报名: leave a telephone number so that the agency calls. Nothing is booked or paid."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import Malformed, OutOfRange
from planner.itinerary.types import MAX_PEOPLE
from planner.saved import load_itinerary
from planner.sentences import error_sentence
from planner.sharing import KEPT_DAYS, LONGEST_NAME, LONGEST_PREFERRED, enquire, faults, forget, waits
from routes.extensions import limiter
from routes.plain import plain
from routes.presenters import trip_title
from routes.seniors.blueprint import bp
from routes.state import session

FIELDS_OF = {"enquiry_name": "name", "enquiry_when": "preferred"}  # fields that errors know by another name


@bp.get("/trips/<trip_id>/enquiry", endpoint="enquire")
def form(trip_id: str) -> str:
    """What is asked, what for, and what happens next."""
    return _page(trip_id, {"people": "2"}, {})


@bp.post("/trips/<trip_id>/enquiry")
@limiter.limit("10/minute")
def send_enquiry(trip_id: str) -> ResponseReturnValue:
    """Keep it, or show what to mend."""
    typed = {name: plain(request.form.get(name, "")) for name in ("name", "phone", "people", "preferred", "agree")}
    counted = typed["people"].isascii() and typed["people"].isdigit() and len(typed["people"]) <= 4
    about = typed["name"], typed["phone"], int(typed["people"]) if counted else 1, typed["preferred"]
    errors = dict(_told(fault) for fault in faults(*about))
    if not counted:
        errors["people"] = _("人数请填数字，如 2。")
    if typed["agree"] != "yes":
        errors["agree"] = _("要您同意，旅行社才能用这个电话打给您。")
    if errors:
        return _page(trip_id, typed, errors), 422
    with session() as db:
        enquiry_id = enquire(db, trip_id, *about)
    return redirect(url_for("seniors.enquired", enquiry_id=enquiry_id), 303)


def _told(fault: Malformed | OutOfRange) -> tuple[str, str]:
    """The field a fault is about, and the sentence."""
    if isinstance(fault, Malformed):
        return "phone", _("请写手机号，如 13800001234。座机请加区号，如 024-12345678。")
    return FIELDS_OF.get(fault.field, fault.field), error_sentence(fault, _)


@bp.get("/enquiries/<enquiry_id>")
def enquired(enquiry_id: str) -> ResponseReturnValue:
    """It is kept; what happens next; how to take it back. Tells nothing of what was written."""
    with session() as db:
        there = waits(db, enquiry_id)
    page = render_template("seniors/trip/enquired.html", enquiry_id=enquiry_id, kept_days=KEPT_DAYS, there=there)
    return page, 200 if there else 404


@bp.post("/enquiries/<enquiry_id>/withdraw")
@limiter.limit("10/minute")
def withdraw(enquiry_id: str) -> ResponseReturnValue:
    """Delete it; said in the same words whether there was one or not."""
    with session() as db:
        forget(db, enquiry_id)
    flash(_("已经撤回，您写的都删除了。"))
    return redirect(url_for("seniors.trips"), 303)


def _page(trip_id: str, typed: dict[str, str], errors: dict[str, str]) -> str:
    with session() as db:
        trip = load_itinerary(db, trip_id)
    return render_template(
        "seniors/trip/enquire.html", trip_id=trip_id, trip_title=trip_title(trip), texts=typed, errors=errors,
        kept_days=KEPT_DAYS, most_people=MAX_PEOPLE, longest_name=LONGEST_NAME, longest_preferred=LONGEST_PREFERRED,
    )  # fmt: skip
