"""`silverway serve`: the whole product in one process: database, facts, ready-made plans, jobs and site."""

from __future__ import annotations

import signal
import sys
from functools import partial
from typing import Any

import click
import structlog
from flask import Flask
from waitress.server import create_server

from planner.caching import collect_rarely
from planner.catalog import load_if_changed
from planner.jobs import JobEngine, web_engine
from planner.migrate import migrate
from planner.settings import Settings
from planner.sharing import each_day
from routes import create_app

THREADS = 8
log = structlog.get_logger()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """启动网站。Serve the site."""
    settings = Settings()
    app, engine = prepared(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # ends as Ctrl-C does: what is at work is handed back
    server = make_server(app, host, port, settings.proxy_hops)
    log.info("serving", address=f"http://{host}:{port}")
    try:
        server.run()
    finally:
        engine.stop()


def make_server(app: Flask, host: str, port: int, proxy_hops: int) -> Any:
    """waitress, which takes away what proxies say unless there are some: else it would never reach ProxyFix."""
    return create_server(app, host=host, port=port, threads=THREADS, clear_untrusted_proxy_headers=not proxy_hops)


def prepared(settings: Settings) -> tuple[Flask, JobEngine]:
    """The site on an up-to-date database, with ready-made plans in work; stop the engine when done."""
    collect_rarely()
    migrate(settings)
    load_if_changed(settings)
    engine = web_engine(settings, partial(each_day, settings))
    app = create_app(settings, engine)
    engine.start()
    return app, engine
