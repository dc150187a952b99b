"""Several new trains asked for at once: a form, a job, and the trains with the shifts of others."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import SilverwayError
from planner.jobs import SeveralWish
from planner.saved import load_several
from planner.train.entry import BadCase, SharedConditions, read_new_trains
from planner.train.insertion import PathRequest
from planner.train.multi import MOST_SHIFT_MIN, MOST_TRAINS, SeveralRequest
from routes.extensions import limiter
from routes.jobs import queue
from routes.rail.forms.fields import fault_words
from routes.rail.forms.possessions import read_possessions, read_trains
from routes.rail.insert import help_words, rows_of
from routes.state import rail, session, settings

FIELDS = ("trains", "flexible", "shift", "away", "possessions")


def ask() -> str:
    """An empty sheet, or one with the answers in the address."""
    texts = {"shift": "5"} | {name: request.args[name] for name in FIELDS if name in request.args}
    return _page(texts, {})


@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    texts = {name: request.form.get(name, "").strip() for name in FIELDS}
    errors: dict[str, str] = {}
    asked = _request(rail(), texts, errors)
    if asked is None:
        return _page(texts, errors), 422
    return queue("several", SeveralWish(asked, texts))


def show(several_id: str) -> str:
    """The trains, the shifts, and why some have no path."""
    facts = rail()
    with session() as db:
        found, texts = load_several(db, several_id)
    return render_template(
        "rail/several_found.html",
        found=found,
        texts=texts,
        rows={name: rows_of(path) for name, path in found.paths.items()},
        helps={name: [help_words(facts, change) for change in none.helps] for name, none in found.none.items()},
        stations=facts.stations,
    )


def _page(texts: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("rail/several.html", texts=texts, errors=errors, most=MOST_TRAINS, most_shift=MOST_SHIFT_MIN)


def _request(facts: RailFacts, texts: Mapping[str, str], errors: dict[str, str]) -> SeveralRequest | None:
    away = read_trains(facts, texts, "away", errors)
    if len(away) > 1:
        errors["away"] = _("只能先拿掉一趟车。")
    closed = read_possessions(facts, texts["possessions"], errors)
    flexible = read_trains(facts, texts, "flexible", errors)
    shift = int(texts["shift"]) if texts["shift"].isdecimal() and len(texts["shift"]) < 4 else 0
    if not 1 <= shift <= MOST_SHIFT_MIN:
        errors["shift"] = _("最多挪几分钟，请填 1 到 %(most)s 的数字。", most=MOST_SHIFT_MIN)
    trains: dict[str, PathRequest] = {}

    def told(wrong: SilverwayError) -> str:
        return fault_words(wrong, facts.stations)

    try:
        shared = SharedConditions(away[0] if away else "", (), closed)
        trains = read_new_trains(texts["trains"].splitlines(), facts.stations, shared, _, told)
    except BadCase as bad:
        errors["trains"] = " ".join(bad.sentences)
    if errors:
        return None
    try:
        return SeveralRequest(trains, flexible, shift)
    except SilverwayError as wrong:
        errors["trains"] = fault_words(wrong, facts.stations)
        return None
