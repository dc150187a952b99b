"""The second factor: asked for after the password, turned on with an application and off again by its member."""

from __future__ import annotations

import time

from flask import Response, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlmodel import Session

from planner.accounts import (
    Member,
    begin_session,
    check_factor,
    confirm_factor,
    drop_factor,
    has_factor,
    load_member,
    member_with,
    new_factor_secret,
    provisioning_uri,
    recovery_left,
    secret_hash,
)
from planner.errors import NoDataKey, Unknown
from planner.exchange.documents import qr_svg
from planner.saved import Seal
from planner.sentences import error_sentence
from routes.costs import costs
from routes.forms import Field, Form, same
from routes.offices.blueprint import bp
from routes.offices.entrance import HALF_IN, begin
from routes.state import session, settings
from routes.visitor import for_all_logged_in

WAITS_S = 300
SITE = "Silverway"


@bp.get("/login/code")
def ask_code() -> ResponseReturnValue:
    """Only after the password."""
    return _code_page(_code_form(asked=True)) if cookie.get(HALF_IN) else redirect(url_for("offices.login"), 303)


@bp.post("/login/code")
@costs("send")
def enter_code() -> ResponseReturnValue:
    """Log in, if the code is right."""
    name, key, since, next_page = cookie.get(HALF_IN) or ("", "", 0, "")
    form = _code_form(asked=True)
    with session() as db:
        member = _still(db, name, key, since)
        if member is None:
            cookie.pop(HALF_IN, None)
            flash(_("等得太久了。请再登录一次。"))
            return redirect(url_for("offices.login"), 303)
        verdict = check_factor(db, member, Seal(settings(), make=False), request.form.get("code", "")[:40])
        secret = begin_session(db, member, request.user_agent.string) if verdict == "good" else ""
    if verdict != "good":
        form.mend("code", _blocked() if verdict == "blocked" else _wrong())
        return _code_page(form, 422)
    cookie.pop(HALF_IN, None)
    return begin(member, secret, next_page)


@bp.get("/second-step")
@for_all_logged_in
def second_step() -> ResponseReturnValue:
    """Is it on, and how to turn it on or off."""
    return _page(_code_form())


@bp.post("/second-step")
@costs("send")
@for_all_logged_in
def turn_on() -> ResponseReturnValue:
    """Turn it on with the first code of the application; codes for recovery are shown once."""
    form, begun = _code_form(), request.form.get("begun", "")[:500]
    try:
        seal = Seal(settings(), make=False)
        secret = seal.open(begun)
    except (NoDataKey, UnicodeEncodeError):
        form.mend("code", _wrong())
        return _page(form, 422)
    with session() as db:
        member = load_member(db, current_user.name)
        codes = confirm_factor(db, member, seal, secret, request.form.get("code", "")[:40])
    if codes is None:
        form.mend("code", _wrong())
        return _page(form, 422, secret=secret)
    return _page(form, codes=codes)


@bp.post("/second-step/off")
@costs("send")
@for_all_logged_in
def turn_off() -> ResponseReturnValue:
    """Turn it off; the password is asked for."""
    form = _code_form()
    with session() as db:
        member = member_with(db, current_user.name, request.form.get("password", ""))
        if member is not None:
            drop_factor(db, member)
    if member is None:
        form.mend("password", _("现在的密码不对。"))
        return _page(form, 422)
    flash(_("关掉了。以后登录只要密码。"))
    return redirect(url_for("offices.second_step"), 303)


def _still(db: Session, name: str, key: str, since: int) -> Member | None:
    """Whose password was right a moment ago, and still is."""
    if not 0 <= time.time() - since <= WAITS_S:
        return None
    try:
        member = load_member(db, name)
    except Unknown:
        return None
    same_key = secret_hash(member.session_key) == key
    return member if same_key and member.disabled_at is None else None


def _code_form(*, asked: bool = False) -> Form:
    digits = {"autocomplete": "one-time-code", "inputmode": "numeric", "required": "", "maxlength": 40}
    hint = _("手机上验证程序里的六个数字，或者一个备用码。")
    password = {"autocomplete": "current-password", "required": ""}
    fields = (
        Field("code", _("验证码"), hint if asked else "", attributes=digits),
        Field("password", _("现在的密码"), type="password", attributes=password),
    )
    return Form(fields, {}, same)


def _code_page(form: Form, status: int = 200) -> ResponseReturnValue:
    return render_template("offices/code.html", form=form), status, {"Cache-Control": "private, no-store"}


def _page(form: Form, status: int = 200, codes: list[str] | None = None, secret: str = "") -> ResponseReturnValue:
    with session() as db:
        member = load_member(db, current_user.name)
        on, left = has_factor(db, member), recovery_left(db, member)
    begun, fault = "", ""
    if not on:
        secret = secret or new_factor_secret()
        try:
            begun = Seal(settings()).close(secret)
        except NoDataKey as error:
            fault = error_sentence(error, _)
    page = render_template(
        "offices/second_step.html", form=form, on=on, left=left, codes=codes, fault=fault, begun=begun,
        qr=qr_svg(provisioning_uri(secret, current_user.name, SITE)) if begun else "",
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )  # fmt: skip
    return Response(page, status, {"Cache-Control": "private, no-store"})


def _wrong() -> str:
    return _("验证码不对。请看手机上现在的六个数字，再写一次；用过的不能再用。")


def _blocked() -> str:
    return _("错得太多了。请等 15 分钟再试，或者请本单位的负责人关掉您的第二步。")
