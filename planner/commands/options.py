"""The options that several commands share, and how their values and answers are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planner.clock import today
from planner.commands.context import refuse
from planner.errors import Malformed, OutOfRange
from planner.language import Translate
from planner.text import plain, read_day, whole_number

if TYPE_CHECKING:
    from planner.itinerary.types import Infeasible
    from planner.rules import RulePack


class Whole(click.ParamType[int]):
    """A whole number: 3, ３, 三 or 三天, with one of the `units` behind it or none."""

    name = "integer"

    def __init__(self, *units: str) -> None:
        self.units = units

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> int:
        return value if isinstance(value, int) else _whole(value, _option(param), self.units)


class WholeRange(click.IntRange):
    """A whole number within limits."""

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> int:
        number = value if isinstance(value, int) else _whole(value, _option(param))
        low, high = int(self.min or 0), MOST if self.max is None else int(self.max)
        if not low <= number <= high:
            raise OutOfRange(_option(param), number, low, high)
        return number


class Number(click.FloatRange):
    """A number within limits, of seconds or a share."""

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> float:
        try:
            number = float(plain(str(value)))
        except ValueError:
            number = float("nan")
        if not isfinite(number) or not (self.min or 0) <= number <= (self.max or 0):
            raise Malformed(_option(param), str(value), f"{self.min:g}-{self.max:g}")
        return number


class Yuan(click.ParamType[Decimal]):
    """An amount of money: 200, 99.5, 二百元."""

    name = "yuan"

    def convert(self, value: Any, param: click.Parameter | None, _ctx: click.Context | None) -> Decimal:
        typed = plain(str(value)).removesuffix("元").removesuffix("块").strip()
        number = whole_number(typed)
        try:
            amount = Decimal(typed) if number is None else Decimal(number)
        except InvalidOperation:
            amount = Decimal("nan")
        if not amount.is_finite() or abs(amount) > MOST or amount * 100 != int(amount * 100):
            raise Malformed(_option(param), str(value), "200")
        return amount


def _whole(typed: str, option: str, units: tuple[str, ...] = ()) -> int:
    figures = plain(typed)
    number = whole_number(figures.removeprefix("-"), units)
    if number is None:
        raise Malformed(option, typed, f"{option} 3")
    return -number if figures.startswith("-") else number


def _option(param: click.Parameter | None) -> str:
    return param.opts[0] if param else ""


MOST = 2**31 - 1
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON。JSON instead of text.")
seeded = click.option(
    "--seed", default=1, show_default=True, type=WholeRange(0), help="随机种子。Same seed, same figures."
)
timetable_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
train_of_file = click.option("--train", "number", help="文件里的哪一趟车。Which train of the file.")
own_number = click.option("--own", default="", help="它本来是哪趟车，不拿它和自己比。The published train it is.")
away_number = click.option("--away", default="", help="先拿掉哪趟车。A published train taken out first.")
assumed = click.option("--assume", "assumes", multiple=True, help="如 甲站:tracks=3。Station facts, for this only.")
closed = click.option(
    "--possession", "possessions", multiple=True, help="天窗，如 甲站-乙站@11:00-13:00。A possession."
)
station_positions = click.option(
    "--positions", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="车站在哪里：CSV，列是站名、纬度、经度；GTFS 要写。Where stations are: a CSV of station, lat, lon.",
)  # fmt: skip
Answer = TypeVar("Answer")


def _use_railway(ctx: click.Context, _param: click.Parameter, name: str) -> None:
    """Have the command work on that railway."""
    if name:
        root = ctx.find_root()
        root.obj = replace(root.obj, railway=name)


on_railway = click.option(
    "--railway", default="", expose_value=False, callback=_use_railway,
    help="用自己导入的哪条铁路。A railway of `silverway rail import`, in the place of the region's.",
)  # fmt: skip


def wish(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what trips and trains are planned for."""
    return wish_options(required=True)(command)


def wish_options(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """These options; theme and days may be left out unless they are `required`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in _wish_options(required):
            command = option(command)
        return command

    return decorate


def _wish_options(required: bool) -> tuple[Callable[..., Any], ...]:
    return (
        as_json,
        click.option(
            "--seed", default=1, show_default=True, type=WholeRange(0), help="随机种子。Same seed, same plan."
        ),
        click.option("--start", default=None, help="出发日期，如 2027-05-10、5月10日。Start; default: in a fortnight."),
        click.option("--profile", default="gentle", show_default=True, help="brisk, steady, gentle, cane, wheelchair"),
        click.option("--days", type=Whole("天", "日"), required=required, help="天数。Days."),
        click.option("--from", "home", required=True, help="出发城市。Home city."),
        click.option(
            "--theme",
            required=required,
            help="主题，如 nostalgia；写错了会列出全部。Theme; a wrong one has all listed.",
        ),
    )


def start_day(rules: RulePack, text: str | None) -> date:
    """The day a trip starts, as `read_date` reads it; if none is given, the first by the rule `notice-days`."""
    return today() + timedelta(days=rules.whole("notice-days")) if text is None else read_date(text)


def read_date(text: str) -> date:
    """The day written as 2027-05-10, 2027年5月10日 or 二〇二七年五月十日, or the next one of its name: 05-10, 5月10日.

    Raises
    ------
    Malformed
        If it is none.
    """
    if (day := read_day(text, today())) is None:
        raise Malformed("start", text, "2027-05-10 / 05-10")
    return day


def unwrap(answer: Answer | Infeasible, _: Translate) -> Answer:
    """The answer, unless the request is infeasible: then the command prints the reasons and ends."""
    from planner.itinerary.types import Infeasible
    from planner.sentences import reason_sentence

    if isinstance(answer, Infeasible):
        refuse([reason_sentence(reason, _) for reason in answer.reasons])
    return answer
