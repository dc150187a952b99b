"""A train is read from JSON, CSV and plain lines alike; a faulty file is refused with every fault."""

from __future__ import annotations

import json
from datetime import date

import pytest

from planner.catalog import RailFacts
from planner.errors import BadFile, Malformed, SilverwayError, Unknown
from planner.exchange.timetables import read_train
from planner.sentences import fault_sentence
from planner.train.check import Calendar, Case, Possession
from planner.train.entry import BadCase, read_possession
from planner.train.types import EnteredCall, TrainSpec

CALLS = (EnteredCall(1, "大连", None, 1300), EnteredCall(2, "鞍山", 1520, 1526), EnteredCall(3, "沈阳", 1590, None))
ROWS = [
    {"station": "大连", "depart": "21:40"},
    {"station": "鞍山", "arrive": "01:20", "depart": "01:26", "crew": True, "window": ["00:00", "24:00"]},
    {"station": "沈阳站", "arrive": "02:30+1"},
]
TIMES = ("station", "arrive", "depart")


def plain(text: str) -> str:
    return text


def read(rail: RailFacts, name: str, text: str | bytes) -> TrainSpec:
    return read_train(text if isinstance(text, bytes) else text.encode(), name, rail, "", plain)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "大连 -- 21:40\n鞍山 01:20 01:26\n沈阳 02:30 --\n"),
        (
            "a.json",
            json.dumps({"calls": [{k: v for k, v in row.items() if k not in ("crew", "window")} for row in ROWS]}),
        ),
    ],
)
def test_lines_and_json_say_the_same(rail: RailFacts, name: str, text: str) -> None:
    assert read(rail, name, text) == TrainSpec(CALLS, Case())


def test_csv_has_its_columns_in_any_order(rail: RailFacts) -> None:
    text = "depart,station,arrive\r\n21:40,大连,\r\n01:26,鞍山,01:20\r\n--,沈阳,02:30\r\n\r\n"
    found = read(rail, "a.csv", "\ufeff" + text)
    assert [(c.station, c.arrive, c.depart) for c in found.calls] == [(c.station, c.arrive, c.depart) for c in CALLS]


def test_json_tells_all_that_is_known(rail: RailFacts) -> None:
    reported = {
        "calls": ROWS, "own": "k27", "start": "2027-05-10", "stock": "25T", "cars": 16, "step_free": True,
        "possessions": ["沈阳>辽阳@23:00-03:00"], "calendar": {"K28": {"weekdays": "67", "last": "2027-06-01"}},
        "assumes": ["鞍山:tracks=3"],
    }  # fmt: skip
    assert read(rail, "a.json", json.dumps(reported)).case == Case(
        own="K27",
        start=date(2027, 5, 10),
        top_kmh=160,
        length_m=446,
        step_free=True,
        crew=frozenset({"鞍山"}),
        windows={"鞍山": (0, 1440)},
        calendar={"K28": Calendar(frozenset({6, 7}), None, date(2027, 6, 1))},
        possessions=(Possession("沈阳", "辽阳", 1380, 1620, True),),
        assumes=("鞍山:tracks=3",),
    )


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", "{", "JSON 第 1 行"),
        ("a.json", "[]", "不是运行图"),
        ("a.json", '{"calls": [{"stat": "大连"}]}', "calls.1.station：缺这一项"),
        ("a.json", '{"calls": [{"station": "大连", "x": 1}]}', "calls.1.x：没有这一项"),
        ("a.json", '{"calls": [], "cars": 99}', "cars：值不对：99"),
        ("a.json", '{"calls": []}', "至少要写两行"),
        ("a.json", json.dumps({"calls": ROWS, "calendar": {"K28": {}}}), "也要写 start"),
        ("a.csv", "a,b\n", "能读的有：GTFS"),
        ("a.csv", "station,arrive\n", "表头里没有这一列"),
        ("a.csv", "station,arrive,depart\n大连,,21:40\n沈杨,02:00,\n", "沈杨"),
        ("a.txt", "大连 -- 21:40\n沈阳 02:99 --", "第 2 行"),
        ("a.txt", b"\xff\xfe\x00", "能读的有：GTFS"),
        ("a.txt", "大连 -- 21:40\n" * 80_000, "1 MB"),
    ],
)
def test_what_cannot_be_read_is_reported(rail: RailFacts, name: str, text: str | bytes, says: str) -> None:
    with pytest.raises((BadCase, BadFile)) as refused:
        read(rail, name, text)
    bad = refused.value
    told = bad.sentences if isinstance(bad, BadCase) else [fault_sentence(fault, plain) for fault in bad.faults]
    assert says in " ".join(told)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"own": "X1"}, Unknown), ({"stock": "26Z"}, Unknown), ({"assumes": ["鞍山:tracks=many"]}, Malformed),
        ({"possessions": ["沈阳-辽阳"]}, Malformed), ({"possessions": ["沈阳-那里@1:00-2:00"]}, Unknown),
        ({"start": "2027-05-10", "calendar": {"K28": {"weekdays": "89"}}}, Malformed),
        ({"start": "2027-05-10", "calendar": {"X1": {}}}, Unknown),
        ({"calls": [*ROWS[:2], {**ROWS[2], "window": ["20:00", "06:00"]}]}, Malformed),
        ({"calls": [*ROWS[:2], {**ROWS[2], "window": ["26:00", "28:00"]}]}, Malformed),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_refused(rail: RailFacts, changes: dict[str, object], error: type[SilverwayError]) -> None:
    with pytest.raises(error):
        read(rail, "a.json", json.dumps({"calls": ROWS, **changes}))


@pytest.mark.parametrize("times", ["", "@1:00", "@1:00-1:00", "@25:00-26:00", "@1:60-2:00"])
def test_possessions_are_written_one_way(rail: RailFacts, times: str) -> None:
    with pytest.raises(Malformed):
        read_possession(f"沈阳-辽阳{times}", rail.stations)
    with pytest.raises(Malformed):
        read_possession("沈阳>@1:00-2:00", rail.stations)
