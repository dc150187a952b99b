"""Typed timetables are read as people mean them, and every unreadable line is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask_babel import gettext
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog import Station
from planner.train.entry import MAX_LINES, read_calls, write_calls
from planner.train.types import EnteredCall
from tests.support.words import speaking

STATIONS = {
    name: Station(
        name=name, pinyin="", name_en=english, province="辽宁", position="exact", kind="both", on_sale=True,
        trains_2026=1, source="test",
    )
    for name, english in (
        ("大连", "Dalian"), ("沈阳", "Shenyang"), ("沈阳北", "Shenyang North"),
        ("锦州", "Jinzhou"), ("丹东", "Dandong"), ("金州", "Jinzhou"),
    )
}  # fmt: skip


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with speaking():
        yield


def test_midnight_is_found_by_itself() -> None:
    calls, bad = read_calls("大连 -- 21:40\n沈阳 02:10 02:40\n丹东 23:00 00:30\n锦州 06:00 --", STATIONS, gettext)
    assert bad == ()
    assert calls == (
        EnteredCall(1, "大连", None, 1300),
        EnteredCall(2, "沈阳", 1440 + 130, 1440 + 160),
        EnteredCall(3, "丹东", 1440 + 1380, 2880 + 30),
        EnteredCall(4, "锦州", 2880 + 360, None),
    )


def test_day_marks_say_the_day_themselves() -> None:
    calls, bad = read_calls("大连 — 8:05\n沈阳 12:00 12:00+2\n锦州 06:00 +3 --", STATIONS, gettext)
    assert bad == ()
    assert [(c.arrive, c.depart) for c in calls] == [(None, 485), (720, 2880 + 720), (3 * 1440 + 360, None)]


def test_how_people_type_does_not_matter() -> None:
    calls, bad = read_calls("\n 大连站\t--\t21：40 \n\n沈阳，02:10　--\n", STATIONS, gettext)
    assert bad == ()
    assert calls == (EnteredCall(2, "大连", None, 1300), EnteredCall(4, "沈阳", 1440 + 130, None))


def test_english_names_will_do() -> None:
    calls, bad = read_calls("Dalian -- 21:40\nshenyang north 02:10 --", STATIONS, gettext)
    assert bad == ()
    assert [call.station for call in calls] == ["大连", "沈阳北"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 0, "两行"),
        ("大连 -- 21:40", 0, "两行"),
        ("大连 -- 21:40\n沈阳 02:10", 2, "三项"),
        ("大连 -- 21:40\n沈杨 02:10 --", 2, "沈阳"),
        ("大连 -- 21:40\n??? 02:10 --", 2, "没有“???”"),
        ("大连 -- 21:40\nShenyan 02:10 --", 2, "Shenyang"),
        ("大连 -- 21:40\nJinzhou 02:10 --", 2, "Jinzhou 锦州、Jinzhou 金州"),
        ("大连 -- 21:70\n沈阳 02:10 --", 1, "21:70"),
        ("大连 -- 21:40\n沈阳 02:60 --", 2, "02:60"),
        ("大连 -- 早上\n沈阳 02:10 --", 1, "早上"),
        ("大连 20:00 21:40\n沈阳 02:10 --", 1, "始发站"),
        ("大连 -- 21:40\n沈阳 02:10 02:40", 2, "终到站"),
        ("大连 -- 21:40\n沈阳 -- 02:40\n锦州 05:00 --", 2, "中间"),
        ("大连 -- 21:40+1\n沈阳 02:10+1 --", 2, "比前面的时间早"),
        ("大连 -- 21:40\n沈阳 02:10+61 --", 2, "60 天以上"),
        ("\n".join(["大连 -- 21:40"] * (MAX_LINES + 1)), 0, str(MAX_LINES)),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, line: int, says: str) -> None:
    _calls, bad = read_calls(text, STATIONS, gettext)
    assert [b.line for b in bad] == [line]
    assert says in bad[0].sentence


def test_every_bad_line_is_reported_at_once() -> None:
    _calls, bad = read_calls("大连 -- 21:70\n沈杨 02:10 02:40\n锦州 x --", STATIONS, gettext)
    assert [b.line for b in bad] == [1, 2, 3]


times = st.lists(st.integers(0, 1439), min_size=2, max_size=12)


@given(start=st.integers(0, 1439), gaps=st.lists(st.integers(0, 2000), min_size=1, max_size=19), data=st.data())
def test_what_is_written_is_read_back(start: int, gaps: list[int], data: st.DataObject) -> None:
    gaps = gaps if len(gaps) % 2 else gaps[:-1] or [1]
    moments = [start]
    for gap in gaps:
        moments.append(moments[-1] + gap)
    arrivals = [None, *moments[1::2]]
    departures = [*moments[0::2], None]
    names = list[str]()
    for _ in arrivals:  # rows of one station in a row would be one call
        names.append(data.draw(st.sampled_from(sorted({*STATIONS} - {*names[-1:]}))))
    with speaking():
        calls, bad = read_calls(write_calls(list(zip(names, arrivals, departures, strict=True))), STATIONS, gettext)
    assert bad == ()
    assert [(c.station, c.arrive, c.depart) for c in calls] == list(zip(names, arrivals, departures, strict=True))
