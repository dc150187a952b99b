"""Stations, lines and trains: points and kilometres that agree, times in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyproj import Geod

from planner.catalog.csv_rows import Sheet
from planner.clock import DAY_MIN, DAY_S
from planner.errors import Fault

STRAIGHT, SPARE_KM = 1.15, 3.0  # published kilometres are whole and points rough: the air may be so much longer,
ESTIMATED_KM = 1.5  # and by this for each end whose point is an estimate
WINDING, ROUND_KM = 2.5, 2.0  # no line of the plain takes a longer way than this
_GEOD = Geod(ellps="WGS84")


def railway_faults(sheets: dict[str, Sheet]) -> Iterator[Fault]:
    """All faults of the tables of the railway."""
    yield from _stations(sheets["stations.csv"])
    yield from _sections(sheets)
    yield from _tracks(sheets["sections.csv"], sheets["tracks.csv"])
    yield from _trains(sheets["train_runs.csv"], sheets["train_calls.csv"])
    yield from _passing(sheets["passing_times.csv"])
    yield from _speeds(sheets["line_speeds.csv"])


def _stations(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        known = row["lat"] is not None, row["lon"] is not None
        if known != (row["position"] != "unknown",) * 2:
            yield Fault(sheet.file, number, "lat", f"lat and lon do not go with position {row['position']!r}")


def _sections(sheets: dict[str, Sheet]) -> Iterator[Fault]:
    """Kilometres along the line against those between the points, whether these are exact or not."""
    stations = {row["name"]: row for row in sheets["stations.csv"].rows if None not in (row["lat"], row["lon"])}
    for number, row in sheets["sections.csv"].numbered():
        one, other = stations.get(row["from_station"]), stations.get(row["to_station"])
        if one is None or other is None or row["km_estimated"]:
            continue
        air = float(_GEOD.inv(one["lon"], one["lat"], other["lon"], other["lat"])[2]) / 1000
        spare = SPARE_KM + ESTIMATED_KM * sum(end["position"] != "exact" for end in (one, other))
        if not (air - spare) / STRAIGHT <= row["km"] <= WINDING * air + ROUND_KM:
            yield Fault("sections.csv", number, "km", f"{row['km']:g} km of track for {air:.1f} km as the crow flies")


def _tracks(sections: Sheet, tracks: Sheet) -> Iterator[Fault]:
    """Where several lines are listed between two stations, each is in one row of tracks; every row names sections."""
    listed: dict[frozenset[str], dict[str, int]] = {}
    for number, row in sections.numbered():
        listed.setdefault(_ends(row), {})[row["line"]] = number
    decided: set[tuple[frozenset[str], str]] = set()
    for number, row in tracks.numbered():
        for line in (row["line"], *(row["also_lines"] or "").split(";")):
            if line and line not in listed.get(_ends(row), {}):
                yield Fault(tracks.file, number, "line", f"{line} has no section between these stations")
            if line and (_ends(row), line) in decided:
                yield Fault(tracks.file, number, "line", f"{line} stands in another row already")
            decided.add((_ends(row), line))
    for ends, lines in listed.items():
        for line, number in lines.items():
            if len(lines) > 1 and (ends, line) not in decided:
                said = "whose rails these are, tracks.csv must say: several lines are listed between these stations"
                yield Fault(sections.file, number, "line", said)


def _ends(row: dict[str, Any]) -> frozenset[str]:
    return frozenset((row["from_station"], row["to_station"]))


def _trains(runs: Sheet, calls: Sheet) -> Iterator[Fault]:
    """Times of a train never go back; the day columns say when midnight has passed."""
    last: dict[str, int] = {}
    stops: dict[str, int] = {}
    for number, row in calls.numbered():
        stops[row["train"]] = stops.get(row["train"], 0) + 1
        for what in ("arrive", "depart"):
            if (row[what] is None) != (row[f"{what}_day"] is None):
                yield Fault(calls.file, number, f"{what}_day", f"{what} and {what}_day must both be known or empty")
            elif row[what] is not None:
                now = row[f"{what}_day"] * DAY_MIN + row[what]
                if now < last.get(row["train"], 0):
                    yield Fault(calls.file, number, what, f"train {row['train']} goes back in time")
                last[row["train"]] = now
    if not calls.faults:
        for number, row in runs.numbered():
            if stops.get(row["number"], 0) < 2:
                yield Fault(runs.file, number, "number", f"train {row['number']} has fewer than two calls")


def _passing(sheet: Sheet) -> Iterator[Fault]:
    last: dict[str, int] = {}
    for number, row in sheet.numbered():
        now = row["day"] * DAY_S + row["at_s"]
        if now < last.get(row["run"], 0):
            yield Fault(sheet.file, number, "time", f"run {row['run']} goes back in time")
        last[row["run"]] = now


def _speeds(sheet: Sheet) -> Iterator[Fault]:
    for number, row in sheet.numbered():
        speeds = [row[name] for name in ("p10_kmh", "median_kmh", "p90_kmh", "max_kmh")]
        if speeds != sorted(speeds):
            yield Fault(sheet.file, number, "median_kmh", f"10 %, median, 90 % and most are not in order: {speeds}")
