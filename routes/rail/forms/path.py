"""A path asked for among the published trains, as typed: what it means, and what must be mended."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import today
from planner.errors import SilverwayError, Unknown
from planner.sentences import N_, error_sentence
from planner.train.insertion import MOST_PATHS, OBJECTIVES, PathRequest
from routes.examples import example
from routes.forms import Choice, Field, Form
from routes.rail.forms.calls import fault_words, read_wishes
from routes.rail.forms.shared import (
    away_field,
    possessions_field,
    read_away,
    read_possessions,
    read_stock,
    stock_field,
)

FIELDS = ("calls", "stock", "date", "objective", "paths", "away", "possessions")
OBJECTIVE_WORDS = {
    "arrival": N_("最早到"),
    "buffer": N_("离别的车最宽：最多为此晚到一小时"),
    "disturbance": N_("打扰别的车最少：最多为此晚到一小时"),
}


def path_fields() -> list[Field]:
    """The fields of a path that is asked for."""
    shown = example()
    calls = _(
        "每行一站：@ 后面写时间范围，第一站是开点，其余是到点；/ 后面写停几分钟。都可以不写。"
        "例如：%(first)s@20:30-23:00，下一行%(second)s/5-20，再下一行%(third)s@-08:00",
        first=shown.first,
        second=shown.second,
        third=shown.third,
    )
    tomorrow = (today() + timedelta(days=1)).isoformat()
    objectives: tuple[Choice, ...] = tuple((name, _(words), "") for name, words in OBJECTIVE_WORDS.items())
    most, limits = _("1 到 %(most)s", most=MOST_PATHS), {"min": 1, "max": MOST_PATHS}
    return [
        Field("calls", _("停站"), calls, type="textarea", rows=6),
        stock_field(),
        Field("date", _("出发日期"), default=tomorrow, type="date"),
        Field("objective", _("怎样算好"), default="arrival", options=objectives),
        Field("paths", _("要几条"), most, "1", "number", attributes=limits),
        away_field(),
        possessions_field(),
    ]


def read_path(facts: RailFacts, form: Form) -> tuple[PathRequest, date] | None:
    """What is asked, and for which day; None if something must be mended in its fields."""
    calls, bad = read_wishes(form["calls"], facts.stations)
    if bad:
        form.mend("calls", " ".join(bad))
    top_kmh = read_stock(form)
    start = form.day("date", _("出发日期请选一天，或写成 2027-05-10 这样。"))
    if form["objective"] not in OBJECTIVES:
        form.mend("objective", error_sentence(Unknown("objective", form["objective"], OBJECTIVES), _))
    paths = form.whole("paths", _("要几条线，请填 1 到 %(most)s 的数字。", most=MOST_PATHS), 1, MOST_PATHS)
    away = read_away(facts, form)
    closed = read_possessions(facts, form)
    if top_kmh is None or start is None or paths is None or not form.sound(FIELDS):
        return None
    try:
        wanted = PathRequest(calls, top_kmh, objective=form["objective"], paths=paths, away=away, possessions=closed)
    except SilverwayError as wrong:
        form.mend("calls", fault_words(wrong, facts.stations))
        return None
    return wanted, start
