"""How late trains are and how close they may follow: the rules' defaults, and what a planner says instead.

A change is written `name=value`: one of the numbers below (`enter-min=6`), the minutes by which a stop of ours at a
station is longer on average (`甲站=10`), or by how many percent a section is run through more slowly (`甲站-乙站=5`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import Any

from planner.clock import DAY_MIN
from planner.errors import Malformed
from planner.rules import RulePack

EXAMPLE = "enter-min=6"
MOST = {"enter_share": 1.0, "slow_percent": 100.0, "reserve_percent": 30.0, "breakdowns": 1000.0}
MOST_OTHER = float(DAY_MIN)  # minutes of a day


@dataclass(frozen=True)
class Delays:
    """Each number as the rule `delay-…` of the same name says; `stays` and `slow` are for one station or section.

    Minutes unless the name says otherwise; `breakdowns` are in 1,000 hours of running.
    """

    enter_share: float
    enter_min: float
    stay_seconds: float
    guests_min: float
    slow_percent: float
    reserve_percent: float
    breakdowns: float
    breakdown_from: float
    breakdown_to: float
    stop_least: float
    headway: float
    crossing: float
    look_before: float
    look_after: float
    stays: tuple[tuple[str, float], ...] = ()
    slow: tuple[tuple[str, str, float], ...] = ()


NUMBERS = tuple(field.name for field in fields(Delays) if field.name not in ("stays", "slow"))


def read_delays(rules: RulePack, changes: Iterable[str] = ()) -> Delays:
    """The defaults with the changes.

    Raises
    ------
    Malformed
        If a change is not written that way, or its value is out of the question.
    """
    numbers: dict[str, Any] = {name: rules.number(rule_id(name)) for name in NUMBERS}
    delays = Delays(**numbers)
    for text in changes:
        delays = _changed(delays, text)
    if delays.breakdown_from > delays.breakdown_to:
        raise Malformed("delay", f"breakdown-from={delays.breakdown_from:g}", "breakdown-from=20")
    return delays


def rule_id(name: str) -> str:
    """The rule that holds a number's default."""
    return f"delay-{name.replace('_', '-')}"


def _changed(delays: Delays, text: str) -> Delays:
    key, sign, amount = (part.strip() for part in text.partition("="))
    name = key.replace("-", "_")
    try:
        value = float(amount)
    except ValueError:
        raise Malformed("delay", text, EXAMPLE) from None
    section = key.split("-")
    most = MOST.get(name, MOST_OTHER)
    if not sign or not key or not isfinite(value) or not 0 <= value <= most or (key.isascii() and name not in NUMBERS):
        raise Malformed("delay", text, EXAMPLE)
    if name in NUMBERS:
        number: dict[str, Any] = {name: value}
        return replace(delays, **number)
    if len(section) == 1:
        return replace(delays, stays=(*delays.stays, (key, value)))
    if len(section) == 2:
        return replace(delays, slow=(*delays.slow, (section[0], section[1], value)))
    raise Malformed("delay", text, EXAMPLE)
