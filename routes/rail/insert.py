"""A path asked for among the published trains: the paths found, or why there is none and what would help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import today
from planner.errors import SilverwayError, Unknown
from planner.sentences import N_, error_sentence
from planner.train.diagram import Diagram, diagram
from planner.train.infrastructure import STOCK_KMH
from planner.train.insertion import (
    MOST_PATHS,
    OBJECTIVES,
    FoundPath,
    NoPath,
    Obstacle,
    PathRequest,
    Relaxation,
    explain,
    find_paths,
)
from planner.train.report import HELPS
from routes.extensions import limiter
from routes.formatters import own_name
from routes.rail.forms.fields import fault_words, read_wishes
from routes.rail.forms.possessions import read_possessions, read_trains
from routes.rail.save_scenario import keeping, kept_texts
from routes.state import facts_today, rail, settings

FIELDS = ("calls", "stock", "date", "objective", "paths", "away", "possessions")
WISHES = {
    "arrival": N_("最早到"),
    "buffer": N_("离别的车最宽：最多为此晚到一小时"),
    "disturbance": N_("打扰别的车最少：最多为此晚到一小时"),
}


@dataclass(frozen=True)
class Row:
    """The train at a station, minutes from 00:00 of the first day; `wait`: a technical stop."""

    station: str
    arrive_min: int | None
    depart_min: int | None
    km: float
    call: bool
    wait: bool

    @property
    def stops(self) -> bool:
        return self.call or self.wait


@dataclass(frozen=True)
class Shown:
    """A path, station by station, and drawn."""

    path: FoundPath
    rows: list[Row]
    diagram: Diagram


@dataclass(frozen=True)
class Answer:
    """Paths, or why there are none and what would help, each in a sentence."""

    start: date
    comfort_min: int
    paths: list[Shown]
    none: Obstacle | None
    helps: list[str]


def ask() -> str:
    """An empty sheet, or one filled in with a kept scenario."""
    texts = {"stock": "25G", "date": (today() + timedelta(days=1)).isoformat(), "objective": "arrival", "paths": "1"}
    return _page(rail(), texts | kept_texts(request.args.get("scenario")), {}, None)


@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def find() -> ResponseReturnValue:
    """The paths, or what must be mended first."""
    facts = rail()
    texts = {name: request.form.get(name, "") for name in FIELDS}
    errors: dict[str, str] = {}
    wanted, start = read_request(facts, texts, errors)
    answer = None
    if wanted and start and not errors:
        try:
            answer = _answer(facts, wanted, start)
        except Unknown as unknown:  # a station off the network, or no way between two
            errors["calls"] = fault_words(unknown, facts.stations)
    return _page(facts, texts, errors, answer), 422 if errors else 200


def again(texts: Mapping[str, str], errors: dict[str, str]) -> str:
    """The sheet and its paths once more, where keeping it went wrong."""
    facts, wrong = rail(), dict[str, str]()
    wanted, start = read_request(facts, texts, wrong)
    answer = _answer(facts, wanted, start) if wanted and start and not wrong else None
    return _page(facts, texts, errors | wrong, answer)


def _page(facts: RailFacts, texts: Mapping[str, str], errors: Mapping[str, str], answer: Answer | None) -> str:
    return render_template(
        "rail/insert.html",
        texts=texts,
        errors=errors,
        answer=answer,
        stations=facts.stations,
        stock=[(name, name, _("最高 %(kmh)s 公里/小时的车底", kmh=kmh)) for name, kmh in STOCK_KMH.items()],
        objectives=[(name, _(words), "") for name, words in WISHES.items()],
        most=MOST_PATHS,
        keeping=keeping("path", {name: texts.get(name, "") for name in FIELDS}) if answer and answer.paths else None,
    )


def read_request(
    facts: RailFacts, texts: Mapping[str, str], errors: dict[str, str]
) -> tuple[PathRequest | None, date | None]:
    """What is asked, as far as it can be read; what cannot is told in `errors`, in the order of the fields."""
    calls, bad = read_wishes(texts["calls"], facts.stations)
    if bad:
        errors["calls"] = " ".join(bad)
    if texts["stock"] not in STOCK_KMH:
        errors["stock"] = error_sentence(Unknown("stock", texts["stock"], tuple(STOCK_KMH)), _)
    start = _date(texts["date"])
    if start is None:
        errors["date"] = _("出发日期请选一天，或写成 2027-05-10 这样。")
    if texts["objective"] not in OBJECTIVES:
        errors["objective"] = error_sentence(Unknown("objective", texts["objective"], OBJECTIVES), _)
    paths = texts["paths"].strip()
    number = int(paths) if paths.isdecimal() and len(paths) < 4 else 0
    if not 1 <= number <= MOST_PATHS:
        errors["paths"] = _("要几条线，请填 1 到 %(most)s 的数字。", most=MOST_PATHS)
    away = read_trains(facts, texts, "away", errors)
    if len(away) > 1:
        errors["away"] = _("只能先拿掉一趟车。")
    closed = read_possessions(facts, texts["possessions"], errors)
    if errors:
        return None, None
    taken = away[0] if away else ""
    try:
        wanted = PathRequest(
            calls, STOCK_KMH[texts["stock"]], objective=texts["objective"], paths=number, away=taken, possessions=closed
        )
    except SilverwayError as wrong:
        errors["calls"] = fault_words(wrong, facts.stations)
        return None, None
    return wanted, start


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _answer(facts: RailFacts, wanted: PathRequest, start: date) -> Answer:
    found = find_paths(facts_today(), wanted)
    none = explain(found) if isinstance(found, NoPath) else None
    return Answer(
        start,
        wanted.comfort_min,
        [
            Shown(path, rows_of(path), _drawn(facts, path))
            for path in (() if isinstance(found, NoPath) else found.paths)
        ],
        none,
        [help_words(facts, help_) for help_ in none.helps] if none else [],
    )


def _drawn(facts: RailFacts, path: FoundPath) -> Diagram:
    return diagram(facts, path.passings, {path.passings[number].station for number in path.calls})


def rows_of(path: FoundPath) -> list[Row]:
    """A train has arrived by its minute and does not depart before it."""
    last = len(path.passings) - 1
    return [
        Row(
            station=passing.station,
            arrive_min=-(-passing.arrive_s // 60) if number else None,
            depart_min=passing.depart_s // 60 if number < last else None,
            km=passing.km,
            call=number in path.calls,
            wait=number not in path.calls and passing.depart_s > passing.arrive_s,
        )
        for number, passing in enumerate(path.passings)
    ]


def help_words(facts: RailFacts, change: Relaxation) -> str:
    """A change that would help, in a sentence."""
    where = own_name(facts.stations[change.where]) if change.where in facts.stations else change.where
    return _(HELPS[change.kind]).format(where=where, minutes=change.minutes)
