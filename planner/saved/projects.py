"""Projects of railway planners, kept with every state they ever had: undo and redo have no end, versions have names.

Two who change it at once do not overwrite each other: their changes are put together, or the later one is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text, func, update
from sqlmodel import Field, Session, SQLModel, col, select

from planner.accounts import Held, Who, keeper, may_change, new_id, refuse_viewers
from planner.errors import OutOfRange, SilverwayError, Unknown
from planner.train.project import PROJECT_JSON, FieldClash, Project, merge

MOST = 200  # of one holder
LONGEST_NAME = 60
Step = Mapping[str, str | int]


class SavedProject(Held, table=True):
    """A project: `revision` is the state it is in. Removed ones stay, so that they can be brought back."""

    __tablename__ = "rail_project"

    id: str = Field(primary_key=True)
    name: str
    revision: int
    created_at: datetime
    changed_at: datetime = Field(index=True)
    removed_at: datetime | None = None


class ProjectRevision(SQLModel, table=True):
    """A state: `before` is the one it was made from (0: none), `after` the one that redo leads to (0: none); `step`
    says what was done (JSON), `name` what the version is called ("": it is none), `content` is PROJECT_JSON."""

    __tablename__ = "rail_project_revision"

    project_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    before: int
    after: int
    step: str = Field(sa_type=Text)
    name: str
    made_at: datetime
    content: str = Field(sa_type=Text)

    def project(self) -> Project:
        """The state itself."""
        return PROJECT_JSON.validate_json(self.content)

    def done(self) -> dict[str, Any]:
        """What was done."""
        found: dict[str, Any] = json.loads(self.step)
        return found


@dataclass(frozen=True)
class Kept:
    """A change that was kept as revision `number`; `merged`: together with what somebody else had changed since."""

    number: int
    merged: bool = False


class ProjectClash(SilverwayError):
    """A change that does not go together with what somebody else changed since; nothing was kept."""

    def __init__(self, clashes: tuple[FieldClash, ...]) -> None:
        super().__init__(clashes)
        self.clashes = clashes


def new_project(session: Session, who: Who, name: str, project: Project, step: Step) -> str:
    """Keep a new project; its id.

    Raises
    ------
    OutOfRange
        If it has no name or one that is too long, or too many are kept.
    NotAllowed
        If they may only look.
    """
    named, now = _named(name), datetime.now(UTC)
    if len(list_projects(session, who)) >= MOST:
        raise OutOfRange("projects_kept", MOST + 1, 0, MOST)
    row = SavedProject(id=new_id(), holder=keeper(who), name=named, revision=1, created_at=now, changed_at=now)
    session.add(row)
    session.add(_revision(row.id, 1, 0, project, step))
    return row.id


def load_project(session: Session, project_id: str) -> SavedProject:
    """The project with that id; raises Unknown if there is none or it was removed."""
    row = session.get(SavedProject, project_id)
    if row is None or row.removed_at is not None:
        raise Unknown("project", project_id)
    return row


def load_revision(session: Session, project_id: str, number: int) -> ProjectRevision:
    """One of its states; raises Unknown."""
    row = session.get(ProjectRevision, (project_id, number))
    if row is None:
        raise Unknown("project_revision", str(number))
    return row


def change_project(session: Session, who: Who, project_id: str, base: int, mine: Project, step: Step) -> Kept:
    """Keep a change that was made from revision `base`.

    Raises
    ------
    Unknown
        If they have no such project, or it never was in that state.
    ProjectClash
        If somebody else changed the same since.
    """
    row = _changing(session, who, project_id)
    current = load_revision(session, project_id, row.revision)
    merged = False
    if base != row.revision:
        found = merge(load_revision(session, project_id, base).project(), current.project(), mine)
        if not isinstance(found, Project):
            raise ProjectClash(found)
        merged = found != mine
        mine = found
    if mine == current.project():
        return Kept(row.revision, merged)
    return Kept(_add(session, row, current, mine, step), merged)


def undo_project(session: Session, who: Who, project_id: str, base: int) -> bool:
    """Back to the state before, unless somebody changed it since `base`; was there one? Raises Unknown."""
    return _go(session, who, project_id, base, lambda revision: revision.before)


def redo_project(session: Session, who: Who, project_id: str, base: int) -> bool:
    """Forward again to what was undone last, unless somebody changed it since `base`; was there any? Raises Unknown."""
    return _go(session, who, project_id, base, lambda revision: revision.after)


def name_version(session: Session, who: Who, project_id: str, number: int, name: str) -> None:
    """Call a state by a name; raises Unknown, and OutOfRange as `new_project`."""
    _changing(session, who, project_id)
    load_revision(session, project_id, number).name = _named(name)


def restore_version(session: Session, who: Who, project_id: str, number: int, step: Step) -> None:
    """Make the project what it was in that state, as one more change; raises Unknown."""
    row = _changing(session, who, project_id)
    current = load_revision(session, project_id, row.revision)
    wanted = load_revision(session, project_id, number).project()
    if wanted != current.project():
        _add(session, row, current, wanted, step)


def list_versions(session: Session, project_id: str) -> Sequence[ProjectRevision]:
    """The states that have a name, the newest first."""
    named = select(ProjectRevision).where(ProjectRevision.project_id == project_id, ProjectRevision.name != "")
    return session.exec(named.order_by(col(ProjectRevision.number).desc())).all()


def copy_project(session: Session, who: Who, project_id: str, name: str, step: Step) -> str:
    """A copy for oneself of a project as it is now; its id. Raises as `new_project`, and Unknown."""
    row = load_project(session, project_id)
    return new_project(session, who, name, load_revision(session, row.id, row.revision).project(), step)


def rename_project(session: Session, who: Who, project_id: str, name: str) -> None:
    """Give it another name; raises as `new_project`, and Unknown."""
    _changing(session, who, project_id).name = _named(name)


def remove_project(session: Session, who: Who, project_id: str) -> None:
    """Put it away; `bring_back_project` brings it back. Raises Unknown."""
    _changing(session, who, project_id).removed_at = datetime.now(UTC)


def bring_back_project(session: Session, who: Who, project_id: str) -> None:
    """Bring back what was removed; raises Unknown."""
    row = session.get(SavedProject, project_id)
    if row is None or not may_change(who, row.holder):
        raise Unknown("project", project_id)
    row.removed_at = None


def list_projects(session: Session, who: Who) -> Sequence[SavedProject]:
    """Somebody's own projects, the last changed first."""
    own = select(SavedProject).where(SavedProject.holder == who.holder, col(SavedProject.removed_at).is_(None))
    return session.exec(own.order_by(col(SavedProject.changed_at).desc(), col(SavedProject.id))).all()


def last_removed_project(session: Session, who: Who) -> SavedProject | None:
    """What a planner removed last, if anything."""
    gone = select(SavedProject).where(SavedProject.holder == who.holder, col(SavedProject.removed_at).is_not(None))
    return session.exec(gone.order_by(col(SavedProject.removed_at).desc()).limit(1)).first()


def _changing(session: Session, who: Who, project_id: str) -> SavedProject:
    """The project, held until the end of the transaction: of two who change it one waits for the other."""
    own = (
        col(SavedProject.id) == project_id,
        col(SavedProject.holder) == who.holder,
        col(SavedProject.removed_at).is_(None),
    )
    session.execute(update(SavedProject).where(*own).values(changed_at=datetime.now(UTC)))
    row = session.exec(select(SavedProject).where(*own).execution_options(populate_existing=True)).first()
    if row is None:
        raise Unknown("project", project_id)
    refuse_viewers(who)
    return row


def _go(session: Session, who: Who, project_id: str, base: int, where: Callable[[ProjectRevision], int]) -> bool:
    row = _changing(session, who, project_id)
    to = where(load_revision(session, project_id, row.revision)) if row.revision == base else 0
    if to:
        row.revision = to
    return bool(to)


def _add(session: Session, row: SavedProject, current: ProjectRevision, project: Project, step: Step) -> int:
    newest = select(func.max(ProjectRevision.number)).where(col(ProjectRevision.project_id) == row.id)
    number = int(session.execute(newest).scalar_one()) + 1
    session.add(_revision(row.id, number, current.number, project, step))
    current.after = row.revision = number
    return number


def _revision(project_id: str, number: int, before: int, project: Project, step: Step) -> ProjectRevision:
    return ProjectRevision(
        project_id=project_id, number=number, before=before, after=0, step=json.dumps(dict(step), ensure_ascii=False),
        name="", made_at=datetime.now(UTC), content=PROJECT_JSON.dump_json(project).decode(),
    )  # fmt: skip


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not 1 <= len(plain) <= LONGEST_NAME:
        raise OutOfRange("project_name", len(plain), 1, LONGEST_NAME)
    return plain
