"""Whoever made links for the family or keeps stays, known by a secret in a cookie of their own: no account, no name."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app, request
from werkzeug.wrappers import Response

from planner.accounts import new_secret
from routes.security import YEAR_S

COOKIE = "owner"


def owner() -> str | None:
    """The reader's secret, None if they have made or kept nothing yet."""
    secret = request.cookies.get(COOKIE, "")
    return secret if len(secret) == len(new_secret()) else None


def asker() -> str:
    """Whose turn it is when jobs are queued: the owner, else the address asked from, told apart but not told."""
    known = owner() or request.remote_addr or ""
    return hmac.new(str(current_app.secret_key).encode(), known.encode(), hashlib.sha256).hexdigest()[:32]


def keep_owner(response: Response, secret: str) -> None:
    """Have the browser keep the secret, out of reach of scripts and other sites."""
    response.set_cookie(COOKIE, secret, max_age=YEAR_S, samesite="Lax", httponly=True, secure=request.is_secure)
