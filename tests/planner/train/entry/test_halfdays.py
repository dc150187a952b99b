"""Times by the half-day clock, as English timetables write them."""

from __future__ import annotations

import pytest

from planner.clock import read_timetable_clock
from planner.train.entry import split_rows


@pytest.mark.parametrize(
    ("text", "second"),
    [("9:40 PM", 78_000), ("9:40pm", 78_000), ("12:05 a.m.", 300), ("12 PM", 43_200), ("11:59AM+1", 43_140)],
)
def test_half_days_are_understood(text: str, second: int) -> None:
    written = read_timetable_clock(text)
    assert written is not None
    assert (written.second, written.day) == (second, 1 if "+" in text else None)


@pytest.mark.parametrize("text", ["13:40 PM", "0:40 AM", "9:60 PM", "PM", "9:40 XM"])
def test_what_is_no_half_day_is_refused(text: str) -> None:
    assert read_timetable_clock(text) is None


def test_a_line_may_have_the_half_day_apart() -> None:
    rows, bad = split_rows("Dalian -- 9:40 PM\nShenyang 2:10 AM --", str)
    assert rows == [(1, "Dalian", None, "9:40PM"), (2, "Shenyang", "2:10AM", None)]
    assert not bad
