"""Trains as a CSV table of calls: train, station, arrive, depart, track, km, boards.

Only station, arrive and depart are needed; a table without trains is one train. Dates and positions have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from planner.errors import BadValue
from planner.exchange.trains import RunCall, StationPoint, Timetable, TimetableRun, is_name, joined
from planner.language import N_
from planner.text import Faults, number_text, write_rows
from planner.train.entry import COLUMNS, CallTable, TableCall, read_call_table, read_call_time, write_call_time

NEEDED = ("station", "arrive", "depart")
YES, NO = frozenset(("", "yes", "y", "1", "是")), frozenset(("no", "n", "0", "否"))
FURTHEST_KM = 100_000


def read_calls_csv(content: bytes, name: str) -> Timetable:
    """The trains of a table, in its order.

    Raises
    ------
    BadFile
        If anything is wrong, with row and column.
    """
    return table_runs(read_call_table(content, name), name)


def table_runs(table: CallTable, name: str) -> Timetable:
    """The trains of a table that came in a file of that name; raises as `read_calls_csv`."""
    faults = Faults()
    runs = [run for train, rows in table.trains.items() if (run := _run(name, train, rows, faults))]
    faults.refuse_any()
    stations = dict.fromkeys(call.station for run in runs for call in run.calls)
    return Timetable(tuple(map(StationPoint, stations)), tuple(runs))


def _run(name: str, train: str, rows: tuple[TableCall, ...], faults: Faults) -> TimetableRun | None:
    calls: list[RunCall] = []
    latest, known = 0, len(faults.found)
    for row in rows:
        times: dict[str, int | None] = {}
        for column, text in (("arrive", row.arrive), ("depart", row.depart)):
            try:
                times[column] = read_call_time(text, latest)
            except BadValue as bad:
                faults.bad(name, row.row, column, bad)
                continue
            latest = latest if times[column] is None else times[column] or 0
        if not is_name(row.station):
            faults.add(name, row.row, "station", N_("“{name}”不是站名。"), name=row.station[:60])
        boards = row.boards.casefold()
        if boards not in YES | NO:
            faults.add(name, row.row, "boards", N_("“{word}”既不是 yes 也不是 no。"), word=row.boards[:60])
        calls.append(
            RunCall(
                station=row.station,
                arrive_s=times.get("arrive"),
                depart_s=times.get("depart"),
                track=row.track or None,
                km=_km(name, row, faults),
                boards=boards not in NO,
            )
        )
    if len(faults.found) > known:
        return None
    try:
        return TimetableRun(train, joined(calls))
    except BadValue as bad:
        faults.bad(name, rows[0].row, "train", bad)
        return None


def _km(name: str, row: TableCall, faults: Faults) -> float | None:
    try:
        km = float(row.km.replace(",", ".")) if row.km else None
    except ValueError:
        km = -1.0
    if km is not None and not (isfinite(km) and 0 <= km <= FURTHEST_KM):
        faults.add(name, row.row, "km", N_("“{word}”不是公里数。"), word=row.km[:60])
        return None
    return km


def write_calls_csv(runs: Iterable[TimetableRun]) -> bytes:
    """All that the table can hold, as a spreadsheet opens it."""
    rows = [
        (
            run.number, call.station, write_call_time(call.arrive_s), write_call_time(call.depart_s), call.track or "",
            "" if call.km is None else number_text(call.km), "yes" if call.boards else "no",
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
