"""How a reader likes the site: language, size of the letters, contrast. Kept in cookies of their own."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from routes.security import YEAR_S, local_address

bp = Blueprint("preferences", __name__)
CHOICES = {"language": ("zh", "en"), "size": ("standard", "large", "largest"), "contrast": ("normal", "light", "dark")}


@bp.post("/preferences")
def choose() -> ResponseReturnValue:
    """Remember the choice that was pressed and go back to the page it was pressed on."""
    response = redirect(local_address(request.form.get("next", ""), "/"), 303)
    for name, options in CHOICES.items():
        chosen = request.form.get(name)
        if chosen in options:
            response.set_cookie(name, str(chosen), max_age=YEAR_S, samesite="Lax", httponly=True)
    return response


def chosen(name: str) -> str:
    """What this reader likes; the first of the choices if nothing was chosen."""
    cookie = request.cookies.get(name, "")
    return cookie if cookie in CHOICES[name] else CHOICES[name][0]
