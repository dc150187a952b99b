"""Published trains that run late: the order the engine of dispatching proposes, below the diagram."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request
from flask_babel import gettext as _

from planner.caching import memoize
from planner.clock import read_clock
from planner.errors import SilverwayError
from planner.facts import Facts
from planner.sentences import error_sentence
from planner.solving import SolveOptions
from planner.train.report import redispatch_lines
from planner.train.types import Redispatched, RedispatchRequest
from routes.formatters import stations_words
from routes.rail.forms.calls import fault_words
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.view import View

SECONDS = 15.0
EXAMPLE = "K682+25"


@dataclass(frozen=True)
class LateView:
    """What was asked, and what was found or what to mend, in lines."""

    late: str
    at: str
    horizon: str
    lines: list[str]


def late_view(opened: Opened, view: View) -> LateView:
    """The order that the address asks for; without lines if it asks for none."""
    asked = {name: request.args.get(name, "").strip() for name in ("late", "at", "horizon")}
    shown = LateView(asked["late"], asked["at"] or "14:00", asked["horizon"] or "180", [])
    if view.dock != "late" or not asked["late"]:
        return shown
    wish = _request(shown)
    if isinstance(wish, str):
        return LateView(shown.late, shown.at, shown.horizon, [wish])
    try:
        found = _found(opened.facts, wish)
    except SilverwayError as wrong:
        return LateView(shown.late, shown.at, shown.horizon, [fault_words(wrong, opened.rail.stations)])
    return LateView(shown.late, shown.at, shown.horizon, redispatch_lines(_in_own_words(found), wish, _))


def _request(shown: LateView) -> RedispatchRequest | str:
    late: dict[str, int] = {}
    for word in shown.late.replace("，", ",").replace("、", ",").replace(" ", ",").split(","):
        number, plus, minutes = word.partition("+")
        if not word:
            continue
        if not plus or not minutes.isascii() or not minutes.isdecimal() or len(minutes) > 4:
            return _("晚点的车请写成 %(example)s，几趟之间用逗号。", example=EXAMPLE)
        late[number.strip().upper()] = int(minutes)
    at = read_clock(shown.at)
    if at is None:
        return _("几点起请写成 14:00。")
    if not shown.horizon.isascii() or not shown.horizon.isdecimal() or len(shown.horizon) > 4:
        return _("看多少分钟请写数字。")
    try:
        return RedispatchRequest(late, at.second // 60, int(shown.horizon))
    except SilverwayError as wrong:
        return error_sentence(wrong, _)


def _in_own_words(found: Redispatched) -> Redispatched:
    """Stations by the names the reader knows."""
    return replace(
        found,
        holds=tuple(replace(hold, station=stations_words(hold.station)) for hold in found.holds),
        orders=tuple(
            replace(order, origin=stations_words(order.origin), target=stations_words(order.target))
            for order in found.orders
        ),
        long_singles=tuple(map(stations_words, found.long_singles)),
    )


@memoize(key=lambda facts, wish: (facts.rail.digest, tuple(wish.late.items()), wish.at_min, wish.horizon_min), size=16)
def _found(facts: Facts, wish: RedispatchRequest) -> Redispatched:
    from planner.train.redispatch import redispatch

    return redispatch(facts, wish, SolveOptions(seconds=SECONDS))
