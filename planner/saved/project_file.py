"""A project as one file to hand on: its trains, its named versions, and the railway it is on if that was brought."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ValidationError
from sqlmodel import Session

from planner.accounts import Who
from planner.errors import BadFile, Fault
from planner.exchange.railways import Railway
from planner.language import N_
from planner.saved.projects import (
    LONGEST_NAME,
    Step,
    change_project,
    list_versions,
    load_project,
    load_revision,
    name_version,
    new_project,
)
from planner.saved.railways import keep_railway, load_saved_railway
from planner.train.project import MOST_TRAINS, Project

MOST_VERSIONS = 200


class _Version(BaseModel):
    name: str
    project: Project


class ProjectFile(BaseModel):
    """What is in the file; the format is told by its first field."""

    silverway_project: Literal[1]
    name: str
    project: Project
    versions: list[_Version] = []
    railway: Railway | None = None


def write_project(session: Session, project_id: str) -> bytes:
    """The project as it is now, with its named versions, the oldest first; raises Unknown."""
    row = load_project(session, project_id)
    project = load_revision(session, row.id, row.revision).project()
    railway = load_saved_railway(session, project.railway).railway() if project.railway else None
    versions = [_Version(name=each.name, project=each.project()) for each in reversed(list_versions(session, row.id))]
    file = ProjectFile(silverway_project=1, name=row.name, project=project, versions=versions, railway=railway)
    return file.model_dump_json(indent=1).encode()


def is_project_file(content: bytes) -> bool:
    """Does it look like one?"""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"silverway_project"' in content[:200]


def read_project(session: Session, who: Who, content: bytes, name: str, step: Step) -> str:
    """A new project of one's own from a file called `name`; its id.

    Raises
    ------
    BadFile
        If it is no such file, or a damaged one.
    OutOfRange
        As `new_project`.
    """
    try:
        file = ProjectFile.model_validate_json(content)
    except ValidationError as bad:
        where = ".".join(str(part) for part in bad.errors()[0]["loc"])
        raise BadFile((Fault(name, 0, where, N_("不是方案文件，或者坏了。")),)) from None
    states = [file.project, *(version.project for version in file.versions)]
    if len(states) > MOST_VERSIONS or any(len(state.trains) > MOST_TRAINS for state in states):
        raise BadFile((Fault(name, 0, "versions", N_("里面的列车或版本太多。")),))
    railway = keep_railway(session, file.railway) if file.railway else ""
    first, *others = [_on(railway, version.project) for version in file.versions] + [_on(railway, file.project)]
    names = [version.name[:LONGEST_NAME] for version in file.versions]
    project_id = new_project(session, who, file.name[:LONGEST_NAME] or name, first, step)
    session.flush()
    number = 1
    for place, state in enumerate(others):
        name_version(session, who, project_id, number, names[place])
        number = change_project(session, who, project_id, number, state, step).number
        session.flush()
    return project_id


def _on(railway: str, project: Project) -> Project:
    return Project(railway, project.trains, project.possessions, project.assumes)
