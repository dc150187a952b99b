"""What is done to bookings from the desk, and other dates of the same departure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.accounts import Who, telephone
from planner.booking import (
    Booker,
    PaymentKind,
    Shortage,
    Units,
    book,
    cancel,
    confirm,
    extend,
    record_payment,
)
from planner.clock import today
from planner.errors import Malformed, OutOfRange, UnusableUnits
from planner.saved import Seal, new_departure
from planner.sentences import error_sentence
from planner.text import plain_amount, read_day, read_fen
from routes.agency.departures import step_page
from routes.agency.desk import Desk, open_desk
from routes.agency.sale.bookings import BOOKINGS, UNIT_FIELDS
from routes.agency.sale.publish import SALE
from routes.agency.sale.words import STOCK_WORDS
from routes.costs import costs
from routes.forms import plain, whole
from routes.state import session, settings
from routes.visitor import keeping, visitor

LONGEST_NAME, LONGEST_NOTE = 20, 100
NOT_COPIED = ("rooms.plan", "seats.plan", "berths.plan", "berths.cars", "start", "quote.valid_until", "sale.override")


@costs("form")
def add_booking(departure_id: str) -> ResponseReturnValue:
    """Take places for somebody, or put them on the waiting list."""
    desk, form = open_desk(departure_id), request.form
    units, errors = _units(form)
    name, note = plain(form.get("name", "")), " ".join(plain(form.get("note", "")).split())
    if not 1 <= len(name) <= LONGEST_NAME:
        errors["name"] = _("称呼要写 1 到 %(most)s 个字。", most=LONGEST_NAME)
    if len(note) > LONGEST_NOTE:
        errors["note"] = _("最多写 %(most)s 个字。", most=LONGEST_NOTE)
    phone = ""
    try:
        phone = telephone(form.get("phone", ""))
    except Malformed:
        errors["phone"] = _("请写手机号，如 13800001234。座机请加区号，如 024-12345678。")
    price = read_fen(form.get("price", "")) if form.get("price", "").strip() else None
    if form.get("price", "").strip() and price is None:
        errors["price"] = _("请写金额，例如 320 或 45.50。按报价算就空着。")
    if errors:
        return _again(desk, form, errors)
    try:
        with session() as db:
            made = book(
                db, departure_id, visitor(), Seal(settings()), form.get("key", "")[:60], Booker(name, phone, note),
                units, want="confirmed" if form.get("want") == "confirmed" else "option", price=price,
            )  # fmt: skip
    except UnusableUnits as error:
        return _again(desk, form, {"people": error_sentence(error, _)})
    flash(_("位子不够，先排在候补里。有空出来的会自动占上。") if made.status == "waiting" else _("位子留好了。"))
    return _back(departure_id)


def _units(form: Mapping[str, str]) -> tuple[Units, dict[str, str]]:
    found, errors = dict[str, int](), dict[str, str]()
    for name in UNIT_FIELDS:
        text = form.get(name, "").strip()
        number = whole(text, 3, ("人", "间", "个")) if text else 0
        found[name] = number or 0
        if number is None or (name == "people" and not number):
            errors[name] = _("请写整数，例如 2。")
    return Units(**found), errors


def _again(desk: Desk, form: Mapping[str, str], errors: Mapping[str, str]) -> ResponseReturnValue:
    typed = {name: text for name, text in form.items() if name != "csrf_token"}
    return step_page(replace(desk, typed=typed), BOOKINGS, errors)


@costs("form")
def change_booking(departure_id: str, booking_id: str) -> ResponseReturnValue:
    """Confirm a booking, let its option run on, or cancel it."""
    open_desk(departure_id)
    who, act = visitor(), request.form.get("act", "")
    with session() as db:
        if act == "confirm":
            missing = confirm(db, departure_id, who, Seal(settings()), booking_id)
            flash(missing_words(missing) if missing else _("确认了，人已经在名单上。"))
        elif act == "extend":
            extend(db, departure_id, who, booking_id)
            flash(_("占位延长了。"))
        elif act == "cancel":
            gone = cancel(db, departure_id, who, Seal(settings()), booking_id)
            flash(_("退了，按规定扣 %(yuan)s 元。人已从各张名单上去掉。", yuan=plain_amount(gone.fee_fen or 0)))
    return _back(departure_id)


def missing_words(missing: tuple[Shortage, ...]) -> str:
    """That nothing was confirmed, and what was missing."""
    parts = [
        _("%(what)s要 %(needed)s，只剩 %(left)s",
          what=_("位子") if each.kind == "people" else _(STOCK_WORDS[each.kind]), needed=each.needed, left=each.left)
        for each in missing
    ]  # fmt: skip
    return _("没有确认：%(parts)s。", parts=_("，").join(parts))


@costs("form")
def pay(departure_id: str, booking_id: str) -> ResponseReturnValue:
    """Note a payment that came in, or a refund."""
    desk, form = open_desk(departure_id), request.form
    fen, on = read_fen(form.get("fen", "")), read_day(form.get("on", ""), today())
    kind = form.get("kind", "")
    if fen is None or on is None or on > today() or kind not in get_args(PaymentKind):
        return _again(desk, {}, {f"pay-{booking_id}": _("请写金额和哪天收的，例如 500、2027-03-01。没有记。")})
    try:
        with session() as db:
            record_payment(
                db, departure_id, visitor(), booking_id, form.get("key", "")[:60], kind, fen, on,  # type: ignore[arg-type]
                " ".join(plain(form.get("note", "")).split())[:LONGEST_NOTE],
            )  # fmt: skip
    except OutOfRange as error:
        words = _("最多还能记 %(yuan)s 元。没有记。", yuan=plain_amount(max(0, error.high)))
        return _again(desk, {}, {f"pay-{booking_id}": words})
    flash(_("记下了。"))
    return _back(departure_id)


def other_date(departure_id: str) -> ResponseReturnValue:
    """The same departure on another day: all its inputs, none of its people, bookings and versions of a quote."""
    desk = open_desk(departure_id)
    if desk.train is not None:
        return step_page(desk, SALE, {"start": _("列车的团，另一个日子要在“铁路公布的列车”里另订铺位。")})
    start = read_day(request.form.get("start", ""), today())
    if start is None or start <= today():
        return step_page(desk, SALE, {"start": _("出发日期请写今天以后的日子，例如 2027-05-11。")})
    with session() as db:
        made = departure_on(db, keeping(), desk, start)
    flash(_("另开了一个日期，内容照抄，名单和预订没有抄。请看看那天能不能走，再出报价单。"))
    return redirect(url_for("agency.step", departure_id=made, name="trip"), 303)


def departure_on(db: Session, who: Who, desk: Desk, start: date) -> str:
    """A new departure with the inputs of one, on another day; its id."""
    inputs: dict[str, Any] = {name: value for name, value in desk.file.inputs.items() if name not in NOT_COPIED}
    return new_departure(db, who, inputs | {"start": start.isoformat()})


def _back(departure_id: str) -> ResponseReturnValue:
    return redirect(url_for("agency.step", departure_id=departure_id, name=BOOKINGS.name), 303)
