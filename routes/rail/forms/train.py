"""A wish for a silver train as typed: what it means, what must be mended, and the answers again for the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from planner.clock import today
from planner.errors import SilverwayError
from planner.sentences import error_sentence
from planner.train.cruise import LEAST_DAYS, MOST_DAYS, validated
from planner.train.infrastructure import read_assumption
from planner.train.types import CruiseRequest
from routes.examples import example
from routes.formatters import city_name
from routes.presenters import error_words
from routes.rail.forms.fields import fault_words
from routes.state import catalog, facts_today, rules

FIELDS = ("home", "days", "start", "theme", "profile", "stock", "guests", "musts", "bans", "assumes")
DEFAULTS = {"days": "5", "profile": "gentle", "stock": "25G", "guests": "320"}
SPACES = re.compile(r"[\s,，、;；]+")


def read_request(texts: Mapping[str, str], errors: dict[str, str]) -> CruiseRequest | None:
    """The request the form states, None if something must be mended, which is told in `errors` by field."""
    facts, pack = catalog(), rules()
    low, high = pack.whole("guests-min"), pack.whole("guests-max")
    days = _whole(texts["days"])
    guests = _whole(texts["guests"])
    if days is None:
        errors["days"] = _("天数请填 %(low)s 到 %(high)s 的数字。", low=LEAST_DAYS, high=MOST_DAYS)
    if guests is None:
        errors["guests"] = _("人数请填 %(low)s 到 %(high)s 的数字。", low=low, high=high)
    try:
        start = date.fromisoformat(texts["start"])
    except ValueError:
        errors["start"] = _("出发日期请选一天，或写成 2027-05-10 这样。")
        start = today()
    musts, bans = (tuple(filter(None, SPACES.split(texts[name]))) for name in ("musts", "bans"))
    for name, cities in (("home", (texts["home"],)), ("musts", musts), ("bans", bans)):
        for city in cities:
            try:
                facts.city(city)
            except SilverwayError as wrong:
                errors[name] = error_sentence(wrong, _)
    assumes = tuple(line.strip() for line in texts["assumes"].splitlines() if line.strip())
    for text in assumes:
        try:
            read_assumption(text, facts.stations)
        except SilverwayError as wrong:
            errors["assumes"] = fault_words(wrong, facts.stations, f"{example().third}:water=yes")
    if errors:
        return None
    wish = CruiseRequest(
        home=texts["home"], days=days or 0, theme=texts["theme"], start=start, profile=texts["profile"],
        guests=guests or 0, musts=musts, bans=bans, assumes=assumes, stock=texts["stock"],
    )  # fmt: skip
    try:
        return validated(facts_today(), wish)
    except SilverwayError as wrong:
        name = str(getattr(wrong, "kind", None) or getattr(wrong, "field", None) or "start")
        errors[name] = error_words(wrong)
        return None


def answers_of(request: CruiseRequest) -> dict[str, str]:
    """The form's answers behind a request."""
    return {
        "home": city_name(request.home), "days": str(request.days), "theme": request.theme,
        "start": request.start.isoformat(), "profile": request.profile, "stock": request.stock,
        "guests": str(request.guests),
        "musts": _("、").join(map(city_name, request.musts)), "bans": _("、").join(map(city_name, request.bans)),
        "assumes": "\n".join(request.assumes),
    }  # fmt: skip


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
