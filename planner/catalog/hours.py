"""When a place is open: text in OpenStreetMap's opening_hours syntax → minutes of a given day.

The syntax says it all in one cell, by season and weekday: `Apr 10-Oct 10: Tu-Su 08:30-17:30; Oct 11-Apr 09: Tu-Su
09:00-16:30; PH 09:00-17:00`. `PH` are the public holidays of China as the `holidays` package knows them; where the
government has not yet published a year, its statutory days. `Tu-Su unknown`: closed on Mondays, hours not known.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from opening_hours import OpeningHours, validate

from planner.clock import DAY_MIN

Spans = tuple[tuple[int, int], ...]  # (from, to) in minutes of the day, in order

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_UNSUPPORTED = re.compile(r"\b(?:sunrise|sunset|dawn|dusk|easter|SH|week)\b")
_HOLIDAYS = holidays.country_holidays("CN")


def read_hours(text: str) -> str:
    """The text itself, if it is written in the syntax.

    Raises
    ------
    ValueError
        With a sentence, if it cannot be read or rests on what is not known here (sunset, school holidays).
    """
    if found := _UNSUPPORTED.search(text):
        raise ValueError(f"{text!r} needs {found[0]}, which is not known here")
    if not validate(text):
        raise ValueError(f"{text!r} is not opening hours such as Tu-Su 08:30-17:00; PH 09:00-17:00")
    return text


@lru_cache(maxsize=20_000)
def hours_on(text: str | None, day: date) -> Spans | None:
    """When it is open that day; () if it is closed, None if that is not known."""
    if text is None:
        return None
    begin = datetime.combine(day, time())
    spans: list[tuple[int, int]] = []
    unknown = False
    for start, end, state, _comment in _read(_holidays_named(text, day)).intervals(begin, begin + timedelta(days=1)):
        unknown = unknown or str(state) == "unknown"
        if str(state) == "open":
            spans.append((_minute(start, begin, 0), _minute(end, begin, DAY_MIN)))
    return None if unknown and not spans else tuple(spans)


def is_holiday(day: date) -> bool:
    """Is it a public holiday of China, swapped days off included?"""
    return day in _HOLIDAYS


def _holidays_named(text: str, day: date) -> str:
    """On a public holiday the rules for holidays are rules for that weekday; on others the parser skips them."""
    return re.sub(r"\bPH\b", WEEKDAYS[day.weekday()], text) if is_holiday(day) else text


@lru_cache(maxsize=2_000)
def _read(text: str) -> OpeningHours:
    return OpeningHours(text)


def _minute(moment: datetime | None, begin: datetime, without: int) -> int:
    """Minutes from the beginning of the day; `without` stands for an end nobody gave."""
    if moment is None:
        return without
    return min(DAY_MIN, max(0, round((moment.replace(tzinfo=None) - begin).total_seconds() / 60)))
