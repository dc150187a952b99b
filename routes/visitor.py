"""Who asks: the browser, known by a secret in a cookie of its own, and the member of an office, or operator, who is
logged in there. What they may see and change is decided in planner/accounts/holders.py."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app, g, has_request_context, request
from flask_login import UserMixin, current_user
from werkzeug.wrappers import Response

from planner.accounts import SECRET_SIGNS, Member, Role, Who, new_secret, result_holder
from routes.security import YEAR_S, over_tls

COOKIE = "owner"
View = TypeVar("View", bound=Callable[..., Any])


class LoggedIn(UserMixin):
    """A member who is logged in, known by the secret of the session."""

    def __init__(self, member: Member, secret: str) -> None:
        self.name, self.role, self.office, self.id = member.name, member.role, member.office or "", secret


def visitor() -> Who:
    """Who asks for this page; with the API the office whose token it is."""
    if "who" in g:
        found: Who = g.who
        return found
    secret = request.cookies.get(COOKIE, "")
    browser = Who(secret if len(secret) == SECRET_SIGNS else "")
    if not current_user.is_authenticated:
        return browser
    office: str = current_user.office
    return replace(
        browser, name=current_user.name, role=current_user.role, office=office,
        office_key=office_key(office) if office else "",
    )  # fmt: skip


def office_key(office: str) -> str:
    """The secret that an office's links are made with."""
    return _signed(f"links of {office}")


def anybody() -> Who | None:
    """As `visitor`; None where no page is asked for."""
    return visitor() if has_request_context() else None


def keeping() -> Who:
    """As `visitor`, for something new: a browser that keeps nothing yet gets a secret, which `remember` sends it."""
    who = visitor()
    return who if who.holder else replace(who, browser=new_secret())


def remember(response: Response, who: Who) -> None:
    """Have the browser keep its secret, out of reach of scripts and other sites."""
    if who.browser:
        response.set_cookie(COOKIE, who.browser, max_age=YEAR_S, samesite="Lax", httponly=True, secure=over_tls())


def asker() -> tuple[str, str]:
    """Whose turn it is when jobs are queued, told apart but not told: the office, the browser, else the address asked
    from; and the holder of what is planned. Raises NotAllowed."""
    who = visitor()
    return _signed(who.office or who.browser or request.remote_addr or "")[:32], result_holder(who)


def for_role(*roles: Role) -> Callable[[View], View]:
    """A view for those who are logged in with one of these roles: others are asked to log in, or told that it is not
    theirs."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **named: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            if current_user.role not in roles:
                abort(403)
            return view(*args, **named)

        guarded.roles = roles  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


for_members = for_role("viewer", "planner", "owner")
for_planners = for_role("planner", "owner")
for_owners = for_role("owner")
for_operators = for_role("operator")
for_all_logged_in = for_role("viewer", "planner", "owner", "operator")


def _signed(text: str) -> str:
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()
