"""Railways of one's own: lines, rulers and trains as facts, kept as a file, and out and in again without loss."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import Catalog
from planner.clock import today
from planner.errors import BadFile, Malformed, Unknown
from planner.exchange.graphs import read_etrc, read_trc, write_etrc, write_trc
from planner.exchange.railways import (
    RAILWAY_JSON,
    graph_sections,
    list_railways,
    load_railway,
    make_railway,
    rail_facts,
    save_railway,
)
from planner.exchange.timetables import read_file
from planner.exchange.trains import (
    GraphLine,
    LineStation,
    Ruler,
    RulerSection,
    RunCall,
    StationPoint,
    Timetable,
    TimetableRun,
    TrainGraph,
)
from planner.facts import Facts
from planner.folders import ROOT
from planner.rules import load_rules
from planner.train.check import check_timetable
from planner.train.check.rails import refuse_doubled
from planner.train.entry import read_words
from planner.train.infrastructure import running_table
from planner.train.insertion import PathRequest, Paths, find_paths, read_call_wishes
from planner.train.traffic import published_traffic, traffic
from tests.support.effort import examples
from tests.support.feeds import CALLS, feed
from tests.support.recipes import pieces

GRAPH = pieces("import-a-railway", "json")[0]


def facts_of(content: str | bytes, **more: str) -> Facts:
    content = content.encode() if isinstance(content, str) else content
    rail = rail_facts(make_railway("test", "file", read_file(content, "file", {}, ""), **more))
    return Facts(Catalog(rail.digest, {}, {}, {}, {}, {}, {}, rail.stations), rail, load_rules(ROOT / "data"), today())


def test_lines_rulers_and_trains_become_facts() -> None:
    rail = facts_of(GRAPH, tracks="single").rail
    assert [(s.from_station, s.to_station, s.km, s.tracks) for s in rail.sections] == [
        ("甲", "乙", 15, "single"), ("乙", "丙", 16, "single"), ("丙", "丁", 17, "single"),
    ]  # fmt: skip
    assert running_table(rail).loco_s == (720, 780, 840)
    assert {run.train for run in published_traffic(rail)} == {"K1", "K2"}
    assert len(published_traffic(rail)) == 6
    assert not traffic(rail).gaps


def test_its_trains_are_the_traffic_of_check_and_insertion() -> None:
    facts = facts_of(GRAPH, tracks="single")
    clash = read_words(["甲 -- 07:50", "丁 08:45 --"], facts.rail, str)
    found = check_timetable(facts, traffic(facts.rail), clash.calls, clash.case)
    met = {(violation.rule, violation.values.get("train")) for violation in found.violations}
    assert any(rule.startswith("train-headway") and train == "K1" for rule, train in met)
    wish = read_call_wishes(["甲@07:30-09:30", "丁"], facts.rail.stations)
    paths = find_paths(facts, PathRequest(wish))
    assert isinstance(paths, Paths)
    spec = [(p.station, p.arrive_s // 60, p.depart_s // 60) for p in paths.best.passings]
    assert spec[0][0] == "甲"
    assert spec[-1][0] == "丁"


def test_without_a_ruler_trains_say_how_long_a_section_takes() -> None:
    graph = json.loads(GRAPH)
    graph["line"]["rulers"] = []
    table = running_table(facts_of(json.dumps(graph)).rail)
    assert table.loco_s == (750, 810, 840)  # medians of two trains, starting (120 s) and stopping (60 s) left out


def test_a_feed_becomes_a_railway_of_its_shortest_legs() -> None:
    """The express skips 鞍山 and 瓦房店; its leg is no section."""
    trips = "route_id,service_id,trip_id,trip_short_name\nr1,s,t1,K1\nr1,s,t2,K2\n"
    rows = (
        f"{CALLS}t1,DL,1,08:00:00,08:00:00\nt1,WFD,2,09:00:00,09:05:00\nt1,AS,3,11:00:00,11:05:00\n"
        "t1,SY,4,12:00:00,12:00:00\nt2,SY,1,13:00:00,13:00:00\nt2,DL,2,17:00:00,17:00:00\n"
    )
    rail = facts_of(feed({"trips.txt": trips, "stop_times.txt": rows})).rail
    assert {frozenset((s.from_station, s.to_station)) for s in rail.sections} == {
        frozenset(("大连", "瓦房店")), frozenset(("瓦房店", "鞍山")), frozenset(("鞍山", "沈阳")),
    }  # fmt: skip
    assert all(section.km_estimated for section in rail.sections)
    assert len(published_traffic(rail)) == 6


def test_what_makes_no_railway_is_refused(tmp_path: Path) -> None:
    read = read_file("站名,到点,开点\n甲,--,10:00\n乙,11:00,--\n".encode(), "a.csv", {}, "")
    with pytest.raises(BadFile):
        rail_facts(make_railway("a", "a.csv", read))
    with pytest.raises(Malformed):
        make_railway("../a", "a.csv", read)
    with pytest.raises(Unknown):
        make_railway("a", "a.json", read_file(GRAPH.encode(), "a.json", {}, ""), ruler="T")
    with pytest.raises(Unknown):
        load_railway(tmp_path, "a")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadFile):
        load_railway(tmp_path, "a")


def test_a_railway_is_kept_as_a_file(tmp_path: Path) -> None:
    railway = make_railway("example", "a.json", read_file(GRAPH.encode(), "a.json", {}, ""), "double", "K")
    save_railway(tmp_path, railway)
    assert list_railways(tmp_path) == ("example",)
    assert load_railway(tmp_path, "example") == railway
    assert rail_facts(railway).digest != rail_facts(replace(railway, tracks="single")).digest


NAMES = ["甲", "乙", "丙", "丁", "戊"]


@st.composite
def graphs(draw: st.DrawFn) -> TrainGraph:
    """A line of whole kilometres with a ruler, and trains along it that nowhere stand 20 hours or run twelve."""
    names = NAMES[: draw(st.integers(2, 5))]
    steps = draw(st.lists(st.integers(1, 60), min_size=len(names), max_size=len(names)))
    stations = tuple(LineStation(name, float(sum(steps[:n])), 3) for n, name in enumerate(names))
    sections = tuple(RulerSection(one, other, draw(st.integers(60, 3600)), 120, 60) for one, other in pairwise(names))
    line = GraphLine("line", stations, (Ruler("r", sections, draw(st.booleans())),))
    runs = tuple(_train(draw, number, names, line.kms) for number in range(draw(st.integers(1, 3))))
    return TrainGraph((line,), Timetable(tuple(map(StationPoint, names)), runs))


def _train(draw: st.DrawFn, number: int, names: list[str], kms: dict[str, float]) -> TimetableRun:
    order = names if draw(st.booleans()) else names[::-1]
    second, calls = draw(st.integers(0, 86_399)), list[RunCall]()
    for n, name in enumerate(order):
        arrive = second if n == 0 else second + draw(st.integers(1200, 40_000))
        depart = arrive + draw(st.sampled_from([0, 60, 7000, 48_600]))
        boards = n in (0, len(order) - 1) or draw(st.booleans())
        second = arrive if n == 0 else depart
        track = draw(st.none() | st.sampled_from(["1", "II"]))
        km = round(abs(kms[name] - kms[order[0]]), 3)
        calls.append(
            RunCall(name, None if n == 0 else arrive, None if n == len(order) - 1 else second, track, km, boards)
        )
    return TimetableRun(f"K{number}", tuple(calls), kind="快速")


@settings(max_examples=examples(80))
@given(graphs())
def test_a_graph_comes_back_whole_from_both_programs(graph: TrainGraph) -> None:
    again = read_etrc(write_etrc(graph), "a.json")
    assert (again.lines[0].stations, again.lines[0].rulers) == (graph.lines[0].stations, graph.lines[0].rulers)
    assert again.timetable == graph.timetable
    text = read_trc(write_trc(graph), "a.trc")
    assert [(s.name, s.km) for s in text.lines[0].stations] == [(s.name, s.km) for s in graph.lines[0].stations]
    assert [run.calls for run in text.timetable.runs] == [run.calls for run in graph.timetable.runs]
    railway = make_railway("a", "a", read_file(write_etrc(graph), "a.json", {}, ""))
    assert RAILWAY_JSON.validate_json(RAILWAY_JSON.dump_json(railway)) == railway
    assert len(graph_sections(railway.graph)) == len(graph.lines[0].stations) - 1


@pytest.mark.parametrize("second", ["乙丙线", "", "甲线"])
def test_lines_between_the_same_stations_are_taken_to_share_their_rails(second: str) -> None:
    """Also if two lines have one name: there is one link, and a train on it is in everybody's way."""
    stations = tuple(LineStation(name, km) for name, km in (("甲", 0.0), ("乙", 15.0), ("丙", 31.0)))
    lines = GraphLine("甲线", stations), GraphLine(second, stations[1:])
    made = make_railway("test", "file", read_file(GRAPH.encode(), "file", {}, ""))
    rail = rail_facts(replace(made, graph=replace(made.graph, lines=lines)))
    network = running_table(rail).network
    (link,) = network.between("乙", "丙")
    assert network.links[link].line == "甲线"
    assert len(network.links) == 2
    assert [track.basis for track in rail.tracks] == ([] if second == "甲线" else ["estimate"])
    refuse_doubled(rail, network)
