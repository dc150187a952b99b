"""跟团走: departures that agencies sell, and asking to be called about one. Nothing is booked or paid here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.accounts import SECRET_SIGNS, act_for_all, new_secret
from planner.booking import BERTHS, ROOMS, DepartureOffer, Occupancy, load_offer, open_offers, places_of
from planner.clock import today
from planner.errors import Unknown
from planner.sharing import KEPT_DAYS, LONGEST_PREFERRED, enquire_departure
from routes.costs import costs
from routes.forms import Field, Form
from routes.presenters import cancelling, day_row, kind_names, product_day_words, quote_yuan, rule_lines, sold_train
from routes.seniors.blueprint import bp
from routes.seniors.trip import enquiry_form, read_enquiry
from routes.state import rules, session

FEW_LEFT = 5


@bp.get("/departures")
def departures() -> ResponseReturnValue:
    """All that one may ask to join, the soonest first."""
    with session() as db:
        act_for_all(db)
        rows = [_row(db, offer) for offer in open_offers(db, today())]
    return render_template("seniors/departures.html", rows=rows), {"Cache-Control": "no-cache"}


@bp.get("/departures/<offer_id>")
def departure(offer_id: str) -> ResponseReturnValue:
    """One departure in large print: when, how much, how many places, whom to call."""
    with session() as db:
        offer, row = _found(db, offer_id)
    shown = row["shown"]
    train = row["train"]
    page = render_template(
        "seniors/departure.html", **row, offer_id=offer_id, closed=_closed(offer),
        days=list(map(_day, enumerate(train.days if train else shown["days"], start=1))),
        includes=kind_names(shown["includes"]), excludes=kind_names(shown["excludes"]), cancelling=cancelling(shown),
        kept_rules=list(rule_lines(shown | {"kept": shown["kept"] and not offer.override})),
        told_by=offer.first_day - timedelta(rules().whole("few-people-notice")),
    )  # fmt: skip
    return page, {"Cache-Control": "no-cache"}


def _day(numbered: tuple[int, dict[str, Any]]) -> tuple[str, list[str]]:
    """A day's head and its lines: of a train one a stop, else one in all."""
    head, words = day_row(numbered)
    return head, product_day_words(numbered[1]) if "calls" in numbered[1] else [words]


def _found(db: Session, offer_id: str) -> tuple[DepartureOffer, dict[str, Any]]:
    act_for_all(db)
    offer = load_offer(db, offer_id)
    return offer, _row(db, offer)


def _row(db: Session, offer: DepartureOffer) -> dict[str, Any]:
    places, shown = places_of(db, offer, datetime.now(UTC)), offer.customers_part
    terms = offer.sale_terms
    return {
        "id": offer.id, "shown": shown, "name": shown["title"], "first": offer.first_day, "last": offer.last_day,
        "nights": (offer.last_day - offer.first_day).days, "least": offer.least, "places": places,
        "room": _room(places), "few": FEW_LEFT,
        "head": quote_yuan(terms.head_fen), "single": quote_yuan(terms.single_fen) if terms.single_fen else "",
        "deposit": quote_yuan(terms.deposit_fen) if terms.deposit_fen else "",
        "train": sold_train(db, offer),
    }  # fmt: skip


def _room(places: Occupancy) -> int:
    """How many could still come: no more than there are beds or berths for, where those are counted."""
    people, left = places.left["people"], places.left
    beds = [(2 if kind != "single" else 1) * left[kind] for kind in ROOMS if kind in left]
    berths = [left[kind] for kind in BERTHS if kind in left]
    return min([people, *([sum(beds)] if beds else []), *([sum(berths)] if berths else [])])


def _closed(offer: DepartureOffer) -> bool:
    return not offer.is_open or offer.first_day <= today()


@bp.get("/departures/<offer_id>/enquiry")
def want_departure(offer_id: str) -> ResponseReturnValue:
    """What is asked, what for, and what happens next."""
    return _page(offer_id, enquiry_form({}, sent=False, more=_more(offer_id, new_secret())))


@bp.post("/departures/<offer_id>/enquiry")
@costs("send")
def send_want_departure(offer_id: str) -> ResponseReturnValue:
    """Keep it once, or show what to mend."""
    form = enquiry_form(request.form, sent=True, more=_more(offer_id, ""))
    about = read_enquiry(form)
    if not form.ok:
        body, _status, headers = _page(offer_id, form)
        return body, 422, headers
    with session() as db:
        act_for_all(db)
        key = form["key"] if len(form["key"]) == SECRET_SIGNS else new_secret()
        enquiry_id = enquire_departure(db, offer_id, key, *about, form["rooms"])
    return redirect(url_for("seniors.enquired", enquiry_id=enquiry_id), 303)


def _more(offer_id: str, key: str) -> tuple[Field, ...]:
    with session() as db:
        act_for_all(db)
        limits = load_offer(db, offer_id).limits
    rooms: tuple[tuple[str, str, str], ...] = (
        ("twin", _("两个人一间"), ""), ("single", _("一个人一间"), ""),
        ("shared", _("和别人拼一间"), ""), ("accessible", _("坐轮椅能进的房"), ""),
        ("", _("还没想好"), ""),
    )  # fmt: skip
    if limits.has_berths:
        rooms = (("lower", _("要下铺"), ""), ("any", _("上下铺都行"), ""), ("", _("还没想好"), ""))
    said = Field("preferred", _("还想说什么"), _("不填也可以。最多 %(most)s 个字。", most=LONGEST_PREFERRED))
    return said, Field("rooms", _("晚上怎么住"), options=rooms), Field("key", default=key)


def _page(offer_id: str, form: Form) -> tuple[str, int, dict[str, str]]:
    with session() as db:
        offer, row = _found(db, offer_id)
    if _closed(offer):
        raise Unknown("offer", offer_id)
    page = render_template(
        "seniors/trip/enquire.html",
        heading=_("想参加"),
        about=row["name"],
        what_for=_("留个电话，旅行社会打给您，说清楚价钱、房间和怎么照顾您。"),
        action=url_for("seniors.send_want_departure", offer_id=offer_id),
        back=url_for("seniors.departure", offer_id=offer_id),
        form=form,
        kept_days=KEPT_DAYS,
    )
    return page, 200, {"Cache-Control": "private, no-store"}
