"""Who changed what, when and why; and taking a change back, which is one more change."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.catalog import change_facts, newest_batches, undo_of
from planner.errors import BadFacts, EditConflict
from planner.sentences import error_sentence
from routes.facts.blueprint import bp
from routes.facts.present import files
from routes.state import session, settings
from routes.visitor import for_operators

PAGE = 30  # batches a page


@bp.get("/changes")
@for_operators
def changes() -> str:
    page = max(1, request.args.get("page", 1, type=int))
    with session() as db:
        batches, more = newest_batches(db, (page - 1) * PAGE, PAGE)
    return render_template("facts/changes.html", batches=batches, page=page, more=more, files=files())


@bp.post("/changes/<batch>/undo")
@for_operators
def undo(batch: str) -> ResponseReturnValue:
    """Put back what stood there before, unless somebody has changed it since."""
    with session() as db:
        proposals = undo_of(db, batch)
    try:
        change_facts(settings(), current_user.name, proposals, undoes=batch)
        flash(_("撤回了 %(count)s 格。", count=len(proposals)))
    except (EditConflict, BadFacts) as error:
        flash(error_sentence(error, _))
    return redirect(url_for("facts.changes"), 303)
