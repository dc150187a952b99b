"""The options that several commands share, and how their values and answers are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from planner.clock import today
from planner.commands.context import refuse
from planner.errors import Malformed
from planner.language import Translate

if TYPE_CHECKING:
    from planner.itinerary.types import Infeasible
    from planner.rules import RulePack

as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON。JSON instead of text.")
seeded = click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="随机种子。Same seed, same figures."
)
timetable_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
train_of_file = click.option("--train", "number", help="文件里的哪一趟车。Which train of the file.")
own_number = click.option("--own", default="", help="它本来是哪趟车，不拿它和自己比。The published train it is.")
away_number = click.option("--away", default="", help="先拿掉哪趟车。A published train taken out first.")
assumed = click.option("--assume", "assumes", multiple=True, help="如 甲站:tracks=3。Station facts, for this only.")
closed = click.option(
    "--possession", "possessions", multiple=True, help="天窗，如 甲站-乙站@11:00-13:00。A possession."
)
DAY_OF_YEAR = re.compile("[0-9]{2}-[0-9]{2}")
Answer = TypeVar("Answer")


def wish(command: Callable[..., None]) -> Callable[..., None]:
    """The options of what trips and trains are planned for."""
    for option in (
        as_json,
        click.option("--seed", default=1, show_default=True, help="随机种子。Same seed, same plan."),
        click.option("--start", default=None, help="出发日期，如 2027-05-10、05-10。Start; default: in a fortnight."),
        click.option("--profile", default="gentle", show_default=True, help="brisk, steady, gentle, cane, wheelchair"),
        click.option("--days", type=int, required=True, help="天数。Days."),
        click.option("--from", "home", required=True, help="出发城市。Home city."),
        click.option(
            "--theme", required=True, help="主题，如 nostalgia；写错了会列出全部。Theme; a wrong one has all listed."
        ),
    ):
        command = option(command)
    return command


def start_day(rules: RulePack, text: str | None) -> date:
    """The day a trip starts, as `read_date` reads it; if none is given, the first by the rule `notice-days`."""
    return today() + timedelta(days=rules.whole("notice-days")) if text is None else read_date(text)


def read_date(text: str) -> date:
    """The date written as 2027-05-10, or the next one written as 05-10.

    Raises
    ------
    Malformed
        If it is neither.
    """
    try:
        if DAY_OF_YEAR.fullmatch(text):
            this_year = date.fromisoformat(f"{today().year}-{text}")
            return this_year if this_year > today() else date.fromisoformat(f"{today().year + 1}-{text}")
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed("start", text, "2027-05-10 / 05-10") from None


def unwrap(answer: Answer | Infeasible, _: Translate) -> Answer:
    """The answer, unless the request is infeasible: then the command prints the reasons and ends."""
    from planner.itinerary.types import Infeasible
    from planner.sentences import reason_sentence

    if isinstance(answer, Infeasible):
        refuse([reason_sentence(reason, _) for reason in answer.reasons])
    return answer
