"""Times of day: what is written reads back, and what each reader allows and refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clock import DAY_MIN, DAY_S, WrittenClock, clock_text, read_clock

MINUTES = st.integers(0, 30 * DAY_MIN)


@pytest.mark.parametrize(
    ("minute", "options", "text"),
    [
        (485, {}, "08:05"),
        (485, {"pad": False}, "8:05"),
        (485, {"second": 9}, "08:05:09"),
        (DAY_MIN, {}, "24:00"),
        (DAY_MIN, {"past_midnight": "wrap"}, "00:00"),
        (DAY_MIN, {"past_midnight": "mark"}, "00:00+1"),
        (DAY_MIN - 1, {"past_midnight": "mark"}, "23:59"),
        (3 * DAY_MIN + 90, {}, "73:30"),
        (3 * DAY_MIN + 90, {"past_midnight": "mark", "second": 0}, "01:30:00+3"),
        (-30, {"past_midnight": "wrap"}, "23:30"),
    ],
)
def test_a_time_is_written_as_asked(minute: int, options: dict[str, Any], text: str) -> None:
    assert clock_text(minute, **options) == text


@given(MINUTES, st.integers(0, 59))
def test_what_is_written_reads_back(minute: int, second: int) -> None:
    day, second_of_day = divmod(minute * 60 + second, DAY_S)
    marked = clock_text(minute, "mark", second=second)
    assert read_clock(marked, seconds="all", day_mark=True) == (second_of_day, day or None)
    counted = clock_text(minute, second=second)
    assert read_clock(counted, last_s=1000 * 3600, seconds="all") == (minute * 60 + second, None)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("8:5", {}),
        ("08:60", {}),
        ("24:00", {}),
        ("24:01", {"last_s": DAY_S}),
        ("008:00", {}),
        ("08:00:00", {}),
        ("08:00", {"seconds": "all"}),
        ("08:00:60", {"seconds": "some"}),
        ("08:00+1", {}),
        ("08:00 +1", {"day_mark": True}),
        ("08:00+100", {"day_mark": True}),
        (" 08:00", {}),
        ("", {}),
    ],
)
def test_other_writings_are_no_time(text: str, options: dict[str, Any]) -> None:
    assert read_clock(text, **options) is None


@given(st.integers(0, DAY_S - 1), st.integers(0, 5 * DAY_S))
def test_without_a_day_it_is_the_first_such_time_from_then_on(second: int, latest_s: int) -> None:
    found = WrittenClock(second).from_s(latest_s)
    assert latest_s <= found < latest_s + DAY_S
    assert found % DAY_S == second


def test_a_marked_day_is_kept_even_if_it_is_past() -> None:
    assert WrittenClock(60, 1).from_s(3 * DAY_S) == DAY_S + 60
