"""Trains as a CSV table of calls: train, station, arrive, depart, track, km, boards.

Only station, arrive and depart are needed; a table without trains is one train. Dates and positions have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from planner.exchange.rows import Faults, number, read_rows, write_rows
from planner.exchange.timetables.call_times import read_call_time, write_call_time
from planner.exchange.timetables.runs import RunCall, StationPoint, Timetable, TimetableRun, is_name

NEEDED = ("station", "arrive", "depart")
COLUMNS = ("train", *NEEDED, "track", "km", "boards")
NAMELESS = "1"  # the train of a table that has no such column


def read_calls_csv(content: bytes, name: str) -> Timetable:
    """The trains of a table, in its order.

    Raises
    ------
    BadFacts
        If anything is wrong, with row and column.
    """
    faults = Faults()
    by_train: dict[str, list[tuple[int, dict[str, str]]]] = {}
    before = ""
    for line, row in read_rows(content, name, NEEDED, faults):
        train = row.get("train") or before or NAMELESS
        if train != before and train in by_train:
            faults.add(name, line, "train", f"the calls of {train} do not stand together")
        by_train.setdefault(train, []).append((line, row))
        before = train
    faults.refuse_any()
    if not by_train:
        faults.add(name, 1, "file", "has a header and no calls")
    runs = [run for train, rows in by_train.items() if (run := _run(name, train, rows, faults))]
    faults.refuse_any()
    stations = dict.fromkeys(call.station for run in runs for call in run.calls)
    return Timetable(tuple(map(StationPoint, stations)), tuple(runs))


def _run(name: str, train: str, rows: list[tuple[int, dict[str, str]]], faults: Faults) -> TimetableRun | None:
    calls: list[RunCall] = []
    latest, known = 0, len(faults.found)
    for line, row in rows:
        times: dict[str, int | None] = {}
        for column in ("arrive", "depart"):
            try:
                times[column] = read_call_time(row[column], latest)
            except ValueError as error:
                faults.add(name, line, column, str(error))
                continue
            latest = latest if times[column] is None else times[column] or 0
        if not is_name(row["station"]):
            faults.add(name, line, "station", f"{row['station']!r} is no name of a station")
        boards = row.get("boards", "")
        if boards not in ("", "yes", "no"):
            faults.add(name, line, "boards", f"{boards!r} is neither yes nor no")
        calls.append(
            RunCall(
                station=row["station"],
                arrive_s=times.get("arrive"),
                depart_s=times.get("depart"),
                track=row.get("track") or None,
                km=_km(name, line, row.get("km", ""), faults),
                boards=boards != "no",
            )
        )
    if len(faults.found) > known:
        return None
    try:
        return TimetableRun(train, tuple(calls))
    except ValueError as error:
        faults.add(name, rows[0][0], "train", str(error))
        return None


def _km(name: str, line: int, text: str, faults: Faults) -> float | None:
    try:
        km = float(text) if text else None
    except ValueError:
        km = -1.0
    if km is not None and not (isfinite(km) and km >= 0):
        faults.add(name, line, "km", f"{text!r} is no distance in kilometres")
        return None
    return km


def write_calls_csv(runs: Iterable[TimetableRun]) -> bytes:
    """All that the table can hold, as a spreadsheet opens it."""
    rows = [
        (
            run.number, call.station, write_call_time(call.arrive_s), write_call_time(call.depart_s), call.track or "",
            "" if call.km is None else number(call.km), "yes" if call.boards else "no",
        )
        for run in runs
        for call in run.calls
    ]  # fmt: skip
    return write_rows(COLUMNS, rows).encode("utf-8-sig")


def write_plain_csv(run: TimetableRun) -> bytes:
    """One train in whole minutes with only the columns that a check needs."""
    calls = in_minutes(run).calls
    rows = [(call.station, write_call_time(call.arrive_s), write_call_time(call.depart_s)) for call in calls]
    return write_rows(NEEDED, rows).encode("utf-8-sig")


def in_minutes(run: TimetableRun) -> TimetableRun:
    """The run in whole minutes: arrivals not too early, departures not too late, none before the arrival."""
    calls, latest = [], 0
    for call in run.calls:
        arrive = None if call.arrive_s is None else max(latest, -(-call.arrive_s // 60) * 60)
        latest = latest if arrive is None else arrive
        depart = None if call.depart_s is None else max(latest, call.depart_s // 60 * 60)
        latest = latest if depart is None else depart
        calls.append(replace(call, arrive_s=arrive, depart_s=depart))
    return replace(run, calls=tuple(calls))
