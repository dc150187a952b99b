"""What a planner asks for when looking for a path: calls in order with their windows, stock and wish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.catalog import Station
from planner.clock import DAY_MIN, read_clock
from planner.errors import Malformed, OutOfRange, Unknown
from planner.text import plain, whole_number
from planner.train.check import Possession
from planner.train.infrastructure import KINDS, known_station

OBJECTIVES = ("arrival", "buffer", "disturbance")
RUNNING = ("planned", "quickest")
MOST_PATHS, MOST_CALLS = 10, 40
LONGEST_STAY = DAY_MIN
MAX_DAY = 9
EXAMPLE = "甲站@22:00-23:30/5-20"
_CALL = re.compile(r"(?P<name>[^@/]+)(?:@(?P<window>[^/]+))?(?:/(?P<stay>.+))?")

Window = tuple[int | None, int | None]


@dataclass(frozen=True)
class CallWish:
    """A station to call at; minutes from 00:00 of the first day, None = open. At the first one the window is that of
    departure, at the others that of arrival. `stay_s` are the least and the most seconds of the stop."""

    station: str
    window: Window = (None, None)
    stay_s: tuple[int, int | None] = (120, None)


@dataclass(frozen=True)
class PathRequest:
    """A path for one more train. `away`: a published train taken out, whose path may be used. `comfort_min`: a train
    nearer than that beyond what must be is disturbed. `within_min`: how much later than the earliest arrival a path
    may arrive for the sake of the other objectives."""

    calls: tuple[CallWish, ...]
    top_kmh: int = 120
    running: str = "planned"
    objective: str = "arrival"
    paths: int = 1
    away: str = ""
    assumes: tuple[str, ...] = ()
    possessions: tuple[Possession, ...] = ()
    comfort_min: int = 5
    within_min: int = 60

    def __post_init__(self) -> None:
        if not 2 <= len(self.calls) <= MOST_CALLS:
            raise OutOfRange("calls", len(self.calls), 2, MOST_CALLS)
        if not 1 <= self.paths <= MOST_PATHS:
            raise OutOfRange("paths", self.paths, 1, MOST_PATHS)
        for field, minutes in (("comfort", self.comfort_min), ("within", self.within_min)):
            if not 0 <= minutes <= DAY_MIN:
                raise OutOfRange(field, minutes, 0, DAY_MIN)
        if self.objective not in OBJECTIVES:
            raise Unknown("objective", self.objective, OBJECTIVES)
        if self.running not in RUNNING:
            raise Unknown("running", self.running, RUNNING)
        if self.top_kmh not in KINDS:
            raise Unknown("stock", str(self.top_kmh), tuple(map(str, KINDS)))
        for one, other in zip(self.calls, self.calls[1:], strict=False):
            if one.station == other.station:
                raise Malformed("call", other.station, EXAMPLE)


def read_call_wishes(texts: Sequence[str], stations: Mapping[str, Station]) -> tuple[CallWish, ...]:
    """Calls as somebody writes them: `甲站@20:30-23:00`, `乙站/5-20`, `丙站@-08:00`: the window after `@`, the minutes
    of the stay after `/`.

    One time alone is that very minute. A time earlier than the one before belongs to the next day; `+1` says the day.

    Raises
    ------
    SilverwayError
        If a call cannot be read, or names a station nobody knows.
    """
    calls, latest = [], 0
    for text in texts:
        parts = _CALL.fullmatch(plain(text))
        if parts is None:
            raise Malformed("call", text, EXAMPLE)
        window, latest = _window(text, parts["window"], latest)
        stay = _stay(text, parts["stay"])
        calls.append(CallWish(known_station(parts["name"].strip(), stations), window, stay))
    return tuple(calls)


def _window(text: str, written: str | None, latest: int) -> tuple[Window, int]:
    if written is None:
        return (None, None), latest
    ends = [end.strip() for end in written.split("-")]
    if len(ends) > 2 or not any(ends):
        raise Malformed("call", text, EXAMPLE)
    first = _minute(text, ends[0], latest) if ends[0] else None
    last = first if len(ends) == 1 else _minute(text, ends[1], first or latest) if ends[1] else None
    return (first, last), max(latest, first or 0, last if first is None and last else 0)


def _minute(text: str, word: str, latest: int) -> int:
    written = read_clock(word, day_mark=True)
    minute = -1 if written is None or (written.day or 0) > MAX_DAY else written.from_s(latest * 60) // 60
    if minute < latest:
        raise Malformed("call", text, EXAMPLE)
    return minute


def _stay(text: str, written: str | None) -> tuple[int, int | None]:
    if written is None:
        return CallWish("").stay_s
    ends = [end.strip() for end in written.split("-")]
    least, most = whole_number(ends[0]), whole_number(ends[-1])
    if len(ends) == 1 or not ends[1]:
        most = None
    if len(ends) > 2 or least is None or (len(ends) == 2 and ends[1] and most is None):
        raise Malformed("call", text, EXAMPLE)
    for minutes in (least, most or 0):
        if minutes > LONGEST_STAY:
            raise OutOfRange("stay", minutes, 0, LONGEST_STAY)
    if most is not None and most < least:
        raise Malformed("call", text, EXAMPLE)
    return least * 60, None if most is None else most * 60 + 59
