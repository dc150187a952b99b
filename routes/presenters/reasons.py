"""Why something cannot be had, with places, cities, stations and days as the reader says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from planner.errors import Malformed, SilverwayError, Unknown
from planner.itinerary.types import Reason
from planner.sentences import LISTS, error_sentence, in_own_words, reason_sentence
from routes.examples import example
from routes.formatters import city_name, day_words, own_name, stations_words
from routes.forms import Choice
from routes.state import catalog, language, rules

COMMA, DASH = "、", "–"


def reason_words(reason: Reason) -> str:
    """The sentence of a reason."""
    values = {name: _value(reason, name) for name in reason.values}
    return reason_sentence(replace(reason, values=values), _)


def error_words(error: SilverwayError, options: Iterable[Choice] = ()) -> str:
    """The sentence of an error; what can be chosen by the words of the `options` that stand beside it on the page."""
    if isinstance(error, Unknown):
        words = {value: str(label) for value, label, *_small in options}
        error = replace(error, suggestions=tuple(words.get(each, each) for each in error.suggestions))
    error = in_own_words(error, rules().themes, language())
    match error:
        case Unknown(kind=kind, suggestions=near) if kind in _OWN_NAMES:
            error = replace(error, suggestions=tuple(map(_OWN_NAMES[kind], near)))
        case Malformed(field="connection", value=typed):
            shown = example()
            error = Malformed("connection", typed, f"{shown.station}@10:15 / {shown.arriving}@{shown.station}")
        case Unknown(kind="trip_train", name=name):
            return _(
                "时刻表里没有 %(name)s 次车。也可以写车站和时间，例如 %(station)s@10:15。",
                name=name,
                station=example().station,
            )
    return error_sentence(error, _)


def _place_name(name: str) -> str:
    return next((own_name(place) for place in catalog().places.values() if place.name == name), name)


_OWN_NAMES = {"place": _place_name, "station": stations_words, "call": stations_words, "city": city_name}


def _value(reason: Reason, name: str) -> str | int:
    value = reason.values[name]
    own: dict[str, Callable[[str], str]] = {
        "city": city_name, "station": stations_words, "start": lambda day: day_words(date.fromisoformat(day)),
        "opens": lambda day: day_words(date.fromisoformat(day)),
    }  # fmt: skip
    if name in own:
        return own[name](str(value))
    if reason.code.startswith("train_") and name in ("from", "to"):
        return city_name(str(value))
    if name in LISTS:
        return COMMA.join(DASH.join(map(city_name, part.split(DASH))) for part in str(value).split(COMMA))
    return value
