"""A timetable typed in, and what the judge of trains says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog.queries import RailFacts
from planner.sentences import remedy_sentence, violation_sentence
from planner.train.check import Case, check_calls
from planner.train.diagram import Diagram, diagram
from planner.train.entered import entered_way
from routes.formatters import stations_words
from routes.rail.read import EnteredCall, english_names, read_calls, write_calls
from routes.state import english, language, rail, rules

FAST = frozenset("GDC")
SAMPLE_CALLS = 6


@dataclass(frozen=True)
class Verdict:
    """What was found, the largest first, in sentences; and the train drawn, if there is a way to draw."""

    hard: list[str]
    soft: list[str]
    diagram: Diagram | None


def enter() -> str:
    """An empty sheet, or one filled in with a published train."""
    facts = rail()
    number = request.args.get("train", "").strip().upper()
    texts = {"calls": _published(facts, number), "own": number} if number in facts.calls else {}
    return _page(facts, texts, {}, None)


def check() -> ResponseReturnValue:
    """All that is wrong with the timetable, or what cannot be read of it."""
    facts = rail()
    texts = {name: request.form.get(name, "") for name in ("calls", "own")}
    calls, bad = read_calls(texts["calls"], facts.stations)
    errors = {"calls": " ".join(_line_words(line.line, line.sentence) for line in bad)} if bad else {}
    own = texts["own"].strip().upper()
    if own and own not in facts.runs:
        errors["own"] = _("时刻表里没有“%(train)s”这趟车。不知道就空着。", train=own)
    checked = None if errors else _judge(facts, calls, own)
    return _page(facts, texts, errors, checked), 422 if errors else 200


def _page(facts: RailFacts, texts: dict[str, str], errors: dict[str, str], checked: Verdict | None) -> str:
    return render_template(
        "rail/enter.html",
        texts=texts,
        errors=errors,
        samples=_samples(facts),
        stations=facts.stations,
        checked=checked,
    )


def _published(facts: RailFacts, number: str) -> str:
    names = english_names(facts.stations) if english() else {}
    rows = []
    for call in facts.calls[number]:
        in_english = facts.stations[call.station].name_en
        name = in_english if names.get(in_english.lower()) == [call.station] else call.station
        rows.append((name, call.arrive, call.depart))
    return write_calls(rows)


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


def _judge(facts: RailFacts, calls: tuple[EnteredCall, ...], own: str) -> Verdict:
    pack, way = rules(), entered_way(facts, calls)
    hard: list[str] = []
    soft: list[str] = []
    found: list[tuple[str, str]] = []
    for violation in sorted(check_calls(facts, pack, calls, Case(own=own)), key=lambda v: -v.excess):
        named = {k: stations_words(str(v)) if k in ("from", "by") else v for k, v in violation.values.items()}
        placed = replace(violation, where=stations_words(violation.where), values=named)
        said = violation_sentence(placed, pack, language(), _) + remedy_sentence(placed, _)
        (hard if violation.hard else soft).append(said)
        found.append((violation.where, said))
    graph = diagram(facts, way, {call.station for call in calls}, found=found) if way else None
    return Verdict(hard, soft, graph)


def _line_words(line: int, sentence: str) -> str:
    return _("第 %(line)s 行：%(what)s", line=line, what=sentence) if line else sentence
