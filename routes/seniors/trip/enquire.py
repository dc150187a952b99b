"""想报名: leave a telephone number so that the agency calls. Nothing is booked or paid."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import Malformed, OutOfRange
from planner.itinerary.types import MAX_PEOPLE
from planner.saved import load_itinerary
from planner.sentences import error_sentence
from planner.sharing import KEPT_DAYS, LONGEST_NAME, LONGEST_PREFERRED, enquire, faults, forget, waits
from routes.extensions import limiter
from routes.forms import Field, Form, whole
from routes.presenters import trip_title
from routes.seniors.blueprint import bp
from routes.state import session

FIELDS_OF = {"enquiry_name": "name", "enquiry_when": "preferred"}  # fields that errors know by another name


@bp.get("/trips/<trip_id>/enquiry", endpoint="enquire")
def form(trip_id: str) -> str:
    """What is asked, what for, and what happens next."""
    return _page(trip_id, _form({}, sent=False))


@bp.post("/trips/<trip_id>/enquiry")
@limiter.limit("10/minute")
def send_enquiry(trip_id: str) -> ResponseReturnValue:
    """Keep it, or show what to mend."""
    form = _form(request.form, sent=True)
    people = whole(form["people"], digits=4)
    about = form["name"], form["phone"], 1 if people is None else people, form["preferred"]
    for fault in faults(*about):
        form.mend(*_fault_words(fault))
    if people is None:
        form.mend("people", _("人数请填数字，如 2。"))
    if form["agree"] != "yes":
        form.mend("agree", _("要您同意，旅行社才能用这个电话打给您。"))
    if not form.ok:
        return _page(trip_id, form), 422
    with session() as db:
        enquiry_id = enquire(db, trip_id, *about)
    return redirect(url_for("seniors.enquired", enquiry_id=enquiry_id), 303)


def _form(typed: Mapping[str, str], *, sent: bool) -> Form:
    name = _("例如：王阿姨。最多 %(most)s 个字。", most=LONGEST_NAME)
    preferred = _("不填也可以。例如：五月中旬，周末不行。最多 %(most)s 个字。", most=LONGEST_PREFERRED)
    people, number = _("1 到 %(most)s", most=MAX_PEOPLE), {"inputmode": "numeric"}
    fields = (
        Field("name", _("怎么称呼您"), name, attributes={"autocomplete": "name"}),
        Field("phone", _("联系电话"), _("手机，或者区号加座机"), type="tel", attributes={"autocomplete": "tel"}),
        Field("people", _("几个人去"), people, "2", attributes=number),
        Field("preferred", _("哪几天方便"), preferred),
        Field("agree"),
    )
    return Form(fields, typed, sent=sent)


def _fault_words(fault: Malformed | OutOfRange) -> tuple[str, str]:
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


def _page(trip_id: str, form: Form) -> str:
    with session() as db:
        trip = load_itinerary(db, trip_id)
    title = trip_title(trip)
    return render_template(
        "seniors/trip/enquire.html", trip_id=trip_id, trip_title=title, form=form, kept_days=KEPT_DAYS
    )
