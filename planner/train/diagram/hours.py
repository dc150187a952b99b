"""Which hours a diagram shows, as somebody writes them: from a day and an hour to another."""

from __future__ import annotations

import re

from planner.clock import DAY_S, read_clock
from planner.errors import Malformed, OutOfRange
from planner.text import plain, whole_number
from planner.train.cruise import MOST_DAYS

MOST_STATIONS = 20
_DAY = re.compile(r"[1-9]\d?")
_BETWEEN = re.compile(r"[、,，;；\n→–—]+")


def read_names(written: str) -> list[str]:
    """Stations with marks between them, or with spaces if there are no marks."""
    parts = [part.strip() for part in _BETWEEN.split(written) if part.strip()]
    return parts[0].split() if len(parts) == 1 else parts


def read_hour(written: str) -> int:
    """Seconds of the day, from 0 to 24 hours: `18`, `18:30`.

    Raises
    ------
    Malformed
        If it is none.
    """
    word = plain(written)
    found = read_clock(word if ":" in word else f"{word}:00", last_s=DAY_S) if word.isascii() else None
    if found is None:
        raise Malformed("clock", written, "18:30")
    return found.second


def read_day(written: str) -> int:
    """The number of a day, 1 is the first.

    Raises
    ------
    Malformed, OutOfRange
        If it is none, or beyond the longest train.
    """
    day = whole_number(written, ("天", "日"))
    if day is None:
        raise Malformed("sheet_day", written, "1")
    if not 1 <= day <= MOST_DAYS:
        raise OutOfRange("sheet_day", day, 1, MOST_DAYS)
    return day


def span_of(day: int, begin_s: int, until: int | None, end_s: int) -> tuple[int, int]:
    """From a day and a time to another. Without a last day the end is the next time it is that late.

    Raises
    ------
    Malformed
        If the end is not after the beginning.
    """
    begin = (day - 1) * DAY_S + begin_s
    end = ((until or day) - 1) * DAY_S + end_s
    if until is None and end <= begin:
        end += DAY_S
    if end <= begin:
        raise Malformed("sheet_end", "", "")
    return begin, end
