"""When seasonal events are: every year by the calendar or by the lunar one, or once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from lunar_python import Solar

from planner.catalog.tables import SeasonEvent
from planner.clock import DAY_MIN

LUNAR = "lunar-"
PARTS = {"early": (0, 510), "morning": (0, 720), "evening": (1080, DAY_MIN)}  # minutes of the day


def happens_on(event: SeasonEvent, day: date) -> bool:
    """Is the event on that day? Seasons may run over the new year; a leap month is not the month it repeats."""
    begin, end = event.start, event.end
    if begin.startswith(LUNAR):
        return _within(lunar_day(day), begin.removeprefix(LUNAR), end.removeprefix(LUNAR))
    if len(begin) == len("2027-05-01"):
        return begin <= day.isoformat() <= end
    return _within(day.strftime("%m-%d"), begin, end)


def seen_between(event: SeasonEvent, start: int, end: int) -> bool:
    """Does it go on at some time between two minutes of the day, as far as is known?"""
    return _together(event, start, end) > 0


def seen_during(event: SeasonEvent, start: int, end: int) -> bool:
    """Does it go on for at least half of the time between two minutes of the day, as far as is known?"""
    return 2 * _together(event, start, end) >= end - start


def _together(event: SeasonEvent, start: int, end: int) -> int:
    low, high = PARTS.get(event.day_part or "", (0, DAY_MIN))
    return min(end, high) - max(start, low)


def happening(events: Iterable[SeasonEvent], days: Iterable[date]) -> tuple[SeasonEvent, ...]:
    """The events on at least one of the days."""
    dates = tuple(days)
    return tuple(event for event in events if any(happens_on(event, day) for day in dates))


@lru_cache(maxsize=5_000)
def lunar_day(day: date) -> str:
    """The lunar month and day as MM-DD; a leap month, which has no festivals of its own, as -MM-DD."""
    found = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{'-' if found.getMonth() < 0 else ''}{abs(found.getMonth()):02}-{found.getDay():02}"


def _within(now: str, begin: str, end: str) -> bool:
    if now.startswith("-"):
        return False
    return begin <= now <= end if begin <= end else now >= begin or now <= end
