"""Structured logs: one line a request, with path, status and milliseconds."""

from __future__ import annotations

import logging
import time

import structlog
from flask import Flask, Response, g, request

from planner.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """Readable lines, or JSON ones if the settings say so."""
    renderer = structlog.processors.JSONRenderer() if settings.log_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.dict_tracebacks if settings.log_json else structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.log_level.upper())),
        cache_logger_on_first_use=False,
    )


def log_requests(app: Flask) -> None:
    log = structlog.get_logger()

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        if request.endpoint != "static":
            ms = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
            log.info("request", method=request.method, path=_path(), status=response.status_code, ms=ms)
        return response


def _path() -> str:
    """The path without what would open it for whoever reads the log."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "…") if token else request.path
