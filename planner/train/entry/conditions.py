"""Possessions, days of running and hours, as they are written beside a train."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from planner.catalog import Station
from planner.clock import DAY_MIN, DAY_S, read_clock
from planner.errors import Malformed
from planner.text import plain
from planner.train.infrastructure import known_station
from planner.train.types import Calendar, Possession

LAST_S = DAY_S + 59 * 60  # of a window: 24:59
POSSESSION = "甲站-乙站@11:00-13:00"
_POSSESSION = re.compile(r"([^-–>@]+)(?:([-–>])([^@]+))?@(\d{1,2}:\d{2})-(\d{1,2}:\d{2})")


def read_possession(text: str, stations: Mapping[str, Station]) -> Possession:
    """A possession as it is written: `甲站-乙站@11:00-13:00`, `甲站>乙站@…` for one direction, `甲站@…` for a station.

    Raises
    ------
    Malformed, Unknown
        If it is not written that way, or a station is not known.
    """
    parts = _POSSESSION.fullmatch(plain(text))
    if parts is None:
        raise Malformed("possession", text, POSSESSION)
    one, arrow, other, *words = parts.groups()
    first, last = (read_clock(word, last_s=DAY_S) for word in words)
    if first is None or last is None or first == last:
        raise Malformed("possession", text, POSSESSION)
    begin, end = first.second // 60, last.second // 60
    ends = known_station(one.strip(), stations), known_station((other or one).strip(), stations)
    return Possession(*ends, begin, end if end > begin else end + DAY_MIN, arrow == ">")


def read_calendar(weekdays: str, first: date | None = None, last: date | None = None) -> Calendar:
    """The days a published train runs, weekdays written as 12345.

    Raises
    ------
    Malformed
        If they are not.
    """
    if not weekdays or set(weekdays) - set("1234567"):
        raise Malformed("weekdays", weekdays, "12345")
    return Calendar(frozenset(map(int, weekdays)), first, last)


def read_window(words: Sequence[str]) -> tuple[int, int]:
    """Two times of a day, the earlier one first, in minutes.

    Raises
    ------
    Malformed
        If they are none.
    """
    minutes = []
    for word in words:
        written = read_clock(word, last_s=LAST_S)
        if written is None:
            raise Malformed("window", word, "06:30")
        minutes.append(written.second // 60)
    if minutes[0] >= minutes[1]:
        raise Malformed("window", "–".join(words), "06:30–20:30")
    return minutes[0], minutes[1]
