"""Operators log in and out. One sentence for every wrong try; ten tries a minute."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from planner.accounts import operator_of_session, operator_with
from routes.extensions import limiter
from routes.facts.blueprint import bp
from routes.forms import Field, Form, same
from routes.security import local_address
from routes.state import session

logins = LoginManager()
logins.login_view = "facts.login"


class Visitor(UserMixin):
    """A logged-in operator, known by the key of the session."""

    def __init__(self, name: str, session_key: str) -> None:
        self.name, self.id = name, session_key


@logins.user_loader
def _visitor(key: str) -> Visitor | None:
    with session() as db:
        found = operator_of_session(db, key)
        return Visitor(found.name, found.session_key) if found else None


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
    if found is None:
        form.mend("name", _("名字或者密码不对。请再试一次。"))
        return _page(form), 422
    login_user(Visitor(found.name, found.session_key))
    return redirect(local_address(request.form.get("next", ""), url_for("facts.report")), 303)


@bp.post("/logout")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        logout_user()
        flash(_("您已经退出了。"))
    return redirect(url_for("facts.report"), 303)


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
