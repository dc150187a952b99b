"""A GTFS feed read back: its trains, with the dates they run on, or everything that is wrong with it.

Read are stops, trips, their times, calendars, and distances and shapes if the feed says that it counts kilometres.
What the neutral timetable has no room for (fares, transfers) is left out and named. Frequencies are refused: their
trips have no times of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import isfinite

from planner.catalog import Station
from planner.clock import read_clock
from planner.errors import BadValue
from planner.exchange.gtfs.stations import FeedStations, by_key, degrees, feed_stations
from planner.exchange.gtfs.tables import DAYS, FeedTables, Row, read_tables
from planner.exchange.gtfs.write import UNIT, UNIT_COLUMN
from planner.exchange.trains import (
    FileNote,
    Publisher,
    RunCall,
    Timetable,
    TimetableRun,
    WayPoint,
    joined,
    rises,
)
from planner.language import N_
from planner.text import Faults

MOST_DAYS = 1500  # of a calendar
MOST_SERVICE_DAYS = 1_000_000  # of all calendars together
MOST_RUNS = 5_000_000  # trips on their days
LAST_S = 10_000 * 3600 - 1  # hours count on after midnight: four digits


@dataclass(frozen=True)
class Feed:
    """The trains of a feed, and what is to be known of how they were read."""

    timetable: Timetable
    notes: tuple[FileNote, ...] = ()


def read_gtfs(content: bytes, name: str, stations: Mapping[str, Station] | None = None) -> Feed:
    """The feed in a zip called `name`; trains in the order of trips.txt. `stations` are those that are known: of
    several stops of one name, the one that lies where it should is meant.

    Raises
    ------
    BadFile
        If anything is wrong, with file, row and column.
    """
    faults = Faults()
    tables = read_tables(content, name, faults)
    faults.refuse_any()
    if tables["frequencies.txt"]:
        faults.add("frequencies.txt", 2, "trip_id", N_("只有间隔、没有时刻的车读不了。请给每趟车写出时刻。"))
    at = feed_stations(tables, stations or {}, faults)
    dates = _dates(tables, faults)
    in_km = any(row.get(UNIT_COLUMN) == UNIT for _, row in tables["feed_info.txt"])
    ways = _ways(tables["shapes.txt"], faults) if in_km else {}
    calls = _calls(tables, at, in_km, faults)
    faults.refuse_any()
    runs = _runs(tables, dates, ways, calls, faults)
    faults.refuse_any()
    used = {call.station for run in runs for call in run.calls}
    version = next((row.get("feed_version") or None for _, row in tables["feed_info.txt"]), None)
    notes = [*tables.notes, *at.notes, *calls.notes]
    return Feed(
        Timetable(
            tuple(s for s in at.points if s.name in used), tuple(runs), _publisher(tables["agency.txt"]), version
        ),
        tuple(notes),
    )


def _dates(tables: FeedTables, faults: Faults) -> dict[str, tuple[date, ...]]:
    """The dates of each service: its weeks, and what differs from them."""
    found: dict[str, set[date]] = {}
    total = 0
    for service, (line, row) in by_key(tables["calendar.txt"], "calendar.txt", "service_id", faults).items():
        first = _date(row["start_date"], "calendar.txt", line, "start_date", faults)
        last = _date(row["end_date"], "calendar.txt", line, "end_date", faults)
        for column in DAYS:
            if row[column] not in ("0", "1"):
                faults.add("calendar.txt", line, column, N_("“{word}”既不是 0 也不是 1。"), word=row[column][:60])
        if first is None or last is None:
            continue
        if not 0 <= (last - first).days < MOST_DAYS:
            faults.add("calendar.txt", line, "end_date", N_("比开始早，或者晚了 {most} 天以上。"), most=MOST_DAYS)
            continue
        total += (last - first).days
        if total > MOST_SERVICE_DAYS:
            faults.add("calendar.txt", line, "end_date", N_("日期太多了。请只留下要用的列车。"))
            faults.refuse()
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        found[service] = {day for day in days if row[DAYS[day.weekday()]] == "1"}
    for line, row in tables["calendar_dates.txt"]:
        day = _date(row["date"], "calendar_dates.txt", line, "date", faults)
        if row["exception_type"] not in ("1", "2"):
            word = row["exception_type"][:60]
            faults.add("calendar_dates.txt", line, "exception_type", N_("“{word}”既不是 1 也不是 2。"), word=word)
        elif day is not None:
            dates = found.setdefault(row["service_id"], set())
            dates.add(day) if row["exception_type"] == "1" else dates.discard(day)
    return {service: tuple(sorted(days)) for service, days in found.items()}


def _date(text: str, file: str, line: int, column: str, faults: Faults) -> date | None:
    try:
        if re.fullmatch(r"[0-9]{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    faults.add(file, line, column, N_("“{word}”不是日期。请写成 20270510。"), word=text[:60])
    return None


def _ways(rows: list[Row], faults: Faults) -> dict[str, tuple[WayPoint, ...]]:
    """Shapes whose points all have a distance; one without is only a drawing, and left out."""
    found: dict[str, list[tuple[int, WayPoint]]] = {}
    drawings: set[str] = set()
    for line, row in rows:
        lat = degrees(row["shape_pt_lat"], line, "shape_pt_lat", 90, faults, "shapes.txt")
        lon = degrees(row["shape_pt_lon"], line, "shape_pt_lon", 180, faults, "shapes.txt")
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
    if text.isascii() and text.isdecimal() and len(text) <= 10:
        return int(text)
    faults.add(file, line, column, N_("“{word}”不是整数，或者太大。"), word=text[:60])
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
    faults.add(file, line, "shape_dist_traveled", N_("“{word}”不是公里数。"), word=text[:60])
    return None


@dataclass
class _Calls:
    """(sequence, row, call) of each trip in order."""

    of_trip: dict[str, list[tuple[int, int, RunCall]]] = field(default_factory=dict)
    notes: list[FileNote] = field(default_factory=list)


def _calls(tables: FeedTables, at: FeedStations, in_km: bool, faults: Faults) -> _Calls:
    """The calls of each trip; one without any time is a call whose times nobody published."""
    found, file = _Calls(), "stop_times.txt"
    for line, row in tables[file]:
        place = _whole(row["stop_sequence"], file, line, "stop_sequence", faults)
        arrive = _clock(row["arrival_time"], line, "arrival_time", faults)
        depart = _clock(row["departure_time"], line, "departure_time", faults)
        if row["stop_id"] not in at.names:
            faults.add(file, line, "stop_id", N_("stops.txt 里没有“{word}”。"), word=row["stop_id"][:60])
            continue
        call = RunCall(
            station=at.names[row["stop_id"]],
            arrive_s=depart if arrive is None else arrive,
            depart_s=arrive if depart is None else depart,
            track=at.tracks[row["stop_id"]],
            km=_km(row.get("shape_dist_traveled", ""), file, line, faults) if in_km else None,
            boards=row.get("pickup_type") != "1" or row.get("drop_off_type") != "1",
        )
        found.of_trip.setdefault(row["trip_id"], []).append((place or 0, line, call))
    blank = 0
    for calls in found.of_trip.values():
        calls.sort(key=lambda c: c[:2])
        blank += sum(not call.published for _, _, call in calls)
    if blank:
        found.notes.append(FileNote(N_("有 {count} 个停站没有公布时刻：检查时按运行时间推算。"), {"count": blank}))
    return found


def _clock(text: str, line: int, column: str, faults: Faults) -> int | None:
    if not text:
        return None
    written = read_clock(text, last_s=LAST_S, seconds="all")
    if written is None:
        faults.add(
            "stop_times.txt",
            line,
            column,
            N_("看不懂时间“{word}”。请写成 08:05:00，过了零点写 26:13:00。"),
            word=text[:60],
        )
        return None
    return written.second


def _runs(
    tables: FeedTables,
    dates: Mapping[str, tuple[date, ...]],
    ways: Mapping[str, tuple[WayPoint, ...]],
    found: _Calls,
    faults: Faults,
) -> list[TimetableRun]:
    routes = by_key(tables["routes.txt"], "routes.txt", "route_id", faults)
    trips = by_key(tables["trips.txt"], "trips.txt", "trip_id", faults)
    runs, calls, days = [], found.of_trip, 0
    for trip in calls:
        if trip not in trips:
            faults.add("stop_times.txt", calls[trip][0][1], "trip_id", N_("trips.txt 里没有“{word}”。"), word=trip[:60])
    for trip, (line, row) in trips.items():
        if row["route_id"] not in routes:
            word = row["route_id"][:60]
            faults.add("trips.txt", line, "route_id", N_("routes.txt 里没有“{word}”。"), word=word)
            continue
        if row["service_id"] not in dates:
            word = row["service_id"][:60]
            faults.add("trips.txt", line, "service_id", N_("开行日期里没有“{word}”。"), word=word)
            continue
        days += len(dates[row["service_id"]])
        if days > MOST_RUNS:
            faults.add("trips.txt", line, "service_id", N_("列车和日期太多了。请只留下要用的列车。"))
            faults.refuse()
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
                    trip=trip,
                )
            )
        except BadValue as bad:
            where = calls[trip][0][1] if calls.get(trip) else 0
            faults.bad("stop_times.txt", where, "trip_id", bad)
    return runs


def _ended(rows: list[RunCall]) -> tuple[RunCall, ...]:
    """The first call without an arrival, the last without a departure; kilometres only if all of them make sense."""
    calls = joined(rows)
    kms = [call.km for call in calls] if rises([call.km for call in calls]) else [None] * len(calls)
    last = len(calls) - 1
    return tuple(
        replace(
            call,
            arrive_s=None if n == 0 else call.arrive_s,
            depart_s=None if n == last else call.depart_s,
            km=kms[n],
        )
        for n, call in enumerate(calls)
    )


def _publisher(rows: list[Row]) -> Publisher | None:
    for _, row in rows:
        return Publisher(row["agency_name"], row["agency_url"], row["agency_timezone"], row.get("agency_lang") or "zh")
    return None
