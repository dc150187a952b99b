"""Train graphs of ETRC (.trc): lines of text; a line with its stations, then the trains, in and out.

Kilometres are whole in this format, and running times have no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.clock import DAY_S, clock_text, read_clock
from planner.errors import BadValue
from planner.exchange.graphs import TRC_MARK
from planner.exchange.graphs.etrc import with_trains
from planner.exchange.graphs.etrc_lines import FURTHEST_KM
from planner.exchange.trains import GraphLine, GraphPossession, LineStation, RunCall, TimetableRun, TrainGraph, is_name
from planner.language import N_
from planner.text import Faults, decode

LINE, TRAIN, COLOURS, SETUP = TRC_MARK, "===Train===", "---Color---", "...Setup..."
PARTS = (LINE, TRAIN, COLOURS, SETUP)
UNNAMED = "null"


def read_trc(content: bytes, name: str) -> TrainGraph:
    """The train graph in a file called `name`.

    Raises
    ------
    BadFile
        If it is none, with the row.
    """
    faults = Faults()
    try:
        text = decode(content)[0]
    except BadValue as bad:
        faults.bad(name, 0, "file", bad)
        faults.refuse()
    lines: list[GraphLine] = []
    trains: list[dict[str, Any]] = []
    about: dict[str, Any] = {}
    for part, row, rows in _parts(text):
        if part == LINE:
            line = _line(rows, row, name, faults)
            lines += [line] if line else []
        elif part == TRAIN:
            trains.append(_train(rows))
        else:
            about[part] = rows
    if not lines:
        faults.add(name, 1, "", N_("没有线路：文件要以 {mark} 开头。"), mark=LINE)
    faults.refuse_any()
    return with_trains({"trc": about} if about else {}, trains, tuple(lines))


def _parts(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """Each part with the row it begins in and its rows."""
    part, begin, rows = "", 1, list[str]()
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = raw.strip()
        if line in PARTS:
            if part:
                yield part, begin, rows
            part, begin, rows = line, number, []
        elif part and line:
            rows.append(line)
    if part:
        yield part, begin, rows


def _line(rows: Sequence[str], begin: int, name: str, faults: Faults) -> GraphLine | None:
    """The name, the length, and a row a station: name, kilometre, class, hidden, …, and the possession before it."""
    stations: list[LineStation] = []
    closed: list[GraphPossession] = []
    for number, row in enumerate(rows[2:], begin + 3):
        cells = [cell.strip() for cell in row.split(",")]
        km = cells[1] if len(cells) > 1 else ""
        if not is_name(cells[0]) or any(station.name == cells[0] for station in stations):
            faults.add(name, number, "", N_("“{name}”不是站名，或者写了两次。"), name=cells[0][:60])
            continue
        try:
            at = float(km)
        except ValueError:
            at = FURTHEST_KM
        if not -FURTHEST_KM < at < FURTHEST_KM:
            faults.add(name, number, "", N_("“{word}”不是公里数。"), word=km[:60])
            continue
        if stations and len(cells) > 9:
            closed += _closed(stations[-1].name, cells[0], cells[9])
        grade = int(cells[2]) if len(cells) > 2 and cells[2].isdecimal() and len(cells[2]) < 3 else None
        stations.append(LineStation(cells[0], at, grade, extra={"trc": cells[3:]} if cells[3:] else {}))
    if not stations:
        faults.add(name, begin, "", N_("没有车站。"))
        return None
    return GraphLine(rows[0], tuple(stations), possessions=tuple(closed))


def _closed(one: str, other: str, text: str) -> Iterator[GraphPossession]:
    begin, end = (read_clock(word.strip()) for word in (*text.split("-", 1), "")[:2])
    if begin is not None and end is not None and begin.second != end.second:
        yield GraphPossession(one, other, begin.second, end.second)
        yield GraphPossession(other, one, begin.second, end.second)


def _train(rows: Sequence[str]) -> dict[str, Any]:
    """The train as pyETRC would have it, so that it is read the same way."""
    head = [cell.strip() for cell in (rows[0] if rows else "").split(",")]
    numbers = head[1:4] if head[0] == "trf2" else head[:3]
    ends = [("" if row == UNNAMED else row) for row in (*rows[1:3], "", "")[:2]]
    timetable = []
    for row in rows[3:]:
        cells = [cell.strip() for cell in row.split(",")] + [""] * 5
        track = "" if cells[4] in ("", "NA") else cells[4]
        timetable.append({
            "zhanming": cells[0], "ddsj": cells[1], "cfsj": cells[2], "track": track, "business": cells[3] != "false",
        })  # fmt: skip
    return {"checi": [*numbers, "", "", ""][:3], "sfz": ends[0], "zdz": ends[1], "timetable": timetable}


def write_trc(graph: TrainGraph) -> bytes:
    """The graph as text. Kilometres are rounded; what the format has no place for is left out."""
    rows: list[str] = []
    for line in graph.lines:
        rows += [LINE, line.name or "列车运行图", str(round(max(line.kms.values()) - min(line.kms.values())))]
        before = ""
        for station in line.stations:
            rows.append(_station_row(line, before, station))
            before = station.name
    for place, run in enumerate(graph.timetable.runs):
        raw = graph.extra[place] if place < len(graph.extra) else {}
        rows += _train_rows(run, raw)
    setup = graph.about.get("trc")
    known = setup if isinstance(setup, dict) else {}
    for part in (COLOURS, SETUP):
        rows += [part, *(str(row) for row in known.get(part, ()))]
    return ("\n".join(rows) + "\n").encode()


def _station_row(line: GraphLine, before: str, station: LineStation) -> str:
    hidden = "false" if station.extra.get("show", True) else "true"
    raw = station.extra.get("trc")
    cells = [str(cell) for cell in raw] if isinstance(raw, list) else [hidden, "", "true", "4", "1440", "1440", ""]
    if not isinstance(raw, list):
        closed = [p for p in line.possessions if (p.origin, p.target) == (before, station.name)]
        cells[6] = "".join(f"{_minute(p.begin_s)}-{_minute(p.end_s)}" for p in closed[:1])
    grade = 4 if station.grade is None else station.grade
    return ",".join([station.name, str(round(station.km)), str(grade), *cells])


def _train_rows(run: TimetableRun, raw: Any) -> Iterator[str]:
    known = raw.get("checi") if isinstance(raw, dict) else None
    numbers = [str(n) for n in known] if isinstance(known, list) and len(known) == 3 else _by_parity(run.number)
    ends = [str(raw.get(key) or UNNAMED) if isinstance(raw, dict) else UNNAMED for key in ("sfz", "zdz")]
    yield from (TRAIN, ",".join(["trf2", *numbers]), *ends)
    rows = raw.get("timetable") if isinstance(raw, dict) else None
    for place, call in enumerate(run.calls):
        if call.published:
            ends = rows[place] if isinstance(rows, list) and len(rows) == len(run.calls) else {}
            yield _call_row(call, ends if place in (0, len(run.calls) - 1) else {})


def _by_parity(number: str) -> list[str]:
    down = number[-1:].isdecimal() and int(number[-1]) % 2 == 1
    return [number, number if down else "", "" if down else number]


def _call_row(call: RunCall, raw: Mapping[str, Any]) -> str:
    """A call; of the first and the last `raw` may have the time that a train has no use for."""
    arrive = call.arrive_s if call.arrive_s is not None else call.depart_s
    depart = call.depart_s if call.depart_s is not None else call.arrive_s
    times = [clock_text(s % DAY_S // 60, second=s % 60) for s in (arrive or 0, depart or 0)]
    if call.arrive_s is None:
        times[0] = str(raw.get("ddsj") or times[0])
    if call.depart_s is None:
        times[1] = str(raw.get("cfsj") or times[1])
    return ",".join([call.station, *times, "true" if call.boards else "false", call.track or "NA"])


def _minute(second: int) -> str:
    return clock_text(second % DAY_S // 60)
