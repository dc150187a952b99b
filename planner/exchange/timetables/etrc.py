"""Train graphs of pyETRC and qETRC (JSON): the line's stations, its rulers of running times, and its trains.

The files hold clock times only, so a time earlier than the one before it belongs to the next day. A train whose times
cannot be true is left out and reported with the reason; a file that is no train graph is refused as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from planner.clock import DAY_S, clock_text, read_clock
from planner.exchange.rows import Faults
from planner.exchange.timetables.runs import RunCall, StationPoint, Timetable, TimetableRun, is_name

LARGEST_BYTES = 50_000_000
LONGEST_STEP_S = 12 * 3600  # a longer run or stay is a time that runs backwards
FASTEST_KMH = 450


@dataclass(frozen=True)
class RulerSection:
    """Seconds from one station to the next: running, and what starting and stopping add."""

    origin: str
    target: str
    run_s: int
    start_s: int
    stop_s: int


@dataclass(frozen=True)
class Ruler:
    """Running times of a kind of train, by direction."""

    name: str
    sections: tuple[RulerSection, ...]


@dataclass(frozen=True)
class Skipped:
    """A train left out, and why."""

    train: str
    why: str


@dataclass(frozen=True)
class TrainGraph:
    """`kms` are the kilometres of the line's stations, in its order."""

    line: str
    kms: dict[str, float]
    rulers: tuple[Ruler, ...]
    timetable: Timetable
    skipped: tuple[Skipped, ...]


def read_etrc(content: bytes, name: str) -> TrainGraph:
    """The train graph in a file called `name`.

    Raises
    ------
    BadFacts
        If it is none: the fault names the part of the file, such as line.stations[3].licheng.
    """
    faults = Faults()
    graph = _json(content, name, faults)
    line = graph.get("line")
    trains = graph.get("trains")
    if not isinstance(line, dict) or not isinstance(trains, list):
        faults.add(name, 0, "line, trains", "are missing: no train graph of pyETRC or qETRC")
        faults.refuse()
    kms = _kms(line, name, faults)
    rulers = tuple(_rulers(line, name, faults))
    faults.refuse_any()
    runs: list[TimetableRun] = []
    skipped: list[Skipped] = []
    for place, train in enumerate(trains):
        number = _number(train, place)
        try:
            runs.append(_run(train, number, kms))
        except ValueError as why:
            skipped.append(Skipped(number, str(why).removeprefix(f"{number}: ")))
    stations = dict.fromkeys([*kms, *(call.station for run in runs for call in run.calls)])
    table = Timetable(tuple(map(StationPoint, stations)), tuple(runs))
    return TrainGraph(str(line.get("name") or ""), kms, rulers, table, tuple(skipped))


def _json(content: bytes, name: str, faults: Faults) -> dict[str, Any]:
    if len(content) > LARGEST_BYTES:
        faults.add(name, 0, "file", f"is larger than {LARGEST_BYTES // 1_000_000} MB")
        faults.refuse()
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        faults.add(name, error.lineno, "file", f"is not JSON: {error.msg}")
        faults.refuse()
    except (UnicodeDecodeError, RecursionError) as error:
        faults.add(name, 0, "file", f"is not JSON: {error}")
        faults.refuse()
    if not isinstance(parsed, dict):
        faults.add(name, 0, "file", "is JSON, but no train graph")
        faults.refuse()
    return parsed


def _kms(line: dict[str, Any], name: str, faults: Faults) -> dict[str, float]:
    stations = line.get("stations")
    if not isinstance(stations, list) or not stations:
        faults.add(name, 0, "line.stations", "is missing or empty")
        return {}
    found: dict[str, float] = {}
    for place, station in enumerate(stations):
        where = f"line.stations[{place}]"
        station_name, km = (
            (station.get("zhanming"), station.get("licheng")) if isinstance(station, dict) else (None, None)
        )
        if not isinstance(station_name, str) or not is_name(station_name.strip()):
            faults.add(name, 0, f"{where}.zhanming", "is no station name")
        elif station_name.strip() in found:
            faults.add(name, 0, f"{where}.zhanming", f"{station_name} stands twice on the line")
        elif isinstance(km, bool) or not isinstance(km, int | float) or not -1e5 < km < 1e5:
            faults.add(name, 0, f"{where}.licheng", f"{km!r} is no kilometre")
        else:
            found[station_name.strip()] = float(km)
    return found


def _rulers(line: dict[str, Any], name: str, faults: Faults) -> Iterator[Ruler]:
    rulers = line.get("rulers") or []
    if not isinstance(rulers, list):
        faults.add(name, 0, "line.rulers", "is no list")
        return
    for place, ruler in enumerate(rulers):
        where = f"line.rulers[{place}]"
        nodes = ruler.get("nodes") if isinstance(ruler, dict) else None
        if not isinstance(nodes, list):
            faults.add(name, 0, f"{where}.nodes", "is no list")
            continue
        sections = []
        for number, node in enumerate(nodes):
            fields = node if isinstance(node, dict) else {}
            ends = fields.get("fazhan"), fields.get("daozhan")
            times = fields.get("interval"), fields.get("start", 0), fields.get("stop", 0)
            if not all(isinstance(end, str) and is_name(end.strip()) for end in ends) or not all(
                _is_seconds(t) for t in times
            ):
                faults.add(name, 0, f"{where}.nodes[{number}]", "has no two stations and three times in seconds")
                continue
            section = RulerSection(str(ends[0]).strip(), str(ends[1]).strip(), *(int(t or 0) for t in times))
            sections.append(section)
            if not ruler.get("different"):
                sections.append(RulerSection(section.target, section.origin, *(int(t or 0) for t in times)))
        yield Ruler(str(ruler.get("name") or place + 1), tuple(sections))


def _is_seconds(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < DAY_S


def _number(train: Any, place: int) -> str:
    """The full number, or the down or up one, or its place in the file."""
    code = train.get("checi") if isinstance(train, dict) else None
    numbers = code if isinstance(code, list) else [code]
    return next((n.strip() for n in numbers if isinstance(n, str) and n.strip()), f"#{place + 1}")


def _run(train: Any, number: str, kms: dict[str, float]) -> TimetableRun:
    rows = train.get("timetable") if isinstance(train, dict) else None
    if not isinstance(rows, list) or len(rows) < 2:
        raise ValueError("has fewer than two stations")
    calls, latest = [], 0
    for place, row in enumerate(rows):
        station = row.get("zhanming") if isinstance(row, dict) else None
        if not isinstance(station, str) or not is_name(station.strip()):
            raise ValueError(f"line {place + 1} names no station")
        arrive = _later(row.get("ddsj"), latest, station, first=place == 0)
        depart = _later(row.get("cfsj"), arrive, station, first=False)
        latest = depart
        calls.append(
            RunCall(
                station=station.strip(),
                arrive_s=None if place == 0 else arrive,
                depart_s=None if place == len(rows) - 1 else depart,
                track=str(row.get("track") or "").strip() or None,
                boards=bool(row.get("business", place in (0, len(rows) - 1) or depart > arrive)),
            )
        )
    _refuse_too_fast(calls, kms)
    return TimetableRun(number, tuple(_with_km(calls, kms)), kind=str(train.get("type") or "").strip() or None)


def _later(text: Any, latest: int, station: str, first: bool) -> int:
    """The first such time from `latest` on; more than half a day later it cannot be meant."""
    written = read_clock(text.strip(), seconds="some") if isinstance(text, str) else None
    if written is None:
        raise ValueError(f"{station}: {text!r} is no time such as 09:12:00")
    if first:
        return written.second
    later = written.from_s(latest)
    if later - latest > LONGEST_STEP_S:
        before = clock_text(latest // 60, "wrap", second=latest % 60)
        raise ValueError(f"{station}: {text} is before {before}, or more than half a day after it")
    return later


def _refuse_too_fast(calls: list[RunCall], kms: dict[str, float]) -> None:
    for one, other in pairwise(calls):
        if one.station not in kms or other.station not in kms:
            continue
        km, seconds = abs(kms[other.station] - kms[one.station]), (other.arrive_s or 0) - (one.depart_s or 0)
        if km > 0 and km * 3600 > seconds * FASTEST_KMH:
            raise ValueError(f"{one.station} → {other.station}: {km:g} km in {seconds} s")


def _with_km(calls: list[RunCall], kms: dict[str, float]) -> Iterator[RunCall]:
    """Kilometres from the first call, if the train keeps to the line in one direction."""
    line_kms = [kms.get(call.station) for call in calls]
    known = [km for km in line_kms if km is not None]
    steps = [other - one for one, other in pairwise(known)]
    keeps = len(known) == len(calls) and (all(s > 0 for s in steps) or all(s < 0 for s in steps))
    for call, km in zip(calls, line_kms, strict=True):
        at = round(abs(km - known[0]), 3) if keeps and km is not None else None
        yield RunCall(call.station, call.arrive_s, call.depart_s, call.track, at, call.boards)
