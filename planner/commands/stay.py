"""`silverway plan --stay`: a longer stay at one or two bases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import click

from planner.clock import today
from planner.commands.context import cli_context, refuse
from planner.commands.options import Whole, start_day, unwrap
from planner.errors import OutOfRange
from planner.language import Translate
from planner.rules import RulePack
from planner.solving import SolveOptions

STAY_OPTIONS = ("stay", "month", "setting", "price", "bases", "elsewhere")
TRIP_ONLY = ("days", "musts", "pins", "arrive", "depart", "budget", "kinds_out", "also", "birth_year", "why", "rain")
NEEDED = ("theme", "days")  # of trips


def stay_wish(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a longer stay."""
    for option in (
        click.option("--elsewhere", is_flag=True, help="从外地来，也可以住在到达的城市。Comes from elsewhere."),
        click.option("--bases", type=Whole("处", "个"), default=2, help="最多几个住处，1 或 2。At most so many bases."),
        click.option("--price", default="mid", help="旅居酒店的价位：low, mid, high。Highest price band for a stay."),
        click.option("--setting", help="旅居的环境：mild, sea, hot_spring, snow。What a stay should be near."),
        click.option("--month", type=Whole("月", "月份"), help="几月旅居，代替 --start。Month of a stay."),
        click.option("--stay", type=Whole("晚", "夜"), help="旅居住几晚，7 到 30。A longer stay of 7-30 nights."),
    ):
        command = option(command)
    return command


def only_for_trips(ctx: click.Context) -> None:
    """Refuse a trip with options of a stay, or without what it needs."""
    say = cli_context(ctx).say
    if given := _given(ctx, STAY_OPTIONS):
        refuse([say("{option} 要和 --stay 一起写，例如 --stay 21。").format(option=given[0])])
    for name in NEEDED:
        if ctx.params.get(name) is None:
            raise click.MissingParameter(ctx=ctx, param=_param(ctx, name))


def plan_longer_stay(ctx: click.Context, /, as_json: bool, seed: int, start: str | None, **wishes: Any) -> None:
    """Plan a stay and print it."""
    from planner.stay import STAY_JSON, StayRequest, stay_summary
    from planner.stay.planning import plan_stay

    here = cli_context(ctx)
    _refuse_trip_options(ctx, here.say)
    month = wishes.pop("month")
    if month is not None and start is not None:
        refuse([here.say("--start 和 --month 只写一个。")])
    facts = here.facts()
    begins = start_day(facts.rules, start) if month is None else month_start(facts.rules, month)
    asked = {name: wishes[name] for name in (
        "home", "profile", "companions", "people", "ages", "theme", "setting", "pace", "lift", "price", "bases", "bans",
        "elsewhere",
    )}  # fmt: skip
    request = StayRequest(nights=wishes["stay"], start=begins, **asked)
    found = unwrap(plan_stay(facts, request, SolveOptions(seconds=here.settings.plan_seconds, seed=seed)), here.say)
    if as_json:
        click.echo(STAY_JSON.dump_json(found.result, indent=2).decode())
    else:
        click.echo(stay_summary(facts.catalog, found.result, here.language, here.say))


def month_start(rules: RulePack, month: int) -> date:
    """The first day of the next such month that leaves the notice of the rule `notice-days`; of the month that it falls
    into, the day itself.

    Raises
    ------
    OutOfRange
        If there is no such month.
    """
    if not 1 <= month <= 12:
        raise OutOfRange("month", month, 1, 12)
    soonest = today() + timedelta(days=rules.whole("notice-days"))
    if soonest.month == month:
        return soonest
    return date(soonest.year + (month < soonest.month), month, 1)


def _refuse_trip_options(ctx: click.Context, _: Translate) -> None:
    if given := _given(ctx, TRIP_ONLY):
        refuse([_("旅居（--stay）不能写 {option}：那是几天行程用的。").format(option=given[0])])


def _given(ctx: click.Context, names: tuple[str, ...]) -> list[str]:
    """Those of the options that were written, as they are written."""
    source = click.core.ParameterSource.DEFAULT
    written = [name for name in names if ctx.get_parameter_source(name) not in (None, source)]
    return [_param(ctx, name).opts[0] for name in written]


def _param(ctx: click.Context, name: str) -> click.Parameter:
    return next(param for param in ctx.command.params if param.name == name)
