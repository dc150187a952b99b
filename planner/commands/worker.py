"""`silverway worker`: computes what pages and programs have queued, beside web processes that compute nothing."""

from __future__ import annotations

import signal

import click

from planner.commands.context import cli_context


@click.command()
@click.pass_context
def worker(ctx: click.Context) -> None:
    """计算进程：和网站分开跑的时候用。Compute queued plans, where the site itself does not."""
    from planner.caching import collect_rarely
    from planner.catalog import load_if_changed
    from planner.jobs import Workers
    from planner.migrate import migrate
    from planner.sharing import each_day

    collect_rarely()
    settings = cli_context(ctx).settings
    migrate(settings)
    load_if_changed(settings)
    workers = Workers(settings, each_day=lambda day: each_day(settings, day))
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: workers.stop())
    workers.run()
