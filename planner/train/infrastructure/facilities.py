"""What a station offers a silver train: from the facts, else unknown, unless a planner says otherwise for a scenario.

An assumption is written `station:fact=value`, for example `甲站:water=yes` or `Anshan:platform_m=450`. It belongs to
the scenario it was made in, is stated with it, and never becomes a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.catalog import Station
from planner.errors import Malformed
from planner.text import plain, whole_number
from planner.train.infrastructure.stations import known_station

STATION_FACTS = ("step_free_train", "water", "sewage", "stabling", "platform_m", "tracks")
WHOLE_FACTS = {"platform_m": ("甲站:platform_m=450", 2000), "tracks": ("甲站:tracks=3", 60)}  # example and the most
EXAMPLE = "甲站:water=yes"


@dataclass(frozen=True)
class Facilities:
    """yes | no, metres for `platform_m`, the number of `tracks` trains can stand on; None = not known. `assumed` names
    what a planner said."""

    step_free_train: str | None = None
    water: str | None = None
    sewage: str | None = None
    stabling: str | None = None
    platform_m: int | None = None
    tracks: int | None = None
    assumed: frozenset[str] = frozenset()


def read_assumption(text: str, stations: Mapping[str, Station]) -> tuple[str, str, str | int]:
    """(station, fact, value) of a written assumption.

    Raises
    ------
    Malformed
        If it is not written that way, or the value does not fit the fact.
    Unknown
        If there is no such station.
    """
    name, _, rest = plain(text).partition(":")
    fact, _, value = (part.strip() for part in rest.partition("="))
    if fact not in STATION_FACTS:
        raise Malformed("assume", text, EXAMPLE)
    name = known_station(name.strip(), stations)
    if fact in WHOLE_FACTS:
        example, most = WHOLE_FACTS[fact]
        number = whole_number(value)
        if number is None or not (0 if fact == "tracks" else 1) <= number <= most:
            raise Malformed("assume", text, example)
        return name, fact, number
    if value not in ("yes", "no"):
        raise Malformed("assume", text, EXAMPLE)
    return name, fact, value


def facilities(stations: Mapping[str, Station], station: str, assumes: Iterable[str]) -> Facilities:
    """What is known or assumed of one station; a later assumption overrules an earlier one."""
    row = stations[station]
    known: dict[str, str | int | None] = {fact: getattr(row, fact) for fact in STATION_FACTS if fact != "tracks"}
    stated = re.match(r"\d+", row.tracks or "")  # the page's words: "7 (new high-speed yard)"
    known["tracks"] = int(stated[0]) if stated else None
    said = [read_assumption(text, stations) for text in assumes]
    own = {fact: value for name, fact, value in said if name == station}
    return Facilities(**{**known, **own}, assumed=frozenset(own))  # type: ignore[arg-type]  # checked when read
