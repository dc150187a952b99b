"""Headers that keep pages to themselves, and the key that signs cookies."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, abort, current_app, request
from sqlalchemy.engine import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.clock import DAY_S
from planner.errors import NoSecretKey
from planner.settings import Settings

POLICY = (
    "default-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
SEEN_BY = ("Cookie", "Accept-Language")  # what a page hangs on beside its address: language, size, contrast
YEAR_S = 365 * DAY_S
DELETE = 0x7F


def protect(app: Flask) -> None:
    """Headers on every answer; cookies that scripts and other sites cannot use."""
    settings: Settings = app.config["SILVERWAY"]
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_NAME="silverway")
    app.config.update(SESSION_COOKIE_SECURE=settings.https)
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(_readable)
    app.after_request(_headers)
    app.add_template_global(page_to_return_to)


def _readable() -> None:
    """An address with characters no page can show is none of ours."""
    if _unreadable(request.path):
        abort(404)


def page_to_return_to() -> str:
    """The page being read, without the language that its address may ask for; home if it cannot be opened again."""
    if request.method != "GET" or _unreadable(request.path):
        return "/"
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return request.full_path if "lang" not in request.args else f"{request.path}?{urlencode(asked)}"


def _unreadable(text: str) -> bool:
    return any(ord(character) < ord(" ") or ord(character) == DELETE for character in text)


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if current_app.config["SILVERWAY"].https:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.update(SEEN_BY)
    return response


def over_tls() -> bool:
    """Is a cookie to be sent over TLS alone? Where the site is reached so, or this request came so."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"]) or request.is_secure


def local_address(address: str, otherwise: str) -> str:
    """The address if it is one of ours, else the other one."""
    if _unreadable(address):  # it would break the header that sends there
        return otherwise
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else otherwise


def secret_key(settings: Settings) -> str:
    """The configured key, or one made once and kept beside the SQLite database, readable by its owner only.

    Raises
    ------
    NoSecretKey
        On PostgreSQL without one, as several processes share it.
    """
    if settings.secret_key:
        return settings.secret_key
    database = make_url(settings.database_url)
    if database.get_backend_name() != "sqlite":
        raise NoSecretKey
    file = Path(database.database or "").parent / "secret_key"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="ascii")
    return file.read_text(encoding="ascii")
