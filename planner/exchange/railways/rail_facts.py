"""A railway as facts for trains: what check, insertion, diagram and simulation read, its own trains as the traffic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from itertools import pairwise
from statistics import median

from planner.catalog import Catalog, DailyPossession, RailFacts, Section, SharedTrack, Station, TrainCall, TrainRun
from planner.clock import DAY_MIN
from planner.errors import BadFile, Fault
from planner.exchange.railways.railway import RAILWAY_JSON, Railway
from planner.exchange.railways.sections import LineSection, graph_sections, stations_of
from planner.exchange.trains import GraphLine, Ruler, RunCall, StationPoint, TimetableRun, labels, numbers_in
from planner.facts import Facts
from planner.language import N_
from planner.rules import RulePack
from planner.train.infrastructure import START_S, STOP_S

LETTERS = "GDCZTKY"
FAST = ("动车", "高速", "城际")
Pair = tuple[str, str]


def rail_facts(railway: Railway) -> RailFacts:
    """The facts. Times are whole minutes in them; running times are those of the ruler, else as trains were seen to run
    from station to station, in the slower direction.

    Raises
    ------
    BadFile
        If there is no section: neither lines nor kilometres nor positions are known.
    """
    sections = graph_sections(railway.graph)
    if not sections:
        raise BadFile((Fault(railway.source, 0, "file", N_("没有线路，列车也没有里程、车站没有位置：连不成铁路。")),))
    rows = tuple(_section(n, each, railway) for n, each in enumerate(_once(sections, railway), 1))
    runs = dict(zip(labels(railway.graph.timetable.runs), railway.graph.timetable.runs, strict=True))
    kms = _kms(sections)
    return RailFacts(
        digest=sha256(RAILWAY_JSON.dump_json(railway)).hexdigest(),
        stations=dict(_stations(railway, sections)),
        sections=rows,
        runs={name: _run(name, run, railway.source) for name, run in runs.items()},
        calls={name: tuple(_calls(name, run, kms)) for name, run in runs.items()},
        speeds=(),
        passing_times={},
        real_trains=(),
        tracks=tuple(_shared(rows)),
        ruler_s=_seen_seconds(railway.graph.timetable.runs, kms) | _ruler_seconds(railway.graph.lines, railway.ruler),
        possessions=tuple(_possessions(railway.graph.lines)),
    )


def railway_facts(railway: Railway, rules: RulePack, today: date) -> Facts:
    """The same as all facts there are: nothing to see, nowhere to sleep. Raises as `rail_facts`."""
    rail = rail_facts(railway)
    return Facts(Catalog(rail.digest, {}, {}, {}, {}, {}, {}, stations=rail.stations), rail, rules, today)


def _stations(railway: Railway, sections: tuple[LineSection, ...]) -> Iterator[tuple[str, Station]]:
    """The stations of the sections and of the trains, so far as a section leads to them."""
    tracks = {s.name: len(s.tracks) for line in railway.graph.lines for s in line.stations}
    from pypinyin import lazy_pinyin  # its dictionary is 55 MB

    points = {point.name: point for point in railway.graph.timetable.stations}
    for name in stations_of(sections):
        point = points.get(name, StationPoint(name))
        spelt = "".join(lazy_pinyin(name))
        yield (
            name,
            Station(
                name=name,
                pinyin=spelt,
                name_en=point.name_en or spelt.capitalize(),
                province="",
                lat=point.lat,
                lon=point.lon,
                position="unknown" if point.lat is None else "exact",
                kind="conventional",
                on_sale=True,
                trains_2026=0,
                tracks=str(tracks[name]) if tracks.get(name) else None,
                step_free_train=point.step_free,
                source=railway.source,
            ),
        )


def _once(sections: tuple[LineSection, ...], railway: Railway) -> Iterator[LineSection]:
    """Each two neighbours once a line."""
    seen = set()
    for section in sections:
        key = section.line or railway.name, frozenset((section.one, section.other))
        if key not in seen:
            seen.add(key)
            yield section


def _shared(rows: tuple[Section, ...]) -> Iterator[SharedTrack]:
    """Lines between the same two stations are taken to run on the same rails: a file says nothing of that."""
    by_ends: dict[frozenset[str], list[Section]] = {}
    for row in rows:
        by_ends.setdefault(frozenset((row.from_station, row.to_station)), []).append(row)
    for number, there in enumerate((found for found in by_ends.values() if len(found) > 1), 1):
        yield SharedTrack(
            id=number,
            from_station=there[0].from_station,
            to_station=there[0].to_station,
            line=there[0].line,
            also_lines=";".join(row.line for row in there[1:]),
            basis="estimate",
            note="assumed shared: the same two stations",
            source=there[0].source,
        )


def _section(number: int, section: LineSection, railway: Railway) -> Section:
    return Section(
        id=number,
        line=section.line or railway.name,
        from_station=section.one,
        to_station=section.other,
        km=section.km,
        km_estimated=section.estimated,
        service="conventional",
        tracks=railway.tracks or None,
        attributes_verified=False,
        source=railway.source,
    )


def _run(number: str, run: TimetableRun, source: str) -> TrainRun:
    also = [each for each in numbers_in(run.number) if each != number]
    return TrainRun(
        number=number, also_numbered="/".join(also) or None, kind=kind_letter(run), quality="ok", snapshot=source
    )


def kind_letter(run: TimetableRun) -> str:
    """G, D, C, Z, T, K or Y by number or kind; K for all others that a locomotive hauls."""
    if run.number[:1] in LETTERS:
        return run.number[:1]
    return "D" if run.kind and any(word in run.kind for word in FAST) else "K"


def _calls(number: str, run: TimetableRun, kms: Mapping[Pair, float]) -> Iterator[TrainCall]:
    before = ""
    for seq, call in enumerate((call for call in run.calls if call.published), 1):
        yield TrainCall(
            train=number,
            seq=seq,
            station=call.station,
            arrive=None if call.arrive_s is None else call.arrive_s // 60,
            depart=None if call.depart_s is None else call.depart_s // 60,
            in_region=True,
            leg_km=kms.get((before, call.station)),
        )
        before = call.station


def _possessions(lines: Iterable[GraphLine]) -> Iterator[DailyPossession]:
    """Those of all lines between stations on them, each once, in whole minutes that hold all of their seconds; both
    ways where both are closed at the same time."""
    closed = dict.fromkeys(
        (p.origin, p.target, p.begin_s // 60, -(-p.end_s // 60) + (DAY_MIN if p.end_s <= p.begin_s else 0))
        for line in lines
        for p in line.possessions
        if p.origin in line.kms and p.target in line.kms
    )
    told = set()
    for one, other, begin, end in closed:
        back = other, one, begin, end
        if back not in told:
            told.add((one, other, begin, end))
            yield DailyPossession(one, other, begin, end, one_way=back not in closed)


def _kms(sections: tuple[LineSection, ...]) -> dict[Pair, float]:
    """The kilometres between neighbours, both ways, the shortest where several lines lead there."""
    found: dict[Pair, float] = {}
    for section in sections:
        for pair in ((section.one, section.other), (section.other, section.one)):
            found[pair] = min(section.km, found.get(pair, section.km))
    return found


def _ruler_seconds(lines: tuple[GraphLine, ...], wanted: str) -> dict[Pair, int]:
    """Running times by section: of the ruler wanted, else of the first of each line."""
    found: dict[Pair, int] = {}
    for line in lines:
        ruler = next((each for each in line.rulers if each.name == wanted), next(iter(line.rulers), None))
        for pair, seconds in _slower(ruler).items() if ruler else ():
            found[pair] = max(seconds, found.get(pair, 0))
    return found


def _slower(ruler: Ruler) -> dict[Pair, int]:
    found: dict[Pair, int] = {}
    for section in ruler.both_ways():
        if section.run_s:
            pair = min(section.origin, section.target), max(section.origin, section.target)
            found[pair] = max(section.run_s, found.get(pair, 0))
    return found


def _seen_seconds(runs: tuple[TimetableRun, ...], kms: Mapping[Pair, float]) -> dict[Pair, int]:
    """How long trains hauled by locomotives took from neighbour to neighbour, starting and stopping left out."""
    seen: dict[Pair, list[int]] = {}
    for run in runs:
        if kind_letter(run) in "GDC":
            continue
        for one, other in pairwise(run.calls):
            if (one.station, other.station) in kms and one.depart_s is not None and other.arrive_s is not None:
                seconds = other.arrive_s - one.depart_s - START_S * _stops(one) - STOP_S * _stops(other)
                if seconds > 0:
                    pair = min(one.station, other.station), max(one.station, other.station)
                    seen.setdefault(pair, []).append(seconds)
    return {pair: round(median(times)) for pair, times in seen.items()}


def _stops(call: RunCall) -> bool:
    return call.arrive_s is None or call.depart_s is None or call.depart_s > call.arrive_s
