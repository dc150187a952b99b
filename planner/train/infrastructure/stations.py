"""Stations by the names people write."""

from __future__ import annotations

from collections.abc import Mapping

from planner.catalog import Station, station_names


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
    return written if written in stations else station_names(stations.values()).find(written)
