"""A wish as typed: what it means, what must be mended, and the answers again for the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.clock import today
from planner.errors import SilverwayError
from planner.itinerary.inputs import connection_of, validated
from planner.itinerary.types import MAX_DAYS, Connection, Pin, TripRequest
from routes.formatters import clock, own_name
from routes.presenters import error_words
from routes.state import catalog, facts_today, rail

FIELDS_OF = {"city": "home", "age": "ages", "kind": "kinds_out"}  # fields that errors know by another name
FINER = ("also", "pace", "ages", "people", "arrival", "departure", "budget", "kinds_out", "pins")


@dataclass
class Wish:
    """The form's texts as typed, and what is wrong with them by field."""

    texts: MultiDict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def finer(self) -> bool:
        """Is anything said, or wrong, beyond the first questions?"""
        said = (name for name in FINER if self.texts.get(name) not in (None, "", "normal"))
        return any(said) or any(name in self.errors for name in FINER)


def read_wish(wish: Wish) -> TripRequest | None:
    """The request the form states, None if something must be mended."""
    texts = wish.texts
    days = _whole(wish, "days", _("天数请填 1 到 %(most)s 的数字。", most=MAX_DAYS))
    birth_year = _whole(wish, "birth_year", _("出生年份请填四位数字，如 1952。不填也可以。"), optional=True)
    people = _whole(wish, "people", _("人数请填数字，如 2。不填也可以。"), optional=True)
    budget = _whole(wish, "budget", _("预算请填整数，如 200。不填也可以。"), optional=True)
    try:
        start = date.fromisoformat(texts.get("start", ""))
    except ValueError:
        wish.errors["start"] = _("出发日期请选一天，或写成 2027-05-10 这样。")
        start = today()
    wanted = TripRequest(
        theme=texts.get("theme", ""), home=texts.get("home", ""), profile=texts.get("profile", ""),
        days=1 if days is None else days, start=start, birth_year=birth_year,
        musts=_lines(texts.get("musts", "")), bans=_lines(texts.get("bans", "")),
        also=tuple(texts.getlist("also")), pace=texts.get("pace") or "normal",
        ages=_ages(wish), people=people if people is not None else 1,
        budget_fen=None if budget is None else budget * 100,
        arrival=_connection(wish, "arrival"), departure=_connection(wish, "departure"),
        kinds_out=tuple(texts.getlist("kinds_out")), pins=_pins(wish),
        companions=tuple(texts.getlist("companions")),
    )  # fmt: skip
    try:
        asked, _person = validated(facts_today(), wanted)
    except SilverwayError as error:
        wish.errors.setdefault(_field_of(error, wanted), error_words(error))
        return None
    return None if wish.errors else asked


def answers_of(request: TripRequest) -> dict[str, str | list[str]]:
    """The form's answers behind a request, as arguments of its address."""
    answers: dict[str, str | list[str]] = {
        "theme": request.theme, "home": request.home, "days": str(request.days), "profile": request.profile,
        "start": request.start.isoformat(), "musts": _names(request.musts), "bans": _names(request.bans),
        "birth_year": str(request.birth_year or ""), "also": list(request.also),
        "pace": request.pace if request.pace != "normal" else "", "ages": "、".join(map(str, request.ages)),
        "people": str(request.people) if request.people > max(1, len(request.ages)) else "",
        "budget": "" if request.budget_fen is None else str(request.budget_fen // 100),
        "arrival": _told(request.arrival), "departure": _told(request.departure), "kinds_out": list(request.kinds_out),
        "companions": list(request.companions),
        "pins": [f"{pin.place}@{pin.day}" + (f"@{pin.at}" if pin.at is not None else "") for pin in request.pins],
    }  # fmt: skip
    return {name: answer for name, answer in answers.items() if answer}


def _whole(wish: Wish, name: str, sentence: str, optional: bool = False) -> int | None:
    text = wish.texts.get(name, "")
    if not text and optional:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        wish.errors[name] = sentence
        return None
    return int(text)


def _ages(wish: Wish) -> tuple[int, ...]:
    parts = re.findall(r"[^\s,，、;；]+", wish.texts.get("ages", ""))
    if all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return tuple(map(int, parts))
    wish.errors["ages"] = _("年龄请填数字，几个人就写几个，如 68、72。不填也可以。")
    return ()


def _connection(wish: Wish, name: str) -> Connection | None:
    """A station and a time, or a train and a station."""
    text = wish.texts.get(name, "")
    if not text:
        return None
    try:
        return connection_of(rail(), text, arriving=name == "arrival")
    except SilverwayError as error:
        wish.errors[name] = error_words(error)
        return None


def _pins(wish: Wish) -> tuple[Pin, ...]:
    """Places with their days, as an earlier trip has them: the form carries them along, it does not ask for them."""
    found = (re.fullmatch(r"([^@]+)@(\d{1,2})(?:@(\d{1,4}))?", text) for text in wish.texts.getlist("pins"))
    return tuple(Pin(pin[1], int(pin[2]), int(pin[3]) if pin[3] else None) for pin in found if pin)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace("、", "\n").splitlines() if line.strip())


def _field_of(error: SilverwayError, wanted: TripRequest) -> str:
    """Which field an error of the request is about."""
    kind = getattr(error, "kind", None) or getattr(error, "field", None) or "start"
    if kind == "place":
        return "bans" if getattr(error, "name", "") in wanted.bans else "musts"
    if kind == "theme" and getattr(error, "name", "") != wanted.theme:
        return "also"
    if kind == "station":
        arrives = wanted.arrival is not None and wanted.arrival.station == getattr(error, "name", "")
        return "arrival" if arrives else "departure"
    if kind == "connection_minute":
        arrives = wanted.arrival is not None and wanted.arrival.minute == getattr(error, "value", None)
        return "arrival" if arrives else "departure"
    return FIELDS_OF.get(kind, kind)


def _told(connection: Connection | None) -> str:
    if connection is None:
        return ""
    if connection.train:
        return f"{connection.train} {connection.station}"
    return f"{connection.station} {clock(connection.minute)}"


def _names(place_ids: Iterable[str]) -> str:
    places = catalog().places
    return "\n".join(own_name(places[key]) if key in places else key for key in place_ids)
