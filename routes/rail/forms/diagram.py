"""A diagram as it is asked for in an address: what it means, and what must be mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from flask_babel import gettext as _

from planner.errors import Malformed, SilverwayError, Unknown
from planner.saved import load_train
from planner.sentences import error_sentence
from planner.train.diagram import (
    MOST_STATIONS,
    DiagramRequest,
    line_way,
    read_day,
    read_hour,
    read_names,
    span_of,
)
from planner.train.infrastructure import known_station
from planner.train.types import Cruise
from routes.examples import example
from routes.forms import Field, Form, ours, plain
from routes.rail.forms.calls import fault_words
from routes.rail.forms.shared import OFF, possessions_field, read_possessions
from routes.state import rail, session

Paper = Literal["a4", "a3"]
FIELDS = ("stations", "train", "day", "from", "until", "to", "possessions", "paper")
PAPERS: tuple[Paper, ...] = ("a4", "a3")  # that a browser prints; larger ones are files
DEFAULTS = {"day": "1", "from": "0", "to": "24", "paper": "a4"}

Read = TypeVar("Read")


@dataclass(frozen=True)
class DiagramQuery:
    """What is to be drawn, on which paper; `cruise` is the silver train in colour, `whole`: leg by leg with an
    overview, since neither lines nor hours are asked for."""

    request: DiagramRequest
    paper: Paper
    cruise: Cruise | None = None
    whole: bool = False


def diagram_form(typed: Mapping[str, str]) -> Form:
    """The form, filled in as the address says; what is usual where it says nothing at all."""
    texts = {name: plain(typed.get(name, "")) for name in FIELDS}
    texts |= {} if any(texts.values()) else DEFAULTS
    texts["paper"] = texts["paper"] or DEFAULTS["paper"]
    shown = example()
    stations = _(
        "至少两个，中间用顿号，例如：%(way)s。填了下面的车就可以空着，画这趟车走的线",
        way=shown.way,
    )
    train = _("公布的车次，例如 %(train)s，或者银发列车的编号", train=shown.train)
    day = {"inputmode": "numeric"} | OFF
    papers = (("a4", ours(_("A4 横放")), ""), ("a3", ours(_("A3 横放")), ""))
    until = _("不填就是同一天，或者第二天早上")
    fields = (
        Field("stations", _("要画的车站"), stations, attributes=OFF),
        Field("train", _("哪趟车上颜色（可不填）"), train, attributes=OFF),
        Field("day", _("从第几天"), _("多日的银发列车才用得着"), attributes=day),
        Field("from", _("从几点"), _("0 到 24，也可以写 18:30"), attributes=OFF),
        Field("until", _("到第几天（可不填）"), until, attributes=day),
        Field("to", _("到几点"), _("比上面早，就是第二天"), attributes=OFF),
        possessions_field(),
        Field("paper", _("打印用多大的纸"), options=papers),
    )
    return Form(fields, texts)


def read_query(form: Form) -> DiagramQuery | None:
    """What the address asks for; None if something must be mended."""
    facts = rail()
    stations = _stations(form)
    own, cruise = _train(form)
    if not (form["stations"] or form["train"]):
        form.mend("stations", _("请写至少两个车站，或者填一趟车。"))
    span = _span(form, bool(cruise))
    possessions = read_possessions(facts, form)
    paper = next((size for size in PAPERS if size == form["paper"]), None)
    if paper is None:
        form.mend("paper", _("纸张请选 A4 或者 A3。"))
    if paper is None or not form.ok:
        return None
    passings = cruise.passings if cruise else ()
    whole = cruise is not None and not stations and span is None
    return DiagramQuery(DiagramRequest(stations, own, passings, span, possessions), paper, cruise, whole)


def _stations(form: Form) -> tuple[str, ...]:
    written = form["stations"]
    facts, names = rail(), read_names(written) if written else []
    try:
        if written and not 2 <= len(names) <= MOST_STATIONS:
            form.mend("stations", _("车站请写 2 到 %(most)s 个，中间用顿号。", most=MOST_STATIONS))
            return ()
        stations = tuple(known_station(name, facts.stations) for name in names)
        if any(one == other for one, other in pairwise(stations)):
            form.mend("stations", _("有一个车站连写了两次。请去掉一个。"))
        elif stations:
            line_way(facts, stations)
    except SilverwayError as wrong:
        form.mend("stations", fault_words(wrong, facts.stations))
        return ()
    return stations


def _train(form: Form) -> tuple[str, Cruise | None]:
    """A published train by its number or another of its numbers, or a saved silver train."""
    facts, written = rail(), form["train"]
    own = facts.listed_number(written)
    if own or not written:
        return own, None
    try:
        with session() as db:
            cruise = load_train(db, written)
    except Unknown:
        words = _(
            "没有“%(name)s”这趟车。请填公布的车次，例如 %(train)s，或者银发列车的编号。不知道就空着。",
            name=written,
            train=example().train,
        )
        form.mend("train", words)
        return "", None
    if any(passing.station not in facts.stations for passing in cruise.passings):
        form.mend("train", _("资料更新过了，这趟银发列车有的车站现在没有。请重新排一趟。"))
    return "", cruise


def _span(form: Form, silver: bool) -> tuple[int, int] | None:
    """The hours; None if they are left empty and a silver train sets them."""
    if silver and not any(form[name] for name in ("day", "from", "until", "to")):
        return None
    day = _read(form, "day", read_day)
    until = _read(form, "until", read_day) if form["until"] else None
    begin = _read(form, "from", read_hour)
    end = _read(form, "to", read_hour)
    if day is None or begin is None or end is None or "until" in form.errors:
        return None
    try:
        return span_of(day, begin, until, end)
    except Malformed:
        form.mend("until" if until and until < day else "to", _("结束要晚于开始。请改一改日子或者钟点。"))
        return None


def _read(form: Form, name: str, reader: Callable[[str], Read]) -> Read | None:
    """The value of a field, or the usual one where it is empty."""
    return form.read(name, lambda text: reader(text or DEFAULTS[name]), lambda error: error_sentence(error, _))
