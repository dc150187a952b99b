"""How quickly a train is checked and inserted, in process: on a single line of 91 stations and on the facts.

The single line is made here: 750 km, ten minutes a section, forty trains a day that stop at every sixth station;
`python -m benchmarks.checks FILE` takes a train graph (pyETRC) in its place. On the facts it is 1,000 km.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.facts import BenchFacts, fresh_facts
from planner.catalog import Catalog, RailFacts
from planner.clock import clock_text
from planner.exchange.railways import make_railway, rail_facts
from planner.exchange.timetables import read_file
from planner.facts import Facts
from planner.train.check import Case, Possession, check_timetable
from planner.train.infrastructure import plain_way, running_table
from planner.train.insertion import PathRequest, find_paths, read_call_wishes
from planner.train.traffic import traffic
from planner.train.types import EnteredCall

STATIONS, TRAINS, SECTION_MIN, STAY_MIN = 91, 40, 10, 4
LONG_WAY = ("山海关", "锦州", "沈阳", "鞍山", "大连", "沈阳", "丹东")
HOURS = range(24)


def run(facts: BenchFacts, file: str = "") -> None:
    """Print lines of times: median and worst of departures at every hour."""
    content = Path(file).read_bytes() if file else json.dumps(_graph()).encode()
    rail = rail_facts(make_railway("bench", "bench.json", read_file(content, "bench.json", {}, ""), "single"))
    empty = Catalog(rail.digest, {}, {}, {}, {}, {}, {}, stations=rail.stations)
    line = Facts(empty, rail, facts.rules, date(2027, 5, 10))
    names = list(rail.stations)
    print(f"single line: {len(names)} stations, {len(rail.runs)} trains")
    _check(line, (names[0], names[-1]), "without a stop")
    _check(line, (names[0], *names[6:-1:6], names[-1]), "with stops")
    _check(line, (names[0], *names[6:-1:6], names[-1]), "with stops and a possession", names[40:42])
    for objective in ("arrival", "buffer"):
        _time(f"insert, {objective}", (lambda hour, o=objective: _insert(line, names, hour, o)))
    _check(facts, LONG_WAY, "the facts")
    _check(facts, LONG_WAY, "the facts with a possession", ("鞍山", "辽阳"))


def _check(facts: Facts | BenchFacts, stations: Sequence[str], what: str, closed: Sequence[str] = ()) -> None:
    case = Case(possessions=(Possession(*closed, 0, 240),) if closed else ())
    trains = {hour: timetable(facts.rail, stations, hour * 60) for hour in HOURS}
    known = traffic(facts.rail)
    found = {hour: check_timetable(facts, known, calls, case) for hour, calls in trains.items()}
    met = median(len(one.violations) for one in found.values())
    _time(f"check {what} ({met:.0f} violations)", lambda hour: check_timetable(facts, known, trains[hour], case))


def timetable(rail: RailFacts, stations: Sequence[str], minute: int) -> tuple[EnteredCall, ...]:
    """A train from that minute on that runs by planning times and stops for four minutes."""
    return tuple(_calls(rail, stations, minute))


def _calls(rail: RailFacts, stations: Sequence[str], minute: int) -> Iterator[EnteredCall]:
    table = running_table(rail)
    numbers, km = table.network.numbers, 0.0
    for place, station in enumerate(stations):
        arrive = None
        if place:
            way = plain_way(table.network, table.loco_s, numbers[stations[place - 1]], numbers[station]) or ()
            minute = arrive = minute + -(-sum(table.loco_s[step.link] for step in way) // 60) + 3
            km += sum(table.network.links[step.link].km for step in way)
        minute += STAY_MIN if place else 0
        yield EnteredCall(place + 1, station, arrive, None if place == len(stations) - 1 else minute)


def _insert(facts: Facts, names: Sequence[str], hour: int, objective: str) -> None:
    calls = f"{names[0]}@{clock_text(hour * 60)}-{clock_text(hour * 60 + 30)}", names[-1]
    find_paths(facts, PathRequest(read_call_wishes(calls, facts.rail.stations), objective=objective))


def _time(what: str, work: Callable[[int], object]) -> None:
    took = []
    for hour in HOURS:
        began = process_time()
        work(hour)
        took.append(1000 * (process_time() - began))
    print(f"  {what}: median {median(took):.1f} ms, worst {max(took):.1f} ms")


def _graph() -> dict[str, object]:
    names = [f"S{number:02d}" for number in range(STATIONS)]
    stations = [{"zhanming": name, "licheng": round(750 / 90 * n), "dengji": 3} for n, name in enumerate(names)]
    sections = [
        {"fazhan": one, "daozhan": other, "interval": SECTION_MIN * 60, "start": 120, "stop": 60}
        for one, other in pairwise(names)
    ]
    ruler = {"name": "K", "different": False, "nodes": sections}
    trains = [_train(f"K{number + 1}", names[:: 1 if number % 2 else -1], number * 36) for number in range(TRAINS)]
    return {"line": {"name": "bench", "stations": stations, "rulers": [ruler]}, "trains": trains}


def _train(number: str, names: Sequence[str], minute: int) -> dict[str, object]:
    rows = []
    for place in range(0, STATIONS, 6):
        arrive = minute if place == 0 else minute + 6 * SECTION_MIN + 3
        minute = arrive + (STAY_MIN if place else 0)
        times = [clock_text(m % 1440) + ":00" for m in (arrive, minute)]
        rows.append({"zhanming": names[place], "ddsj": times[0], "cfsj": times[1]})
    return {"checi": [number, "", ""], "type": "快速", "timetable": rows}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)), *sys.argv[1:2])
