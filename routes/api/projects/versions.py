"""Names of projects and of their states, copies, and going back to a state."""

from __future__ import annotations

from datetime import datetime

from flask import Response, url_for
from pydantic import BaseModel, Field

from planner.language import N_
from planner.saved import copy_project, list_versions, load_project, name_version, rename_project, restore_version
from routes.api.answers import answer, made, once, who
from routes.api.blueprint import operation
from routes.api.models import Strict
from routes.api.projects.listed import project_data
from routes.api.projects.models import ProjectPath, ProjectState
from routes.rail.workbench import opened
from routes.rail.workbench.listing import STEP
from routes.state import session


class VersionPath(ProjectPath):
    """One of its states by its number."""

    number: int = Field(ge=1, le=2**31 - 1)


class ProjectName(Strict):
    """What it is called."""

    name: str = Field(max_length=60)


class VersionHead(BaseModel):
    """A state that has a name."""

    number: int
    name: str
    made_at: datetime


class Versions(BaseModel):
    """The newest first."""

    items: list[VersionHead]


@operation("put", "/projects/<project_id>/name", N_("给方案改名"), "trains:write", {200: ProjectState}, "compute")
def name_project(path: ProjectPath, body: ProjectName) -> Response:
    """Call it otherwise."""
    with session() as db:
        rename_project(db, who(), path.project_id, body.name)
    return answer(project_data(opened(path.project_id)))


@operation("post", "/projects/<project_id>/copies", N_("抄一份方案"), "trains:write", {201: ProjectState}, "compute")
def copy_of_project(path: ProjectPath, body: ProjectName) -> Response:
    """A copy of the office's own, as it is now."""

    def copied(made_id: str) -> Response:
        return made(url_for("api.read_project", project_id=made_id), project_data(opened(made_id)))

    return once(lambda db: copy_project(db, who(), path.project_id, body.name, STEP), copied)


@operation("get", "/projects/<project_id>/versions", N_("方案的各版"), "trains:use", {200: Versions})
def read_versions(path: ProjectPath) -> Response:
    """The states that somebody gave a name."""
    with session() as db:
        load_project(db, path.project_id)
        rows = list_versions(db, path.project_id)
    return answer(Versions(items=[VersionHead(number=row.number, name=row.name, made_at=row.made_at) for row in rows]))


@operation("put", "/projects/<project_id>/versions/<number>", N_("给一版起名"), "trains:write", {200: Versions})
def put_version(path: VersionPath, body: ProjectName) -> Response:
    """Call a state by a name, by which it is found again."""
    with session() as db:
        name_version(db, who(), path.project_id, path.number, body.name)
    return read_versions(path)


@operation(
    "post", "/projects/<project_id>/versions/<number>", N_("回到一版"), "trains:write", {200: ProjectState}, "compute"
)
def go_back_to_version(path: VersionPath) -> Response:
    """Make the project what it was in that state, as one more step; undoing takes that back."""
    with session() as db:
        restore_version(db, who(), path.project_id, path.number, {"kind": "restore", "name": str(path.number)})
    return answer(project_data(opened(path.project_id)))
