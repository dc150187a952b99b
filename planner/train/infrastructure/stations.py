"""Stations by the names people write."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from planner.catalog import Station
from planner.errors import Unknown


def english_names(stations: Mapping[str, Station]) -> dict[str, list[str]]:
    """The stations behind each English name in small letters: 锦州 and 金州 are both jinzhou."""
    names: dict[str, list[str]] = {}
    for name, station in stations.items():
        names.setdefault(station.name_en.lower(), []).append(name)
    return names


def known_station(written: str, stations: Mapping[str, Station]) -> str:
    """The station of that Chinese name, with or without 站, or of that English name if only one has it.

    Raises
    ------
    Unknown
        If there is none, or several; with the names that are near.
    """
    for candidate in (written, written.removesuffix("站")):
        if candidate in stations:
            return candidate
    english = english_names(stations)
    meant = english.get(written.lower(), [])
    if len(meant) == 1:
        return meant[0]
    near = meant or get_close_matches(written.removesuffix("站"), stations, 3, 0.5)
    near = near or [name for found in get_close_matches(written.lower(), english, 3, 0.5) for name in english[found]]
    raise Unknown("station", written, tuple(near))
