"""Change a row of facts: new texts and where they come from. Nothing is kept that would break the facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import escape

from planner.catalog import ABOUT, KEY_OF, SHEETS, Proposal, change_facts, preview_changes, read_cell
from planner.clock import today
from planner.errors import BadFacts, EditConflict
from planner.sentences import error_sentence
from routes.facts.blueprint import bp
from routes.facts.present import (
    TABLES,
    cells_of,
    foreign,
    hint_of,
    label_of,
    options_of,
    row_of,
    shown,
    table_file,
    title_of,
)
from routes.forms import Field, Form
from routes.state import settings
from routes.visitor import for_operators

BASES = ("cited", "general", "estimate")
FIXED = ("id", "name", "source")  # a row's name for others, and the source of cells nobody touched


@bp.get("/<table>/<key>/edit")
@for_operators
def edit(table: str, key: str) -> str:
    return _page(table, key, _form(table, key, {}))


@bp.post("/<table>/<key>/edit")
@for_operators
def change(table: str, key: str) -> ResponseReturnValue:
    """Keep the change, or show the form again with what is wrong and everything that was typed."""
    file, form = table_file(table), _form(table, key, request.form)
    proposals = _read(file, key, form)
    if form.ok and not proposals:
        form.mend("page", _("没有改动任何一格。"))
    if form.ok:
        for fault in preview_changes(settings(), proposals):
            form.mend(fault.column, fault.why)
    if form.ok:
        try:
            change_facts(settings(), current_user.name, proposals)
        except (EditConflict, BadFacts) as error:
            form.mend(getattr(error, "column", "page"), error_sentence(error, _))
    if not form.ok:
        return _page(table, key, form), 422
    flash(_("改好了 %(count)s 格。", count=len(proposals)))
    return redirect(url_for("facts.row", table=table, key=key), 303)


def _form(table: str, key: str, typed: Mapping[str, str]) -> Form:
    """A field for each cell, and where the change comes from."""
    row = row_of(table_file(table), key)
    source = _("网址、文件名，或者“电话问过景区，某月某日”")
    fields = [
        *(
            Field(column, escape(label_of(column)), escape(hint_of(column)), text)
            for column, text in row.items()
            if column != "id"
        ),
        Field("new-source", _("从哪里知道的"), source),
        Field("new-as-of", _("说的是哪一年")),
        Field("basis", _("凭什么")),
    ]
    return Form(fields, typed, str.strip)


def _seen(form: Form, column: str) -> str:
    """What stood in a cell when the operator opened the form."""
    return request.form.get(f"seen-{column}", form.fields[column].default)


def _read(file: str, key: str, form: Form) -> list[Proposal]:
    """The cells that differ from what the operator saw; the form says what is wrong."""
    columns, proposals = SHEETS[file][1], list[Proposal]()
    source, basis = form["new-source"], request.form.get("basis", BASES[0])
    year = _year(form)
    if basis not in BASES:
        form.mend("basis", _("请选一种依据。"))
    for column in row_of(file, key):
        if column in FIXED or column == KEY_OF[file]:
            continue
        text, seen = form[column], _seen(form, column)
        if text == seen:
            continue
        try:
            read_cell(text, columns[column])
        except ValueError as error:
            form.mend(column, str(error))
        proposals.append(Proposal(file, key, column, seen, text, source, basis, year))
    if any(p.column not in ABOUT and p.new for p in proposals) and not source:
        form.mend("new-source", _("请写明出处：网址、文件名，或者“电话问过景区，某月某日”。"))
    return proposals


def _year(form: Form) -> int | None:
    if not form["new-as-of"]:
        return today().year
    return form.whole("new-as-of", _("请写年份，如 %(year)s。", year=today().year), 1990, today().year + 1)


def _page(table: str, key: str, form: Form) -> str:
    file = table_file(table)
    row = row_of(file, key)
    return render_template(
        "facts/edit.html",
        table=table,
        tables=TABLES,
        key=key,
        title_=title_of(row),
        cells=[cell for cell in cells_of(file, row) if cell.column not in FIXED and cell.column != KEY_OF[file]],
        form=form,
        seen={column: _seen(form, column) for column in row if column != "id"},
        year=today().year,
        options_of=partial(options_of, file),
        shown=shown,
        foreign=foreign,
    )
