"""Trains that railway offices have published, for agencies: what each brings, what is left, one press to take some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner import product
from planner.accounts import load_office
from planner.clock import today
from planner.errors import OutOfRange, Unknown
from planner.product import (
    BERTHS,
    PublishedTrain,
    PublishedVersion,
    TrainProduct,
    berths_left,
    load_published,
    load_version,
    published_trains,
)
from planner.saved import new_departure
from planner.sentences import error_sentence
from planner.text import read_day
from routes.agency.train.words import berth_price, berth_word
from routes.forms import whole
from routes.presenters import ashore_words, stop_on_day_words
from routes.state import session
from routes.visitor import for_all_logged_in, for_role, visitor

PRIVATE = {"Cache-Control": "private, no-store"}


@dataclass(frozen=True)
class OfferedTrain:
    """A train that may be taken: `calls` are its stops with what to do ashore, `berths` kinds with their price, `left`
    by day how many of each; `typed` and `fault` what was sent and what is to be mended."""

    id: str
    product: TrainProduct
    office: str
    version: int
    on: date
    calls: list[tuple[str, list[str]]]
    berths: list[tuple[str, str, str]]
    left: list[tuple[date, list[int]]]
    typed: Mapping[str, str]
    fault: str


@for_all_logged_in
def trains() -> ResponseReturnValue:
    """All that may be taken."""
    return _page("", "")


def _page(fault_of: str, fault: str, status: int = 200) -> ResponseReturnValue:
    with session() as db:
        rows = [_row(db, *found, fault if found[0].id == fault_of else "") for found in published_trains(db)]
    page = render_template("agency/trains.html", rows=rows, may_take=visitor().office and visitor().role != "viewer")
    return page, status, PRIVATE


def _row(db: Session, train: PublishedTrain, version: PublishedVersion, fault: str) -> OfferedTrain:
    made = version.product()
    days = [day for day in made.days if day > today()]
    left = [(day, berths_left(db, train.id, made, day)) for day in days]
    return OfferedTrain(
        id=train.id, product=made, office=load_office(db, train.office).name, version=train.version,
        on=version.on, fault=fault, typed=request.form if fault else {},
        calls=[(stop_on_day_words(call), ashore_words(call.ashore)) for call in made.calls],
        berths=[(each.kind, berth_word(each.kind), berth_price(each.fen)) for each in made.berths],
        left=[(day, [counts[each.kind] for each in made.berths]) for day, counts in left],
    )  # fmt: skip


@for_role("planner", "owner")
def take_train(published_id: str) -> ResponseReturnValue:
    """A new departure that goes by it, with so many berths."""
    day = read_day(request.form.get("day", ""), today())
    try:
        berths = asked_berths(request.form)
        with session() as db:
            made = departure_by_train(db, published_id, day or date.min, berths)
    except OutOfRange as error:
        return _page(published_id, error_sentence(error, _), 422)
    except Unknown:
        return _page(published_id, _("请选一个开车的日子。"), 422)
    flash(_("铺位订好了，团期建好了。人数先照铺位数，请改成您的。"))
    return redirect(url_for("agency.step", departure_id=made, name="train"), 303)


def departure_by_train(db: Session, published_id: str, day: date, berths: Mapping[str, int]) -> str:
    """A new departure that goes by a published train, with so many berths of each kind; its id.

    Raises
    ------
    Unknown, OutOfRange
        If there is no such train, it does not set out on that day, or has not so many.
    """
    train = load_published(db, published_id)
    title = load_version(db, train.id, train.version).product().title
    inputs = {"title": title, "group.people": sum(berths.values()) or None}
    made = new_departure(db, visitor(), {name: value for name, value in inputs.items() if value is not None})
    db.flush()
    product.take_train(db, visitor(), made, published_id, day, berths)
    return made


def asked_berths(form: Mapping[str, str]) -> dict[str, int]:
    """How many of each kind are asked for; raises OutOfRange for what is no number."""
    found = {}
    for kind in BERTHS:
        text = form.get(f"berths-{kind}", "").strip()
        number = whole(text, 4, ("个", "张")) if text else 0
        if number is None:
            raise OutOfRange("berth_count", 0, 0, 0)
        found[kind] = number
    return found
