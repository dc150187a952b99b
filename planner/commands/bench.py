"""`silverway bench`: the engines on public problems, as anybody may try them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.options import Number, WholeRange

if TYPE_CHECKING:
    from planner.orienteering import Collected


@click.group()
def bench() -> None:
    """基准题。Public benchmark problems."""


@bench.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vehicles", type=WholeRange(1, 20), default=1, show_default=True, help="几条路线。Routes.")
@click.option("--seconds", type=Number(0.01, 3600), default=1.0, show_default=True, help="时限。Time.")
@click.option("--seed", type=WholeRange(0, 2**31), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def toptw(ctx: click.Context, file: Path, vehicles: int, seconds: float, seed: int, as_json: bool) -> None:
    """带时间窗的团队定向问题。Team orienteering with time windows: profit and routes of a public file."""
    from planner.orienteering import check_toptw, collect, read_toptw

    here = cli_context(ctx)
    found = collect(read_toptw(file, vehicles), seconds, seed)
    profit, wrong = check_toptw(file, found.routes, vehicles)
    if wrong or float(profit) != found.profit:
        refuse([here.say("算出的路线没有通过核对，不显示。"), *wrong])
    if as_json:
        routes = [list(route) for route in found.routes]
        click.echo(json.dumps({"instance": file.stem, "vehicles": vehicles, **_figures(found), "routes": routes}))
        return
    _show(here, found, [(0, *route, 0) for route in found.routes])


@bench.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seconds", type=Number(0.01, 3600), default=1.0, show_default=True, help="时限。Time.")
@click.option("--seed", type=WholeRange(0, 2**31), default=1, show_default=True)
@click.option(
    "--tolerance",
    type=Number(0.0, 1.0),
    default=0.0001,
    show_default=True,
    help="每段行程可超出的长度。How much longer than its limit a trip may be.",
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def ophs(ctx: click.Context, file: Path, seconds: float, seed: int, tolerance: float, as_json: bool) -> None:
    """带酒店选择的定向问题。Orienteering with hotel selection: profit, and trips from hotel to hotel."""
    from planner.orienteering import NoRoute, check_ophs, collect, read_ophs

    here, allowed = cli_context(ctx), Decimal(str(tolerance))
    try:
        found = collect(read_ophs(file, allowed), seconds, seed)
    except NoRoute as why:
        refuse([here.say("没有解：第 {number} 段行程到不了任何酒店或终点。").format(number=why.route + 1)])
    trips = [[v for v, _ in table.stops] for table in found.schedules]
    profit, wrong = check_ophs(file, trips, allowed)
    if wrong or float(profit) != found.profit:
        refuse([here.say("算出的路线没有通过核对，不显示。"), *wrong])
    if as_json:
        click.echo(json.dumps({"instance": file.stem, **_figures(found), "trips": trips}))
        return
    _show(here, found, trips)


@bench.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seconds", type=Number(0.01, 3600), default=1.0, show_default=True, help="时限。Time.")
@click.option("--seed", type=WholeRange(0, 2**31), default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def mctop(ctx: click.Context, file: Path, seconds: float, seed: int, as_json: bool) -> None:
    """多约束、多时间窗的团队定向问题。Team orienteering with limits over all tours and two windows a vertex."""
    from planner.orienteering import check_mctop, collect, read_mctop

    here = cli_context(ctx)
    problem, names = read_mctop(file)
    found = collect(problem, seconds, seed)
    routes = [[names[v] for v in route] for route in found.routes]
    profit, wrong = check_mctop(file, routes)
    if wrong or float(profit) != found.profit:
        refuse([here.say("算出的路线没有通过核对，不显示。"), *wrong])
    if as_json:
        click.echo(json.dumps({"instance": file.stem, **_figures(found), "routes": routes}))
        return
    _show(here, found, [(0, *route, 0) for route in routes])


@bench.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seconds", type=Number(0.01, 36000), default=60.0, show_default=True, help="时限。Time.")
@click.option("--seed", type=WholeRange(0, 2**30), default=1, show_default=True)
@click.option("--workers", type=WholeRange(1, 64), default=2, show_default=True, help="线程。Threads.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def displib(ctx: click.Context, file: Path, seconds: float, seed: int, workers: int, as_json: bool) -> None:
    """列车调度。Train dispatching: the cheapest order of events of a public file."""
    from planner.dispatch import Status, check_displib, dispatch, read_displib, solution
    from planner.solving import SolveOptions

    here = cli_context(ctx)
    found = dispatch(read_displib(file), SolveOptions(seconds=seconds, effort=inf, seed=seed), workers)
    answer = solution(found)
    cost, wrong = check_displib(file, answer) if found.events else (None, [])
    if wrong or cost != found.objective:
        refuse([here.say("算出的调度没有通过核对，不显示。"), *wrong])
    if as_json:
        head = {"instance": file.stem, "seconds": round(found.seconds, 3), "status": found.status.value}
        bound = None if found.status is Status.INFEASIBLE else found.bound
        click.echo(json.dumps({**head, "objective": cost, "bound": bound, "events": answer["events"]}))
        return
    words = {
        Status.OPTIMAL: here.say("代价 {cost}，已证明最优，用时 {seconds} 秒。"),
        Status.FEASIBLE: here.say("代价 {cost}，下界 {bound}，用时 {seconds} 秒。"),
        Status.INFEASIBLE: here.say("已证明无解，用时 {seconds} 秒。"),
        Status.UNKNOWN: here.say("在 {seconds} 秒内没有找到可行的调度，下界 {bound}。"),
    }
    click.echo(words[found.status].format(cost=cost, bound=found.bound, seconds=f"{found.seconds:.2f}"))
    for event in found.events:
        click.echo(f"{event.time} {event.train} {event.operation}")


def _figures(found: Collected) -> dict[str, float]:
    return {"seconds": round(found.seconds, 3), "profit": _number(found.profit), "bound": _number(found.bound)}


def _show(here: CliContext, found: Collected, routes: Iterable[Iterable[int]]) -> None:
    click.echo(
        here.say("收益 {profit}，上界 {bound}，用时 {seconds} 秒。").format(
            profit=_number(found.profit), bound=_number(found.bound), seconds=f"{found.seconds:.2f}"
        )
    )
    for route in routes:
        click.echo(" ".join(map(str, route)))


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else round(value, 6)
