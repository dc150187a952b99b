"""ETRC train graphs (.trc): out and in again, and what is wrong in them by row."""

from __future__ import annotations

import json

import pytest

from planner.errors import BadFile
from planner.exchange.graphs import read_etrc, read_trc, write_etrc, write_trc
from planner.exchange.timetables import format_of
from planner.exchange.trains import GraphPossession
from tests.planner.exchange.graphs.test_etrc import SAMPLE

TEXT = """***Circuit***
甲丙线
30
甲,0,3,false,,true,4,1440,1440,
乙,16,4,false,,true,4,1440,1440,00:30-03:00
丙,30,2,true,,true,4,1440,1440,
===Train===
trf2,K1/2,K1,K2
甲
null
甲,23:40:00,23:40:00,true,NA
乙,23:52:00,23:52:00,false,NA
丙,00:05:00,00:09:00,true,3
---Color---
K1/2,255,0,0
...Setup...
"""


def test_a_graph_is_read() -> None:
    assert format_of(TEXT.encode("gb18030")) == "trc"
    graph = read_trc(TEXT.encode("gb18030"), "a.trc")
    (line,) = graph.lines
    assert (line.name, line.kms) == ("甲丙线", {"甲": 0.0, "乙": 16.0, "丙": 30.0})
    assert line.possessions[0] == GraphPossession("甲", "乙", 1800, 10_800)
    (run,) = graph.timetable.runs
    assert [(c.station, c.arrive_s, c.depart_s, c.track, c.boards) for c in run.calls] == [
        ("甲", None, 85_200, None, True), ("乙", 85_920, 85_920, None, False), ("丙", 86_700, None, "3", True),
    ]  # fmt: skip


def test_what_was_read_is_written_as_it_stood() -> None:
    assert write_trc(read_trc(TEXT.encode(), "a.trc")).decode() == TEXT
    graph = read_trc(TEXT.encode(), "a.trc")
    again = read_etrc(write_etrc(graph), "a.json")
    assert again.timetable == graph.timetable
    assert [(line.stations, line.possessions) for line in again.lines] == [
        (line.stations, line.possessions) for line in graph.lines
    ]
    assert write_trc(again).decode() == TEXT


def test_a_graph_of_pyetrc_goes_out_in_whole_kilometres() -> None:
    graph = read_etrc(json.dumps(SAMPLE).encode(), "line.json")
    again = read_trc(write_trc(graph), "line.trc")
    assert again.lines[0].kms == {"甲": 0.0, "乙": 16.0, "丙": 30.0}
    assert [[(c.station, c.arrive_s, c.depart_s) for c in run.calls] for run in again.timetable.runs] == [
        [(c.station, c.arrive_s, c.depart_s) for c in run.calls] for run in graph.timetable.runs
    ]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [("乙,16", "乙,far", 5), ("乙,16", "甲,16", 5), ("乙,16", ",16", 5), ("***Circuit***", "===Train===", 1)],
)
def test_what_is_wrong_is_named_by_its_row(old: str, new: str, row: int) -> None:
    with pytest.raises(BadFile) as refused:
        read_trc(TEXT.replace(old, new, 1).encode(), "a.trc")
    assert refused.value.faults[0].row == row
