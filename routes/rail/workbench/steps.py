"""Undo and redo, named versions, copies; the project renamed, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.accounts import Who
from planner.errors import OutOfRange
from planner.saved import (
    bring_back_project,
    copy_project,
    load_project,
    load_revision,
    name_version,
    redo_project,
    remove_project,
    rename_project,
    restore_version,
    undo_project,
)
from planner.sentences import error_sentence
from routes.rail.workbench.opening import page_of
from routes.state import session
from routes.visitor import keeping, remember, visitor

LONGEST = 60


def undo(project_id: str) -> ResponseReturnValue:
    """Back by one step."""
    return _go(project_id, undo_project, _("没有撤销：别人刚改过，或者已经是第一步。"))


def redo(project_id: str) -> ResponseReturnValue:
    """Forward again."""
    return _go(project_id, redo_project, _("没有重做：别人刚改过，或者后面没有了。"))


def _go(project_id: str, way: Callable[[Session, Who, str, int], bool], otherwise: str) -> ResponseReturnValue:
    with session() as db:
        done = way(db, visitor(), project_id, _number("base"))
    if not done:
        flash(otherwise, "refused")
    return redirect(page_of(project_id), 303)


def version(project_id: str) -> ResponseReturnValue:
    """The state on the page gets a name."""
    return _named(project_id, lambda db, name: name_version(db, visitor(), project_id, _number("base"), name))


def restore(project_id: str) -> ResponseReturnValue:
    """The project becomes what it was in a version; undoing takes that back."""
    number = _number("number")
    with session() as db:
        step: dict[str, str | int] = {"kind": "restore", "name": load_revision(db, project_id, number).name}
        restore_version(db, visitor(), project_id, number, step)
    return redirect(page_of(project_id), 303)


def rename(project_id: str) -> ResponseReturnValue:
    """Another name."""
    return _named(project_id, lambda db, name: rename_project(db, visitor(), project_id, name))


def copy(project_id: str) -> ResponseReturnValue:
    """A copy of one's own, of anybody's."""
    who = keeping()
    try:
        with session() as db:
            name = _("%(name)s（副本）", name=load_project(db, project_id).name[: LONGEST - 10])
            mine = copy_project(db, who, project_id, name, {"kind": "new"})
    except OutOfRange as wrong:
        flash(error_sentence(wrong, _), "refused")
        return redirect(page_of(project_id), 303)
    response = redirect(page_of(mine), 303)
    remember(response, who)
    return response


def remove(project_id: str) -> ResponseReturnValue:
    """Put it away; the list offers to bring it back."""
    with session() as db:
        remove_project(db, visitor(), project_id)
    return redirect(url_for("rail.workbenches"), 303)


def bring_back(project_id: str) -> ResponseReturnValue:
    """Bring back what was removed."""
    with session() as db:
        bring_back_project(db, visitor(), project_id)
    return redirect(url_for("rail.workbenches"), 303)


def _named(project_id: str, change: Callable[[Session, str], None]) -> ResponseReturnValue:
    try:
        with session() as db:
            change(db, request.form.get("name", ""))
    except OutOfRange as wrong:
        flash(error_sentence(wrong, _), "refused")
    return redirect(page_of(project_id), 303)


def _number(field: str) -> int:
    text = request.form.get(field, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
