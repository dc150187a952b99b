"""`silverway train redispatch`: trains run late, and who waits for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from planner.commands.context import cli_context
from planner.commands.options import WholeRange, as_json, on_railway
from planner.errors import Malformed

_LATE = re.compile(r"([^+\s]{1,20})\+(\d{1,3})")
EXAMPLE = "K682+25"


@click.command("redispatch")
@click.option("--late", "late", multiple=True, required=True, help="哪趟车晚几分钟，如 K682+25。A late train, minutes.")
@click.option("--at", "at", required=True, help="从几点起，如 14:00。From when on.")
@click.option(
    "--horizon", default=180, show_default=True, type=WholeRange(15, 480), help="看几分钟。Minutes looked at."
)
@click.option("--seconds", default=60, show_default=True, type=WholeRange(1, 3600), help="最多算几秒。At most.")
@as_json
@on_railway
@click.pass_context
def redispatch(
    ctx: click.Context, /, late: tuple[str, ...], at: str, horizon: int, seconds: int, as_json: bool
) -> None:
    """晚点了怎么调：谁等谁，谁先走。Put trains in order anew after delays: holds, overtakings, changed orders.

    A late train leaves the first station where it can stand, from --at on, by so many minutes later than published.
    The order has the least delay over all calls, with a proof or a bound, beside first come, first served.
    """
    from planner.solving import SolveOptions
    from planner.train.redispatch import redispatch as put_in_order
    from planner.train.report import redispatch_json, redispatch_lines
    from planner.train.types import RedispatchRequest

    here, request = cli_context(ctx), RedispatchRequest(_late(late), _minute(at), horizon)
    found = put_in_order(here.facts(), request, SolveOptions(seconds=seconds))
    click.echo(redispatch_json(found) if as_json else "\n".join(redispatch_lines(found, request, here.say)))


def _late(texts: Sequence[str]) -> dict[str, int]:
    from planner.text import plain

    found = {}
    for text in texts:
        parts = _LATE.fullmatch("".join(plain(text).split()))
        if parts is None:
            raise Malformed("late", text, EXAMPLE)
        found[parts[1].upper()] = int(parts[2])
    return found


def _minute(text: str) -> int:
    from planner.clock import read_clock
    from planner.text import plain

    written = read_clock(plain(text))
    if written is None:
        raise Malformed("at", text, "14:00")
    return written.second // 60
