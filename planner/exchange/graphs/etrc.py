"""Train graphs of pyETRC and qETRC (JSON): lines with their stations and rulers of running times, and the trains.

The files hold clock times only, so a time earlier than the one before it belongs to the next day. A train whose times
cannot be true is left out and reported with the reason; a file that is no train graph is refused as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from planner.clock import DAY_S, clock_text, read_timetable_clock
from planner.errors import BadValue
from planner.exchange.graphs.etrc_lines import document_lines, works_possessions
from planner.exchange.graphs.etrc_write import NOBODY
from planner.exchange.trains import (
    Extra,
    FileNote,
    GraphLine,
    RunCall,
    Skipped,
    StationPoint,
    Timetable,
    TimetableRun,
    TrainGraph,
    is_name,
    joined,
)
from planner.language import N_
from planner.text import Faults, decode, read_json

LARGEST_BYTES = 50_000_000
LONGEST_RUN_S = 12 * 3600  # a longer run between two stations is a time that runs backwards
LONGEST_STAY_S = 20 * 3600  # a silver train stands by day; a longer stay is a departure before the arrival
MOST_TRAINS = 20_000
FASTEST_KMH = 450
KNOWN = ("line", "lines", "trains")
_WORKS = N_("综合施工天窗 {count} 处没有用：哪天施工，文件里没有写。要用就写成 --possession。")


def read_etrc(content: bytes, name: str) -> TrainGraph:
    """The train graph in a file called `name`.

    Raises
    ------
    BadFile
        If it is none: the fault names the part of the file, such as line.stations[3].licheng.
    """
    faults = Faults()
    graph = _document(content, name, faults)
    trains = graph.get("trains")
    if not isinstance(trains, list) or not all(isinstance(graph.get(key, {}), dict | list) for key in KNOWN):
        faults.add(name, 0, "line, trains", N_("没有这两项：不是 pyETRC 或 qETRC 的运行图。"))
        faults.refuse()
    if len(trains) > MOST_TRAINS:
        faults.add(name, 0, "trains", N_("列车超过 {most} 趟。请分成几个文件。"), most=f"{MOST_TRAINS:,}")
        faults.refuse()
    lines = document_lines(graph, name, faults)
    faults.refuse_any()
    found = with_trains({key: value for key, value in graph.items() if key not in KNOWN}, trains, lines)
    works = sum(map(works_possessions, lines))
    return replace(found, notes=(FileNote(_WORKS, {"count": works}),)) if works else found


def with_trains(about: Extra, trains: Sequence[Any], lines: tuple[GraphLine, ...]) -> TrainGraph:
    """The graph of those lines and trains, trains as pyETRC has them; what cannot be true is left out and reported."""
    runs: list[TimetableRun] = []
    extra: list[Extra] = []
    skipped: list[Skipped] = []
    unread: list[Any] = []
    for place, train in enumerate(trains):
        number = _number(train, place)
        try:
            run = graph_run(train, number, lines)
        except BadValue as bad:
            skipped.append(Skipped(number, bad.why, bad.values))
            unread.append(train)
        else:
            runs.append(run)
            extra.append(train)
    stations = dict.fromkeys(
        [*(s.name for line in lines for s in line.stations), *(call.station for run in runs for call in run.calls)]
    )
    return TrainGraph(
        lines=lines,
        timetable=Timetable(tuple(map(StationPoint, stations)), tuple(runs)),
        skipped=tuple(skipped),
        extra=tuple(extra),
        unread=tuple(unread),
        about=about,
    )


def _document(content: bytes, name: str, faults: Faults) -> dict[str, Any]:
    if len(content) > LARGEST_BYTES:
        faults.add(name, 0, "file", N_("超过 {most} MB。"), most=LARGEST_BYTES // 1_000_000)
        faults.refuse()
    try:
        parsed = read_json(decode(content)[0])
    except BadValue as bad:
        faults.bad(name, int(bad.values.get("line", 0)), "file", bad)
        faults.refuse()
    if isinstance(parsed, list) and parsed and all(isinstance(one, dict) and "timetable" in one for one in parsed):
        return {"trains": parsed}
    if not isinstance(parsed, dict):
        faults.add(name, 0, "file", N_("是 JSON，可不是运行图。"))
        faults.refuse()
    return parsed


def _number(train: Any, place: int) -> str:
    """The full number, or the down or up one, or its place in the file."""
    code = train.get("checi") if isinstance(train, dict) else None
    numbers = code if isinstance(code, list) else [code]
    found = next((n.strip() for n in numbers if isinstance(n, str) and n.strip()), "")
    return found if is_name(found) else f"#{place + 1}"


def graph_run(train: Any, number: str, lines: Sequence[GraphLine]) -> TimetableRun:
    """A train as its file has it; raises BadValue if it cannot be."""
    rows = train.get("timetable") if isinstance(train, dict) else None
    if not isinstance(rows, list) or len(rows) < 2:
        raise BadValue(N_("停站少于两个。"))
    calls, latest = [], 0
    for place, row in enumerate(rows):
        station = row.get("zhanming") if isinstance(row, dict) else None
        if not isinstance(station, str) or not is_name(station.strip()):
            raise BadValue(N_("第 {place} 行没有站名。"), place=place + 1)
        if row.get("note") == NOBODY and 0 < place < len(rows) - 1:
            boards = bool(row.get("business", True))
            calls.append(
                RunCall(station.strip(), None, None, str(row.get("track") or "").strip() or None, None, boards)
            )
            continue
        arrive = _later(row.get("ddsj"), latest, station, 0 if place == 0 else LONGEST_RUN_S)
        depart = _later(row.get("cfsj"), arrive, station, LONGEST_STAY_S)
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
    refuse_too_fast(calls, lines)
    kind = str(train.get("type") or "").strip()
    return TimetableRun(number, tuple(_with_km(joined(calls), lines)), kind=kind or None)


def _later(text: Any, latest: int, station: str, most: int) -> int:
    """The first such time from `latest` on; more than `most` seconds later it cannot be meant. 0: it is the first."""
    written = read_timetable_clock(text) if isinstance(text, str) and len(text) < 40 else None
    if written is None:
        raise BadValue(N_("{station}：看不懂时间“{word}”。要写成 09:12:00。"), station=station, word=str(text)[:40])
    second = written.second % DAY_S
    if not most:
        return second
    later = latest + (second - latest) % DAY_S
    if later - latest > most:
        before = clock_text(latest // 60, "wrap", second=latest % 60)
        raise BadValue(
            N_("{station}：{word} 比 {before} 早，或者晚了 {hours} 小时以上。"),
            station=station, word=text, before=before, hours=most // 3600,
        )  # fmt: skip
    return later


def refuse_too_fast(calls: Sequence[RunCall], lines: Sequence[GraphLine]) -> None:
    """Refuse a run quicker than any train; raises BadValue."""
    for one, other in pairwise([call for call in calls if call.published]):
        km = min((abs(kms[other.station] - kms[one.station]) for kms in _kms_of(lines, one, other)), default=0.0)
        seconds = (other.arrive_s or 0) - (one.depart_s or 0)
        if km > 0 and km * 3600 > seconds * FASTEST_KMH:
            ends = {"from": one.station, "to": other.station}
            words = N_("{from} → {to}：{km} 公里只用 {seconds} 秒，太快了。")
            raise BadValue(words, **ends, km=f"{km:g}", seconds=seconds)


def _kms_of(lines: Sequence[GraphLine], one: RunCall, other: RunCall) -> Iterator[dict[str, float]]:
    for line in lines:
        kms = line.kms
        if one.station in kms and other.station in kms:
            yield kms


def _with_km(calls: Sequence[RunCall], lines: Sequence[GraphLine]) -> Iterator[RunCall]:
    """Kilometres from the first call, if each leg lies on one line and none goes nowhere."""
    at: float | None = 0.0
    kms: list[float | None] = [0.0]
    for one, other in pairwise(calls):
        legs = [abs(line[other.station] - line[one.station]) for line in _kms_of(lines, one, other)]
        at = round(at + min(legs), 3) if at is not None and legs and min(legs) > 0 else None
        kms.append(at)
    known = all(km is not None for km in kms)
    for call, km in zip(calls, kms, strict=True):
        yield RunCall(call.station, call.arrive_s, call.depart_s, call.track, km if known else None, call.boards)
