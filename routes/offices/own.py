"""What somebody who is logged in does for themselves: a start page, another password, where they are logged in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from planner.accounts import (
    begin_session,
    count_in_browser,
    end_session,
    load_member,
    member_with,
    office_of,
    open_session,
    open_sessions,
    set_password,
    take_to_office,
)
from planner.errors import OutOfRange
from planner.sentences import error_sentence
from routes.costs import costs
from routes.forms import Field, Form, same
from routes.offices.blueprint import bp
from routes.offices.entrance import begin
from routes.offices.words import ROLES
from routes.state import session
from routes.visitor import for_all_logged_in, for_planners, visitor


@bp.get("/")
@for_all_logged_in
def home() -> str:
    """Who one is, and what one may do here."""
    with session() as db:
        office = office_of(db, load_member(db, current_user.name))
        kept = 0 if current_user.role == "viewer" else count_in_browser(db, visitor())
    return render_template("offices/home.html", office=office, role=_(ROLES[current_user.role]), kept=kept)


@bp.post("/take")
@for_planners
def take() -> ResponseReturnValue:
    """What this browser kept before the log-in becomes the office's."""
    with session() as db:
        count = take_to_office(db, visitor())
    flash(ngettext("带来了 %(num)d 样，现在归本单位。", "带来了 %(num)d 样，现在归本单位。", count))
    return redirect(url_for("offices.home"), 303)


@bp.get("/password")
@for_all_logged_in
def password() -> str:
    return render_template("offices/password.html", form=_form())


@bp.post("/password")
@costs("send")
@for_all_logged_in
def change_password() -> ResponseReturnValue:
    """Another password: all sessions end but this one, which begins anew."""
    form = _form()
    with session() as db:
        member = member_with(db, current_user.name, request.form.get("old", ""))
        if member is None:
            form.mend("old", _("现在的密码不对。"))
        else:
            try:
                set_password(db, member, request.form.get("new", ""))
            except OutOfRange as wrong:
                form.mend("new", error_sentence(wrong, _))
        if member is None or not form.ok:
            return render_template("offices/password.html", form=form), 422
        secret = begin_session(db, member, request.user_agent.string)
    flash(_("密码换好了。别的地方都退出了。"))
    return begin(member, secret)


@bp.get("/sessions")
@for_all_logged_in
def sessions() -> str:
    """Where one is logged in."""
    with session() as db:
        found = open_sessions(db, current_user.id)
        here = open_session(db, current_user.id)
    return render_template("offices/sessions.html", sessions=found, here=here and here.id)


@bp.post("/sessions/<int:number>/end")
@for_all_logged_in
def end(number: int) -> ResponseReturnValue:
    """End one of them."""
    with session() as db:
        if not end_session(db, current_user.id, number):
            abort(404)
    flash(_("那里已经退出了。"))
    return redirect(url_for("offices.sessions"), 303)


def _form() -> Form:
    fields = (
        Field("old", _("现在的密码"), type="password", attributes={"autocomplete": "current-password", "required": ""}),
        Field(
            "new", _("新密码"), _("至少 10 位。几个不相干的词最好记，也最难猜。"), type="password",
            attributes={"autocomplete": "new-password", "required": ""},
        ),
    )  # fmt: skip
    return Form(fields, {}, same)
