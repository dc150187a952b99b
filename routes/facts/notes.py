"""这里不对: readers tell what they know better, without saying who they are; operators accept, decline and confirm."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.catalog import KEY_OF
from planner.clock import today
from planner.errors import BadFacts, EditConflict, Fault, OutOfRange, Unknown
from planner.sentences import error_sentence
from planner.upkeep import (
    HOW,
    LONGEST_NOTE,
    TOPICS,
    accept_note,
    confirm,
    correctable,
    decline_note,
    new_note,
    notes_waiting,
    send_note,
    unconfirmed,
    waiting_note,
)
from routes.costs import costs
from routes.facts.blueprint import bp
from routes.facts.present import files, foreign, present, row_of, shown, table_file, title_of
from routes.forms import Field, Form
from routes.state import session, settings
from routes.visitor import for_operators

OTHER = "other"


@bp.get("/<table>/<key>/note")
def tell(table: str, key: str) -> str:
    return _page(table, key, _form(table, {}))


@bp.post("/<table>/<key>/note")
@costs("note")
def send(table: str, key: str) -> ResponseReturnValue:
    """Keep the note, or show the form again with everything that was typed."""
    file, form = table_file(table), _form(table, request.form)
    row_of(file, key)
    if form["about"] not in [option[0] for option in form.options("about")]:
        form.mend("about", _("请选一项。"))
    if form["how"] not in HOW:
        form.mend("how", _("请选一项。"))
    if not 1 <= len(form["says"]) <= LONGEST_NOTE:
        form.mend("says", _("请写 1 到 %(most)s 个字。", most=LONGEST_NOTE))
    if form.ok:
        column = "" if form["about"] == OTHER else form["about"]
        try:
            with session() as db:
                send_note(db, present(), new_note(file, key, column, form["says"], form["how"]))
        except OutOfRange as error:
            form.mend("page", error_sentence(error, _))
    if not form.ok:
        return _page(table, key, form), 422
    return redirect(url_for("facts.thanks", table=table, key=key), 303)


@bp.get("/<table>/<key>/note/thanks")
def thanks(table: str, key: str) -> str:
    row = row_of(table_file(table), key)
    return render_template("facts/note_thanks.html", table=table, key=key, title_=title_of(row), foreign=foreign)


@bp.get("/notes")
@for_operators
def notes() -> str:
    """What waits for a decision, and what was accepted and is not confirmed."""
    return _desk({})


@bp.post("/notes/<note_id>")
@for_operators
def decide(note_id: str) -> ResponseReturnValue:
    """Accept a note as a fact, with the column and text the operator chose; or decline it."""
    with session() as db:
        if request.form.get("decision") == "decline":
            decline_note(db, note_id, current_user.name)
            flash(_("没有采用。"))
            return redirect(url_for("facts.notes"), 303)
        note = waiting_note(db, note_id)
    column, text = request.form.get("column", ""), request.form.get("text", "").strip()
    if column not in correctable(note.file):
        return _desk({note_id: _("请选一项。")}), 422
    try:
        accept_note(settings(), current_user.name, note, present(), column, text)
    except BadFacts as error:
        return _desk({note_id: "; ".join(_said(fault) for fault in error.faults)}), 422
    except EditConflict as error:
        return _desk({note_id: error_sentence(error, _)}), 422
    flash(_("采用了，标着“读者来信，还没核实”。"))
    return redirect(url_for("facts.notes"), 303)


@bp.post("/notes/confirm")
@for_operators
def confirm_note() -> ResponseReturnValue:
    """Put a better source under a cell that rests on a reader's note."""
    named = tuple(request.form.get(name, "") for name in ("file", "row", "column"))
    cell = next((c for c in unconfirmed(present()) if (c.file, c.row, c.column) == named), None)
    source = request.form.get("source", "").strip()
    if cell is None:
        raise Unknown("row", named[1])
    if not source:
        return _desk({"/".join(named): _("请写明出处：网址、文件名，或者“电话问过景区，某月某日”。")}), 422
    confirm(settings(), current_user.name, cell, source, today())
    flash(_("核实了。"))
    return redirect(url_for("facts.notes"), 303)


def _form(table: str, typed: Mapping[str, str]) -> Form:
    topics = [(column, _(words), "") for column, words in TOPICS.get(table_file(table), {}).items()]
    fields = (
        Field("about", _("哪里不对"), options=(*topics, (OTHER, _("别的"), ""))),
        Field("says", _("您知道的是什么"), _("比如“星期一不开门”。不用写姓名和电话。"), type="textarea", rows=4),
        Field("how", _("您怎么知道的"), options=tuple((how, _(words), "") for how, words in HOW.items())),
    )
    return Form(fields, typed, sent=bool(typed))


def _page(table: str, key: str, form: Form) -> str:
    row = row_of(table_file(table), key)
    return render_template("facts/note.html", table=table, key=key, title_=title_of(row), form=form, foreign=foreign)


def _said(fault: Fault) -> str:
    """What is wrong with the text, without the place in the files."""
    return _(fault.why).format(**fault.values) if fault.values else _(fault.why)


def _desk(wrong: Mapping[str, str]) -> str:
    """The operators' page; what is wrong by note, or by cell to be confirmed."""
    facts = present()
    with session() as db:
        waiting = notes_waiting(db)
    rows = {(note.file, note.row): row for note in waiting for _n, row in facts.raws[note.file].rows
            if row[KEY_OF[note.file]] == note.row}  # fmt: skip
    return render_template(
        "facts/notes.html", notes=waiting, rows=rows, how=HOW, columns_of=correctable, cells=unconfirmed(facts),
        files=files(), wrong=wrong, foreign=foreign, shown=shown,
        typed={name: request.form.get(name, "") for name in ("column", "text")}, typed_for=next(iter(wrong), ""),
    )  # fmt: skip
