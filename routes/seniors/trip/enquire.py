"""想报名, 想坐: leave a telephone number so that the agency calls about a trip or a silver train. Nothing is booked or
paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import act_for_all
from planner.errors import Malformed, OutOfRange
from planner.package import MAX_PEOPLE
from planner.saved import load_itinerary, load_train
from planner.sentences import error_sentence
from planner.sharing import (
    CALL_HOURS,
    KEPT_DAYS,
    LONGEST_NAME,
    LONGEST_PREFERRED,
    enquire,
    enquire_train,
    faults,
    offer_asked,
    waits,
)
from planner.sharing import withdraw as take_back
from routes.costs import costs
from routes.forms import Field, Form, whole
from routes.presenters import sold_train, train_name, trip_title
from routes.seniors.blueprint import bp
from routes.state import session

FIELDS_OF = {"enquiry_name": "name", "enquiry_when": "preferred"}  # fields that errors know by another name


Keep = Callable[..., str]  # session, id, name, phone, people, preferred, hours → the enquiry's id


@bp.get("/trips/<trip_id>/enquiry", endpoint="enquire")
def form(trip_id: str) -> str:
    """What is asked, what for, and what happens next."""
    return _trip_page(trip_id, enquiry_form({}, sent=False))


@bp.post("/trips/<trip_id>/enquiry")
@costs("send")
def send_enquiry(trip_id: str) -> ResponseReturnValue:
    """Keep it, or show what to mend."""
    return _sent(trip_id, enquire, _trip_page)


@bp.get("/trains/<train_id>/enquiry")
def want_train(train_id: str) -> str:
    """The same for a silver train, of which one can only say that one would like to go."""
    return _train_page(train_id, enquiry_form({}, sent=False))


@bp.post("/trains/<train_id>/enquiry")
@costs("send")
def send_want_train(train_id: str) -> ResponseReturnValue:
    """Keep it, or show what to mend."""
    return _sent(train_id, enquire_train, _train_page)


def _sent(about_id: str, keep: Keep, page: Callable[[str, Form], str]) -> ResponseReturnValue:
    form = enquiry_form(request.form, sent=True)
    about = read_enquiry(form)
    if not form.ok:
        return page(about_id, form), 422
    with session() as db:
        enquiry_id = keep(db, about_id, *about)
    return redirect(url_for("seniors.enquired", enquiry_id=enquiry_id), 303)


def read_enquiry(form: Form) -> tuple[str, str, int, str, str]:
    """Name, telephone, people, days and hours as they were written; the form says what is to be mended."""
    people = whole(form["people"], digits=4)
    about = form["name"], form["phone"], 1 if people is None else people, form["preferred"]
    for fault in faults(*about):
        form.mend(*_fault_words(fault))
    if people is None:
        form.mend("people", _("人数请填数字，如 2。"))
    if form["agree"] != "yes":
        form.mend("agree", _("要您同意，旅行社才能用这个电话打给您。"))
    return *about, form["hours"]


def enquiry_form(typed: Mapping[str, str], *, sent: bool, more: tuple[Field, ...] = ()) -> Form:
    """The fields of an enquiry, and more."""
    name = _("例如：王阿姨。最多 %(most)s 个字。", most=LONGEST_NAME)
    preferred = _("不填也可以。例如：五月中旬，周末不行。最多 %(most)s 个字。", most=LONGEST_PREFERRED)
    people, number = _("1 到 %(most)s", most=MAX_PEOPLE), {"inputmode": "numeric"}
    fields = (
        Field("name", _("怎么称呼您"), name, attributes={"autocomplete": "name"}),
        Field("phone", _("联系电话"), _("手机，或者区号加座机"), type="tel", attributes={"autocomplete": "tel"}),
        Field("people", _("几个人去"), people, "2", attributes=number),
        Field("hours", _("什么时候打给您方便"), default="any", options=call_hours()),
        Field("preferred", _("哪几天方便"), preferred),
        Field("agree"),
        *more,
    )
    return Form(fields, typed, sent=sent)


def call_hours() -> tuple[tuple[str, str, str], ...]:
    """The times of a day at which one can be called."""
    words = _("什么时候都行"), _("上午九点到十二点"), _("下午两点到五点"), _("晚上六点到八点")
    return tuple((name, said, "") for name, said in zip(CALL_HOURS, words, strict=True))


def _fault_words(fault: Malformed | OutOfRange) -> tuple[str, str]:
    """The field a fault is about, and the sentence."""
    if isinstance(fault, Malformed):
        return "phone", _("请写手机号，如 13800001234。座机请加区号，如 024-12345678。")
    return FIELDS_OF.get(fault.field, fault.field), error_sentence(fault, _)


@bp.get("/enquiries/<enquiry_id>")
def enquired(enquiry_id: str) -> ResponseReturnValue:
    """It is kept; what happens next; how to take it back. Tells nothing of what was written."""
    with session() as db:
        act_for_all(db)
        there = waits(db, enquiry_id)
        about = offer_asked(db, enquiry_id)
        train = sold_train(db, about) if about else None
    page = render_template(
        "seniors/trip/enquired.html", enquiry_id=enquiry_id, kept_days=KEPT_DAYS, there=there, about=about, train=train,
    )  # fmt: skip
    return page, 200 if there else 404


@bp.post("/enquiries/<enquiry_id>/withdraw")
@costs("send")
def withdraw(enquiry_id: str) -> ResponseReturnValue:
    """Delete it; said in the same words whether there was one or not."""
    with session() as db:
        take_back(db, enquiry_id)
    flash(_("已经撤回，您写的都删除了。"))
    return redirect(url_for("seniors.trips"), 303)


def _trip_page(trip_id: str, form: Form) -> str:
    with session() as db:
        trip = load_itinerary(db, trip_id)
    return render_template(
        "seniors/trip/enquire.html",
        heading=_("想报名"),
        about=trip_title(trip),
        what_for=_("留个电话，管理本网站的旅行社会打给您，说清楚价钱、出发的日子和怎么照顾您。"),
        action=url_for("seniors.send_enquiry", trip_id=trip_id),
        back=url_for("seniors.trip", trip_id=trip_id),
        form=form,
        kept_days=KEPT_DAYS,
    )


def _train_page(train_id: str, form: Form) -> str:
    with session() as db:
        train = load_train(db, train_id)
    return render_template(
        "seniors/trip/enquire.html",
        heading=_("想坐"),
        about=train_name(train),
        what_for=_("这趟车还没有开。留个电话，旅行社会打给您，说说凑人的事。"),
        action=url_for("seniors.send_want_train", train_id=train_id),
        back=url_for("seniors.train", train_id=train_id),
        form=form,
        kept_days=KEPT_DAYS,
    )
