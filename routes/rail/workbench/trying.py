"""What a move would come to, asked while a train or a possession is being dragged: nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import BadValue
from planner.train.entry import entered_way, published_traffic_known
from planner.train.project import Project, ProjectConflict, check_one_train
from planner.train.types import Passing, TrainSpec
from routes.costs import costs
from routes.formatters import stations_words
from routes.rail.workbench.editing import bad_value_words, moved_project, moved_together, project_with_possession
from routes.rail.workbench.opening import Opened, opened_base
from routes.rail.workbench.words import against_words, cell_words, minute_words, possession_hours, size_words

MOST_WORDS = 3


@costs("drag")
def try_move(project_id: str) -> ResponseReturnValue:
    """The trains' conflicts and times after the move that the form asks for, as JSON: seconds at every station of the
    first one's way, conflicts with place and moment, and what to write beside the pointer."""
    base = opened_base(project_id)
    shut = "shut" in request.form
    try:
        project, _step = project_with_possession(base) if shut else moved_project(base)
    except BadValue as bad:
        return jsonify({"wrong": bad_value_words(bad)})
    names = moved_together(base)
    if not names:
        return jsonify(
            {"times": _times(base, project), "way": [], "ways": [], "cells": [], "conflicts": [], "words": []}
        )
    name, spec = names[0], project.trains[names[0]]
    known = published_traffic_known(base.rail)
    found = [c for each in names for c in check_one_train(base.facts, known, project, each).conflicts]
    before = sum(base.checked.of(each) for each in names)
    ways = {each: entered_way(base.rail, project.trains[each].calls) for each in names}
    return jsonify({
        "way": _seconds(ways[name]),
        "ways": [_seconds(ways[each]) for each in names[1:]],
        "cells": [[cell_words(call.arrive), cell_words(call.depart)] for call in spec.calls],
        "before": before,
        "conflicts": [{"where": c.violation.where, "train": c.train} for c in found],
        "times": _times(base, project),
        "said": _("冲突 %(before)s → %(after)s", before=before, after=len(found)),
        "words": [_conflict_words(c) for c in found[:MOST_WORDS]],
    })  # fmt: skip


def _seconds(way: Sequence[Passing]) -> list[tuple[str, int, int]]:
    return [(p.station, p.arrive_s, p.depart_s) for p in way]


def _conflict_words(conflict: ProjectConflict) -> str:
    return f"{against_words(conflict)} {size_words(conflict)}".strip()


def _times(base: Opened, project: Project) -> str:
    """The new times of what is taken hold of."""
    if "shut" in request.form:
        place = int(request.form["shut"])
        changed = [p for p in project.possessions if p not in base.project.possessions]
        return possession_hours(changed[0] if changed else base.project.possessions[place])
    spec: TrainSpec = project.trains[request.form.get("train", "")]
    part = request.form.get("part", "whole")
    if part == "whole":
        return f"{minute_words(spec.calls[0].depart)} → {minute_words(spec.calls[-1].arrive)}"
    call = spec.calls[int(request.form["place"])]
    station = stations_words(call.station)
    if part == "from":
        return _("%(station)s %(time)s 开", station=station, time=minute_words(call.depart))
    return _("%(station)s %(time)s 到", station=station, time=minute_words(call.arrive))
