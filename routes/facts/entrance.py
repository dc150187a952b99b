"""Operators log in and out. One sentence for every wrong try; ten tries a minute."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from planner.accounts import operator_of_session, operator_with
from routes.extensions import limiter
from routes.facts.blueprint import bp
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
    return _page({}, {})


@bp.post("/login")
@limiter.limit("10 per minute")
def enter() -> ResponseReturnValue:
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    with session() as db:
        found = operator_with(db, name, password)
    if found is None:
        return _page({"name": name}, {"name": _("名字或者密码不对。请再试一次。")}), 422
    login_user(Visitor(found.name, found.session_key))
    return redirect(local_address(request.form.get("next", ""), url_for("facts.report")), 303)


@bp.post("/logout")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        logout_user()
        flash(_("您已经退出了。"))
    return redirect(url_for("facts.report"), 303)


def _page(texts: dict[str, str], errors: dict[str, str]) -> str:
    return render_template("facts/login.html", texts=texts, errors=errors, next=request.values.get("next", ""))
