"""The tables of a GTFS feed out of its zip, row by row, never more of them than a feed of trains can need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from planner.errors import DAMAGED_ZIP, BadValue
from planner.exchange.trains import FileNote
from planner.language import N_
from planner.text import Faults, iter_rows

LARGEST_BYTES = 20_000_000
CHUNK = 1 << 16
MOST_UNPACKED = 100_000_000  # bytes of all that is in the zip
MOST_ROWS = 200_000  # of all tables together
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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
    "frequencies.txt": ("trip_id", "start_time", "end_time", "headway_secs"),
}
ALSO = frozenset((
    "agency_lang", "stop_name", "stop_lat", "stop_lon", "parent_station", "wheelchair_boarding", "platform_code",
    "route_short_name", "route_long_name", "route_desc", "trip_short_name", "shape_id", "pickup_type", "drop_off_type",
    "shape_dist_traveled", "feed_version", "distance_unit", "record_id",
))  # fmt: skip
KEPT = ALSO.union(*NEEDED.values(), *OPTIONAL.values())
Row = tuple[int, dict[str, str]]


@dataclass
class FeedTables:
    """The rows of each table, and what else is in the zip."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    notes: list[FileNote] = field(default_factory=list)

    def __getitem__(self, file: str) -> list[Row]:
        return self.rows.get(file, [])


def read_tables(content: bytes, name: str, faults: Faults) -> FeedTables:
    """What the zip called `name` holds; what is wrong with it goes to `faults`."""
    found = FeedTables()
    if len(content) > LARGEST_BYTES:
        faults.add(name, 0, "file", N_("超过 {most} MB。请只留下要用的列车。"), most=LARGEST_BYTES // 1_000_000)
        return found
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as feed:
            _read(feed, found, faults)
    except BadValue as bad:
        faults.bad(name, 0, "file", bad)
    except DAMAGED_ZIP:
        faults.add(name, 0, "file", N_("不是读得出的 zip：坏了，或者加了密。请重新压缩。"))
    if not faults.found and not found["calendar.txt"] and not found["calendar_dates.txt"]:
        faults.add(
            "calendar.txt", 0, "file", N_("没有开行日期：calendar.txt 和 calendar_dates.txt 至少要有一个，不能是空的。")
        )
    return found


def _read(feed: zipfile.ZipFile, found: FeedTables, faults: Faults) -> None:
    entries = {entry.filename: entry for entry in feed.infolist() if not entry.filename.endswith("/")}
    unpacked = sum(entry.file_size for entry in entries.values())
    if unpacked > MOST_UNPACKED:
        raise BadValue(
            N_("解开有 {size} MB，最多 {most} MB。请只留下要用的列车。"),
            size=unpacked // 1_000_000, most=MOST_UNPACKED // 1_000_000,
        )  # fmt: skip
    folder = _folder(list(entries))
    tables = {**NEEDED, **OPTIONAL}
    left = MOST_ROWS
    for file, columns in tables.items():
        entry = entries.get(folder + file)
        if entry is None:
            if file in NEEDED:
                faults.add(file, 0, "file", N_("zip 里没有这个表。"))
            continue
        with feed.open(entry) as raw:
            _refuse_endless(raw, left)
        with feed.open(entry) as raw:
            rows = list(_read_columns(raw, file, columns, faults))
        left -= len(rows)
        found.rows[file] = rows
    unused = sorted(path.removeprefix(folder) for path in entries if path.removeprefix(folder) not in tables)
    if unused:
        found.notes.append(FileNote(N_("没有用到的表：{tables}。"), {"tables": "、".join(unused[:20])}))


def _refuse_endless(raw: IO[bytes], left: int) -> None:
    """Refuse a table of more lines than may be left, as soon as that many were unpacked."""
    lines = 0
    while chunk := raw.read(CHUNK):
        lines += chunk.count(b"\n")
        if lines > left + 1:
            raise BadValue(N_("各表合起来超过 {most} 行。请只留下要用的列车。"), most=f"{MOST_ROWS:,}")


def _read_columns(raw: IO[bytes], file: str, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    """The rows with the columns that are read."""
    text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
    shared: dict[str, str] = {}  # the same words stand in thousands of rows
    try:
        for line, row in iter_rows(text, file, columns, faults):
            yield line, {name: shared.setdefault(cell, cell) for name, cell in row.items() if name in KEPT}
    except UnicodeDecodeError:
        faults.add(file, 0, "file", N_("不是 UTF-8 文字。GTFS 要用 UTF-8。"))


def _folder(paths: list[str]) -> str:
    """Where the tables lie: at the top, or all in one folder."""
    if "stops.txt" in paths:
        return ""
    return next((path.removesuffix("stops.txt") for path in paths if path.endswith("/stops.txt")), "")
