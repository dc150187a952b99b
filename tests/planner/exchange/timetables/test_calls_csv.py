"""Calls as a CSV table: whole on the way back, clocks as planners write them, faults with row and column."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask_babel import gettext
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import BadFacts
from planner.exchange.timetables.calls_csv import in_minutes, read_calls_csv, write_calls_csv, write_plain_csv
from planner.exchange.trains.runs import RunCall, Timetable, TimetableRun
from planner.train.entry import read_calls
from planner.train.entry.call_times import read_call_time, write_call_time
from tests.support.effort import examples
from tests.support.runs import timetables
from tests.support.small_rail import make_station
from tests.support.words import speaking

TABLE = "train,station,arrive,depart\nK1,沈阳,--,21:40\nK1,鞍山,22:50,22:55\nK1,大连,02:10,--\n"


@pytest.mark.thorough
@settings(max_examples=examples(60))
@given(timetables())
def test_what_the_table_can_hold_comes_back(table: Timetable) -> None:
    plain = tuple(
        replace(run, number=f"{run.number}{n}", dates=(), kind=None, name=None, way=())
        for n, run in enumerate(table.runs)
    )
    assert read_calls_csv(write_calls_csv(plain), "calls.csv").runs == plain


@settings(max_examples=examples(80))
@given(st.integers(0, 59 * 86_400), st.integers(0, 59 * 86_400))
def test_a_clock_is_read_as_it_was_written(one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert read_call_time(write_call_time(later), earlier) == later


@pytest.mark.parametrize(
    ("text", "latest", "seconds"),
    [
        ("21:40", 0, 78_000), ("02:10", 78_000, 94_200), ("02:10+1", 0, 94_200), ("２１：４０", 0, 78_000),
        ("9:05", 0, 32_700), ("21:40:30", 0, 78_030), ("--", 0, None), ("", 0, None), ("无", 5, None),
        ("21:40", 78_000, 78_000), ("02:10 + 1", 78_000, 94_200),
    ],
)  # fmt: skip
def test_clocks(text: str, latest: int, seconds: int | None) -> None:
    assert read_call_time(text, latest) == seconds


@pytest.mark.parametrize(
    "text",
    ["24:00", "12:60", "12:00:60", "noon", "12", "12:00+1", "12:00+61", "-12:00", "①1:00", "次日12:00", "1" * 5000],
)
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不懂时间|比前面的时间早|60 天以上"):
        read_call_time(text, 3 * 86_400)


def test_a_table_is_read() -> None:
    (run,) = read_calls_csv(TABLE.encode(), "calls.csv").runs
    assert [(c.station, c.arrive_s, c.depart_s) for c in run.calls] == [
        ("沈阳", None, 78_000), ("鞍山", 82_200, 82_500), ("大连", 94_200, None),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_spreadsheets_save_in_many_ways(encoding: str) -> None:
    assert read_calls_csv(TABLE.encode(encoding), "calls.csv") == read_calls_csv(TABLE.encode(), "calls.csv")


def test_a_table_without_trains_is_one_train() -> None:
    (run,) = read_calls_csv(b"depart,arrive,station\n21:40,,a\n,22:10,b\n", "calls.csv").runs
    assert [(c.station, c.arrive_s, c.depart_s) for c in run.calls] == [("a", None, 78_000), ("b", 79_800, None)]


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("station,", "place,", "calls.csv:1: station: 表头里没有"),
        ("train,", "station,", "calls.csv:1: station: 这一列在表头里出现了两次"),
        ("22:50", "22:5x", "calls.csv:3: arrive: 看不懂时间“22:5x”"),
        ("22:55", "22:45+0", "calls.csv:3: depart: “22:45+0”比前面的时间早"),
        ("鞍山", "", "calls.csv:3: station: “”不是站名"),
        ("22:55", "--", "calls.csv:2: train: K1：鞍山 缺到点或者开点"),
        ("--,21:40", "21:30,21:40", "calls.csv:2: train: K1：始发站沈阳要写开点"),
        ("02:10,--", "02:10,02:20", "calls.csv:2: train: K1：终到站大连要写到点"),
        ("K1,鞍山", "K2,鞍山", "calls.csv:4: train: K1 的各行没有写在一起"),
        ("K1,大连,02:10,--\n", "", "calls.csv:2: train: K1：终到站鞍山要写到点"),
        ("22:55", "22:55,5", "calls.csv:3: : 有 5 格"),
        (TABLE, "", "calls.csv:0: file: 是空的"),
        (TABLE, "station,arrive,depart\n", "calls.csv:1: file: 只有表头"),
        (TABLE, "\x00", "calls.csv:0: file: 认不出是哪种文字编码"),
        (TABLE, 'a,"b\n', "calls.csv:1: : 引号不成对"),
        ("train,station,arrive,depart\nK1", "km,station,arrive,depart\nfar", "calls.csv:2: km: “far”不是公里数"),
        ("train,station,arrive,depart\nK1", "boards,station,arrive,depart\n-", "calls.csv:2: boards: “-”既不是"),
    ],
)
def test_a_bad_table_is_refused_with_row_and_column(old: str, new: str, reported: str) -> None:
    assert old in TABLE
    with pytest.raises(BadFacts) as refused:
        read_calls_csv(TABLE.replace(old, new, 1).encode(), "calls.csv")
    assert str(refused.value.faults[0]).startswith(reported)


@pytest.mark.thorough
@settings(max_examples=examples(60))
@given(timetables())
def test_whole_minutes_keep_order_and_promise_nothing_too_early(table: Timetable) -> None:
    for run in table.runs:
        reported = in_minutes(run)
        for call, exact in zip(reported.calls, run.calls, strict=True):
            assert (call.arrive_s or 0) % 60 == (call.depart_s or 0) % 60 == 0
            assert call.arrive_s is None or exact.arrive_s is None or call.arrive_s >= exact.arrive_s


def test_the_rail_desk_reads_what_is_written_for_it() -> None:
    run = TimetableRun(
        "K1",
        (
            RunCall("沈阳", None, 78_000),
            RunCall("鞍山", 82_201, 82_530),
            RunCall("大连", 2 * 86_400 + 600, None),
        ),
    )
    rows = write_plain_csv(run).decode("utf-8-sig").splitlines()
    assert rows == ["station,arrive,depart", "沈阳,--,21:40", "鞍山,22:51,22:55", "大连,00:10+2,--"]
    known = {call.station: make_station(call.station) for call in run.calls}
    with speaking():
        calls, bad = read_calls("\n".join(rows[1:]), known, gettext)
    assert bad == ()
    assert [(c.station, c.arrive, c.depart) for c in calls] == [
        ("沈阳", None, 1300), ("鞍山", 1371, 1375), ("大连", 2890, None),
    ]  # fmt: skip
