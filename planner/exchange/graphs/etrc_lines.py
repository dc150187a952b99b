"""The lines of a pyETRC or qETRC train graph: `line`, `lines` or both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.clock import DAY_S, read_timetable_clock
from planner.exchange.trains import GraphLine, GraphPossession, LineStation, Ruler, RulerSection, is_name
from planner.language import N_
from planner.text import Faults

STATION_FIELDS = ("zhanming", "licheng", "dengji")
RULER_FIELDS = ("name", "different", "nodes")
NODE_FIELDS = ("fazhan", "daozhan", "interval", "start", "stop")
FURTHEST_KM = 100_000


def document_lines(graph: Mapping[str, Any], name: str, faults: Faults) -> tuple[GraphLine, ...]:
    """All lines of a document, each once; what is wrong with them goes to `faults`. Those without stations are left
    out, as in data bases of trains."""
    found: list[GraphLine] = []
    places = [("line", graph["line"])] if "line" in graph else []
    lines = graph.get("lines", [])
    places += [(f"lines[{n}]", line) for n, line in enumerate(lines)] if isinstance(lines, list) else []
    for where, line in places:
        if not isinstance(line, dict):
            faults.add(name, 0, where, N_("不是一条线路。"))
        elif line.get("stations"):
            made = _line(line, where, name, faults)
            if made is not None and not any(one.stations == made.stations for one in found):
                found.append(made)
    return tuple(found)


def _line(line: Mapping[str, Any], where: str, name: str, faults: Faults) -> GraphLine | None:
    stations = line.get("stations")
    if not isinstance(stations, list):
        faults.add(name, 0, f"{where}.stations", N_("没有车站。"))
        return None
    known = len(faults.found)
    rows = tuple(_stations(stations, where, name, faults))
    rulers = tuple(_rulers(line, where, name, faults))
    if len(faults.found) > known:
        return None
    extra = {key: value for key, value in line.items() if key not in ("name", "stations", "rulers")}
    closed = tuple(_possessions(line.get("forbid")))
    return GraphLine(str(line.get("name") or "").strip(), rows, rulers, closed, extra)


def _stations(stations: list[Any], where: str, name: str, faults: Faults) -> Iterator[LineStation]:
    seen: set[str] = set()
    for place, station in enumerate(stations):
        here = f"{where}.stations[{place}]"
        fields = station if isinstance(station, dict) else {}
        called, km = fields.get("zhanming"), fields.get("licheng")
        called = called.strip() if isinstance(called, str) else ""
        grade = fields.get("dengji")
        if not is_name(called):
            faults.add(name, 0, f"{here}.zhanming", N_("没有站名。"))
        elif called in seen:
            faults.add(name, 0, f"{here}.zhanming", N_("{name}在这条线上出现了两次。"), name=called)
        elif isinstance(km, bool) or not isinstance(km, int | float) or not -FURTHEST_KM < km < FURTHEST_KM:
            faults.add(name, 0, f"{here}.licheng", N_("“{word}”不是公里数。"), word=str(km)[:60])
        else:
            seen.add(called)
            tracks = fields.get("tracks")
            yield LineStation(
                called,
                float(km),
                grade if isinstance(grade, int) and not isinstance(grade, bool) else None,
                tuple(str(track) for track in tracks) if isinstance(tracks, list) else (),
                {key: value for key, value in fields.items() if key not in STATION_FIELDS},
            )


def _rulers(line: Mapping[str, Any], where: str, name: str, faults: Faults) -> Iterator[Ruler]:
    rulers = line.get("rulers") or []
    if not isinstance(rulers, list):
        faults.add(name, 0, f"{where}.rulers", N_("不是列表。"))
        return
    for place, ruler in enumerate(rulers):
        here = f"{where}.rulers[{place}]"
        nodes = ruler.get("nodes") if isinstance(ruler, dict) else None
        if not isinstance(nodes, list):
            faults.add(name, 0, f"{here}.nodes", N_("不是列表。"))
            continue
        sections = []
        for number, node in enumerate(nodes):
            fields = node if isinstance(node, dict) else {}
            ends = fields.get("fazhan"), fields.get("daozhan")
            times = fields.get("interval"), fields.get("start", 0), fields.get("stop", 0)
            if not all(isinstance(end, str) and is_name(end.strip()) for end in ends) or not all(map(_second, times)):
                faults.add(name, 0, f"{here}.nodes[{number}]", N_("要有两个站名和三个秒数。"))
                continue
            names = str(ends[0]).strip(), str(ends[1]).strip()
            extra = {key: value for key, value in fields.items() if key not in NODE_FIELDS}
            run_s, start_s, stop_s = (int(t or 0) for t in times)
            sections.append(RulerSection(*names, run_s, start_s, stop_s, extra))
        extra = {key: value for key, value in ruler.items() if key not in RULER_FIELDS}
        yield Ruler(str(ruler.get("name") or place + 1), tuple(sections), bool(ruler.get("different")), extra)


def _second(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < DAY_S


def works_possessions(line: GraphLine) -> int:
    """How many possessions for works a line has, on days the file does not know; those of maintenance are daily."""
    found = _possessions(line.extra.get("forbid2"))
    return len({(frozenset((p.origin, p.target)), p.begin_s, p.end_s) for p in found})


def _possessions(forbid: Any) -> Iterator[GraphPossession]:
    """The possessions that have a time; both ways unless the file says that they differ."""
    nodes = forbid.get("nodes") if isinstance(forbid, dict) else None
    for node in nodes if isinstance(nodes, list) else []:
        fields = node if isinstance(node, dict) else {}
        ends = fields.get("fazhan"), fields.get("daozhan")
        begin, end = (read_timetable_clock(str(fields.get(key))) for key in ("begin", "end"))
        if begin is None or end is None or not all(isinstance(one, str) and is_name(one.strip()) for one in ends):
            continue
        if begin.second == end.second:
            continue
        pairs = [ends] if forbid.get("different") else [ends, ends[::-1]]
        for one, other in pairs:
            yield GraphPossession(str(one).strip(), str(other).strip(), begin.second, end.second)
