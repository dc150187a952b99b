"""The group, and what its commands share: sessions, the facts as they are now, answers as JSON."""

from __future__ import annotations

import json
from typing import Any

import click
from sqlmodel import Session

from planner.catalog import FactTables, load_if_changed, make_tables, present_facts
from planner.commands.context import CliContext
from planner.migrate import migrate
from planner.store import engine_for


@click.group()
def data() -> None:
    """资料。The facts in data/."""


def now(here: CliContext) -> FactTables:
    """The facts as they are now, operators' changes laid over."""
    with opened(here) as session:
        return present_facts(session, here.settings)


def opened(here: CliContext) -> Session:
    """A session on a database in its newest shape."""
    migrate(here.settings)
    make_tables(here.settings)
    return Session(engine_for(here.settings.database_url))


def loaded(here: CliContext) -> Session:
    """A session on a database that holds the facts of the files, loaded first if they are new."""
    migrate(here.settings)
    load_if_changed(here.settings)
    return Session(engine_for(here.settings.database_url))


def print_json(content: Any) -> None:
    """The content, as every command with --json prints it."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
