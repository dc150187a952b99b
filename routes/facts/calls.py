"""Whom to call first, on a telephone's screen or on paper, and the one form for what was answered. Operators only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import escape

from planner.clock import today
from planner.errors import BadFacts, BadFile, EditConflict, Unknown
from planner.sentences import error_sentence, fault_sentence
from planner.upkeep import (
    QUESTIONS,
    Answers,
    asked_cells,
    asked_columns,
    best_calls,
    note_call,
)
from routes.facts.blueprint import bp
from routes.facts.present import (
    files,
    foreign,
    hint_of,
    label_of,
    options_of,
    present,
    row_of,
    shown,
    table_file,
    title_of,
)
from routes.forms import Field, Form
from routes.state import rules, session, settings
from routes.visitor import for_operators

SHOWN = 100  # calls of a sheet
PHONE = "phone"


@bp.get("/calls")
@for_operators
def calls() -> str:
    """The hundred calls that would improve the most plans; with `phone=known` only those whose number is known."""
    known = request.args.get("phone") == "known"
    facts = present()
    with session() as db:
        wanted, measured = best_calls(db, facts, rules(), today(), known)
    chosen = wanted[:SHOWN]
    asked = {
        (call.file, call.row): asked_cells(facts, rules(), today(), call.file, row_of(call.file, call.row))
        for call in chosen
    }
    return render_template("facts/calls.html", calls=chosen, count=len(wanted), known=known, measured=measured,
                           asked=asked, files=files(), foreign=foreign)  # fmt: skip


@bp.get("/calls/<table>/<key>")
@for_operators
def call(table: str, key: str) -> str:
    return _page(table, key, _form(table, key, {}))


@bp.post("/calls/<table>/<key>")
@for_operators
def answer(table: str, key: str) -> ResponseReturnValue:
    """Keep the answers, or show the form again with what is wrong and everything that was typed."""
    form, file = _form(table, key, request.form), table_file(table)
    on = form.day("said-on", _("请写日期，如 %(day)s。", day=today().isoformat()))
    columns = asked_columns(file, row_of(file, key))
    texts = {column: form[column] for column in columns if form[column]}
    same = tuple(c for c in columns if request.form.get(f"same-{c}") and not form[c])
    nobody = request.form.get("outcome") == "nobody"
    if not nobody and not texts and not same:
        form.mend("page", _("没有写下任何回答。没人接，请按“没人接”。"))
    if form.ok and on:
        told = Answers({}, (), "", on) if nobody else Answers(texts, same, form["said-by"], on)
        try:
            note_call(settings(), current_user.name, present(), file, key, told)
        except BadFile as error:
            for fault in error.faults:
                form.mend(fault.column, fault_sentence(fault, _) if not fault.file else _(fault.why))
        except BadFacts as error:
            for fault in error.faults:
                form.mend(fault.column if fault.column in form.fields else "page", fault.why)
        except EditConflict as error:
            form.mend(error.column, error_sentence(error, _))
    if not form.ok:
        return _page(table, key, form), 422
    flash(_("记下了。下一张单子里不会再有它。"))
    return redirect(url_for("facts.calls"), 303)


def _form(table: str, key: str, typed: Mapping[str, str]) -> Form:
    file = table_file(table)
    if file not in QUESTIONS:
        raise Unknown("table", table)
    fields = [
        Field(column, escape(label_of(column)), escape("" if options_of(file, column) else hint_of(column)))
        for column in asked_columns(file, row_of(file, key))
    ]
    day: date = today()
    fields += [
        Field("said-by", _("谁说的"), _("如“售票处”“前台”。不用写名字。")),
        Field("said-on", _("哪一天问的"), default=day.isoformat(), type="date"),
    ]
    return Form(fields, typed)


def _page(table: str, key: str, form: Form) -> str:
    file = table_file(table)
    row = row_of(file, key)
    asked = asked_cells(present(), rules(), today(), file, row)
    named = {column for question, _cells in asked for column in question.columns}
    return render_template(
        "facts/call.html", table=table, key=key, row=row, title_=title_of(row), form=form, asked=asked, phone=PHONE,
        asks_phone=PHONE in named, options_of=partial(options_of, file), shown=shown, foreign=foreign,
        same={c for c in asked_columns(file, row) if request.form.get(f"same-{c}")},
    )  # fmt: skip
