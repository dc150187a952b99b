"""The other end of a link that was handed over: join an office under a name of one's own, or choose a password."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import LONGEST_NAME, Invitation, Office, accept, open_invitation
from planner.errors import OutOfRange, Taken
from planner.sentences import error_sentence
from routes.costs import costs
from routes.forms import Field, Form, same
from routes.offices.blueprint import bp
from routes.offices.entrance import let_in
from routes.offices.words import DUTIES, ROLES
from routes.state import session


@bp.get("/join/<token>")
@costs("make")
def join(token: str) -> ResponseReturnValue:
    """What the link is for, or that it opens nothing any more."""
    with session() as db:
        found = open_invitation(db, token)
        office = db.get(Office, found.office) if found and found.office else None
    return _page(token, found, office, _form(found, {})) if found else _closed()


@bp.post("/join/<token>")
@costs("send")
def accept_invitation(token: str) -> ResponseReturnValue:
    """Take it, and be logged in; or what to mend."""
    with session() as db:
        found = open_invitation(db, token)
        if found is None:
            return _closed()
        form, office = _form(found, request.form), db.get(Office, found.office) if found.office else None
        try:
            member = accept(db, found, form["name"], form["password"])
        except (OutOfRange, Taken) as wrong:
            about = "password" if isinstance(wrong, OutOfRange) and wrong.field == "password" else "name"
            form.mend(about, error_sentence(wrong, _))
            return _page(token, found, office, form), 422
    return let_in(member)


def _page(token: str, found: Invitation, office: Office | None, form: Form) -> Response:
    page = render_template(
        "offices/join.html", token=token, invitation=found, office=office, form=form, role=_(ROLES[found.role]),
        duty=_(DUTIES[found.role]) if found.role in DUTIES else "",
    )  # fmt: skip
    return _private(Response(page))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _closed() -> ResponseReturnValue:
    return render_template("offices/closed.html"), 404


def _form(found: Invitation | None, typed: Mapping[str, str]) -> Form:
    name = {"autocomplete": "username", "required": "", "maxlength": LONGEST_NAME}
    secret = {"autocomplete": "new-password", "required": ""}
    hint = _("至少 10 位。几个不相干的词最好记，也最难猜。")
    fields = [Field("password", _("密码"), hint, type="password", attributes=secret)]
    if found is None or found.member is None:
        fields.insert(0, Field("name", _("登录名"), _("自己取一个，例如 wang 或者 王芳。"), attributes=name))
    return Form(fields, {"name": typed.get("name", "").strip(), "password": typed.get("password", "")}, same)
