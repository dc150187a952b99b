"""How travellers name the train they come or leave by: a station and a time, or a published train and a station."""

from __future__ import annotations

import re

from planner.catalog.queries import RailFacts
from planner.errors import Malformed, Unknown
from planner.itinerary.request import Connection

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def minute_of(text: str) -> int | None:
    """09:30 → 570; None if it is no time of day."""
    found = _CLOCK.fullmatch(text.strip().replace("：", ":"))
    return int(found[1]) * 60 + int(found[2]) if found else None


def connection_of(rail: RailFacts, text: str, arriving: bool) -> Connection:
    """沈阳北@10:15, or G8012@沈阳北: then with the published time of that train there.

    Raises
    ------
    Malformed
        If it is neither.
    Unknown
        If there is no such train, or it does not call there.
    """
    first, _, second = (part.strip() for part in text.replace("＠", "@").partition("@"))
    if not first or not second:
        raise Malformed("connection", text, "沈阳北@10:15 / G8012@沈阳北")
    minute = minute_of(second)
    if minute is not None:
        return Connection(first, minute)
    number, station = first.upper(), second.removesuffix("站")
    calls = rail.calls.get(number)
    if calls is None:
        raise Unknown("train_run", number)
    for call in calls:
        at = call.arrive if arriving and call.arrive is not None else call.depart
        if call.station == station and at is not None:
            return Connection(station, at % 1440, number)
    raise Unknown("call", station, tuple(dict.fromkeys(call.station for call in calls))[:8])
