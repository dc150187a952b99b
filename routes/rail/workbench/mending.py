"""All conflicts of a project cleared by the least shifts, as one step."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.train.mend import Mended, mend
from planner.train.project import Project
from planner.train.report import mended_summary, move_words, not_mended_words
from planner.train.types import TrainSpec
from routes.costs import costs
from routes.formatters import stations_words
from routes.presenters import remedy_text
from routes.rail.workbench.opening import keep, opened_base, shortened

MOST_FAULTS, MOST_TOLD = 5, 8


@costs("search")
def mend_all(project_id: str) -> ResponseReturnValue:
    """The mended trains, or what stands in the way."""
    base = opened_base(project_id)
    found = mend(base.facts, base.project.as_run())
    if not isinstance(found, Mended):
        if found.faults:
            said = [_("没有改：有 {count} 处问题挪时间改不好，请先改这些：").format(count=len(found.faults))]
            said += [f"{name}{_('：')}{remedy_text(fault)}" for name, fault in found.faults[:MOST_FAULTS]]
        else:
            said = not_mended_words(found, _, stations_words)
        for words in said[:MOST_TOLD]:
            flash(shortened(words), "refused")
        return redirect(base.address(), 303)
    flash(mended_summary(found, _))
    for move in found.moves[:MOST_TOLD]:
        flash(shortened(f"{move.train}{_('：')}{move_words(move, _, stations_words)}"))
    if len(found.moves) > MOST_TOLD:
        flash(_("还有 %(n)s 处。", n=len(found.moves) - MOST_TOLD))
    return keep(base, mended_project(base.project, found), {"kind": "mend", "minutes": found.minutes})


def mended_project(project: Project, found: Mended) -> Project:
    """The project with its trains as they were mended."""
    trains = {
        name: TrainSpec(found.trains[name].calls, replace(spec.case, start=found.trains[name].case.start))
        for name, spec in project.trains.items()
    }
    return replace(project, trains=trains)
