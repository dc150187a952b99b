"""`silverway bench`: the route engine on public problems, as anybody may try it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.commands.desk import desk, refuse
from planner.orienteering.check import judge
from planner.orienteering.solve import collect
from planner.orienteering.toptw import read_toptw


@click.group()
def bench() -> None:
    """基准题。Public benchmark problems."""


@bench.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vehicles", type=click.IntRange(1, 20), default=1, show_default=True, help="几条路线。Routes.")
@click.option("--seconds", type=click.FloatRange(0.01, 3600), default=1.0, show_default=True, help="时限。Time.")
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def toptw(ctx: click.Context, file: Path, vehicles: int, seconds: float, seed: int, as_json: bool) -> None:
    """带时间窗的团队定向问题。Team orienteering with time windows: profit and routes of a public file."""
    here = desk(ctx)
    found = collect(read_toptw(file, vehicles), seconds, seed)
    profit, wrong = judge(file, found.routes, vehicles)
    if wrong or float(profit) != found.profit:
        refuse([here.say("算出的路线没有通过核对，不显示。"), *wrong])
    if as_json:
        click.echo(
            json.dumps(
                {
                    "instance": file.stem,
                    "vehicles": vehicles,
                    "seconds": round(found.seconds, 3),
                    "profit": _number(found.profit),
                    "bound": _number(found.bound),
                    "routes": [list(route) for route in found.routes],
                }
            )
        )
        return
    click.echo(
        here.say("收益 {profit}，上界 {bound}，用时 {seconds} 秒。").format(
            profit=_number(found.profit), bound=_number(found.bound), seconds=f"{found.seconds:.2f}"
        )
    )
    for route in found.routes:
        click.echo(" ".join(map(str, (0, *route, 0))))


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else round(value, 6)
