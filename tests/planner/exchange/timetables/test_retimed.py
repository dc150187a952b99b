"""A file with new times, read again, has these times and is otherwise as it was, in each format that is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import RailFacts
from planner.errors import BadFile
from planner.exchange.graphs import write_trc
from planner.exchange.gtfs import write_gtfs
from planner.exchange.timetables import Retiming, read_timetable, read_train, with_dates, write_retimed
from planner.train.types import EnteredCall

LINES = "大连 -- 23:40\n\n鞍山\t03:40 03:50\n沈阳 次日05:05 --\n"
TABLE = (
    "车次;备注;站名;到点;开点\nY1;早;大连;;23:40\nY1;;鞍山;03:40;03:45\nY1;;鞍山;03:45;03:50\n"
    "Y1;晚;沈阳;05:05;\nY2;;大连;;12:00\nY2;;沈阳;17:00;\n"
)
CASE = {
    "cars": 16, "assumes": ["沈阳:platform_m=400"],
    "calls": [{"station": "大连", "depart": "23:40"}, {"station": "鞍山", "arrive": "03:40", "depart": "03:50"},
              {"station": "沈阳", "arrive": "05:05"}],
}  # fmt: skip
ROWS = [("大连", "23:39:00", "23:40:00"), ("鞍山", "03:40:00", "03:50:00"), ("沈阳", "05:05:00", "05:05:00")]
GRAPH = {
    "line": {"name": "沈大", "stations": [{"zhanming": n, "licheng": km, "dengji": 1} for n, km in
                                         (("大连", 0), ("鞍山", 308), ("沈阳", 397))], "rulers": []},
    "trains": [{"checi": ["Y1", "Y1", ""], "type": "旅游", "UI": {"Color": "#ff0000"}, "timetable": [
        {"zhanming": n, "ddsj": a, "cfsj": d, "track": "3"} for n, a, d in ROWS]}],
}  # fmt: skip


def later(calls: Sequence[EnteredCall], by: int, stay: int) -> tuple[EnteredCall, ...]:
    """The train `by` minutes later, from its second call on `stay` more."""
    return tuple(
        replace(
            call,
            arrive=None if call.arrive is None else call.arrive + by + stay * (n > 1),
            depart=None if call.depart is None else call.depart + by + stay * (n > 0),
        )
        for n, call in enumerate(calls)
    )


def times(calls: Sequence[EnteredCall]) -> list[tuple[str, int | None, int | None]]:
    return [(call.station, call.arrive, call.depart) for call in calls]


def written(
    rail: RailFacts, content: bytes, wanted: str = "", by: int = -25, stay: int = 65, as_csv: bool = False
) -> bytes:
    before = read_train(content, "file", rail, wanted, str).calls
    after = later(before, by, stay)
    found = write_retimed(content, "file", rail.stations, {wanted: Retiming(before, after)}, as_csv)
    assert times(read_train(found, "file", rail, wanted, str).calls) == times(after)
    return found


def gtfs(rail: RailFacts) -> bytes:
    read = read_timetable(json.dumps(GRAPH).encode(), "file", rail.stations, "")
    return write_gtfs(
        with_dates(read.timetable, read.timetable.runs, rail.stations, (date(2027, 5, 11),), "http://example.org/")
    )


@pytest.mark.parametrize("by", [-25, 30])
def test_lines_keep_what_is_no_time(rail: RailFacts, by: int) -> None:
    text = written(rail, LINES.encode(), by=by).decode()
    assert text.splitlines()[1] == ""
    assert [row.split()[0] for row in text.split("\n") if row] == ["大连", "鞍山", "沈阳"]


def test_a_table_keeps_its_columns_its_separator_and_its_other_trains(rail: RailFacts) -> None:
    text = written(rail, TABLE.encode("gbk"), "Y1").decode("utf-8-sig")
    assert text.splitlines()[0] == TABLE.splitlines()[0]
    assert text.splitlines()[1] == "Y1;早;大连;;23:15"
    assert text.splitlines()[2:4] == ["Y1;;鞍山;03:15+1;03:20+1", "Y1;;鞍山;03:20+1;04:30+1"]
    assert text.splitlines()[-2:] == TABLE.splitlines()[-2:]


def test_json_keeps_what_else_it_says(rail: RailFacts) -> None:
    found = json.loads(written(rail, json.dumps(CASE).encode()))
    assert {**found, "calls": 0} == {**CASE, "calls": 0}
    assert found["calls"][0] == {"station": "大连", "depart": "23:15"}


def test_a_train_graph_keeps_lines_and_colours(rail: RailFacts) -> None:
    found = json.loads(written(rail, json.dumps(GRAPH).encode()))
    assert found["trains"][0]["UI"] == {"Color": "#ff0000"}
    assert {row["track"] for row in found["trains"][0]["timetable"]} == {"3"}
    assert found["line"]["stations"][1]["licheng"] == 308


def test_an_old_train_graph_and_a_feed_are_written(rail: RailFacts) -> None:
    graph = read_timetable(json.dumps(GRAPH).encode(), "file", rail.stations, "").graph
    assert graph is not None
    written(rail, write_trc(graph))
    written(rail, gtfs(rail))


def test_any_format_can_become_a_table(rail: RailFacts) -> None:
    for content in (LINES.encode(), json.dumps(CASE).encode(), json.dumps(GRAPH).encode(), gtfs(rail)):
        assert written(rail, content, as_csv=True).startswith("\ufefftrain,station,arrive,depart".encode())


def test_what_is_only_read_is_not_written(rail: RailFacts) -> None:
    fpl = (
        '<jTrainGraph_timetable version="3" name="x"><stations><sta name="大连" km="0"/><sta name="沈阳" km="397"/>'
        '</stations><trains><ti name="Y1"><t a="" d="23:40"/><t a="05:05" d=""/></ti></trains></jTrainGraph_timetable>'
    )
    with pytest.raises(BadFile):
        written(rail, fpl.encode())
