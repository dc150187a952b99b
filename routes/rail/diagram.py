"""The diagram of lines chained at will: drawn, as a table, printed on a sheet, taken away as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.exchange.documents import DIAGRAM_WRITERS, DiagramSheets
from planner.saved import train_violations
from planner.sentences import error_sentence
from planner.train.diagram import (
    CLASSES,
    SIZES,
    Passage,
    TimeDistanceDiagram,
    class_of,
    cruise_sheets,
    make_diagram,
    read_names,
)
from planner.train.entry import read_possession
from planner.train.report import (
    CLASS_WORDS,
    DrawnSheets,
    Wording,
    drawn_cruise,
    drawn_sheet,
    entering,
    leaving,
    sheet_hours,
    towards,
)
from planner.train.types import Cruise
from routes.costs import costs
from routes.formatters import stations_words
from routes.forms import Form
from routes.presenters import violation_text
from routes.rail.forms.diagram import DEFAULTS, FIELDS, diagram_form, read_query
from routes.state import facts_today, language, rail, region

MOST_CLOSED = 1000  # sections closed for a time
MOST_SHUT = 500  # trains in possessions, each ringed and told
BY_DAY, BY_NIGHT = {"from": "6", "to": "18"}, {"from": "18", "to": "6"}


@dataclass(frozen=True)
class TrainRow:
    """A train drawn, in words; `train` is "" for a silver one."""

    train: str
    kind: str
    towards: str
    origin: str
    enter: str
    target: str
    leave: str


@dataclass(frozen=True)
class DiagramView:
    """The sheets drawn and in words. `counts` are trains by class."""

    drawn: DrawnSheets
    title: str
    hours: str
    rows: list[TrainRow]
    counts: list[tuple[str, int]]
    paper: Literal["a4", "a3"]
    shown: bool  # is the train in colour on it, if one was asked for?


def _asked() -> bool:
    return bool(request.args.keys() & set(FIELDS))


@costs("make", cheap=lambda: not _asked())
def show() -> ResponseReturnValue:
    """The form, filled in as the address says, and the sheet."""
    form = diagram_form(request.args)
    answer = _view(form) if _asked() else None
    page = render_template(
        "rail/diagram.html",
        form=form,
        answer=answer,
        paper=answer.paper if answer else DEFAULTS["paper"],
        stations=rail().stations,
        examples=[_example(asked) for asked in _examples()],
    )
    return page, 200 if form.ok else 422


@costs("make")
def download(format_: str) -> ResponseReturnValue:
    """The sheets as SVG, PDF or PNG; the page instead, if something must be mended."""
    if format_ not in DIAGRAM_WRITERS:
        abort(404)
    sheets = diagram_sheets(diagram_form(request.args))
    if sheets is None:
        return show()
    mimetype, write = DIAGRAM_WRITERS[format_]
    response = Response(write(sheets, _), mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="silverway-diagram.{format_}"'
    return response


def diagram_sheets(form: Form) -> DiagramSheets | None:
    """What the form asks for, ready to be written; None if something must be mended."""
    answer = _view(form)
    return DiagramSheets(answer.drawn.panels, answer.drawn.markers, answer.paper, language()) if answer else None


def _examples() -> tuple[dict[str, str], ...]:
    """A way by day, one by night with a possession, and the way of a train."""
    named = region().examples
    day, night = ("、".join(way) for way in named.ways[:2])
    closed = "-".join(named.closed) + "@00:00-03:00"
    return (
        {"stations": day} | BY_DAY,
        {"stations": night} | BY_NIGHT | {"possessions": closed},
        {"train": named.trains[0]} | BY_NIGHT,
    )


def _example(asked: dict[str, str]) -> tuple[dict[str, str], str]:
    """An example's address and what it shows, its stations by the names the reader knows."""
    facts = rail()
    names = [stations_words(name) for name in read_names(asked.get("stations", ""))]
    shut = [read_possession(text, facts.stations) for text in filter(None, [asked.get("possessions")])]
    shown = asked | ({"stations": _("、").join(names)} if names else {})
    words = _("%(from)s 点到 %(to)s 点，", **asked) + (" – ".join(names) if names else _("%(train)s 次走的线", **asked))
    for each in shut:
        one, other = map(stations_words, (each.origin, each.target))
        shown["possessions"] = asked["possessions"].replace(each.origin, one).replace(each.target, other)
        words += _("，有天窗")
    return shown, words


def _view(form: Form) -> DiagramView | None:
    query = read_query(form)
    if query is None:
        return None
    facts = rail()
    violations = _violations(query.cruise) if query.cruise else []
    where, said = [where for where, _text in violations], [text for _where, text in violations]
    words = Wording(_, stations_words)
    size = SIZES[query.paper]
    try:
        if query.whole and query.cruise:
            sheets = cruise_sheets(facts, query.cruise, query.request.possessions, where)
            _refuse_many(form, sheets.nights)
            drawn = drawn_cruise(facts, sheets, said, size, words) if form.ok else None
        else:
            sheet = make_diagram(facts, query.request, where)
            _refuse_many(form, [sheet])
            drawn = drawn_sheet(facts, sheet, said, size, words) if form.ok else None
    except Unknown as wrong:
        form.mend("train", error_sentence(wrong, _))
        return None
    if drawn is None:
        return None
    whole = drawn.graphs[0].sheet
    trains = {line.passage.train: line.kind for graph in drawn.graphs for line in graph.others}
    kinds = Counter(trains.values())
    return DiagramView(
        drawn=drawn,
        title=" – ".join(stations_words(end.station) for end in (whole.way[0], whole.way[-1])),
        hours=sheet_hours(whole, _) if len(drawn.graphs) == 1 else "",
        rows=[_row(passage, sheet, facts) for passage, sheet in drawn.passages],
        counts=[(_(CLASS_WORDS[kind]), kinds[kind]) for kind in CLASSES if kinds[kind]],
        shown=any(graph.ours for graph in drawn.graphs) or not form["train"],
        paper=query.paper,
    )


def _refuse_many(form: Form, sheets: Sequence[TimeDistanceDiagram]) -> None:
    """Possessions that nobody could read or draw are to be fewer."""
    shut = sum(marker.kind == "possession" for sheet in sheets for marker in sheet.markers)
    closed = sum(len(sheet.closed) for sheet in sheets)
    if shut > MOST_SHUT or closed > MOST_CLOSED:
        words = _(
            "天窗太多，画不清：%(count)s 块，里面有 %(trains)s 趟车要标。请少写几个，或者少画几天。",
            count=closed,
            trains=shut,
        )
        form.mend("possessions", words)


def _row(passage: Passage, sheet: TimeDistanceDiagram, facts: RailFacts) -> TrainRow:
    return TrainRow(
        train=passage.train,
        kind=_(CLASS_WORDS[class_of(facts, passage.train)]) if passage.train else _("银发列车"),
        towards=stations_words(towards(passage, sheet)),
        origin=stations_words(sheet.way[passage.origin].station),
        enter=entering(passage, sheet, _),
        target=stations_words(sheet.way[passage.target].station),
        leave=leaving(passage, sheet, _),
    )


def _violations(cruise: Cruise) -> list[tuple[str, str]]:
    """What the checker finds about a silver train: where, and the sentence."""
    found = train_violations(facts_today(), cruise)
    return [(violation.where, violation_text(violation)) for violation in found]
