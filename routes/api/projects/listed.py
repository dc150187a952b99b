"""Projects of the office: listed, begun, read with all that is wrong, handed out, removed."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from planner.exchange.railways import load_railway
from planner.language import N_
from planner.saved import keep_railway, list_projects, new_project, remove_project, write_project
from planner.train.project import Project, ProjectConflict
from planner.train.report import unchecked_json, violation_json
from routes.api.answers import PageQuery, answer, cursor_to, made, nothing, once, read_cursor, tagged, who
from routes.api.blueprint import operation
from routes.api.models import NotChecked
from routes.api.projects.models import (
    ProjectFinding,
    ProjectHead,
    ProjectPage,
    ProjectPath,
    ProjectState,
    ProjectTrain,
    ProjectWish,
    TrainText,
)
from routes.rail.workbench import Opened, opened
from routes.rail.workbench.listing import STEP
from routes.rail.workbench.page import written_train
from routes.rail.workbench.words import possession_words
from routes.state import language, rules, session, settings

JSON_FILE = {"description": "OK", "content": {"application/json": {"schema": {"type": "object"}}}}


@operation("get", "/projects", N_("本单位的调图方案"), "trains:use", {200: ProjectPage})
def list_own_projects(query: PageQuery) -> Response:
    """The office's own projects, the last changed first."""
    with session() as db:
        rows = list_projects(db, who())
    keys = [f"{row.changed_at.isoformat()} {row.id}" for row in rows]
    behind = read_cursor(query.cursor, 1)[0] if query.cursor else ""
    left = [number for number, key in enumerate(keys) if not behind or key < behind]
    shown = left[: query.limit]
    items = [
        ProjectHead(
            id=row.id, address=url_for("api.read_project", project_id=row.id), name=row.name, changed_at=row.changed_at
        )
        for row in (rows[number] for number in shown)
    ]
    return answer(ProjectPage(items=items, next=cursor_to(keys[shown[-1]]) if len(left) > len(shown) else None))


@operation("post", "/projects", N_("新建一个调图方案"), "trains:write", {201: ProjectState})
def begin_project(body: ProjectWish) -> Response:
    """A project without trains."""
    railway = load_railway(settings().railways_dir, body.railway) if body.railway else None

    def begun(db: Session) -> str:
        kept = keep_railway(db, railway) if railway else ""
        return new_project(db, who(), body.name, Project(kept), STEP)

    return once(begun, _project_made)


def _project_made(project_id: str) -> Response:
    return made(url_for("api.read_project", project_id=project_id), project_data(opened(project_id)))


@operation("get", "/projects/<project_id>", N_("一个调图方案"), "trains:use", {200: ProjectState}, "compute")
def read_project(path: ProjectPath) -> Response:
    """The project as it is now, and what the checker finds."""
    return answer(project_data(opened(path.project_id)))


@operation("get", "/projects/<project_id>/file", N_("方案存成文件"), "trains:use", {200: JSON_FILE})
def read_project_file(path: ProjectPath) -> Response:
    """The project with its named versions as one file, which the workbench takes in again."""
    with session() as db:
        content = write_project(db, path.project_id)
    return tagged(Response(content, mimetype="application/json"))


@operation("delete", "/projects/<project_id>", N_("删一个调图方案"), "trains:write", {204: None})
def put_project_away(path: ProjectPath) -> Response:
    """Put it away; the workbench can bring it back."""
    with session() as db:
        remove_project(db, who(), path.project_id)
    return nothing()


def project_data(found: Opened, *, merged: bool = False) -> ProjectState:
    """A project as the API tells it."""
    project, checked = found.project, found.checked
    return ProjectState(
        id=found.id, name=found.row.name, number=found.number, railway=project.railway, merged=merged,
        trains={
            name: ProjectTrain(text=_text(written_train(found.rail, spec)), conflicts=checked.of(name))
            for name, spec in project.trains.items()
        },
        possessions=[possession_words(each) for each in project.possessions], assumes=list(project.assumes),
        conflicts=list(_findings(checked.conflicts)), doubts=list(_findings(checked.doubts)),
        unchecked=[NotChecked.model_validate(each) for each in unchecked_json(checked.unchecked)],
    )  # fmt: skip


def _text(typed: dict[str, str]) -> TrainText:
    return TrainText.model_validate({
        "calls": typed["calls"].splitlines(), "stock": typed["stock"], "start": typed["start"] or None,
        "cars": int(typed["cars"]) if typed["cars"] else None,
    })  # fmt: skip


def _findings(conflicts: Iterable[ProjectConflict]) -> Iterable[ProjectFinding]:
    for each in conflicts:
        told = violation_json(each.violation, rules(), language(), _)
        yield ProjectFinding.model_validate(told | {"of": each.train, "minute": each.minute})
