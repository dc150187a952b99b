"""The options of a trip's wish beyond those that trains share, and the request they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from planner.commands.options import Whole, Yuan
from planner.errors import Malformed
from planner.itinerary.types import LIFTS, PACES, Pin, TripRequest
from planner.text import plain, whole_number

if TYPE_CHECKING:
    from planner.catalog import RailFacts

LIFT_HELP = "酒店的电梯：confirmed 只住查到有电梯的。Sleep only where a lift is confirmed, or also where it is likely."


def trip_wish(command: Callable[..., None]) -> Callable[..., None]:
    """Everything a traveller may wish for, as options."""
    for option in (
        click.option("--budget", type=Yuan(), help="每人门票预算，元。Tickets a head, yuan."),
        click.option("--not-kind", "kinds_out", multiple=True, help="不要这一类景点。Kinds of places to leave out."),
        click.option("--pin", "pins", multiple=True, help="景点@2 或 景点@2@10:00：第2天去。A place on a day."),
        click.option("--depart", help="返程，如 甲站@16:30 或 G8011@甲站。How the trip ends."),
        click.option("--arrive", help="到达，如 甲站@10:15 或 G8012@甲站。How the trip begins."),
        click.option("--people", type=Whole("人", "个人", "位"), default=1, show_default=True, help="人数。People."),
        click.option("--with", "companions", multiple=True, help="同行人的行动能力。Companions' profiles."),
        click.option("--pace", type=click.Choice(PACES), default="normal", show_default=True, help="节奏。Pace."),
        click.option("--lift", type=click.Choice(LIFTS), default=LIFTS[0], show_default=True, help=LIFT_HELP),
        click.option("--also", multiple=True, help="还喜欢的主题。Themes liked beside the first."),
        click.option("--avoid", "bans", multiple=True, help="不想去的景点。Places to leave out."),
        click.option("--must", "musts", multiple=True, help="一定要去的景点。Places that must be seen."),
        click.option("--birth-year", type=Whole("年"), help="出生年份。Year of birth, for memories."),
        click.option("--age", "ages", type=Whole("岁", "周岁"), multiple=True, help="年龄，可以写几个。Ages."),
    ):
        command = option(command)
    return command


def request_of(rail: RailFacts, wishes: dict[str, Any]) -> TripRequest:
    """The options as a request; `start` is a date already.

    Raises
    ------
    SilverwayError
        If a connection, a pin or the budget cannot be read.
    """
    from planner.itinerary.inputs import connection_of

    budget, arrive, depart = (wishes.pop(name) for name in ("budget", "arrive", "depart"))
    pins = tuple(_pin(text) for text in wishes.pop("pins"))
    return replace(
        TripRequest(**wishes),
        pins=pins,
        budget_fen=None if budget is None else int(budget * 100),
        arrival=connection_of(rail, arrive, arriving=True) if arrive else None,
        departure=connection_of(rail, depart, arriving=False) if depart else None,
    )


def _pin(text: str) -> Pin:
    from planner.itinerary.inputs import minute_of

    place, _, rest = text.replace("＠", "@").partition("@")
    day, _, at = (part.strip() for part in rest.partition("@"))
    number, minute = day_number(day), minute_of(at) if at else None
    if not place.strip() or number is None or (at and minute is None):
        raise Malformed("pin", text, "甲景点@2@10:00")
    return Pin(place.strip(), number, minute)


def day_number(text: str) -> int | None:
    """2, 第2天 or 第二天 as 2; None if it is no such number."""
    return whole_number(plain(text).removeprefix("第"), ("天", "日"))
