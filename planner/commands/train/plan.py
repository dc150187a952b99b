"""`silverway train plan`: a silver train, and on request others unlike it."""

from __future__ import annotations

from typing import Any

import click

from planner.commands.context import cli_context
from planner.commands.options import Whole, WholeRange, start_day, unwrap, wish
from planner.solving import SolveOptions


@click.command("plan")
@wish
@click.option("--stock", default="25G", show_default=True, help="25B, 25G, 25T")
@click.option("--guests", type=Whole("人"), default=320, show_default=True, help="人数。Guests.")
@click.option("--must", "musts", multiple=True, help="一定要停的城市。Cities to call at.")
@click.option("--avoid", "bans", multiple=True, help="不停的城市。Cities to leave out.")
@click.option(
    "--assume", "assumes", multiple=True, help="本方案假定，如 甲站:water=yes。Station facts for this train only."
)
@click.option(
    "--alternatives",
    type=WholeRange(0, 5),
    default=0,
    help="另外再给几个不一样的方案。Other trains unlike the first.",
)
@click.pass_context
def plan_train(
    ctx: click.Context, /, as_json: bool, seed: int, start: str | None, alternatives: int, **wishes: Any
) -> None:
    """设计一趟银发列车。Plan a silver train: calls by day, running by night."""
    from planner.train.cruise import cruise_needs, needs_lines, plan_cruises
    from planner.train.report import alternative_summary, summary
    from planner.train.types import CRUISE_JSON, CRUISES_JSON, CruiseRequest

    here = cli_context(ctx)
    facts = here.facts()
    request = CruiseRequest(start=start_day(facts.rules, start), **wishes)
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    found = unwrap(plan_cruises(facts, request, options, alternatives), here.say).cruises
    if as_json:
        click.echo(
            CRUISES_JSON.dump_json(found, indent=2) if alternatives else CRUISE_JSON.dump_json(found.train, indent=2)
        )
    else:
        needs = [
            needs_lines(cruise_needs(facts, each), facts.rules, here.say)
            for each in (found.train, *(other.train for other in found.others))
        ]
        reports = [
            alternative_summary(number, other, here.say, needs[number - 1])
            for number, other in enumerate(found.others, 2)
        ]
        if len(reports) < alternatives:
            reports.append(here.say("没有更多够不一样的方案了。"))
        click.echo("\n\n".join([summary(found.train, here.say, needs[0]), *reports]))
