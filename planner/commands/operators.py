"""`silverway operator`: who may change facts on the site."""

from __future__ import annotations

import json

import click

from planner.accounts import operator_names, remove_operator, set_operator
from planner.commands.context import cli_context, refuse
from planner.commands.options import as_json
from planner.migrate import migrate
from planner.store import transaction


@click.group()
def operator() -> None:
    """资料员：可以在网站上改资料的人。People who may change facts on the site."""


@operator.command("set")
@click.argument("name")
@click.password_option(help="密码，至少 10 位。Password, at least 10 signs; asked for if not given.")
@as_json
@click.pass_context
def set_(ctx: click.Context, name: str, password: str, as_json: bool) -> None:
    """加一位资料员，或者换密码。Add an operator, or give a new password."""
    here = cli_context(ctx)
    migrate(here.settings)
    with transaction(here.settings.database_url) as session:
        set_operator(session, name, password)
    said = here.say("好了：{name}。").format(name=name)
    click.echo(json.dumps({"operator": name}, ensure_ascii=False) if as_json else said)


@operator.command("list")
@as_json
@click.pass_context
def list_(ctx: click.Context, as_json: bool) -> None:
    """有哪些资料员。Who may change facts."""
    here = cli_context(ctx)
    migrate(here.settings)
    with transaction(here.settings.database_url) as session:
        names = operator_names(session)
    said = "\n".join(names) if names else here.say("还没有资料员。")
    click.echo(json.dumps({"operators": list(names)}, ensure_ascii=False) if as_json else said)


@operator.command("remove")
@click.argument("name")
@as_json
@click.pass_context
def remove(ctx: click.Context, name: str, as_json: bool) -> None:
    """去掉一位资料员；改过的记录都留着。Remove an operator; what they changed stays on record."""
    here = cli_context(ctx)
    migrate(here.settings)
    with transaction(here.settings.database_url) as session:
        gone = remove_operator(session, name)
    if not gone:
        refuse([here.say("没有叫“{name}”的资料员。").format(name=name)])
    said = here.say("去掉了：{name}。").format(name=name)
    click.echo(json.dumps({"removed": name}, ensure_ascii=False) if as_json else said)
