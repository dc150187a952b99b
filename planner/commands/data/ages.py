"""`silverway data stale`: what is too old by the shelf life of its kind."""

from __future__ import annotations

from dataclasses import asdict

import click

from planner.clock import today
from planner.commands.context import cli_context
from planner.commands.data.group import data, now, print_json
from planner.commands.options import as_json
from planner.rules import load_rules
from planner.upkeep import KINDS, stale_facts


@data.command("stale")
@click.option("--kind", type=click.Choice(tuple(KINDS)), help="只看一类。One kind only.")
@as_json
@click.pass_context
def stale(ctx: click.Context, kind: str | None, as_json: bool) -> None:
    """放久了的消息，拿来排行程的在前。News older than its kind keeps; what is planned with first."""
    here = cli_context(ctx)
    rules = load_rules(here.settings.data_dir)
    found = [fact for fact in stale_facts(now(here), rules, today()) if kind in (None, fact.kind)]
    if as_json:
        print_json({"stale": [asdict(fact) for fact in found]})
        return
    for fact in found:
        words = here.say(KINDS[fact.kind])
        click.echo(f"{fact.file} {fact.row} {fact.name} {fact.column} {words} {fact.source.as_of}: {fact.value}")
    click.echo(here.say("共 {count} 条。").format(count=len(found)) if found else here.say("没有放久了的消息。"))
