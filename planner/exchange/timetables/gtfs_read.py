"""A GTFS feed read back: its trains, with the dates they run on, or everything that is wrong with it.

Read are stops, trips, their times, calendars, and distances and shapes if the feed says that it counts kilometres. What
the neutral timetable has no room for (fares, transfers) is left out. Frequencies are refused: their trips have no
times of their own.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from math import isfinite

from planner.clock import read_clock
from planner.exchange.rows import Faults, read_rows
from planner.exchange.timetables.gtfs_write import DAYS, UNIT, UNIT_COLUMN
from planner.exchange.timetables.runs import Publisher, RunCall, StationPoint, Timetable, TimetableRun, WayPoint, rises

LARGEST_BYTES = 20_000_000
LARGEST_TABLE_BYTES = 200_000_000
MOST_DAYS = 1500  # of a calendar
NEEDED = {
    "agency.txt": ("agency_name", "agency_url", "agency_timezone"),
    "stops.txt": ("stop_id",),
    "routes.txt": ("route_id", "route_type"),
    "trips.txt": ("route_id", "service_id", "trip_id"),
    "stop_times.txt": ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"),
}
OPTIONAL = {
    "calendar.txt": ("service_id", *DAYS, "start_date", "end_date"),
    "calendar_dates.txt": ("service_id", "date", "exception_type"),
    "shapes.txt": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
    "feed_info.txt": ("feed_publisher_name", "feed_publisher_url", "feed_lang"),
    "translations.txt": ("table_name", "field_name", "language", "translation"),
}
STEP_FREE = {"1": "yes", "2": "no"}
STATION = "1"
LAST_S = 10_000 * 3600 - 1  # hours count on after midnight: four digits
Row = tuple[int, dict[str, str]]
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip  # what zipfile lets through, by what is damaged, encrypted or unknown


def read_gtfs(content: bytes, name: str) -> Timetable:
    """The feed in a zip called `name`; trains in the order of trips.txt.

    Raises
    ------
    BadFacts
        If anything is wrong, with file, row and column.
    """
    faults = Faults()
    tables = _tables(content, name, faults)
    faults.refuse_any()
    stations, at, tracks = _stations(tables["stops.txt"], _english(tables["translations.txt"]), faults)
    dates = _dates(tables, faults)
    in_km = any(row.get(UNIT_COLUMN) == UNIT for _, row in tables["feed_info.txt"])
    ways = _ways(tables["shapes.txt"], faults) if in_km else {}
    calls = _calls(tables, at, tracks, in_km, faults)
    faults.refuse_any()
    runs = _runs(tables, dates, ways, calls, faults)
    faults.refuse_any()
    used = {call.station for run in runs for call in run.calls}
    version = next((row.get("feed_version") or None for _, row in tables["feed_info.txt"]), None)
    return Timetable(
        tuple(s for s in stations if s.name in used), tuple(runs), _publisher(tables["agency.txt"]), version
    )


def _tables(content: bytes, name: str, faults: Faults) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {file: [] for file in (*NEEDED, *OPTIONAL)}
    if len(content) > LARGEST_BYTES:
        faults.add(name, 0, "file", f"is larger than {LARGEST_BYTES // 1_000_000} MB")
        return found
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as feed:
            names = set(feed.namelist())
            for file, columns in {**NEEDED, **OPTIONAL}.items():
                if file not in names:
                    if file in NEEDED:
                        faults.add(file, 0, "file", "is missing; tables lie at the top of the zip, in no folder")
                elif feed.getinfo(file).file_size > LARGEST_TABLE_BYTES:
                    faults.add(file, 0, "file", f"is larger than {LARGEST_TABLE_BYTES // 1_000_000} MB")
                else:
                    found[file] = read_rows(feed.read(file), file, columns, faults)
            if "frequencies.txt" in names and feed.getinfo("frequencies.txt").file_size:
                faults.add("frequencies.txt", 0, "file", "is not read: give every trip its own times")
    except BROKEN as error:
        faults.add(name, 0, "file", f"is no readable zip: {error}")
    if not faults.found and not found["calendar.txt"] and not found["calendar_dates.txt"]:
        faults.add("calendar.txt", 0, "file", "is missing, and so is calendar_dates.txt: one of them is needed")
    return found


def _by_key(rows: list[Row], file: str, key: str, faults: Faults) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line, row in rows:
        if not row[key]:
            faults.add(file, line, key, "is empty")
        elif row[key] in found:
            faults.add(file, line, key, f"{row[key]!r} stands in row {found[row[key]][0]} already")
        else:
            found[row[key]] = line, row
    return found


def _stations(
    rows: list[Row], english: Mapping[str, str], faults: Faults
) -> tuple[list[StationPoint], dict[str, str], dict[str, str | None]]:
    """The stations, the name of each stop's station, and its track. Two stations of one name differ by id."""
    stops = _by_key(rows, "stops.txt", "stop_id", faults)
    parents: dict[str, str] = {}
    for stop, (line, row) in stops.items():
        parent = row.get("parent_station") or stop
        if parent not in stops:
            faults.add("stops.txt", line, "parent_station", f"{parent!r} is no stop_id")
            parent = stop
        parents[stop] = parent
    tops = dict.fromkeys(parents.values())
    named = Counter(stops[top][1].get("stop_name", "") for top in tops)
    points: dict[str, StationPoint] = {}
    for top in tops:
        line, row = stops[top]
        stop_name = row.get("stop_name", "")
        name = stop_name if named[stop_name] == 1 else f"{stop_name} ({top})"
        at = (
            _degrees(row.get("stop_lat", ""), line, "stop_lat", 90, faults),
            _degrees(row.get("stop_lon", ""), line, "stop_lon", 180, faults),
        )
        try:
            step_free = STEP_FREE.get(row.get("wheelchair_boarding", ""))
            points[top] = StationPoint(name, *at, step_free, english.get(top))
        except ValueError as error:
            faults.add("stops.txt", line, "stop_name", str(error))
    at_station = {stop: points[top].name for stop, top in parents.items() if top in points}
    return list(points.values()), at_station, {s: row.get("platform_code") or None for s, (_, row) in stops.items()}


def _english(rows: list[Row]) -> dict[str, str]:
    """English names by stop_id."""
    return {
        row.get("record_id", ""): row["translation"]
        for _, row in rows
        if (row["table_name"], row["field_name"], row["language"]) == ("stops", "stop_name", "en")
    }


def _degrees(text: str, line: int, column: str, most: float, faults: Faults, file: str = "stops.txt") -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:
        faults.add(file, line, column, f"{text!r} is not between -{most:g} and {most:g} degrees")
        return None
    return value


def _dates(tables: Mapping[str, list[Row]], faults: Faults) -> dict[str, tuple[date, ...]]:
    """The dates of each service: its weeks, and what differs from them."""
    found: dict[str, set[date]] = {}
    for service, (line, row) in _by_key(tables["calendar.txt"], "calendar.txt", "service_id", faults).items():
        first = _date(row["start_date"], "calendar.txt", line, "start_date", faults)
        last = _date(row["end_date"], "calendar.txt", line, "end_date", faults)
        for column in DAYS:
            if row[column] not in ("0", "1"):
                faults.add("calendar.txt", line, column, f"{row[column]!r} is neither 0 nor 1")
        if first is None or last is None:
            continue
        if not 0 <= (last - first).days < MOST_DAYS:
            faults.add("calendar.txt", line, "end_date", f"is before the start or more than {MOST_DAYS} days after it")
            continue
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        found[service] = {day for day in days if row[DAYS[day.weekday()]] == "1"}
    for line, row in tables["calendar_dates.txt"]:
        day = _date(row["date"], "calendar_dates.txt", line, "date", faults)
        if row["exception_type"] not in ("1", "2"):
            faults.add("calendar_dates.txt", line, "exception_type", f"{row['exception_type']!r} is neither 1 nor 2")
        elif day is not None:
            dates = found.setdefault(row["service_id"], set())
            dates.add(day) if row["exception_type"] == "1" else dates.discard(day)
    return {service: tuple(sorted(days)) for service, days in found.items()}


def _date(text: str, file: str, line: int, column: str, faults: Faults) -> date | None:
    try:
        if re.fullmatch(r"\d{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    faults.add(file, line, column, f"{text!r} is no date such as 20270510")
    return None


def _ways(rows: list[Row], faults: Faults) -> dict[str, tuple[WayPoint, ...]]:
    """Shapes whose points all have a distance; one without is only a drawing, and left out."""
    found: dict[str, list[tuple[int, WayPoint]]] = {}
    drawings: set[str] = set()
    for line, row in rows:
        lat = _degrees(row["shape_pt_lat"], line, "shape_pt_lat", 90, faults, "shapes.txt")
        lon = _degrees(row["shape_pt_lon"], line, "shape_pt_lon", 180, faults, "shapes.txt")
        place = _whole(row["shape_pt_sequence"], "shapes.txt", line, "shape_pt_sequence", faults)
        km = _km(row.get("shape_dist_traveled", ""), "shapes.txt", line, faults)
        if lat is None or lon is None or place is None or km is None:
            drawings.add(row["shape_id"])
        else:
            found.setdefault(row["shape_id"], []).append((place, WayPoint(lat, lon, km)))
    return {
        shape: tuple(point for _, point in sorted(points, key=lambda p: p[0]))
        for shape, points in found.items()
        if shape not in drawings
    }


def _whole(text: str, file: str, line: int, column: str, faults: Faults) -> int | None:
    if text.isascii() and text.isdecimal():
        return int(text)
    faults.add(file, line, column, f"{text!r} is no whole number")
    return None


def _km(text: str, file: str, line: int, faults: Faults) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if isfinite(value) and value >= 0:
        return value
    faults.add(file, line, "shape_dist_traveled", f"{text!r} is no distance")
    return None


def _calls(
    tables: Mapping[str, list[Row]],
    at: Mapping[str, str],
    tracks: Mapping[str, str | None],
    in_km: bool,
    faults: Faults,
) -> dict[str, list[tuple[int, int, RunCall]]]:
    """(sequence, row, call) of each trip in order; a stop without any time is passed at an unknown time: left out."""
    found: dict[str, list[tuple[int, int, RunCall]]] = {}
    file = "stop_times.txt"
    for line, row in tables[file]:
        place = _whole(row["stop_sequence"], file, line, "stop_sequence", faults)
        arrive = _clock(row["arrival_time"], line, "arrival_time", faults)
        depart = _clock(row["departure_time"], line, "departure_time", faults)
        if row["stop_id"] not in at:
            faults.add(file, line, "stop_id", f"{row['stop_id']!r} is not in stops.txt")
            continue
        if place is None or (arrive is None and depart is None):
            found.setdefault(row["trip_id"], [])
            continue
        call = RunCall(
            station=at[row["stop_id"]],
            arrive_s=depart if arrive is None else arrive,
            depart_s=arrive if depart is None else depart,
            track=tracks[row["stop_id"]],
            km=_km(row.get("shape_dist_traveled", ""), file, line, faults) if in_km else None,
            boards=row.get("pickup_type") != "1" or row.get("drop_off_type") != "1",
        )
        found.setdefault(row["trip_id"], []).append((place, line, call))
    for calls in found.values():
        calls.sort(key=lambda c: c[:2])
    return found


def _clock(text: str, line: int, column: str, faults: Faults) -> int | None:
    if not text:
        return None
    written = read_clock(text, last_s=LAST_S, seconds="all")
    if written is None:
        faults.add("stop_times.txt", line, column, f"{text!r} is no time such as 08:05:00 or 26:13:00")
        return None
    return written.second


def _runs(
    tables: Mapping[str, list[Row]],
    dates: Mapping[str, tuple[date, ...]],
    ways: Mapping[str, tuple[WayPoint, ...]],
    calls: Mapping[str, list[tuple[int, int, RunCall]]],
    faults: Faults,
) -> list[TimetableRun]:
    routes = _by_key(tables["routes.txt"], "routes.txt", "route_id", faults)
    trips = _by_key(tables["trips.txt"], "trips.txt", "trip_id", faults)
    runs = []
    for trip in calls:
        if trip not in trips:
            line = calls[trip][0][1] if calls[trip] else 0
            faults.add("stop_times.txt", line, "trip_id", f"{trip!r} is not in trips.txt")
    for trip, (line, row) in trips.items():
        if row["route_id"] not in routes:
            faults.add("trips.txt", line, "route_id", f"{row['route_id']!r} is not in routes.txt")
            continue
        if row["service_id"] not in dates:
            faults.add("trips.txt", line, "service_id", f"{row['service_id']!r} is in no calendar")
            continue
        route = routes[row["route_id"]][1]
        try:
            runs.append(
                TimetableRun(
                    number=row.get("trip_short_name") or route.get("route_short_name") or trip,
                    calls=_ended([call for _, _, call in calls.get(trip, [])]),
                    dates=dates[row["service_id"]],
                    kind=route.get("route_desc") or None,
                    name=route.get("route_long_name") or None,
                    way=ways.get(row.get("shape_id", ""), ()),
                )
            )
        except ValueError as error:
            where = calls[trip][0][1] if calls.get(trip) else 0
            faults.add("stop_times.txt", where, "trip_id", f"{trip!r}: {error}")
    return runs


def _ended(calls: list[RunCall]) -> tuple[RunCall, ...]:
    """The first call without an arrival, the last without a departure; kilometres only if all of them make sense."""
    kms = [call.km for call in calls] if rises([call.km for call in calls]) else [None] * len(calls)
    return tuple(
        RunCall(
            station=call.station,
            arrive_s=None if n == 0 else call.arrive_s,
            depart_s=None if n == len(calls) - 1 else call.depart_s,
            track=call.track,
            km=kms[n],
            boards=call.boards,
        )
        for n, call in enumerate(calls)
    )


def _publisher(rows: list[Row]) -> Publisher | None:
    for _, row in rows:
        return Publisher(row["agency_name"], row["agency_url"], row["agency_timezone"], row.get("agency_lang") or "zh")
    return None
