"""The `silverway` command: plans trips and trains, checks and loads facts. Wrong input ends with code 2."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import click

from planner import __version__
from planner.commands import (
    CliContext,
    bench,
    check,
    clashes,
    cli_context,
    compare,
    data,
    diagram,
    export_train,
    import_trains,
    insert,
    insert_several,
    operator,
    refuse,
    request_of,
    simulate,
    start_day,
    trip,
    trip_wish,
    unwrap,
    wish,
)
from planner.errors import BadFacts, SilverwayError
from planner.language import translator
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.train.types import CRUISE_JSON, CRUISES_JSON, CruiseRequest


class Commands(click.Group):
    """Commands of this module and those other parts announce under `silverway.commands`.

    Turns errors that people can mend into one sentence and exit code 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *(e.name for e in entry_points(group="silverway.commands"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for entry in entry_points(group="silverway.commands", name=cmd_name):
            command: click.Command = entry.load()
            return command
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadFacts as error:
            refuse([*map(str, error.faults), cli_context(ctx).sentence(error)])
        except SilverwayError as error:
            refuse([cli_context(ctx).sentence(error)])


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="silverway", message="%(prog)s %(version)s")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", envvar="SILVERWAY_LANGUAGE", help="zh / en")
@click.pass_context
def main(ctx: click.Context, language: str) -> None:
    """银龄慢游 Silverway：为老年人安排行程和银发旅游列车。Gentle trips and silver trains for older travellers."""
    ctx.obj = CliContext(Settings(), language, translator(language))


@main.command()
@wish
@trip_wish
@click.option("--why", is_flag=True, help="为什么没有去别的地方。Why other places are left out.")
@click.option("--rain", is_flag=True, help="下雨天怎么安排。What to do when it rains.")
@click.pass_context
def plan(
    ctx: click.Context, /, as_json: bool, seed: int, start: str | None, why: bool, rain: bool, **wishes: Any
) -> None:
    """安排一次出行。Plan a themed trip."""
    from planner.commands import itinerary_json, left_out_lines, rain_lines
    from planner.itinerary.explain import left_out, rain_plans
    from planner.itinerary.metrics import summary
    from planner.itinerary.planning import plan_with_pool

    here = cli_context(ctx)
    facts = here.facts()
    request = request_of(facts.rail, {"start": start_day(facts.rules, start), **wishes})
    options = SolveOptions(seconds=here.settings.plan_seconds, seed=seed)
    pool, checked = unwrap(plan_with_pool(facts, request, options), here.say)
    found = checked.result
    others = left_out(pool, found, options) if why else None
    dry = rain_plans(pool, found) if rain else None
    if as_json:
        click.echo(itinerary_json(found, others, dry))
    else:
        words = (*rain_lines(dry or (), here.language, here.say), *left_out_lines(others or (), here.say))
        click.echo("\n".join([summary(found, here.language, here.say), *words]))


@main.group()
def train() -> None:
    """银发旅游列车。Silver trains."""


@train.command("plan")
@wish
@click.option("--stock", default="25G", show_default=True, help="25B, 25G, 25T")
@click.option("--guests", default=320, show_default=True, help="人数。Guests.")
@click.option("--must", "musts", multiple=True, help="一定要停的城市。Cities to call at.")
@click.option("--avoid", "bans", multiple=True, help="不停的城市。Cities to leave out.")
@click.option(
    "--assume", "assumes", multiple=True, help="本方案假定，如 甲站:water=yes。Station facts for this train only."
)
@click.option(
    "--alternatives",
    type=click.IntRange(0, 5),
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


@main.command("compile")
def compile_engines() -> None:
    """编译一次，以后打开就快。Compile the engines once, as `make install` does."""
    from planner.itinerary.solver import warm_up as warm_up_trips
    from planner.orienteering import warm_up as warm_up_routes

    warm_up_trips()
    warm_up_routes()


train.add_command(export_train)
train.add_command(import_trains)
train.add_command(simulate)
train.add_command(check)
train.add_command(insert)
train.add_command(insert_several)
train.add_command(clashes)
train.add_command(compare)
train.add_command(diagram)
main.add_command(bench)
main.add_command(data)
main.add_command(operator)
main.add_command(trip)
