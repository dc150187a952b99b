"""How travellers name the train they come or leave by: a station and a time, or a published train and a station."""

from __future__ import annotations

import re
from collections.abc import Collection

from planner.catalog import RailFacts, station_names
from planner.clock import DAY_MIN
from planner.errors import Ambiguous, Malformed, Unknown
from planner.itinerary.types import Connection
from planner.text import plain, whole_number

_BETWEEN = re.compile(r"[\s@,，、]+")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_NUMERAL = "[0-9零〇一二两三四五六七八九十]"
_SPOKEN = re.compile(
    rf"(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?({_NUMERAL}{{1,3}})[点时:](?:({_NUMERAL}{{1,3}}|半|一刻|三刻)分?|整)?"
)
_AFTERNOON = ("下午", "傍晚", "晚上")
_NIGHT = ("凌晨", "晚上")
_QUARTERS = {"一刻": 15, "半": 30, "三刻": 45}


def minute_of(text: str) -> int | None:
    """09:30, 9点半 or 下午三点零五分 as minutes; None if it is no time of day."""
    typed = plain(text).replace(" ", "")
    if found := _CLOCK.fullmatch(typed):
        return int(found[1]) * 60 + int(found[2])
    spoken = _SPOKEN.fullmatch(typed)
    if spoken is None:
        return None
    hour, rest = whole_number(spoken[2]), spoken[3] or "0"
    minute = _QUARTERS[rest] if rest in _QUARTERS else whole_number(rest)
    if hour is None or minute is None:
        return None
    if hour == 12 and spoken[1] in _NIGHT:
        return None  # the end of this day, or its beginning?
    if spoken[1] in _AFTERNOON and hour < 12:
        hour += 12
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
    parts = _BETWEEN.split(plain(text))
    minute = minute_of(parts[-1])
    if len(parts) < 2 or not all(parts):
        raise Malformed("connection", text, "甲站@10:15 / G8012@甲站")
    if minute is not None:
        return Connection(_station(rail, " ".join(parts[:-1])), minute)
    number = rail.listed_number(parts[0])
    if not number:
        raise Unknown("trip_train", parts[0].upper())
    calls = rail.calls[number]
    station = _station(rail, " ".join(parts[1:]), {call.station for call in calls})
    for call in calls:
        at = call.arrive if arriving and call.arrive is not None else call.depart
        if call.station == station and at is not None:
            return Connection(station, at % DAY_MIN, number)
    stops = list(dict.fromkeys(call.station for call in calls))[:8]
    english = (rail.stations[stop].name_en if stop in rail.stations else stop for stop in stops)
    raise Unknown("call", station, tuple(stops), tuple(english))


def _station(rail: RailFacts, name: str, among: Collection[str] = ()) -> str:
    """The station's own name, if what was typed is a name of one of those `among` which it is, or of one with trains;
    else as typed."""
    for names in (among, rail.stations):
        rows = (rail.stations[each] for each in names if each in rail.stations)
        try:
            return station_names(row for row in rows if row.on_sale or among).find(name)
        except Ambiguous:
            raise
        except Unknown:
            continue
    return name.removesuffix("站")
