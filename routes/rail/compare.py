"""Scenarios side by side, the first one being what the others are compared with."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.caching import memoize
from planner.errors import OutOfRange, SilverwayError
from planner.facts import Facts
from planner.saved import load_scenario
from planner.sentences import error_sentence
from planner.train.report import KINDS, MARKS, VERDICTS, WORDS, measure_words, more_words, moved_words, stop_words
from planner.train.scenario import (
    LEAST,
    MOST,
    RUNS,
    SCENARIO_JSON,
    SEED,
    Comparison,
    ComparisonCell,
    Evaluation,
    Measures,
    compare_evaluations,
    evaluate,
    measure,
)
from routes.costs import costs
from routes.presenters import remedy_text
from routes.state import facts_today, session


@costs("search")
def show() -> ResponseReturnValue:
    """The table of what is measured, the times, and what each breaks."""
    chosen = list(dict.fromkeys(request.args.getlist("train")))
    try:
        if not LEAST <= len(chosen) <= MOST:
            raise OutOfRange("scenarios", len(chosen), LEAST, MOST)
        with session() as db:
            rows = [load_scenario(db, each) for each in chosen]
            texts = [(row.scenario, row.name) for row in rows]
        found = _compared(texts)
    except SilverwayError as wrong:
        flash(error_sentence(wrong, _))
        return redirect(url_for("rail.scenarios", train=chosen), 303)
    only = bool(request.args.get("only"))
    names = [name for _text, name in texts]
    return render_template(
        "rail/compare.html",
        chosen=chosen,
        only=only,
        bases=[(name, _address(each, chosen, only)) for each, name in list(zip(chosen, names, strict=True))[1:]],
        **comparison_words(found, names),
    )


def comparison_words(found: Comparison, names: list[str]) -> dict[str, object]:
    """What `rail/comparison.html` shows of a comparison, in the reader's words."""
    return {
        "found": found,
        "names": names,
        "kinds": [_(KINDS[each.scenario.kind]) for each in found.studies],
        "label": lambda code: _(WORDS[code]),
        "value": lambda line, cell: measure_words(line.unit, cell.measure, _),
        "verdict": _verdict,
        "mark": MARKS,
        "stop": lambda stop: stop_words(stop, _),
        "moved": lambda minutes: moved_words(minutes, _),
        "broken": [_broken(each, found.studies[0]) for each in found.studies],
    }


def _address(first: str, chosen: list[str], only: bool) -> str:
    """The same comparison with another one first."""
    order = [first, *(each for each in chosen if each != first)]
    return url_for("rail.compare", train=order, only=1 if only else None)


def _verdict(unit: str, cell: ComparisonCell) -> str:
    words = [more_words(unit, cell, _)] if cell.more else []
    return _("，").join([*words, _(VERDICTS[cell.verdict])])


def _broken(each: Evaluation, first: Evaluation) -> list[tuple[str, bool]]:
    """What is wrong with a scenario, the hard ones first, and whether it is not wrong with the first one too."""
    theirs = {remedy_text(violation) for violation in first.violations}
    ordered = sorted(each.violations, key=lambda v: (not v.hard, -v.excess))
    texts = [remedy_text(violation) for violation in ordered]
    return [(sentence, each is not first and sentence not in theirs) for sentence in texts]


def _compared(texts: list[tuple[str, str]]) -> Comparison:
    facts = facts_today()
    evaluated = [_evaluated(text, facts) for text, _name in texts]
    return compare_evaluations(tuple(each for each, _ in evaluated), [each for _, each in evaluated], RUNS, SEED)


@memoize(key=lambda text, facts: (text, facts.rail.digest), size=64)
def _evaluated(text: str, facts: Facts) -> tuple[Evaluation, Measures]:
    scenario = SCENARIO_JSON.validate_json(text)
    evaluated = evaluate(facts, scenario)
    return evaluated, measure(facts, evaluated)
