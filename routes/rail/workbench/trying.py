"""What a move would come to, asked while a train is being dragged: nothing is kept."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import BadValue
from planner.train.entry import entered_way, published_traffic_known
from planner.train.project import check_one_train
from routes.extensions import limiter
from routes.rail.workbench.editing import bad_value_words, moved_project
from routes.rail.workbench.opening import opened_base
from routes.rail.workbench.words import against_words, cell_words, size_words


@limiter.limit("40/second")
def try_move(project_id: str) -> ResponseReturnValue:
    """The train's conflicts and times after the move that the form asks for, as JSON: seconds at every station of its
    way, conflicts with place and moment."""
    base = opened_base(project_id)
    try:
        project, step = moved_project(base)
    except BadValue as bad:
        return jsonify({"wrong": bad_value_words(bad)})
    name = str(step["train"])
    spec = project.trains[name]
    found = check_one_train(base.facts, published_traffic_known(base.rail), project, name)
    before = base.checked.of(name)
    return jsonify({
        "way": [[p.station, p.arrive_s, p.depart_s] for p in entered_way(base.rail, spec.calls)],
        "cells": [[cell_words(call.arrive), cell_words(call.depart)] for call in spec.calls],
        "before": before,
        "conflicts": [
            {"where": c.violation.where, "minute": c.minute, "said": f"{against_words(c)} {size_words(c)}"}
            for c in found.conflicts
        ],
        "said": _("冲突 %(before)s → %(after)s", before=before, after=len(found.conflicts)),
    })  # fmt: skip
