"""Trains as a GTFS feed (https://gtfs.org/documentation/schedule/reference/): a zip of tables.

A train is a route with one trip. Tracks are platforms of their station. Where guests may not get in or out, a call says
so. Positions keep six decimals, kilometres three.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from planner.clock import clock_text
from planner.errors import BadFile, Fault
from planner.exchange.gtfs.tables import DAYS
from planner.exchange.trains import Timetable, TimetableRun
from planner.language import N_
from planner.text import number_text, write_rows

RAIL = 2
WHEELCHAIR = {"yes": 1, "no": 2, None: 0}
UNIT_COLUMN, UNIT = "distance_unit", "km"  # in feed_info.txt: GTFS itself leaves the unit of distances open
STAMP = (2000, 1, 1, 0, 0, 0)  # of every file in the zip, so that the same trains make the same bytes
NAMED = 20  # in a sentence
_NO_POSITION = N_("{count} 个车站在哪里不知道，GTFS 要写位置：{names}。命令行可以用 --positions 给一张表。")
_NO_DATES = N_("{count} 趟车哪些天开不知道，GTFS 要写：{names}。请用 --date 给出。")
Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def write_gtfs(timetable: Timetable) -> bytes:
    """The feed.

    Raises
    ------
    BadFile
        If something that GTFS needs is not known: positions, dates, a publisher.
    """
    faults = tuple(_lacking(timetable))
    if faults:
        raise BadFile(faults)
    services = _services(timetable.runs)
    tables = {
        "agency.txt": _agency(timetable),
        "stops.txt": _stops(timetable),
        "routes.txt": _routes(timetable.runs),
        "trips.txt": _trips(timetable.runs, services),
        "stop_times.txt": _stop_times(timetable),
        "calendar.txt": _calendar(services),
        "calendar_dates.txt": _calendar_dates(services),
        "shapes.txt": _shapes(timetable.runs),
        "feed_info.txt": _feed_info(timetable),
        "translations.txt": _translations(timetable),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as feed:
        for file, (columns, rows) in tables.items():
            if rows:
                feed.writestr(zipfile.ZipInfo(file, STAMP), write_rows(columns, rows), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _lacking(timetable: Timetable) -> Iterator[Fault]:
    if timetable.publisher is None:
        yield Fault("agency.txt", 0, "agency_name", N_("不知道由谁发布，GTFS 要写。"))
    nowhere = [station.name for station in timetable.stations if station.lat is None]
    if nowhere:
        yield Fault("stops.txt", 0, "stop_lat", _NO_POSITION, _named(nowhere))
    never = [run.number for run in timetable.runs if not run.dates]
    if never:
        yield Fault("calendar.txt", 0, "date", _NO_DATES, _named(never))


def _named(names: Sequence[str]) -> dict[str, str | int]:
    """So many, and the first of them by name."""
    return {"count": len(names), "names": "、".join(names[:NAMED]) + "…" * (len(names) > NAMED)}


def _agency(timetable: Timetable) -> Table:
    publisher = timetable.publisher
    columns = ("agency_id", "agency_name", "agency_url", "agency_timezone", "agency_lang")
    return columns, [("1", publisher.name, publisher.url, publisher.timezone, publisher.language)] if publisher else []


def _tracks(timetable: Timetable) -> dict[str, list[str | None]]:
    """The tracks of each station that has any, None for calls without one."""
    found: dict[str, set[str | None]] = {}
    for run in timetable.runs:
        for call in run.calls:
            found.setdefault(call.station, set()).add(call.track)
    return {name: sorted(tracks, key=lambda t: t or "") for name, tracks in found.items() if tracks != {None}}


def _stop_ids(timetable: Timetable) -> dict[tuple[str, str | None], str]:
    """The stop of each station and track."""
    tracks = _tracks(timetable)
    return {
        (station.name, track): f"S{n}" if track is None else f"S{n}-{place}"
        for n, station in enumerate(timetable.stations, 1)
        for place, track in enumerate(tracks.get(station.name, [None]), 1)
    }


def _stops(timetable: Timetable) -> Table:
    columns = (
        "stop_id", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station", "wheelchair_boarding",
        "platform_code",
    )  # fmt: skip
    tracks, ids = _tracks(timetable), _stop_ids(timetable)
    rows: list[tuple[object, ...]] = []
    for n, station in enumerate(timetable.stations, 1):
        at = number_text(station.lat or 0.0, 6), number_text(station.lon or 0.0, 6)
        wheelchair, parent = WHEELCHAIR[station.step_free], f"P{n}" if station.name in tracks else ""
        if parent:
            rows.append((parent, station.name, *at, 1, "", wheelchair, ""))
        for track in tracks.get(station.name, [None]):
            stop = ids[station.name, track]
            rows.append((stop, station.name, *at, 0, parent, wheelchair, track or ""))
    return columns, rows


def _routes(runs: Sequence[TimetableRun]) -> Table:
    columns = ("route_id", "agency_id", "route_short_name", "route_long_name", "route_desc", "route_type")
    return columns, [(f"R{n}", "1", run.number, run.name or "", run.kind or "", RAIL) for n, run in enumerate(runs, 1)]


def _trips(runs: Sequence[TimetableRun], services: dict[tuple[date, ...], str]) -> Table:
    columns = ("route_id", "service_id", "trip_id", "trip_short_name", "trip_headsign", "shape_id")
    return columns, [
        (f"R{n}", services[run.dates], f"T{n}", run.number, run.calls[-1].station, f"W{n}" if run.way else "")
        for n, run in enumerate(runs, 1)
    ]


def _stop_times(timetable: Timetable) -> Table:
    columns = (
        "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type", "drop_off_type",
        "shape_dist_traveled",
    )  # fmt: skip
    ids = _stop_ids(timetable)
    rows: list[tuple[object, ...]] = []
    for n, run in enumerate(timetable.runs, 1):
        for place, call in enumerate(run.calls, 1):
            arrive, depart = call.arrive_s, call.depart_s
            rows.append((
                f"T{n}", _clock(depart if arrive is None else arrive), _clock(arrive if depart is None else depart),
                ids[call.station, call.track], place, *[0 if call.boards else 1] * 2,
                "" if call.km is None else number_text(call.km),
            ))  # fmt: skip
    return columns, rows


def _clock(seconds: int | None) -> str:
    """The time, nothing for one that nobody published."""
    if seconds is None:
        return ""
    return clock_text(seconds // 60, second=seconds % 60)


def _services(runs: Sequence[TimetableRun]) -> dict[tuple[date, ...], str]:
    """One service for each set of dates."""
    return {dates: f"D{n}" for n, dates in enumerate(dict.fromkeys(run.dates for run in runs), 1)}


def _weekly(dates: Sequence[date]) -> list[int]:
    """For each weekday, 1 if the train runs on more than half of such days between its first and its last date."""
    span = [dates[0] + timedelta(days=n) for n in range((dates[-1] - dates[0]).days + 1)]
    runs = set(dates)
    return [
        int(
            2 * sum(day in runs for day in span if day.weekday() == weekday) > sum(d.weekday() == weekday for d in span)
        )
        for weekday in range(7)
    ]


def _calendar(services: dict[tuple[date, ...], str]) -> Table:
    rows: list[tuple[object, ...]] = [
        (service, *weekly, _day(dates[0]), _day(dates[-1]))
        for dates, service in services.items()
        if any(weekly := _weekly(dates))
    ]
    return ("service_id", *DAYS, "start_date", "end_date"), rows


def _calendar_dates(services: dict[tuple[date, ...], str]) -> Table:
    """What differs from the week: 1 added, 2 left out."""
    rows: list[tuple[object, ...]] = []
    for dates, service in services.items():
        weekly, runs = _weekly(dates), set(dates)
        for n in range((dates[-1] - dates[0]).days + 1):
            day = dates[0] + timedelta(days=n)
            if (day in runs) != bool(weekly[day.weekday()]):
                rows.append((service, _day(day), 1 if day in runs else 2))
    return ("service_id", "date", "exception_type"), rows


def _shapes(runs: Sequence[TimetableRun]) -> Table:
    columns = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled")
    return columns, [
        (f"W{n}", number_text(point.lat, 6), number_text(point.lon, 6), place, number_text(point.km))
        for n, run in enumerate(runs, 1)
        for place, point in enumerate(run.way, 1)
    ]


def _feed_info(timetable: Timetable) -> Table:
    columns = (
        "feed_publisher_name", "feed_publisher_url", "feed_lang", "feed_start_date", "feed_end_date", "feed_version",
        UNIT_COLUMN,
    )  # fmt: skip
    publisher = timetable.publisher
    days = [day for run in timetable.runs for day in run.dates]
    if publisher is None or not days:
        return columns, []
    return columns, [
        (
            publisher.name,
            publisher.url,
            publisher.language,
            _day(min(days)),
            _day(max(days)),
            timetable.version or "",
            UNIT,
        )
    ]


def _translations(timetable: Timetable) -> Table:
    """The English names of stops and stations."""
    columns = ("table_name", "field_name", "language", "translation", "record_id")
    english = {station.name: station.name_en for station in timetable.stations if station.name_en}
    _, stops = _stops(timetable)
    return columns, [
        ("stops", "stop_name", "en", english[str(name)], stop) for stop, name, *_ in stops if name in english
    ]


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
