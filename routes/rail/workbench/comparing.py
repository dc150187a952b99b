"""Versions of a project side by side, one train of them: drawn over each other, measured, and what each breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.caching import memoize
from planner.facts import Facts
from planner.saved import list_versions
from planner.train.scenario import (
    RUNS,
    SEED,
    Evaluation,
    Measures,
    Scenario,
    compare_evaluations,
    evaluate,
    measure,
)
from planner.train.types import Passing, TrainSpec
from routes.costs import costs
from routes.rail.compare import comparison_words
from routes.rail.workbench.drawing import sheet_of
from routes.rail.workbench.opening import Opened, opened, page_of
from routes.rail.workbench.view import LONGEST, USUAL_SIZE, View, read_view
from routes.state import session

MOST = 4
AROUND = 20  # minutes before and after


@dataclass(frozen=True)
class ComparedVersion:
    """A version in which the train runs: its name, its state, and where the train is when."""

    name: str
    state: Opened
    spec: TrainSpec
    way: tuple[Passing, ...]


@costs("search")
def show(project_id: str) -> ResponseReturnValue:
    """The versions that are ticked; the first one is what the others are compared with."""
    now = opened(project_id)
    train = request.args.get("train", "")
    found = _versions(now, train)
    if len(found) < 2:
        flash(_("请勾两到四个版本，都要有 %(train)s 这趟车。", train=train or _("所选")), "refused")
        return redirect(page_of(project_id, dock="versions"), 303)
    evaluated = [_evaluated(each.state.id, each.state.number, train, each.state.facts, each.spec) for each in found]
    scenarios = tuple(
        replace(evaluation, scenario=replace(evaluation.scenario, name=each.name))
        for each, (evaluation, _measures) in zip(found, evaluated, strict=True)
    )
    compared = compare_evaluations(scenarios, [measures for _evaluation, measures in evaluated], RUNS, SEED)
    return render_template(
        "rail/workbench/compare.html",
        project=now,
        train=train,
        sheet=_overlay(found, train),
        only=bool(request.args.get("only")),
        chosen=[each.state.number for each in found],
        **comparison_words(compared, [each.name for each in found]),
    )


def _versions(now: Opened, train: str) -> list[ComparedVersion]:
    with session() as db:
        names = {version.number: version.name for version in list_versions(db, now.id)}
    texts = [text for text in request.args.getlist("n") if text.isascii() and text.isdecimal() and len(text) < 9]
    asked = dict.fromkeys(map(int, texts))
    found = []
    for number in list(asked)[:MOST]:
        if number not in names and number != now.number:
            continue
        state = now if number == now.number else opened(now.id, number)
        specs = state.project.as_run()
        if train in specs:
            name = names.get(number) or _("现在（第 %(n)s 步）", n=number)
            found.append(ComparedVersion(name, state, specs[train], state.ways[train]))
    return found


def _overlay(found: list[ComparedVersion], train: str) -> object:
    """The train of each version on one diagram, numbered in their order; a sentence where none can be drawn."""
    ways = [each.way for each in found if each.way]
    if not ways:
        return _("这趟车的走法不清楚，画不出来。")
    first = min(way[0].depart_s for way in ways) // 60 - AROUND
    last = max(way[-1].arrive_s for way in ways) // 60 + AROUND
    base = found[0].state
    alone = replace(base, project=replace(base.project, trains={}))
    view: View = read_view({}, {})
    shown = replace(view, hours=(first, min(last, first + LONGEST)), size=(USUAL_SIZE[0], 460), train=train)
    return sheet_of(alone, shown, ways)


@memoize(key=lambda project_id, step, name, facts, _spec: (project_id, step, name, facts.rail.digest), size=64)
def _evaluated(_project_id: str, _step: int, name: str, facts: Facts, spec: TrainSpec) -> tuple[Evaluation, Measures]:
    found = evaluate(facts, Scenario(name, spec))
    return found, measure(facts, found)
