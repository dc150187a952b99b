"""Tokens by which other programs act for an office: its owners make them, see how they are used, and revoke them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from planner.accounts import (
    LONGEST_TOKEN_NAME,
    MOST_TOKEN_DAYS,
    SCOPES,
    USUAL_TOKEN_DAYS,
    make_token,
    revoke_token,
    tokens_of,
)
from planner.errors import SilverwayError, Unknown
from planner.sentences import error_sentence
from routes.costs import costs
from routes.forms import Field, Form
from routes.offices.blueprint import bp
from routes.offices.words import SCOPE_WORDS
from routes.state import session
from routes.visitor import for_owners


@bp.get("/tokens")
@for_owners
def tokens() -> str:
    """All of them, and a form for another."""
    return _page(_form({}))


@bp.post("/tokens")
@costs("make")
@for_owners
def create_token() -> ResponseReturnValue:
    """Another token, shown once."""
    form = _form(request.form)
    days = form.whole("days", _("能用几天，请写 1 到 %(most)s。", most=MOST_TOKEN_DAYS), 1, MOST_TOKEN_DAYS)
    if days is None:
        return _page(form), 422
    try:
        with session() as db:
            _row, secret = make_token(
                db, current_user.office, form["name"], form.several("scope"), days, current_user.name
            )
    except SilverwayError as wrong:
        about = "scope" if getattr(wrong, "field", "") == "token_scopes" or isinstance(wrong, Unknown) else "name"
        form.mend(about, error_sentence(wrong, _))
        return _page(form), 422
    response = Response(_page(_form({}), secret))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/tokens/<int:number>/revoke")
@for_owners
def drop_token(number: int) -> ResponseReturnValue:
    """It opens nothing any more."""
    with session() as db:
        if not revoke_token(db, current_user.office, number):
            abort(404)
    flash(_("令牌收回了。"))
    return redirect(url_for("offices.tokens"), 303)


def _form(typed: Mapping[str, str]) -> Form:
    scopes = tuple((scope, _(SCOPE_WORDS[scope])) for scope in SCOPES)
    hint = _("写程序的名字，以后好认，例如“门店订单系统”。")
    fields = (
        Field("name", _("给谁用"), hint, attributes={"maxlength": LONGEST_TOKEN_NAME}),
        Field("days", _("能用几天"), default=str(USUAL_TOKEN_DAYS), units=("天",), attributes={"inputmode": "numeric"}),
        Field("scope", _("能做什么"), _("只选用得着的。"), options=scopes, many=True),
    )
    return Form(fields, typed)


def _page(form: Form, secret: str = "") -> str:
    with session() as db:
        found = tokens_of(db, current_user.office)
    return render_template(
        "offices/tokens.html", form=form, tokens=found, secret=secret, scope_words=SCOPE_WORDS, now=datetime.now(UTC)
    )
