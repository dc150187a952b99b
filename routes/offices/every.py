"""All offices, for the site's operators: who they are, and a new one with a link for its first owner."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import LONGEST_LICENCE, LONGEST_OFFICE, create_office, offices
from planner.errors import SilverwayError
from planner.sentences import error_sentence
from routes.forms import Field, Form
from routes.offices.blueprint import bp
from routes.offices.words import KINDS
from routes.state import session
from routes.visitor import for_operators


@bp.get("/all")
@for_operators
def every() -> str:
    return _page(_form({}))


@bp.post("/all")
@for_operators
def create() -> ResponseReturnValue:
    """A new office; its members are invited on its own page."""
    form = _form(request.form)
    try:
        with session() as db:
            office = create_office(db, form["kind"], form["name"], form["licence"], form["phone"])
    except SilverwayError as wrong:
        form.mend(_field(wrong), error_sentence(wrong, _))
        return _page(form), 422
    return redirect(url_for("offices.members", office_id=office.id), 303)


def _field(wrong: SilverwayError) -> str:
    """Where on the form it is to be mended."""
    named = {"office_kind": "kind", "office_licence": "licence", "phone": "phone"}
    return named.get(getattr(wrong, "field", getattr(wrong, "kind", "")), "name")


def _form(typed: Mapping[str, str]) -> Form:
    kinds = tuple((key, _(words), "") for key, words in KINDS.items())
    name = {"maxlength": LONGEST_OFFICE, "required": "", "autocomplete": "organization"}
    licence, dialled = {"maxlength": LONGEST_LICENCE}, {"autocomplete": "tel"}
    fields = (
        Field("kind", _("哪一种"), default="agency", options=kinds),
        Field("name", _("名称"), attributes=name),
        Field("licence", _("许可证号"), _("旅行社业务经营许可证号，不知道就空着"), attributes=licence),
        Field("phone", _("电话"), _("不知道就空着"), type="tel", attributes=dialled),
    )
    return Form(fields, typed)


def _page(form: Form) -> str:
    with session() as db:
        found = offices(db)
    return render_template("offices/every.html", offices=found, form=form, kinds=KINDS)
