"""Change a row of facts: new texts and where they come from. Nothing is kept that would break the facts."""

from __future__ import annotations

from datetime import date
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required

from planner.catalog import ABOUT, KEY_OF, SHEETS, Proposal, change_facts, preview_changes, read_cell
from planner.clock import today
from planner.errors import BadFacts, EditConflict
from planner.sentences import error_sentence
from routes.facts.blueprint import bp
from routes.facts.present import TABLES, cells_of, foreign, hint_of, options_of, row_of, shown, table_file, title_of
from routes.state import settings

BASES = ("cited", "general", "estimate")
FIXED = ("id", "name", "source")  # a row's name for others, and the source of cells nobody touched


@bp.get("/<table>/<key>/edit")
@login_required
def edit(table: str, key: str) -> str:
    return _page(table, key, row_of(table_file(table), key), {})


@bp.post("/<table>/<key>/edit")
@login_required
def change(table: str, key: str) -> ResponseReturnValue:
    """Keep the change, or show the form again with what is wrong and everything that was typed."""
    file = table_file(table)
    row = row_of(file, key)
    typed = {column: request.form.get(column, row[column]).strip() for column in row}
    seen = {column: request.form.get(f"seen-{column}", row[column]) for column in row}
    proposals, errors = _read(file, key, typed, seen)
    if not errors and not proposals:
        errors = {"page": _("没有改动任何一格。")}
    if not errors:
        errors = {fault.column: fault.why for fault in preview_changes(settings(), proposals)}
    if not errors:
        try:
            change_facts(settings(), current_user.name, proposals)
        except (EditConflict, BadFacts) as error:
            errors = {getattr(error, "column", "page"): error_sentence(error, _)}
    if errors:
        return _page(table, key, typed, errors), 422
    flash(_("改好了 %(count)s 格。", count=len(proposals)))
    return redirect(url_for("facts.row", table=table, key=key), 303)


def _read(file: str, key: str, typed: dict[str, str], seen: dict[str, str]) -> tuple[list[Proposal], dict[str, str]]:
    """The cells that differ from what the operator saw, and what is wrong by field."""
    columns, errors, proposals = SHEETS[file][1], dict[str, str](), list[Proposal]()
    source, basis = request.form.get("new-source", "").strip(), request.form.get("basis", "cited")
    year = _year(request.form.get("new-as-of", "").strip(), errors)
    if basis not in BASES:
        errors["basis"] = _("请选一种依据。")
    for column, text in typed.items():
        if text == seen[column] or column in FIXED or column == KEY_OF[file]:
            continue
        try:
            read_cell(text, columns[column])
        except ValueError as error:
            errors[column] = str(error)
        proposals.append(Proposal(file, key, column, seen[column], text, source, basis, year))
    if any(p.column not in ABOUT and p.new for p in proposals) and not source:
        errors["new-source"] = _("请写明出处：网址、文件名，或者“电话问过景区，某月某日”。")
    return proposals, errors


def _year(text: str, errors: dict[str, str]) -> int | None:
    if not text:
        return today().year
    if text.isdigit() and 1990 <= int(text) <= date.max.year and int(text) <= today().year + 1:
        return int(text)
    errors["new-as-of"] = _("请写年份，如 %(year)s。", year=today().year)
    return None


def _page(table: str, key: str, typed: dict[str, str], errors: dict[str, str]) -> str:
    file = table_file(table)
    row = row_of(file, key)
    return render_template(
        "facts/edit.html",
        table=table,
        tables=TABLES,
        key=key,
        title_=title_of(row),
        cells=[cell for cell in cells_of(file, row) if cell.column not in FIXED and cell.column != KEY_OF[file]],
        typed=typed,
        seen={column: request.form.get(f"seen-{column}", text) for column, text in row.items()},
        errors=errors,
        texts={name: request.form.get(name, "") for name in ("new-source", "new-as-of", "basis")},
        year=today().year,
        hint_of=hint_of,
        options_of=partial(options_of, file),
        shown=shown,
        foreign=foreign,
    )
