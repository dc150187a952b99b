"""A train graph of pyETRC or qETRC. The line of the sample is our own: three stations, 15 km apart."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from planner.errors import BadFacts
from planner.exchange.graphs import read_etrc, write_etrc
from planner.exchange.trains import LineStation, Ruler, RulerSection, Skipped

Told = dict[str, Any]


def row(station: str, arrive: str, depart: str, track: str = "") -> Told:
    return {"zhanming": station, "ddsj": arrive, "cfsj": depart, "track": track, "note": ""}


DOWN = [row("甲", "23:40:00", "23:40:00"), row("乙", "23:52:00", "23:52:00"), row("丙", "00:05:00", "00:09:00", "3")]
UP = [row("丙", "06:00:00", "06:00:00"), row("乙", "06:12:00", "06:15:30"), row("甲", "06:27:00", "06:27:00")]
SAMPLE: Told = {
    "line": {
        "name": "甲丙线",
        "stations": [
            {"zhanming": "甲", "licheng": 0, "dengji": 3},
            {"zhanming": "乙", "licheng": 15.5, "dengji": 4},
            {"zhanming": "丙", "licheng": 30, "dengji": 2},
        ],
        "rulers": [
            {
                "name": "慢车",
                "different": False,
                "nodes": [{"fazhan": "甲", "daozhan": "乙", "interval": 720, "start": 120, "stop": 60}],
            }
        ],
    },
    "trains": [
        {"checi": ["K1/2", "K1", "K2"], "type": "快速", "timetable": DOWN},
        {"checi": ["8802", "", "8802"], "type": "通勤", "timetable": UP},
    ],
}


def read(reported: Any) -> Any:
    return read_etrc(json.dumps(reported).encode(), "line.json")


def with_train(rows: list[Told], **more: Any) -> Told:
    reported = copy.deepcopy(SAMPLE)
    reported["trains"].append({"checi": ["X", "X", ""], "type": "", "timetable": rows, **more})
    return reported


def test_stations_trains_and_times_over_midnight() -> None:
    graph = read(SAMPLE)
    (line,) = graph.lines
    assert (line.name, line.kms, graph.skipped) == ("甲丙线", {"甲": 0.0, "乙": 15.5, "丙": 30.0}, ())
    assert line.stations[0] == LineStation("甲", 0.0, 3)
    down, up = graph.timetable.runs
    assert (down.number, down.kind, down.dates) == ("K1/2", "快速", ())
    reported = [(c.station, c.arrive_s, c.depart_s, c.track, c.km, c.boards) for c in down.calls]
    assert reported == [
        ("甲", None, 85_200, None, 0.0, True),
        ("乙", 85_920, 85_920, None, 15.5, False),
        ("丙", 86_700, None, "3", 30.0, True),
    ]
    assert [(c.station, c.km, c.boards) for c in up.calls] == [
        ("丙", 0.0, True),
        ("乙", 14.5, True),
        ("甲", 30.0, True),
    ]


def test_a_ruler_holds_both_ways_unless_it_says_otherwise() -> None:
    there = RulerSection("甲", "乙", 720, 120, 60)
    (ruler,) = read(SAMPLE).lines[0].rulers
    assert ruler == Ruler("慢车", (there,))
    assert ruler.both_ways() == (there, RulerSection("乙", "甲", 720, 120, 60))
    other = copy.deepcopy(SAMPLE)
    other["line"]["rulers"][0]["different"] = True
    assert read(other).lines[0].rulers[0].both_ways() == (there,)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (DOWN[:1], "停站少于两个"),
        ([DOWN[0], row("乙", "23:30:00", "23:30:00")], "乙：23:30:00 比 23:40:00 早"),
        ([DOWN[0], row("乙", "23:52:00", "23:51:00")], "乙：23:51:00 比 23:52:00 早"),
        ([DOWN[0], row("乙", "23:72:00", "23:72:00")], "乙：看不懂时间“23:72:00”"),
        ([DOWN[0], row("乙", "", "23:52:00")], "乙：看不懂时间“”"),
        ([DOWN[0], row("乙", "23:41:00", "23:41:00")], "甲 → 乙：15.5 公里只用 60 秒"),
        ([DOWN[0], row(" ", "23:52:00", "23:52:00")], "第 2 行没有站名"),
        ([DOWN[0], {"zhanming": "乙"}], "乙：看不懂时间“None”"),
        ("nothing", "停站少于两个"),
    ],
)
def test_a_train_that_cannot_be_is_left_out_and_reported(rows: Any, why: str) -> None:
    graph = read(with_train(rows))
    assert [run.number for run in graph.timetable.runs] == ["K1/2", "8802"]
    ((left),) = graph.skipped
    assert isinstance(left, Skipped)
    assert left.train == "X"
    assert left.why.format(**left.values).startswith(why)


def test_a_train_may_leave_the_line_and_name_itself_in_several_ways() -> None:
    away = [*UP[:2], row("丁站", "07:00:00", "07:00:00")]
    graph = read(with_train(away, checi="X9"))
    run = graph.timetable.runs[-1]
    assert (run.number, run.kind) == ("X9", None)
    assert [call.km for call in run.calls] == [None] * 3
    assert [s.name for s in graph.timetable.stations] == ["甲", "乙", "丙", "丁站"]
    assert read(with_train(UP, checi=None)).timetable.runs[-1].number == "#3"
    passed = read(with_train([UP[0], {**UP[1], "business": False}, UP[2]])).timetable.runs[-1]
    assert [call.boards for call in passed.calls] == [True, False, True]


def broken(*path: Any, value: Any) -> Told:
    reported = copy.deepcopy(SAMPLE)
    at: Any = reported
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return reported


@pytest.mark.parametrize(
    ("reported", "fault"),
    [
        ([], "line.json:0: file: 是 JSON，可不是运行图"),
        ({}, "line.json:0: line, trains: 没有这两项"),
        (broken("trains", value=None), "line.json:0: line, trains: 没有这两项"),
        (broken("line", "stations", value="甲"), "line.json:0: line.stations: 没有车站"),
        (
            broken("line", "stations", 1, "licheng", value="far"),
            "line.json:0: line.stations[1].licheng: “far”",
        ),
        (
            broken("line", "stations", 1, "licheng", value=True),
            "line.json:0: line.stations[1].licheng: “True”",
        ),
        (broken("line", "stations", 2, "zhanming", value=""), "line.json:0: line.stations[2].zhanming: 没有站名"),
        (
            broken("line", "stations", 2, "zhanming", value="甲"),
            "line.json:0: line.stations[2].zhanming: 甲在这条线上出现了两次",
        ),
        (broken("line", "stations", 2, value="丙"), "line.json:0: line.stations[2].zhanming: 没有站名"),
        (broken("line", "rulers", value=7), "line.json:0: line.rulers: 不是列表"),
        (broken("line", "rulers", 0, "nodes", value=None), "line.json:0: line.rulers[0].nodes: 不是列表"),
        (
            broken("line", "rulers", 0, "nodes", 0, "interval", value=-5),
            "line.json:0: line.rulers[0].nodes[0]: 要有",
        ),
        (broken("line", "rulers", 0, "nodes", 0, value=7), "line.json:0: line.rulers[0].nodes[0]: 要有"),
    ],
)
def test_a_file_that_is_no_train_graph_is_refused_whole(reported: Any, fault: str) -> None:
    with pytest.raises(BadFacts) as refused:
        read(reported)
    assert str(refused.value.faults[0]).startswith(fault)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"line": {},\n "trains": [}', "line.json:2: file: JSON 第 2 行"),
        (b"\xff\xfe\x00", "line.json:0: file: 认不出"),
        (b"[" * 100_000, "line.json:0: file: JSON 一层套一层"),
    ],
)
def test_broken_json_is_reported_with_its_line(content: bytes, fault: str) -> None:
    with pytest.raises(BadFacts) as refused:
        read_etrc(content, "line.json")
    assert str(refused.value.faults[0]).startswith(fault)


def test_a_graph_goes_back_as_it_came() -> None:
    """Fields we have no use for, trains that could not be read and the last departure are all there again."""
    reported = with_train(DOWN[:1])
    reported["line"]["stations"][0] |= {"y_value": 90, "tracks": ["1", "II"], "direction": 3}
    reported["line"]["forbid"] = {"different": True, "nodes": [], "upShow": False}
    reported["line"]["rulers"][0] |= {"down_pass": [], "up_pass": ["乙"]}
    reported["trains"][0]["UI"] = {"Color": "#FF0000"}
    reported |= {"circuits": [], "config": {"start_hour": 6}, "lines": [dict(SAMPLE["line"], name="乙线", stations=[
        {"zhanming": "丙", "licheng": 0, "dengji": 2}, {"zhanming": "丁", "licheng": 7, "dengji": 4}])]}  # fmt: skip
    written = json.loads(write_etrc(read(reported)))
    assert written == reported


@pytest.mark.parametrize("line", [{}, {"name": "", "stations": []}])
def test_a_data_base_of_trains_has_a_line_without_stations(line: dict[str, Any]) -> None:
    document = broken("line", value=line)
    found = read_etrc(json.dumps(document).encode(), "trains.pyetdb")
    assert found.lines == ()
    assert [run.number for run in found.timetable.runs] != []
