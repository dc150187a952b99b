"""The steps of a departure: filled in field by field, undone and redone, as on the desk."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _
from pydantic import Field

from planner.errors import Overtaken, Unknown
from planner.language import N_
from planner.saved import step_back
from routes.agency.departures import keep_answers
from routes.agency.desk import open_desk
from routes.agency.steps import step_named
from routes.api.answers import answer, refused, who
from routes.api.blueprint import operation
from routes.api.departures.listed import departure_data
from routes.api.departures.models import LONGEST_FIELD, BackStep, DeparturePath, DepartureState, StepValues
from routes.presenters import error_words, problem
from routes.state import session


class StepPath(DeparturePath):
    """A step by its name."""

    step: str = Field(max_length=20)


@operation(
    "put", "/departures/<departure_id>/steps/<step>", N_("填团期的一步"), "departures:write", {200: DepartureState},
    "compute",
)  # fmt: skip
def fill_in_step(path: StepPath, body: StepValues) -> Response:
    """Keep what is sent: all of it, or nothing where something is to be mended (422) or somebody else changed the same
    (409)."""
    desk, step = open_desk(path.departure_id), step_named(path.step)
    if not step.fits(desk):
        raise Unknown("step", path.step)
    if long := [name for name, text in body.values.items() if len(text) > LONGEST_FIELD]:
        return refused({name: _("最多写 %(most)s 个字。", most=LONGEST_FIELD) for name in long})
    try:
        errors = keep_answers(desk, step, body.values, body.revision)
    except Overtaken as overtaken:
        return problem(_("请检查一下"), error_words(overtaken), 409, overtaken)
    return refused(errors) if errors else answer(departure_data(open_desk(path.departure_id)))


@operation("post", "/departures/<departure_id>/history", N_("撤销、重做"), "departures:write", {200: DepartureState})
def go_back(path: DeparturePath, body: BackStep) -> Response:
    """Undo the last change, or redo the one undone last; refused (409) if somebody changed something since."""
    try:
        with session() as db:
            step_back(db, path.departure_id, who(), body.revision, body.way)
    except Overtaken as overtaken:
        return problem(_("请检查一下"), error_words(overtaken), 409, overtaken)
    return answer(departure_data(open_desk(path.departure_id)))
