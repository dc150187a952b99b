"""Why something cannot be had, with cities, stations and days as the reader says them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from planner.itinerary.result import Reason
from planner.sentences import LISTS, reason_sentence
from routes.formatters import city_name, day_words, stations_words

COMMA, DASH = "、", "–"


def reason_words(reason: Reason) -> str:
    """The sentence of a reason."""
    values = {name: _value(reason, name) for name in reason.values}
    return reason_sentence(replace(reason, values=values), _)


def _value(reason: Reason, name: str) -> str | int:
    value = reason.values[name]
    own: dict[str, Callable[[str], str]] = {
        "city": city_name, "station": stations_words, "start": lambda day: day_words(date.fromisoformat(day)),
    }  # fmt: skip
    if name in own:
        return own[name](str(value))
    if reason.code.startswith("train_") and name in ("from", "to"):
        return city_name(str(value))
    if name in LISTS:
        return COMMA.join(DASH.join(map(city_name, part.split(DASH))) for part in str(value).split(COMMA))
    return value
