"""`silverway trip undo`: a changed trip as it was before."""

from __future__ import annotations

import click

from planner.commands.context import cli_context, refuse
from planner.commands.options import WholeRange, as_json
from planner.commands.trip.difference import difference_lines
from planner.commands.trip.trip_file import MOST_VERSIONS, STDIN, read_trip_file


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--steps", type=WholeRange(1, MOST_VERSIONS), default=1, show_default=True, help="退几步。How many changes."
)
@as_json
@click.pass_context
def undo(ctx: click.Context, file: str, steps: int, as_json: bool) -> None:
    """撤回改动：文件换成改之前的行程。Take changes back: FILE holds the trip from before; --json prints it instead."""
    from planner.itinerary.metrics import summary

    here = cli_context(ctx)
    kept = read_trip_file(file, here.say)
    if not kept.earlier:
        refuse([here.say("{file} 里没有可以撤回的改动。").format(file=file)])
    if steps > len(kept.earlier):
        refuse([here.say("最多只能撤回 {count} 步。").format(count=len(kept.earlier))])
    back = kept.before(steps)
    if as_json:
        click.echo(back.json(here.facts().catalog))
        return
    lines = difference_lines(kept.trip, back.trip, here)
    if file != STDIN:
        back.write(here.facts().catalog)
        told = here.say("撤回了 {steps} 步，写进了 {file}。还能再撤 {left} 步。")
        lines.append(told.format(steps=steps, file=file, left=len(back.earlier)))
    click.echo("\n".join([summary(back.trip, here.language, here.say), *lines]))
