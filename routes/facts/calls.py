"""Whom to call first, on a telephone's screen or on paper, and the one form for what was answered. Operators only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_required
from markupsafe import escape

from planner.clock import today
from planner.errors import BadFacts, BadFile, EditConflict, Unknown
from planner.sentences import error_sentence, fault_sentence
from planner.upkeep import (
    QUESTIONS,
    Answers,
    CallWanted,
    Demand,
    asked_cells,
    call_sheet,
    called_of_late,
    note_call,
    read_demand,
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

SHOWN = 100  # calls of a sheet
PHONE = "phone"
ASKED = {file: tuple(c for question in questions for c in question.columns) for file, questions in QUESTIONS.items()}


@bp.get("/calls")
@login_required
def calls() -> str:
    """The hundred calls that would improve the most plans; with `phone=known` only those whose number is known."""
    known = request.args.get("phone") == "known"
    wanted, measured = _wanted()
    chosen = [call for call in wanted if call.phone or not known][:SHOWN]
    facts = present()
    asked = {
        (call.file, call.row): asked_cells(facts, rules(), today(), call.file, row_of(call.file, call.row))
        for call in chosen
    }
    return render_template("facts/calls.html", calls=chosen, count=len(wanted), known=known, measured=measured,
                           asked=asked, files=files(), foreign=foreign)  # fmt: skip


@bp.get("/calls/<table>/<key>")
@login_required
def call(table: str, key: str) -> str:
    return _page(table, key, _form(table, key, {}))


@bp.post("/calls/<table>/<key>")
@login_required
def answer(table: str, key: str) -> ResponseReturnValue:
    """Keep the answers, or show the form again with what is wrong and everything that was typed."""
    form, file = _form(table, key, request.form), table_file(table)
    on = form.day("said-on", _("请写日期，如 %(day)s。", day=today().isoformat()))
    if on and on > today():
        form.mend("said-on", _("这一天还没有到。"))
    texts = {column: form[column] for column in _columns(file) if form[column]}
    same = tuple(c for c in _columns(file) if request.form.get(f"same-{c}") and not form[c])
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


def _wanted() -> tuple[list[CallWanted], Demand | None]:
    with session() as db:
        measured, late = read_demand(db), called_of_late(db, rules(), today())
    return call_sheet(present(), rules(), today(), measured, late), measured


def _columns(file: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*ASKED[file], PHONE)))


def _form(table: str, key: str, typed: Mapping[str, str]) -> Form:
    file = table_file(table)
    if file not in QUESTIONS:
        raise Unknown("table", table)
    row_of(file, key)
    fields = [
        Field(column, escape(label_of(column)), escape("" if options_of(file, column) else hint_of(column)))
        for column in _columns(file)
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
    return render_template(
        "facts/call.html", table=table, key=key, row=row, title_=title_of(row), form=form, asked=asked, phone=PHONE,
        asks_phone=PHONE in ASKED[file], options_of=partial(options_of, file), shown=shown, foreign=foreign,
        same={c for c in _columns(file) if request.form.get(f"same-{c}")},
    )  # fmt: skip
