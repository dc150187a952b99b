"""How a reader likes the site: language, size of the letters, contrast. Kept in cookies of their own."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from routes.security import YEAR_S, local_address, over_tls

bp = Blueprint("preferences", __name__)
CHOICES = {
    "language": ("zh", "en"),
    "size": ("standard", "large", "largest"),
    "contrast": ("system", "normal", "light", "dark"),  # the first: as the device is set
}


@bp.post("/preferences")
def choose() -> ResponseReturnValue:
    """Remember the choice that was pressed and go back to the page it was pressed on."""
    response = redirect(local_address(request.form.get("next", ""), "/"), 303)
    for name, options in CHOICES.items():
        chosen = request.form.get(name)
        if chosen in options:
            _remember(response, name, str(chosen))
    return response


@bp.after_app_request
def remember_language(response: Response) -> Response:
    """Who came by a link in a language (?lang=en) reads on in it."""
    asked = request.args.get("lang", "")
    if asked in CHOICES["language"] and request.endpoint != "preferences.choose":
        _remember(response, "language", asked)
    return response


def _remember(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR_S, samesite="Lax", httponly=True, secure=over_tls())


def chosen(name: str) -> str:
    """What this reader likes; the first of the choices if nothing was chosen."""
    cookie = request.cookies.get(name, "")
    return cookie if cookie in CHOICES[name] else CHOICES[name][0]
