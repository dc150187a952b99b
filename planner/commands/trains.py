"""`silverway train simulate`: how a planned train fares when trains are late."""

from __future__ import annotations

import re
from pathlib import Path

import click

from planner.commands.desk import desk
from planner.errors import Malformed
from planner.exchange.saved_train import LARGEST_BYTES, read_saved_train
from planner.train.delay_graph import Connection

_CONNECTION = re.compile(r"([^@]+)@([^=]+)=(\d{1,3})")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--runs", default=10_000, show_default=True, type=click.IntRange(100, 1_000_000), help="次数。Runs.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="随机种子。Same seed, same figures.")
@click.option(
    "--delay", "changes", multiple=True, help="改一个数，如 enter-min=6、大连=10、灯塔-沈阳=5。Another number."
)
@click.option("--wait-for", "waits", multiple=True, help="等一趟车，如 K7386@沈阳=15。A train our guests come with.")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。JSON instead of text.")
@click.pass_context
def simulate(
    ctx: click.Context,
    file: str,
    runs: int,
    seed: int,
    changes: tuple[str, ...],
    waits: tuple[str, ...],
    as_json: bool,
) -> None:
    """模拟晚点：FILE 是 train plan --json 的结果，- 是标准输入。How a train fares when trains are late.

    FILE is what `train plan --json` wrote; - reads it from the standard input.
    """
    from planner.train.robustness import ROBUSTNESS_JSON, cruise_robustness
    from planner.train.robustness_summary import robustness_summary

    here, cruise = desk(ctx), read_saved_train(*_content(file))
    _catalog, rail, rules = here.facts()
    found = cruise_robustness(rail, rules, cruise, runs, seed, changes, tuple(map(_connection, waits)))
    click.echo(ROBUSTNESS_JSON.dump_json(found, indent=2) if as_json else robustness_summary(found, here.say))


def _content(file: str) -> tuple[bytes, str]:
    """What is in a file, or comes over the standard input, and what to call it; no more than any reader takes."""
    with click.open_file(file, "rb") as source:
        return source.read(LARGEST_BYTES + 1), "stdin" if file == "-" else Path(file).name


def _connection(text: str) -> Connection:
    parts = _CONNECTION.fullmatch(text.strip())
    if parts is None:
        raise Malformed("wait-for", text, "K7386@沈阳=15")
    return Connection(parts[1].strip().upper(), parts[2].strip().removesuffix("站"), int(parts[3]))
