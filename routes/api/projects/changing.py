"""Changes of a project, each one step that can be undone; two who change it at once are put together, or told."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response
from flask_babel import gettext as _

from planner.errors import BadValue, Unknown
from planner.language import N_
from planner.saved import ProjectClash, change_project, redo_project, undo_project
from planner.solving import SolveOptions
from planner.train.infrastructure import STOCK_KMH
from planner.train.insertion import NoPath, PathRequest, explain, find_paths, read_call_wishes
from planner.train.mend import Mended, mend
from planner.train.project import Project, with_train, without_train
from planner.train.report import not_mended_words, path_json, unchecked_json, unknown_of
from planner.train.types import TrainSpec
from routes.api.answers import answer, refused, who
from routes.api.blueprint import operation
from routes.api.models import NotChecked, TrainPathFound, TrainPaths
from routes.api.projects.listed import project_data
from routes.api.projects.models import (
    BaseQuery,
    Conditions,
    PathsWish,
    ProjectBase,
    ProjectPath,
    ProjectState,
    ProjectStep,
    TrainChange,
    TrainOfProject,
)
from routes.presenters import problem, remedy_text
from routes.rail.workbench import Opened, opened
from routes.rail.workbench.editing import bad_value_words, typed_train, with_conditions
from routes.rail.workbench.mending import mended_project
from routes.rail.workbench.words import clash_words
from routes.state import session, settings

MOST_PATHS = 5


@operation(
    "put", "/projects/<project_id>/trains/<train>", N_("方案里加一趟车、改一趟车"), "trains:write",
    {200: ProjectState}, "compute",
)  # fmt: skip
def put_train(path: TrainOfProject, body: TrainChange) -> Response:
    """A train of that number, typed anew; one that is there keeps what is not sent."""
    base = _base(path.project_id, body.base)
    name = next((each for each in base.project.trains if each == path.train.upper()), "")
    typed = {
        "calls": "\n".join(body.calls), "stock": body.stock, "start": body.start.isoformat() if body.start else "",
        "cars": str(body.cars or ""),
    }  # fmt: skip
    read = typed_train(base.rail, typed, base.project.trains.get(name))
    if not isinstance(read, TrainSpec):
        return refused(read)
    try:
        project = with_train(base.project, name or path.train, read, new=not name)
    except BadValue as bad:
        return refused({"train": bad_value_words(bad)})
    return _keep_step(base, project, {"kind": "train" if name else "add", "train": name or path.train.upper()})


@operation(
    "delete", "/projects/<project_id>/trains/<train>", N_("方案里去掉一趟车"), "trains:write", {200: ProjectState},
    "compute",
)  # fmt: skip
def take_train_out(path: TrainOfProject, query: BaseQuery) -> Response:
    """A train taken out; undoing brings it back."""
    base = _base(path.project_id, query.base)
    base.train(path.train)
    return _keep_step(base, without_train(base.project, path.train), {"kind": "remove", "train": path.train})


@operation(
    "put", "/projects/<project_id>/conditions", N_("方案的施工天窗和假定"), "trains:write", {200: ProjectState},
    "compute",
)  # fmt: skip
def put_conditions(path: ProjectPath, body: Conditions) -> Response:
    """Possessions and assumptions in the place of those there are."""
    base = _base(path.project_id, body.base)
    project = with_conditions(base.project, base.rail, body.possessions, body.assumes)
    return _keep_step(base, project, {"kind": "conditions"})


@operation("post", "/projects/<project_id>/mend", N_("改好方案里的冲突"), "trains:write", {200: ProjectState}, "plan")
def mend_project(path: ProjectPath, body: ProjectBase) -> Response:
    """All conflicts cleared by the least shifts, as one step; 409 with what stands in the way."""
    base = _base(path.project_id, body.base)
    found = mend(base.facts, base.project.as_run(), options=SolveOptions(seconds=settings().plan_seconds))
    if not isinstance(found, Mended):
        told = [f"{name} {remedy_text(fault)}" for name, fault in found.faults] or not_mended_words(found, _)
        return problem(_("请检查一下"), " ".join(line.strip() for line in told), 409)
    return _keep_step(base, mended_project(base.project, found), {"kind": "mend", "minutes": found.minutes})


@operation(
    "post", "/projects/<project_id>/paths", N_("在方案的铁路上找运行线"), "trains:use", {200: TrainPaths}, "compute"
)
def find_project_paths(path: ProjectPath, body: PathsWish) -> Response:
    """Paths for one more train on the project's railway, its possessions kept; to take one, put its calls as a
    train."""
    found = opened(path.project_id)
    wish = PathRequest(
        read_call_wishes(body.calls, found.rail.stations), STOCK_KMH.get(body.stock, 120), objective="disturbance",
        paths=MOST_PATHS, possessions=found.project.possessions, assumes=found.project.assumes,
    )  # fmt: skip
    paths = find_paths(found.facts, wish)
    if isinstance(paths, NoPath):
        return answer(TrainPaths(paths=[], unchecked=[], obstacle=explain(paths)))
    return answer(
        TrainPaths(
            paths=[TrainPathFound.model_validate(path_json(each)) for each in paths.paths],
            unchecked=[
                NotChecked.model_validate(each) for each in unchecked_json(unknown_of(found.facts, paths.paths))
            ],
        )
    )  # fmt: skip


@operation(
    "post", "/projects/<project_id>/history", N_("方案撤销、重做"), "trains:write", {200: ProjectState}, "compute"
)
def step_project(path: ProjectPath, body: ProjectStep) -> Response:
    """Back by one step, or forward again; 409 if somebody changed it since, or there is none."""
    way, otherwise = {
        "undo": (undo_project, _("没有撤销：别人刚改过，或者已经是第一步。")),
        "redo": (redo_project, _("没有重做：别人刚改过，或者后面没有了。")),
    }[body.way]  # fmt: skip
    with session() as db:
        done = way(db, who(), path.project_id, body.base)
    return answer(project_data(opened(path.project_id))) if done else problem(_("请检查一下"), otherwise, 409)


def _base(project_id: str, number: int) -> Opened:
    """The office's project in the state that was read; raises Unknown."""
    found = opened(project_id, number)
    if not found.mine:
        raise Unknown("project", project_id)
    return found


def _keep_step(base: Opened, project: Project, step: Mapping[str, str | int]) -> Response:
    try:
        with session() as db:
            kept = change_project(db, who(), base.id, base.number, project, step)
    except ProjectClash as clash:
        return problem(_("请检查一下"), " ".join(clash_words(clash.clashes)), 409)
    return answer(project_data(opened(base.id), merged=kept.merged))
