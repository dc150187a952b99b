"""`silverway serve`: the whole product in one process: database, facts, ready-made plans, jobs and site."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import click
import structlog
from flask import Flask
from waitress.server import create_server

from planner.caching import collect_rarely
from planner.catalog import load_if_changed
from planner.commands import WholeRange, cli_context, refuse
from planner.jobs import JobEngine, web_engine
from planner.language import Translate
from planner.migrate import migrate
from planner.settings import Settings
from planner.sharing import each_day
from planner.store import engine_for
from routes import create_app
from routes.security import secret_key

THREADS = 8
log = structlog.get_logger()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=WholeRange(0, 65_535), default=8000, show_default=True)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int) -> None:
    """启动网站。Serve the site."""
    here = cli_context(ctx)
    settings = here.settings
    with ExitStack() as opened:
        try:
            sockets = [opened.enter_context(one) for one in listen(host, port)]
        except OSError as error:
            refuse([_no_address(error, here.say).format(host=host, port=port)])
        app, engine = prepared(settings)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # ends as Ctrl-C does: what is at work is handed back
        server = make_server(app, sockets, settings.proxy_hops)
        engine.start()
        opened.callback(engine.stop)
        log.info("serving", address=f"http://{host}:{sockets[0].getsockname()[1]}")
        server.run()


def listen(host: str, port: int) -> Iterator[socket.socket]:
    """A socket for each address that the name has on this machine; for port 0 one that is free.

    Raises
    ------
    OSError
        If there is none, or the port is taken.
    """
    found = {where[0]: where[-1][:2] for where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for family, address in found.items():
        yield socket.create_server(address, family=family)


def make_server(app: Flask, sockets: list[socket.socket], proxy_hops: int) -> Any:
    """waitress, which takes away what proxies say unless there are some: else it would never reach ProxyFix."""
    return create_server(app, sockets=sockets, threads=THREADS, clear_untrusted_proxy_headers=not proxy_hops)


def prepared(settings: Settings) -> tuple[Flask, JobEngine]:
    """The site on an up-to-date database, and the engine for ready-made plans: to be started, and stopped when done."""
    collect_rarely()
    engine_for(settings.database_url)
    secret_key(settings)  # both refuse what cannot be before anything is done that takes time
    migrate(settings)
    load_if_changed(settings)
    engine = web_engine(settings, partial(each_day, settings))
    return create_app(settings, engine), engine


def _no_address(error: OSError, say: Translate) -> str:
    """Why nobody can be served at that address, and what to do."""
    match error.errno:
        case errno.EADDRINUSE:
            return say("端口 {port} 已经有程序在用。请停下它，或者换一个：--port。")
        case errno.EACCES:
            return say("端口 {port} 不准这个用户用。请换 1024 以上的：--port。")
    return say("这台机器没有“{host}”这个地址。请用 127.0.0.1，或者 0.0.0.0：--host。")
