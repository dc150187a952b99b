"""Trains: checked, inserted and mended among the published ones, and drawn."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from planner.exchange.documents import DIAGRAM_WRITERS
from planner.language import N_
from planner.solving import SolveOptions
from planner.train.check import check_timetable
from planner.train.entry import (
    BadCase,
    published_traffic_known,
    read_possession,
    read_stock,
    read_words,
    with_options,
)
from planner.train.infrastructure import read_assumption
from planner.train.insertion import NoPath, PathRequest, explain, find_paths, read_call_wishes
from planner.train.mend import NotMended, mend
from planner.train.report import move_words, not_mended_words, path_json, unchecked_json, unknown_of, violation_json
from planner.train.types import TrainSpec
from planner.violations import Violation
from routes.api.answers import answer, tagged
from routes.api.blueprint import operation
from routes.api.models import (
    MendedCall,
    MendWish,
    NotChecked,
    PathWish,
    RuleFinding,
    ShiftedTrain,
    TrainChecked,
    TrainMended,
    TrainPathFound,
    TrainPaths,
    TrainWish,
)
from routes.presenters import ProblemValue, problem
from routes.rail.diagram import diagram_sheets
from routes.rail.forms.diagram import diagram_form
from routes.state import facts_today, language, rail, rules, settings

SVG = {"description": "OK", "content": {"image/svg+xml": {"schema": {"type": "string"}}}}


class SheetQuery(BaseModel):
    """What to draw: lines through `stations` (at least two, with commas) or those of a published `train`, from the hour
    `from` of a `day` to the hour `to`, with `possessions`, one a line."""

    model_config = ConfigDict(populate_by_name=True)
    stations: str = Field("", max_length=400)
    train: str = Field("", max_length=40)
    day: str = Field("", max_length=10)
    begin: str = Field("", max_length=10, alias="from")
    until: str = Field("", max_length=10)
    to: str = Field("", max_length=10)
    possessions: str = Field("", max_length=2000)


@operation("post", "/trains/check", N_("检查一趟车的时刻"), "trains:use", {200: TrainChecked}, "compute")
def check_train(body: TrainWish) -> Response:
    """All that is wrong with a timetable, with remedies, and what could not be checked."""
    try:
        spec = _entered(body)
    except BadCase as bad:
        return _unreadable(bad)
    found = check_timetable(facts_today(), published_traffic_known(rail()), spec.calls, spec.case)
    return answer(
        TrainChecked(violations=[_finding(each) for each in found.violations], unchecked=_unchecked(found.unchecked))
    )


@operation("post", "/trains/insert", N_("找一条运行线"), "trains:use", {200: TrainPaths}, "compute")
def insert_train(body: PathWish) -> Response:
    """Paths among the published trains by exact search; if there is none, how far one gets and what would help."""
    stations = rail().stations
    for text in body.assumes:
        read_assumption(text, stations)
    wish = PathRequest(
        calls=read_call_wishes(body.calls, stations), top_kmh=read_stock(body.stock), running=body.running,
        objective=body.objective, paths=body.paths, away=body.away.strip().upper(), assumes=tuple(body.assumes),
        possessions=tuple(read_possession(text, stations) for text in body.possessions),
        comfort_min=body.comfort, within_min=body.within,
    )  # fmt: skip
    facts = facts_today()
    found = find_paths(facts, wish)
    if isinstance(found, NoPath):
        return answer(TrainPaths(paths=[], unchecked=[], obstacle=explain(found)))
    paths = [TrainPathFound.model_validate(path_json(path)) for path in found.paths]
    return answer(TrainPaths(paths=paths, unchecked=_unchecked(unknown_of(facts, found.paths))))


@operation("post", "/trains/mend", N_("改好冲突，挪得最少"), "trains:use", {200: TrainMended}, "plan")
def mend_train(body: MendWish) -> Response:
    """The fewest minutes by which the train is moved as a whole or from stops on so that no conflict is left."""
    try:
        spec = _entered(body)
    except BadCase as bad:
        return _unreadable(bad)
    found = mend(facts_today(), {"": spec}, body.shift, SolveOptions(seconds=settings().plan_seconds))
    if isinstance(found, NotMended):
        blocks = [] if found.faults else [line.strip() for line in not_mended_words(found, _)]
        return answer(
            TrainMended(
                mended=False, minutes=0, bound=0, moves=[], cleared=[], calls=[],
                faults=[_finding(each) for _name, each in found.faults], blocks=blocks,
            )
        )  # fmt: skip
    return answer(
        TrainMended(
            mended=True, minutes=found.minutes, bound=found.bound, faults=[], blocks=[],
            moves=[ShiftedTrain(station=m.station, minutes=m.minutes, sentence=move_words(m, _)) for m in found.moves],
            cleared=[_finding(each) for _name, each in found.cleared],
            calls=[MendedCall(station=c.station, arrive=c.arrive, depart=c.depart) for c in found.trains[""].calls],
        )
    )  # fmt: skip


@operation("get", "/trains/diagram.svg", N_("画运行图"), "trains:use", {200: SVG}, "compute")
def draw_trains(query: SheetQuery) -> Response:
    """A time-distance diagram of the published trains."""
    form = diagram_form({name: text for name, text in query.model_dump(by_alias=True).items() if text})
    sheets = diagram_sheets(form)
    if sheets is None:
        wrong = [ProblemValue(where=name, why=str(why)) for name, why in form.errors.items()]
        return problem(_("请检查一下"), _("有 %(count)s 处不对。", count=len(wrong)), 422, values=wrong)
    mimetype, write = DIAGRAM_WRITERS["svg"]
    return tagged(Response(write(sheets, _), mimetype=mimetype))


def _entered(body: TrainWish) -> TrainSpec:
    return with_options(read_words(body.calls, rail(), _), rail(), body.own, body.possessions, body.assumes)


def _unreadable(bad: BadCase) -> Response:
    wrong = [ProblemValue(where="calls", why=sentence) for sentence in bad.sentences]
    return problem(_("请检查一下"), _("有 %(count)s 处不对。", count=len(wrong)), 422, values=wrong)


def _finding(violation: Violation) -> RuleFinding:
    return RuleFinding.model_validate(violation_json(violation, rules(), language(), _))


def _unchecked(found: object) -> list[NotChecked]:
    return [NotChecked.model_validate(each) for each in unchecked_json(found)]  # type: ignore[arg-type]
