"""`silverway serve`: the whole product in one process: database, facts, ready-made plans, jobs and site."""

from __future__ import annotations

from functools import partial
from typing import Any

import click
import structlog
from flask import Flask
from waitress.server import create_server

from planner.caching import collect_rarely
from planner.catalog import load_if_changed
from planner.jobs import Runner, submit_featured
from planner.migrate import migrate
from planner.settings import Settings
from planner.sharing import forget_old
from planner.store import transaction
from routes import create_app

THREADS = 8
log = structlog.get_logger()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """启动网站。Serve the site."""
    settings = Settings()
    app, runner = prepared(settings)
    server: Any = create_server(app, host=host, port=port, threads=THREADS)
    log.info("serving", address=f"http://{host}:{port}")
    try:
        server.run()
    finally:
        runner.stop()


def prepared(settings: Settings) -> tuple[Flask, Runner]:
    """The site on an up-to-date database, with ready-made plans in work; stop the runner when done."""
    collect_rarely()
    migrate(settings)
    load_if_changed(settings)
    with transaction(settings.database_url) as session:
        forget_old(session)
    runner = Runner(settings, each_day=partial(submit_featured, settings))
    app = create_app(settings, runner)
    runner.start()
    return app, runner
