"""How travellers name the train they come or leave by: a station and a time, or a published train and a station."""

from __future__ import annotations

import re
import unicodedata

from planner.catalog import RailFacts
from planner.clock import DAY_MIN
from planner.errors import Malformed, Unknown
from planner.itinerary.types import Connection

_BETWEEN = re.compile(r"[\s@＠,，]+")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_SPOKEN = re.compile(r"(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?([0-9]{1,2})[点:](?:([0-9]{1,2}|半|一刻|三刻)分?)?")
_AFTERNOON = ("下午", "傍晚", "晚上")
_NIGHT = ("凌晨", "晚上")
_QUARTERS = {"一刻": 15, "半": 30, "三刻": 45}


def minute_of(text: str) -> int | None:
    """09:30, 9点半 or 下午3点05分 as minutes; None if it is no time of day."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if found := _CLOCK.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2])
    spoken = _SPOKEN.fullmatch(plain)
    if spoken is None:
        return None
    hour, rest = int(spoken[2]), spoken[3] or "0"
    if hour == 12 and spoken[1] in _NIGHT:
        return None  # the end of this day, or its beginning?
    if spoken[1] in _AFTERNOON and hour < 12:
        hour += 12
    minute = _QUARTERS[rest] if rest in _QUARTERS else int(rest)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def connection_of(rail: RailFacts, text: str, arriving: bool) -> Connection:
    """A station and a time as 甲站@10:15 or "甲站 10:15"; or as G8012@甲站, with that train's published time.

    Raises
    ------
    Malformed
        If it is neither.
    Unknown
        If there is no such train, or it does not call there.
    """
    parts = _BETWEEN.split(text.strip())
    minute = minute_of(parts[-1])
    if len(parts) < 2 or not all(parts):
        raise Malformed("connection", text, "甲站@10:15 / G8012@甲站")
    if minute is not None:
        return Connection(_station(rail, " ".join(parts[:-1])), minute)
    number, station = parts[0].upper(), _station(rail, " ".join(parts[1:]))
    calls = rail.calls.get(number)
    if calls is None:
        raise Unknown("train_run", number)
    for call in calls:
        at = call.arrive if arriving and call.arrive is not None else call.depart
        if call.station == station and at is not None:
            return Connection(station, at % DAY_MIN, number)
    raise Unknown("call", station, tuple(dict.fromkeys(call.station for call in calls))[:8])


def _station(rail: RailFacts, name: str) -> str:
    """The station's own name, if what was typed is that with 站 behind it, or its English name; else as typed."""
    name = name.removesuffix("站")
    if name in rail.stations:
        return name
    wanted = name.lower().replace(" ", "")
    return next((s.name for s in rail.stations.values() if s.name_en.lower().replace(" ", "") == wanted), name)
