"""The diagram of lines chained at will: drawn, as a table, printed on a sheet, taken away as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.exchange.documents import diagram_file
from planner.saved import train_violations
from planner.sentences import error_sentence
from planner.train.diagram import (
    CLASSES,
    SIZES,
    Diagram,
    Passage,
    TimeDistanceDiagram,
    class_of,
    draw,
    make_diagram,
    read_names,
)
from planner.train.entry import read_possession
from planner.train.report import CLASS_WORDS, entering, leaving, marker_words, moment, towards
from planner.train.types import Cruise
from routes.formatters import own_name
from routes.forms import Form
from routes.presenters import violation_text
from routes.rail.forms.diagram import DEFAULTS, FIELDS, diagram_form, read_query
from routes.state import facts_today, rail, region

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
    """The sheet drawn and in words. `counts` are trains by class, `markers` sentences in the order of their numbers."""

    graph: Diagram
    title: str
    hours: str
    rows: list[TrainRow]
    markers: list[str]
    counts: list[tuple[str, int]]
    paper: str
    shown: bool  # is the train in colour on it, if one was asked for?


def show() -> ResponseReturnValue:
    """The form, filled in as the address says, and the sheet."""
    form = diagram_form(request.args)
    answer = _view(form) if request.args.keys() & set(FIELDS) else None
    page = render_template(
        "rail/diagram.html",
        form=form,
        answer=answer,
        paper=answer.paper if answer else DEFAULTS["paper"],
        stations=rail().stations,
        examples=[_example(asked) for asked in _examples()],
    )
    return page, 200 if form.ok else 422


def download() -> ResponseReturnValue:
    """The sheet as SVG; the page instead, if something must be mended."""
    answer = _view(diagram_form(request.args))
    if answer is None:
        return show()
    written = diagram_file(answer.graph, f"{answer.title} {answer.hours}", _, _namer(rail()))
    response = Response(written, mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="silverway-diagram.svg"'
    return response


def _namer(facts: RailFacts) -> Callable[[str], str]:
    """Says a station's name as the reader knows it."""
    return lambda station: own_name(facts.stations[station])


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
    name_of = _namer(facts)
    names = [name_of(name) for name in read_names(asked.get("stations", ""))]
    shut = [read_possession(text, facts.stations) for text in filter(None, [asked.get("possessions")])]
    shown = asked | ({"stations": _("、").join(names)} if names else {})
    words = _("%(from)s 点到 %(to)s 点，", **asked) + (" – ".join(names) if names else _("%(train)s 次走的线", **asked))
    for each in shut:
        one, other = map(name_of, (each.origin, each.target))
        shown["possessions"] = asked["possessions"].replace(each.origin, one).replace(each.target, other)
        words += _("，有天窗")
    return shown, words


def _view(form: Form) -> DiagramView | None:
    query = read_query(form)
    if query is None:
        return None
    facts = rail()
    name_of = _namer(facts)
    violations = _violations(query.cruise) if query.cruise else []
    try:
        sheet = make_diagram(facts, query.request, [where for where, _text in violations])
    except Unknown as wrong:
        form.mend("train", error_sentence(wrong, _))
        return None
    shut = sum(marker.kind == "possession" for marker in sheet.markers)
    if shut > MOST_SHUT or len(sheet.closed) > MOST_CLOSED:
        words = _(
            "天窗太多，画不清：%(count)s 块，里面有 %(trains)s 趟车要标。请少写几个，或者少画几天。",
            count=len(sheet.closed),
            trains=shut,
        )
        form.mend("possessions", words)
        return None
    markers = [
        marker_words(marker, sheet, [text for _where, text in violations], name_of, _) for marker in sheet.markers
    ]
    kinds = Counter({passage.train: class_of(facts, passage.train) for passage in sheet.others}.values())
    return DiagramView(
        graph=draw(facts, sheet, markers, SIZES[query.paper]),
        title=" – ".join(name_of(end.station) for end in (sheet.way[0], sheet.way[-1])),
        hours=f"{moment(sheet.span[0], sheet, _)} – {_end(sheet)}",
        rows=[_row(passage, sheet, facts) for passage in sheet.passages],
        markers=markers,
        counts=[(_(CLASS_WORDS[kind]), kinds[kind]) for kind in CLASSES if kinds[kind]],
        shown=bool(sheet.ours) or not form["train"],
        paper=query.paper,
    )


def _row(passage: Passage, sheet: TimeDistanceDiagram, facts: RailFacts) -> TrainRow:
    name_of = _namer(facts)
    return TrainRow(
        train=passage.train,
        kind=_(CLASS_WORDS[class_of(facts, passage.train)]) if passage.train else _("银发列车"),
        towards=name_of(towards(passage, sheet)),
        origin=name_of(sheet.way[passage.origin].station),
        enter=entering(passage, sheet, _),
        target=name_of(sheet.way[passage.target].station),
        leave=leaving(passage, sheet, _),
    )


def _end(sheet: TimeDistanceDiagram) -> str:
    """The last moment; midnight as the end of its day."""
    day, rest = divmod(sheet.span[1], DAY_S)
    if rest:
        return moment(sheet.span[1], sheet, _)
    first = moment(sheet.span[1] - 60, sheet, _)
    return first.replace("23:59", "24:00") if day else first


def _violations(cruise: Cruise) -> list[tuple[str, str]]:
    """What the checker finds about a silver train: where, and the sentence."""
    found = train_violations(facts_today(), cruise)
    return [(violation.where, violation_text(violation)) for violation in found]
