"""Flask extensions: made here, bound to the application in `create_app`."""

from __future__ import annotations

from flask import request
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect

from planner.folders import ROOT

LANGUAGES = ("zh", "en")

babel = Babel()
compress = Compress()
csrf = CSRFProtect()


def choose_language() -> str:
    """What the address asks for (?lang=en), else the reader's choice, else what the browser prefers, else Chinese."""
    for chosen in (request.args.get("lang"), request.cookies.get("language")):
        if chosen in LANGUAGES:
            return str(chosen)
    return request.accept_languages.best_match(["zh", "zh-CN", "zh-TW", "en"], "zh")[:2]


BABEL = {
    "BABEL_DEFAULT_LOCALE": "zh",
    "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
    "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
}
