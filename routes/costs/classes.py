"""What a route costs, and how often a visitor may ask for it: every route has a class, and by it a limit.

With PostgreSQL what is costly is counted for all processes together; pages, which cost little, by each for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any, Literal, TypeVar, cast

from flask import current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import ServiceUnavailable

from routes.costs.storage import SHARED, site_settings

Cost = Literal["page", "form", "drag", "make", "search", "send", "note"]
View = TypeVar("View", bound=Callable[..., Any])
LIMITS: dict[Cost, str] = {
    "page": "1200/minute",  # read, mostly from what is held
    "form": "240/minute",  # a row or two written
    "drag": "40/second",  # a train moved by the mouse
    "make": "30/minute",  # made while somebody waits: a paper, a picture, a workbook, a diagram
    "search": "{plans}/minute",  # computed while somebody waits, or a plan queued
    "send": "10/minute",  # something that others must read, or a try at a password
    "note": "5/minute; 40/day",  # something that others must look into
}
HEAVY: tuple[Cost, ...] = ("make", "search")
AT_ONCE = 3  # of the eight threads of a process, so that readers always find one
PATIENCE_S = 5.0
_room = BoundedSemaphore(AT_ONCE)


def shared_visitor() -> str:
    """Who asks, by their address, counted for all processes."""
    return SHARED + get_remote_address()


limiter = Limiter(
    key_func=get_remote_address, storage_uri="site://", default_limits=[lambda: limit_of(cost_of_request())]
)


def limit_of(cost: Cost) -> str:
    """How often a visitor may ask for each route of that class."""
    return LIMITS[cost].format(plans=site_settings().plans_per_minute)


def cost_of(endpoint: str, method: str) -> Cost:
    """The class of a route: that of its view, else by what is asked of it."""
    view = current_app.view_functions[endpoint]
    own: Cost | None = getattr(view, "cost", None)
    if own is not None:
        return own
    return "page" if method in ("GET", "HEAD", "OPTIONS") else "form"


def cost_of_request() -> Cost:
    """The class of what is asked for now."""
    return cost_of(request.endpoint or "", request.method) if request.endpoint else "page"


def costs(cost: Cost, cheap: Callable[[], bool] = lambda: False) -> Callable[[View], View]:
    """A view of that class, but for requests that are `cheap`, which cost what a page does."""

    def decorate(view: View) -> View:
        view = bounded(view, cheap) if cost in HEAVY else view
        found: Any = limiter.limit(
            lambda: limit_of("page" if cheap() else cost),
            key_func=lambda: get_remote_address() if cheap() else shared_visitor(),
        )(view)
        found.cost = cost
        return cast("View", found)

    return decorate


def bounded(view: View, cheap: Callable[[], bool] = lambda: False) -> View:
    """Only so many such views are at work in a process; who comes later waits a little, then is asked to come again."""

    @wraps(view)
    def waiting(*args: Any, **named: Any) -> Any:
        if cheap():
            return view(*args, **named)
        if not _room.acquire(timeout=PATIENCE_S):
            raise ServiceUnavailable
        try:
            return view(*args, **named)
        finally:
            _room.release()

    return cast("View", waiting)
