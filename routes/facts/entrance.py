"""Operators log in and out; sessions are listed and end on the server.

One sentence for every wrong try; ten tries a minute.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user

from planner.accounts import (
    begin_session,
    end_session,
    open_session,
    open_sessions,
    operator_of_session,
    operator_with,
)
from routes.extensions import limiter
from routes.facts.blueprint import bp
from routes.forms import Field, Form, same
from routes.security import local_address
from routes.state import session

logins = LoginManager()
logins.login_view = "facts.login"


class Visitor(UserMixin):
    """A logged-in operator, known by the secret of the session."""

    def __init__(self, name: str, secret: str) -> None:
        self.name, self.id = name, secret


@logins.user_loader
def _visitor(secret: str) -> Visitor | None:
    with session() as db:
        found = operator_of_session(db, secret)
        return Visitor(found.name, secret) if found else None


@logins.unauthorized_handler
def _ask() -> ResponseReturnValue:
    return redirect(url_for("facts.login", next=request.full_path if request.method == "GET" else request.path))


@bp.get("/login")
def login() -> str:
    return _page(_form({}))


@bp.post("/login")
@limiter.limit("10 per minute")
def enter() -> ResponseReturnValue:
    form = _form(request.form)
    with session() as db:
        found = operator_with(db, form["name"], form["password"])
        secret = begin_session(db, found, request.headers.get("User-Agent", "")) if found else ""
    if found is None:
        form.mend("name", _("名字或者密码不对。请再试一次。"))
        return _page(form), 422
    login_user(Visitor(found.name, secret))
    return redirect(local_address(request.form.get("next", ""), url_for("facts.report")), 303)


@bp.post("/logout")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with session() as db:
            end_session(db, current_user.id)
        logout_user()
        flash(_("您已经退出了。"))
    return redirect(url_for("facts.report"), 303)


@bp.get("/sessions")
@login_required
def sessions() -> str:
    """Where this operator is logged in."""
    with session() as db:
        found = open_sessions(db, current_user.id)
        here = open_session(db, current_user.id)
    return render_template("facts/sessions.html", sessions=found, here=here and here.id)


@bp.post("/sessions/<int:number>/end")
@login_required
def end(number: int) -> ResponseReturnValue:
    """End one of them."""
    with session() as db:
        if not end_session(db, current_user.id, number):
            abort(404)
    flash(_("那里已经退出了。"))
    return redirect(url_for("facts.sessions"), 303)


def _form(typed: Mapping[str, str]) -> Form:
    name = {"autocomplete": "username", "required": ""}
    password = {"autocomplete": "current-password", "required": ""}
    fields = (
        Field("name", _("名字"), attributes=name),
        Field("password", _("密码"), type="password", attributes=password),
    )
    return Form(fields, {"name": typed.get("name", "").strip(), "password": typed.get("password", "")}, same)


def _page(form: Form) -> str:
    return render_template("facts/login.html", form=form, next=request.values.get("next", ""))
