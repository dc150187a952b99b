"""Pages that are the same for many readers: made once for each state of what they show, and 304 to whoever has them.

What is each reader's own, the token of forms and when the page was read, is put in as the page goes out.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock

from cachetools import LRUCache
from flask import Response, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from planner.clock import today
from planner.folders import PACKAGE, ROOT
from planner.settings import Settings
from routes.formatters import moment_words
from routes.preferences import chosen
from routes.state import language, settings
from routes.static_files import static_version

HELD_SIGNS = 8_000_000  # of all pages together
_FIELD = "csrf_token"  # of a session, and of what flask-wtf holds during a request
_TOKEN_MARK, _READ_AT_MARK = secrets.token_hex(16), secrets.token_hex(16)
_SOURCES = (ROOT / "templates", ROOT / "translations", PACKAGE, PACKAGE.parent / "routes")
_KINDS = (".html", ".mo", ".py", ".svg", ".toml")


def shared_page(state: Hashable, make: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """The page at this address, made anew if the `state` of what it shows is another than before.

    `state` must tell apart whatever the page hangs on but the address, the reader's preferences and the day. `make`
    may answer with something else than a page, which is not held; nor is a page with a message for this reader.
    """
    if request.method != "GET" or "_flashes" in session:
        return make()
    key = (request.host_url, request.full_path, language(), chosen("size"), chosen("contrast"), today(), state)
    tag = _tag(key)
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    pages, lock = current_app.extensions.setdefault("silverway_pages", (_no_pages(), Lock()))
    with lock:
        page = pages.get(key)
    if page is None:
        with _marked():
            page = make()
        if not isinstance(page, str):
            return page
        if len(page) <= HELD_SIGNS:
            with lock:
                pages[key] = page
    page = page.replace(_TOKEN_MARK, generate_csrf()).replace(_READ_AT_MARK, moment_words(datetime.now(UTC)))
    return _tagged(Response(page), _tag(key))


def _no_pages() -> LRUCache[Hashable, str]:
    return LRUCache(HELD_SIGNS, getsizeof=len)


def read_at() -> str:
    """Now, in words: when the page that is being made was read."""
    return _READ_AT_MARK if "marked" in g else moment_words(datetime.now(UTC))


@contextmanager
def _marked() -> Iterator[None]:
    """What is each reader's own is marked in the page that is made here."""
    g.marked = True
    setattr(g, _FIELD, _TOKEN_MARK)
    try:
        yield
    finally:
        g.pop("marked")
        g.pop(_FIELD)


def _tag(key: Hashable) -> str:
    """Of a page as this reader has it; weak, as the same page may have been read at another time."""
    return hashlib.sha256(repr((_edition(settings()), key, session.get(_FIELD))).encode()).hexdigest()[:32]


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    return response


@lru_cache(maxsize=4)
def _edition(told: Settings) -> str:
    """Which edition of the program makes the pages, and how it is set: another may make others of the same state."""
    shown = (told.public_url, told.help_phone, told.help_hours, told.help_hours_en, told.region)
    found = hashlib.sha256(repr((static_version(), shown)).encode())
    for folder in (*_SOURCES, told.data_dir):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _KINDS):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
