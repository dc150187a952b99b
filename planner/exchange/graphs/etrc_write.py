"""Train graphs as pyETRC and qETRC write them (JSON): what came from such a file goes back with all it had."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from planner.clock import DAY_S, clock_text
from planner.exchange.trains import (
    Extra,
    GraphLine,
    GraphPossession,
    LineStation,
    Ruler,
    RunCall,
    TimetableRun,
    TrainGraph,
)

NOBODY = "推算"  # the note of a time that nobody published


def write_etrc(graph: TrainGraph) -> bytes:
    """The graph as a JSON document: its first line as `line`, all others as `lines`.

    Times are clock times, as the format has no days; a stay of 20 hours or more or a run of 12 or more between two
    stations would be read another way.
    """
    first, *others = [_line(line) for line in graph.lines] or [_line(GraphLine("", ()))]
    trains = [_train(run, raw) for run, raw in zip_longest(graph.timetable.runs, graph.extra, fillvalue=None) if run]
    document = {**graph.about, "line": first, "trains": [*trains, *graph.unread]}
    if others:
        document["lines"] = others
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _line(line: GraphLine) -> dict[str, Any]:
    extra = dict(line.extra)
    if line.possessions and "forbid" not in extra:
        extra["forbid"] = {"different": True, "nodes": [_possession(one) for one in line.possessions]}
    return {
        **extra,
        "name": line.name,
        "stations": [_station(station) for station in line.stations],
        "rulers": [_ruler(ruler) for ruler in line.rulers],
    }


def _station(station: LineStation) -> dict[str, Any]:
    found = {**station.extra, "zhanming": station.name, "licheng": _whole(station.km)}
    if station.tracks:
        found["tracks"] = list(station.tracks)
    return found | ({"dengji": station.grade} if station.grade is not None else {})


def _whole(km: float) -> int | float:
    return int(km) if km == int(km) else km


def _ruler(ruler: Ruler) -> dict[str, Any]:
    nodes = [
        {**s.extra, "fazhan": s.origin, "daozhan": s.target, "interval": s.run_s, "start": s.start_s, "stop": s.stop_s}
        for s in ruler.sections
    ]
    return {**ruler.extra, "name": ruler.name, "different": ruler.different, "nodes": nodes}


def _possession(one: GraphPossession) -> dict[str, Any]:
    return {"fazhan": one.origin, "daozhan": one.target, "begin": _clock(one.begin_s), "end": _clock(one.end_s)}


def _train(run: TimetableRun, raw: Extra | None) -> dict[str, Any]:
    known = raw or {}
    rows = known.get("timetable")
    rows = rows if isinstance(rows, list) and len(rows) == len(run.calls) else [{}] * len(run.calls)
    return {
        **known,
        "checi": _numbers(run.number, known.get("checi")),
        "type": run.kind or "",
        "timetable": _rows(run.calls, rows),
    }


def _numbers(number: str, known: Any) -> Any:
    """The full number, the down one and the up one: odd is down."""
    if known and number in (known, *(known if isinstance(known, list) else ())):
        return known
    last = number[-1:]
    down = last.isdecimal() and int(last) % 2 == 1
    return [number, number if down else "", "" if down else number]


def _rows(calls: Sequence[RunCall], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    timed = _times(calls)
    for place, (call, row, (arrive, depart)) in enumerate(zip(calls, rows, timed, strict=True)):
        ends = place in (0, len(calls) - 1)
        new: dict[str, Any] = {"zhanming": call.station, "ddsj": _clock(arrive), "cfsj": _clock(depart)}
        if place == 0 and "ddsj" in row:
            new["ddsj"] = row["ddsj"]
        if place == len(calls) - 1 and "cfsj" in row:
            new["cfsj"] = row["cfsj"]
        if call.track or "track" in row:
            new["track"] = call.track or ""
        if call.boards != (ends or depart > arrive) or "business" in row:
            new["business"] = call.boards
        if not call.published:
            new["note"] = NOBODY
        found.append({**row, **new})
    return found


def _times(calls: Sequence[RunCall]) -> list[tuple[int, int]]:
    """Arrival and departure of each call; where nobody published any, even steps between those that stand."""
    found: list[tuple[int, int]] = []
    known = [n for n, call in enumerate(calls) if call.published]
    for place, call in enumerate(calls):
        if call.published:
            arrive = call.arrive_s if call.arrive_s is not None else call.depart_s
            depart = call.depart_s if call.depart_s is not None else call.arrive_s
            found.append((arrive or 0, depart or 0))
        else:
            before = max(n for n in known if n < place)
            after = min(n for n in known if n > place)
            begin, end = found[before][1], calls[after].arrive_s or 0
            at = begin + (end - begin) * (place - before) // (after - before)
            found.append((at, at))
    return found


def _clock(second: int) -> str:
    return clock_text(second % DAY_S // 60, second=second % 60)
