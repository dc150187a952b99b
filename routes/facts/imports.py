"""Import a CSV file: first the differences, then, when somebody has looked at them, the changes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.catalog import change_facts, keep_draft, preview_changes, take_draft
from planner.errors import BadFacts, EditConflict
from planner.exchange.facts import LARGEST_BYTES, ChangeSet, read_table
from planner.sentences import error_sentence
from routes.costs import costs
from routes.facts.blueprint import bp
from routes.facts.present import TABLES, files, present, table_file
from routes.forms import Field, Form
from routes.state import session, settings
from routes.visitor import for_operators

SHOWN = 200  # faults or rows on a page
YEARS = (1990, 2100)


@bp.url_value_preprocessor
def _room_for_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """A file may be larger than a form; said before anything reads the form."""
    if endpoint == "facts.preview":
        request.max_content_length = LARGEST_BYTES + 100_000


@bp.get("/import")
@for_operators
def choose() -> str:
    return _page(_form({}), None)


@bp.post("/import")
@costs("make")
@for_operators
def preview() -> ResponseReturnValue:
    """What the file would change, kept for the operator's word; or everything that is wrong with it."""
    form, upload = _form(request.form), request.files.get("file")
    if form["table"] not in TABLES:
        form.mend("table", _("请选一个表。"))
    if upload is None or not upload.filename:
        form.mend("file", _("请选一个 CSV 文件。"))
    year = form.whole("as-of", _("请写年份，如 2026。"), *YEARS, optional=True)
    if not form.ok or upload is None:
        return _page(form, None), 422
    file = table_file(form["table"])
    with upload.stream as stream:
        content = stream.read()
    draft = read_table(content, file, present().raws, form["source"], year)
    if not draft.faults and draft.proposals:
        draft.faults += preview_changes(settings(), draft.proposals)
    if draft.faults or not draft.proposals:
        return _page(form, draft), 422 if draft.faults else 200
    with session() as db:
        key = keep_draft(db, current_user.name, draft.proposals)
    return _page(form, draft, key)


@bp.post("/import/apply")
@costs("make")
@for_operators
def apply() -> ResponseReturnValue:
    with session() as db:
        proposals = take_draft(db, current_user.name, request.form.get("draft", ""))
    if proposals is None:
        flash(_("这份导入已经做过了，或者放得太久。请重新选文件。"))
        return redirect(url_for("facts.choose"), 303)
    try:
        change_facts(settings(), current_user.name, proposals)
    except (EditConflict, BadFacts) as error:
        flash(error_sentence(error, _))
        return redirect(url_for("facts.choose"), 303)
    flash(_("改好了 %(count)s 格。", count=len(proposals)))
    return redirect(url_for("facts.changes"), 303)


def _form(typed: Mapping[str, str]) -> Form:
    fields = (
        Field("table", _("表")),
        Field("file", _("CSV 文件，最大 5 MB"), type="file"),
        Field("source", _("出处"), _("文件里没有 source 列时用")),
        Field("as-of", _("说的是哪一年"), attributes={"inputmode": "numeric"}),
    )
    return Form(fields, typed, str.strip)


def _page(form: Form, draft: ChangeSet | None, key: str = "") -> str:
    return render_template(
        "facts/import.html",
        tables=TABLES,
        files=files(),
        form=form,
        draft=draft,
        key=key,
        most=SHOWN,
    )
