"""The stations of a GTFS feed: stops under their station, and several of one name told apart by where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyproj import Geod

from planner.catalog import Station
from planner.errors import BadValue
from planner.exchange.gtfs.tables import FeedTables, Row
from planner.exchange.trains import FileNote, StationPoint
from planner.language import N_
from planner.text import Faults

STEP_FREE = {"1": "yes", "2": "no"}
SAME_M = 3000  # stops of one name that lie so near are one station
NEAR_M = 10_000  # a stop so near a known station of its name is that one
_GEOD = Geod(ellps="WGS84")


@dataclass
class FeedStations:
    """The stations, and of each stop the name of its station and its track."""

    points: list[StationPoint] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    tracks: dict[str, str | None] = field(default_factory=dict)
    notes: list[FileNote] = field(default_factory=list)


def feed_stations(tables: FeedTables, known: Mapping[str, Station], faults: Faults) -> FeedStations:
    """The stations of a feed; `known` are those of the facts."""
    found = FeedStations()
    stops = by_key(tables["stops.txt"], "stops.txt", "stop_id", faults)
    english = _english(tables["translations.txt"])
    tops: dict[str, StationPoint] = {}
    parents: dict[str, str] = {}
    for stop, (line, row) in stops.items():
        parent = row.get("parent_station") or stop
        if parent not in stops:
            word = parent[:60]
            faults.add("stops.txt", line, "parent_station", N_("stop_id 里没有“{word}”。"), word=word)
            parent = stop
        parents[stop] = parent
        found.tracks[stop] = row.get("platform_code") or None
    for top in dict.fromkeys(parents.values()):
        point = _point(*stops[top], english.get(top), faults)
        if point is not None:
            tops[top] = point
    named: dict[str, str] = {}
    for name in dict.fromkeys(point.name for point in tops.values()):
        there = {top: point for top, point in tops.items() if point.name == name}
        named |= dict.fromkeys(there, name) if len(there) == 1 else _distinct_names(name, there, known, found.notes)
    by_name: dict[str, list[StationPoint]] = {}
    for top, name in named.items():
        by_name.setdefault(name, []).append(tops[top])
    found.points = [_one(name, points) for name, points in by_name.items()]
    found.names = {stop: named[top] for stop, top in parents.items() if top in named}
    return found


def by_key(rows: list[Row], file: str, key: str, faults: Faults) -> dict[str, Row]:
    """Rows by the column that names them; empty and repeated names are faults."""
    found: dict[str, Row] = {}
    for line, row in rows:
        if not row[key]:
            faults.add(file, line, key, N_("是空的。"))
        elif row[key] in found:
            first = found[row[key]][0]
            faults.add(file, line, key, N_("“{word}”在第 {first} 行已经有了。"), word=row[key][:60], first=first)
        else:
            found[row[key]] = line, row
    return found


def degrees(text: str, line: int, column: str, most: float, faults: Faults, file: str = "stops.txt") -> float | None:
    """Degrees of latitude or longitude; None if there are none."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:
        faults.add(file, line, column, N_("“{word}”不在 -{most} 到 {most} 度之间。"), word=text[:60], most=f"{most:g}")
        return None
    return value


def _point(line: int, row: dict[str, str], english: str | None, faults: Faults) -> StationPoint | None:
    at = (
        degrees(row.get("stop_lat", ""), line, "stop_lat", 90, faults),
        degrees(row.get("stop_lon", ""), line, "stop_lon", 180, faults),
    )
    try:
        return StationPoint(row.get("stop_name", ""), *at, STEP_FREE.get(row.get("wheelchair_boarding", "")), english)
    except BadValue as bad:
        faults.bad("stops.txt", line, "stop_name", bad)
        return None


def _distinct_names(
    name: str, tops: Mapping[str, StationPoint], known: Mapping[str, Station], notes: list[FileNote]
) -> dict[str, str]:
    """The names of several stations of one name, by id: alike if they lie together, else with the id behind."""
    points = list(tops.values())
    if all(_within(points[0], point, SAME_M) for point in points):
        values: dict[str, str | int] = {"name": name, "count": len(points), "km": SAME_M // 1000}
        notes.append(FileNote(N_("有 {count} 个站叫“{name}”，相距不到 {km} 公里，当作一个。"), values))
        return dict.fromkeys(tops, name)
    station = known.get(name) or known.get(name.removesuffix("站"))
    ours = [top for top, point in tops.items() if station is not None and _within(station, point, NEAR_M)]
    others = [top for top in tops if top not in ours]
    values = {"name": name, "count": len(points), "others": "、".join(others[:10])}
    if ours:
        notes.append(FileNote(N_("有 {count} 个站叫“{name}”，按位置认：{others} 离得远，另算一个站。"), values))
    else:
        notes.append(FileNote(N_("有 {count} 个站叫“{name}”，分不清是哪个：名字后面加了编号，请核对。"), values))
    return {top: name if top in ours else f"{name} ({top})" for top in tops}


def _within(one: StationPoint | Station, other: StationPoint, metres: int) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    distance: float = _GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2]
    return distance <= metres


def _one(name: str, points: Sequence[StationPoint]) -> StationPoint:
    """Several stops as one station; is it free of steps? Only if all say the same."""
    first = points[0]
    step_free = first.step_free if len({point.step_free for point in points}) == 1 else None
    return StationPoint(name, first.lat, first.lon, step_free, _first(point.name_en for point in points))


def _first(names: Iterable[str | None]) -> str | None:
    return next(filter(None, names), None)


def _english(rows: list[Row]) -> dict[str, str]:
    """English names by stop_id."""
    return {
        row.get("record_id", ""): row["translation"]
        for _, row in rows
        if (row["table_name"], row["field_name"], row["language"]) == ("stops", "stop_name", "en")
    }
