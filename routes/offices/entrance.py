"""Members and operators log in and out. One sentence for every wrong try; ten tries a minute."""

from __future__ import annotations

import time
from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, current_user, login_user, logout_user

from planner.accounts import (
    Member,
    begin_session,
    end_session,
    has_factor,
    member_of_session,
    member_with,
    secret_hash,
)
from planner.store import transaction
from routes.costs import costs
from routes.forms import Field, Form, same
from routes.offices.blueprint import bp
from routes.security import local_address
from routes.state import session, settings
from routes.visitor import LoggedIn

HALF_IN = "half_in"  # in the signed cookie: whose password was right, its hash, since when, where to go on to
logins = LoginManager()
logins.login_view = "offices.login"


@logins.user_loader
def _logged_in(secret: str) -> LoggedIn | None:
    with transaction(settings().database_url) as db:
        found = member_of_session(db, secret)
        return LoggedIn(found, secret) if found else None


@logins.unauthorized_handler
def _ask() -> ResponseReturnValue:
    return redirect(url_for("offices.login", next=request.full_path if request.method == "GET" else request.path))


@bp.get("/login")
def login() -> str:
    return _page(_form({}))


@bp.post("/login")
@costs("send")
def enter() -> ResponseReturnValue:
    form = _form(request.form)
    with session() as db:
        found = member_with(db, form["name"], form["password"])
    if found is None:
        form.mend("name", _("名字或者密码不对。请再试一次。"))
        return _page(form), 422
    return let_in(found, request.form.get("next", ""))


def let_in(member: Member, next_page: str = "") -> ResponseReturnValue:
    """Their password is right: log them in, or ask for the second factor they have."""
    with session() as db:
        half = has_factor(db, member)
        secret = "" if half else begin_session(db, member, request.user_agent.string)
    if not half:
        return begin(member, secret, next_page)
    cookie[HALF_IN] = [member.name, secret_hash(member.session_key), int(time.time()), next_page[:500]]
    return redirect(url_for("offices.ask_code"), 303)


def begin(member: Member, secret: str, next_page: str = "") -> ResponseReturnValue:
    """Have the browser keep the session, and lead on."""
    login_user(LoggedIn(member, secret))
    return redirect(local_address(next_page, url_for("offices.home")), 303)


@bp.post("/logout")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with session() as db:
            end_session(db, current_user.id)
        logout_user()
        flash(_("您已经退出了。"))
    return redirect(url_for("offices.login"), 303)


def _form(typed: Mapping[str, str]) -> Form:
    name = {"autocomplete": "username", "required": ""}
    password = {"autocomplete": "current-password", "required": ""}
    fields = (
        Field("name", _("登录名"), attributes=name),
        Field("password", _("密码"), type="password", attributes=password),
    )
    return Form(fields, {"name": typed.get("name", "").strip(), "password": typed.get("password", "")}, same)


def _page(form: Form) -> str:
    return render_template("offices/login.html", form=form, next=request.values.get("next", ""))
