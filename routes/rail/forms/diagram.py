"""A diagram as it is asked for in an address: what it means, and what must be mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from flask_babel import gettext as _

from planner.errors import Malformed, SilverwayError, Unknown
from planner.saved import load_train
from planner.sentences import error_sentence
from planner.train.diagram import (
    MOST_STATIONS,
    SIZES,
    DiagramRequest,
    line_way,
    published_number,
    read_day,
    read_hour,
    read_names,
    span_of,
)
from planner.train.infrastructure import known_station
from planner.train.types import Cruise
from routes.examples import example
from routes.rail.forms.fields import fault_words
from routes.rail.forms.possessions import read_possessions
from routes.state import rail, session

FIELDS = ("stations", "train", "day", "from", "until", "to", "possessions", "paper")
DEFAULTS = {"day": "1", "from": "0", "to": "24", "paper": "a4"}

Read = TypeVar("Read")


@dataclass(frozen=True)
class Asked:
    """What is to be drawn, on which paper; `cruise` is the silver train in colour."""

    request: DiagramRequest
    paper: str
    cruise: Cruise | None = None


def read_asked(texts: Mapping[str, str], errors: dict[str, str]) -> Asked | None:
    """What the address asks for; None if something must be mended, which is told in `errors` by field."""
    facts = rail()
    stations = _stations(texts["stations"], errors)
    own, cruise = _train(texts["train"], errors)
    if not (texts["stations"] or texts["train"]):
        errors["stations"] = _("请写至少两个车站，或者填一趟车。")
    span = _span(texts, bool(cruise), errors)
    possessions = read_possessions(facts, texts["possessions"], errors)
    paper = texts["paper"] or DEFAULTS["paper"]
    if paper not in SIZES:
        errors["paper"] = _("纸张请选 A4 或者 A3。")
    if errors:
        return None
    passings = cruise.passings if cruise else ()
    return Asked(DiagramRequest(stations, own, passings, span, possessions), paper, cruise)


def _stations(written: str, errors: dict[str, str]) -> tuple[str, ...]:
    facts, names = rail(), read_names(written) if written else []
    try:
        if written and not 2 <= len(names) <= MOST_STATIONS:
            errors["stations"] = _("车站请写 2 到 %(most)s 个，中间用顿号。", most=MOST_STATIONS)
            return ()
        stations = tuple(known_station(name, facts.stations) for name in names)
        if any(one == other for one, other in pairwise(stations)):
            errors["stations"] = _("有一个车站连写了两次。请去掉一个。")
        elif stations:
            line_way(facts, stations)
    except SilverwayError as wrong:
        errors["stations"] = fault_words(wrong, facts.stations)
        return ()
    return stations


def _train(written: str, errors: dict[str, str]) -> tuple[str, Cruise | None]:
    """A published train by its number or another of its numbers, or a saved silver train."""
    facts = rail()
    own = published_number(facts, written)
    if own or not written:
        return own, None
    try:
        with session() as db:
            cruise = load_train(db, written)
    except Unknown:
        said = _(
            "没有“%(name)s”这趟车。请填公布的车次，例如 %(train)s，或者银发列车的编号。不知道就空着。",
            name=written,
            train=example().train,
        )
        errors["train"] = said
        return "", None
    if any(passing.station not in facts.stations for passing in cruise.passings):
        errors["train"] = _("资料更新过了，这趟银发列车有的车站现在没有。请重新排一趟。")
    return "", cruise


def _span(texts: Mapping[str, str], silver: bool, errors: dict[str, str]) -> tuple[int, int] | None:
    """The hours; None if nothing is said of them and a silver train sets them."""
    if silver and not any(texts[name] for name in ("day", "from", "until", "to")):
        return None
    day = _one(read_day, texts["day"] or DEFAULTS["day"], "day", errors)
    until = _one(read_day, texts["until"], "until", errors) if texts["until"] else None
    begin = _one(read_hour, texts["from"] or DEFAULTS["from"], "from", errors)
    end = _one(read_hour, texts["to"] or DEFAULTS["to"], "to", errors)
    if day is None or begin is None or end is None or "until" in errors:
        return None
    try:
        return span_of(day, begin, until, end)
    except Malformed:
        errors["until" if until and until < day else "to"] = _("结束要晚于开始。请改一改日子或者钟点。")
        return None


def _one(read: Callable[[str], Read], written: str, field: str, errors: dict[str, str]) -> Read | None:
    try:
        return read(written)
    except SilverwayError as wrong:
        errors[field] = error_sentence(wrong, _)
        return None
