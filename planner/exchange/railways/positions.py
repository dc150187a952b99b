"""Where stations are, from a table of names and degrees: what a train graph does not say, and a feed needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.errors import BadValue
from planner.exchange.trains import StationPoint, Timetable
from planner.language import N_
from planner.text import Faults, read_rows

Position = tuple[float, float]  # latitude, longitude
COLUMNS = ("station", "lat", "lon")
HEADINGS = {
    "站名": "station", "车站": "station", "名称": "station", "stopname": "station", "name": "station",
    "纬度": "lat", "latitude": "lat", "stoplat": "lat", "经度": "lon", "longitude": "lon", "stoplon": "lon",
}  # fmt: skip
_NO_NUMBER = N_("“{text}”不是 {low} 到 {high} 之间的度数。")


def read_positions(content: bytes, name: str) -> dict[str, Position]:
    """The positions by station, in degrees.

    Raises
    ------
    BadFile
        If the table lacks a column, or a cell holds no degrees.
    """
    faults, found = Faults(), dict[str, Position]()
    for number, row in read_rows(content, name, COLUMNS, faults, HEADINGS):
        try:
            found[row["station"]] = _degrees(row["lat"], 90), _degrees(row["lon"], 180)
        except BadValue as bad:
            faults.bad(name, number, "lat, lon", bad)
    faults.refuse_any()
    return found


def with_positions(timetable: Timetable, positions: Mapping[str, Position]) -> Timetable:
    """The timetable with its stations there; those without a position in the table stay as they are."""
    return replace(timetable, stations=tuple(_placed(station, positions) for station in timetable.stations))


def _placed(station: StationPoint, positions: Mapping[str, Position]) -> StationPoint:
    if station.name not in positions:
        return station
    lat, lon = positions[station.name]
    return replace(station, lat=lat, lon=lon)


def _degrees(text: str, most: int) -> float:
    try:
        degrees = float(text) if text.isascii() and len(text) < 20 else None
    except ValueError:
        degrees = None
    if degrees is None or not -most <= degrees <= most:
        raise BadValue(_NO_NUMBER, text=text[:20], low=-most, high=most)
    return degrees
