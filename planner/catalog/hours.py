"""When a place is open: text in OpenStreetMap's opening_hours syntax → minutes of a given day.

The syntax says it all in one cell, by season and weekday: `Apr 10-Oct 10: Tu-Su 08:30-17:30; Oct 11-Apr 09: Tu-Su
09:00-16:30; PH 09:00-17:00`. `PH` are the public holidays of China as the `holidays` package knows them; where the
government has not yet published a year, its statutory days. `Tu-Su unknown`: closed on Mondays, hours not known.

What the syntax has no word for: `CNY` is the lunar New Year's Day, `CNY-1..CNY+2 off` from its eve to the third day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from lunar_python import Lunar
from opening_hours import OpeningHours, validate

from planner.clock import DAY_MIN

Spans = tuple[tuple[int, int], ...]  # (from, to) in minutes of the day, in order

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_UNSUPPORTED = re.compile(r"\b(?:sunrise|sunset|dawn|dusk|easter|SH|week)\b")
_HOLIDAYS = holidays.country_holidays("CN")
_NEW_YEAR = re.compile(r"\bCNY([+-][0-9]{1,2})?(?:\.\.CNY([+-][0-9]{1,2})?)?(?![0-9.+-])")


def read_hours(text: str) -> str:
    """The text itself, if it is written in the syntax.

    Raises
    ------
    ValueError
        With a sentence, if it cannot be read or rests on what is not known here (sunset, school holidays).
    """
    if found := _UNSUPPORTED.search(text):
        raise ValueError(f"{text!r} needs {found[0]}, which is not known here")
    if not validate(_NEW_YEAR.sub(WEEKDAYS[0], text)):
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
    for start, end, state, _comment in _read(_moving_days_named(text, day)).intervals(begin, begin + timedelta(days=1)):
        unknown = unknown or str(state) == "unknown"
        if str(state) == "open":
            spans.append((_minute(start, begin, 0), _minute(end, begin, DAY_MIN)))
    return None if unknown and not spans else tuple(spans)


def is_holiday(day: date) -> bool:
    """Is it a public holiday of China, swapped days off included?"""
    return day in _HOLIDAYS


def _moving_days_named(text: str, day: date) -> str:
    """Rules for holidays are rules for that day's weekday on a holiday, and none on others."""
    today = WEEKDAYS[day.weekday()]
    rules = (_NEW_YEAR.sub(lambda span: today if _spans(span, day) else "", rule) for rule in text.split(";"))
    kept = "; ".join(rule.strip() for rule in rules if not rule.strip().startswith(("off", "closed")))
    return re.sub(r"\bPH\b", today, kept) if is_holiday(day) else kept


def _spans(span: re.Match[str], day: date) -> bool:
    """Does it hold the day, counted from that year's lunar New Year's Day?"""
    first = int(span[1] or 0)
    last = int(span[2] or 0) if ".." in span[0] else first
    return first <= (day - lunar_new_year(day.year)).days <= last


@lru_cache(maxsize=200)
def lunar_new_year(year: int) -> date:
    """The first day of the lunar year that begins in a year."""
    begin = Lunar.fromYmd(year, 1, 1).getSolar()
    return date(begin.getYear(), begin.getMonth(), begin.getDay())


@lru_cache(maxsize=2_000)
def _read(text: str) -> OpeningHours:
    return OpeningHours(text)


def _minute(moment: datetime | None, begin: datetime, without: int) -> int:
    """Minutes from the beginning of the day; `without` stands for an end nobody gave."""
    if moment is None:
        return without
    return min(DAY_MIN, max(0, round((moment.replace(tzinfo=None) - begin).total_seconds() / 60)))
