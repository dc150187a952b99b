"""A file of trains with some of their times changed: the same format, and all else in it as it was.

Text, tables and JSON are changed cell by cell, feeds and train graphs are written anew with what was read of them.
"""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from planner.catalog import Station
from planner.errors import BadFile, Fault
from planner.exchange.graphs import write_etrc, write_trc
from planner.exchange.timetables.any_format import Import, read_timetable
from planner.exchange.timetables.calls_csv import write_calls_csv
from planner.exchange.timetables.detection import format_of
from planner.exchange.timetables.formats import WRITERS, with_dates
from planner.exchange.trains import Extra, RunCall, TimetableRun, labels
from planner.language import N_
from planner.text import decode, heading, read_json, separator
from planner.train.entry import HEADINGS, TableCall, read_call_table, read_call_time, split_rows, write_call_time
from planner.train.types import EnteredCall

READ_ONLY = N_("这种文件只能读，不能照原样写回。请写成 .csv 文件。")


@dataclass(frozen=True)
class Retiming:
    """The calls of a train as they were read, and with their new times."""

    before: Sequence[EnteredCall]
    after: Sequence[EnteredCall]

    def shifts(self, line: int, following: int | None) -> tuple[int, int]:
        """Seconds by which arrival and departure on a line of the file are later; `following` is the line after it.

        Several lines of one station are one call: only the last of them departs with it.
        """
        place = bisect_right([call.line for call in self.before], line) - 1
        one, other = self.before[place], self.after[place]
        arrives = _later(one.arrive, other.arrive)
        departs = _later(one.depart, other.depart)
        arrives = departs if arrives is None else arrives
        departs = arrives if departs is None else departs
        next_call = self.before[place + 1].line if place + 1 < len(self.before) else None
        last = following is None or (next_call is not None and following >= next_call)
        return (arrives or 0), (departs or 0) if last else (arrives or 0)


def _later(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else (other - one) * 60


def write_retimed(
    content: bytes, name: str, stations: Mapping[str, Station], changes: Mapping[str, Retiming], as_csv: bool = False
) -> bytes:
    """The file called `name` with the changed trains, by label as `read_train` wants them ("" for its only one); as a
    table of calls where `as_csv`.

    Raises
    ------
    BadFile
        If its format is one that is only read.
    """
    found = format_of(content)
    if found == "csv":
        return _table(content, name, changes)
    if found in ("lines", "case"):
        text, (change,) = decode(content)[0], changes.values()
        content = (_lines(text, change) if found == "lines" else _case(text, change)).encode()
        if not as_csv:
            return content
        changes = {}
    read = read_timetable(content, name, stations, "")
    names = labels(read.timetable.runs)
    runs = tuple(
        _run(run, changes.get(label) or (changes.get("") if len(names) == 1 else None))
        for run, label in zip(read.timetable.runs, names, strict=True)
    )
    if as_csv:
        return write_calls_csv(runs)
    return _written(read, runs, name, stations)


def _written(read: Import, runs: tuple[TimetableRun, ...], name: str, stations: Mapping[str, Station]) -> bytes:
    graphs = {"etrc": write_etrc, "trc": write_trc}
    timetable = replace(read.timetable, runs=runs)
    if read.format in graphs and read.graph is not None:
        known = zip_longest(runs, read.timetable.runs, read.graph.extra)
        extra = tuple(_without_idle_times(raw) if run != old else raw or {} for run, old, raw in known if run)
        return graphs[read.format](replace(read.graph, timetable=timetable, extra=extra))
    if read.format == "gtfs":
        return WRITERS["gtfs"](with_dates(timetable, runs, stations, (), ""))
    raise BadFile((Fault(name, 0, "file", READ_ONLY),))


def _without_idle_times(raw: Extra | None) -> Extra:
    """What a graph says of a train without an arrival at the first call and a departure from the last."""
    rows = (raw or {}).get("timetable")
    if not raw or not isinstance(rows, list) or len(rows) < 2:
        return raw or {}
    first = {key: value for key, value in rows[0].items() if key != "ddsj"}
    last = {key: value for key, value in rows[-1].items() if key != "cfsj"}
    return {**raw, "timetable": [first, *rows[1:-1], last]}


def _run(run: TimetableRun, change: Retiming | None) -> TimetableRun:
    if change is None:
        return run
    calls = list[RunCall]()
    for line, call in enumerate(run.calls, 1):
        arrive, depart = change.shifts(line, line + 1 if line < len(run.calls) else None)
        calls.append(
            replace(
                call,
                arrive_s=None if call.arrive_s is None else call.arrive_s + arrive,
                depart_s=None if call.depart_s is None else call.depart_s + depart,
            )
        )
    return replace(run, calls=tuple(calls))


def _times(rows: Sequence[TableCall], change: Retiming) -> dict[int, tuple[str, str]]:
    """The new times of a train's rows, by row; an empty cell stays as it is."""
    found, latest = dict[int, tuple[str, str]](), 0
    for number, row in enumerate(rows):
        by = change.shifts(row.row, rows[number + 1].row if number + 1 < len(rows) else None)
        cells = []
        for text, later in zip((row.arrive, row.depart), by, strict=True):
            second = read_call_time(text, latest)
            latest = latest if second is None else second
            cells.append(text if second is None else write_call_time(second + later))
        found[row.row] = cells[0], cells[1]
    return found


def _lines(text: str, change: Retiming) -> str:
    rows = [TableCall(line, name, a or "--", d or "--") for line, name, a, d in split_rows(text, str)[0]]
    times = _times(rows, change)
    names = {row.row: row.station for row in rows}
    lines = [
        f"{names[number]} {' '.join(times[number])}" if number in times else line
        for number, line in enumerate(text.splitlines(), 1)
    ]
    return "\n".join(lines) + "\n"


def _case(text: str, change: Retiming) -> str:
    train: Any = read_json(text)
    rows = [
        TableCall(n, call["station"], call.get("arrive") or "", call.get("depart") or "")
        for n, call in enumerate(train["calls"], 1)
    ]
    for number, (arrive, depart) in _times(rows, change).items():
        call = train["calls"][number - 1]
        call |= {key: time for key, time in (("arrive", arrive), ("depart", depart)) if call.get(key)}
    return json.dumps(train, ensure_ascii=False, indent=2) + "\n"


def _table(content: bytes, name: str, changes: Mapping[str, Retiming]) -> bytes:
    text = decode(content)[0]
    first = next(line for line in text.splitlines() if line.strip())
    grid = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(first)))
    header = next(row for row in grid if any(cell.strip() for cell in row))
    columns = [HEADINGS.get(heading(cell.strip().lstrip("\ufeff")), "") for cell in header]
    trains = read_call_table(content, name).trains
    for train, rows in trains.items():
        change = changes.get(train) or (changes.get("") if len(trains) == 1 else None)
        for number, (arrive, depart) in _times(rows, change).items() if change else ():
            row = grid[number - 1]
            row += [""] * (len(header) - len(row))
            row[columns.index("arrive")], row[columns.index("depart")] = arrive, depart
    header[0] = header[0].lstrip("\ufeff")
    written = io.StringIO()
    csv.writer(written, delimiter=separator(first), lineterminator="\n").writerows(grid)
    return written.getvalue().encode("utf-8-sig")
