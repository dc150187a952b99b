"""A timetable typed in or read from a file, and what the judge of trains says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.sentences import remedy_sentence, violation_sentence
from planner.train.check import check_timetable
from planner.train.diagram import Diagram, diagram
from planner.train.entry import FIELDS, MOST_BYTES, MOST_CARS, entered_way
from planner.train.infrastructure import STOCK_KMH
from planner.train.report import UNCHECKED
from planner.train.traffic import traffic
from planner.train.types import TrainSpec
from planner.violations import Violation
from routes.formatters import stations_words
from routes.rail.forms.case import DEFAULTS, calls_text, read_case
from routes.rail.forms.upload import texts_from
from routes.rail.save_scenario import keeping, kept_texts
from routes.state import facts_today, language, rail, rules

FAST = frozenset("GDC")
SAMPLE_CALLS = 6
RARE = tuple(name for name in FIELDS if name not in ("calls", "own", "stock", "start"))  # folded up when empty


@dataclass(frozen=True)
class Verdict:
    """What was found, the largest first, in sentences; what could not be checked; and the train drawn, if there is a
    way to draw."""

    hard: list[str]
    soft: list[str]
    unchecked: list[str]
    diagram: Diagram | None


def enter() -> str:
    """An empty sheet, or one filled in with a published train or a kept scenario."""
    facts = rail()
    number = request.args.get("train", "").strip().upper()
    texts = DEFAULTS | kept_texts(request.args.get("scenario"))
    if number in facts.calls:
        texts |= {"calls": _published(facts, number), "own": number}
    return _page(facts, texts, {}, None)


def room_for_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A file may be larger than a form; said before anything reads the form."""
    if endpoint == "rail.from_file":
        request.max_content_length = MOST_BYTES + 100_000


def from_file() -> ResponseReturnValue:
    """The sheet filled in from a file, or what is wrong with the file."""
    facts, errors = rail(), dict[str, str]()
    texts = texts_from(facts, request.files.get("file"), request.form.get("number", ""), errors)
    typed = DEFAULTS | {"number": request.form.get("number", "")}
    return _page(facts, texts or typed, errors, None, read=texts is not None), 422 if errors else 200


def check() -> ResponseReturnValue:
    """All that is wrong with the timetable, or what cannot be read of it."""
    facts, errors = rail(), dict[str, str]()
    texts = {name: request.form.get(name, DEFAULTS.get(name, "")) for name in FIELDS}
    train = read_case(facts, texts, errors)
    checked = judged(facts, train) if train else None
    return _page(facts, texts, errors, checked), 422 if errors else 200


def again(texts: Mapping[str, str], errors: dict[str, str]) -> str:
    """The sheet and its verdict once more, where keeping it went wrong."""
    facts, wrong = rail(), dict[str, str]()
    train = read_case(facts, texts, wrong)
    return _page(facts, texts, errors | wrong, judged(facts, train) if train else None)


def judged(facts: RailFacts, train: TrainSpec) -> Verdict:
    """What the judge says of an entered train, in the reader's words."""
    verdict = check_timetable(facts_today(), traffic(facts), train.calls, train.case)
    way = entered_way(facts, train.calls)
    told = [(v, said_of(v)) for v in sorted(verdict.violations, key=lambda v: -v.excess)]
    found = [(violation.where, said) for violation, said in told]
    graph = diagram(facts, way, {call.station for call in train.calls}, found=found) if way else None
    return Verdict(
        [said for violation, said in told if violation.hard],
        [said for violation, said in told if not violation.hard],
        [_(UNCHECKED[u.what]).format(where=stations_words(u.where)) for u in verdict.unchecked],
        graph,
    )


def said_of(violation: Violation) -> str:
    """What is broken and what would mend it, stations by their names in the reader's language."""
    named = {k: stations_words(str(v)) if k in ("from", "by") else v for k, v in violation.values.items()}
    placed = replace(violation, where=stations_words(violation.where), values=named)
    return violation_sentence(placed, rules(), language(), _) + remedy_sentence(placed, _)


def _page(
    facts: RailFacts, texts: Mapping[str, str], errors: Mapping[str, str], checked: Verdict | None, read: bool = False
) -> str:
    return render_template(
        "rail/enter.html",
        texts=texts,
        errors=errors,
        samples=_samples(facts),
        stations=facts.stations,
        stock=[(name, name, _("最高 %(kmh)s 公里/小时的车底", kmh=kmh)) for name, kmh in STOCK_KMH.items()],
        most_cars=MOST_CARS,
        read=read,
        checked=checked,
        more=any(texts.get(name) or name in errors for name in RARE),
        keeping=keeping("calls", {name: texts.get(name, "") for name in FIELDS}) if checked else None,
    )


def _published(facts: RailFacts, number: str) -> str:
    return calls_text(facts, ((call.station, call.arrive, call.depart) for call in facts.calls[number]))


def _samples(facts: RailFacts) -> list[str]:
    """Published loco-hauled trains that stay among our stations and call often."""
    return [
        number
        for number, calls in facts.calls.items()
        if facts.runs[number].kind not in FAST
        and facts.runs[number].quality == "ok"
        and len(calls) >= SAMPLE_CALLS
        and all(call.in_region for call in calls)
    ]
