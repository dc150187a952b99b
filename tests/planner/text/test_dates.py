"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PastDate, TooFarAhead
from planner.text.dates import check_start, read_day

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    ["2027-05-10", "2027年5月10日", "２０２７－０５－１０", "2027/5/10", "2027.05.10", "20270510", "2027年05月10号",
     "二〇二七年五月十日", "5月10日", "５月１０日", "五月十号", "05-10", "5-10", " 2027 年 5 月 10 日 "],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert read_day(text, TODAY) == date(2027, 5, 10)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("05-10", date(2027, 5, 9), date(2027, 5, 10)),
        ("05-10", date(2027, 5, 10), date(2028, 5, 10)),
        ("2月29日", TODAY, date(2028, 2, 29)),
        ("9999-12-31", TODAY, date(9999, 12, 31)),
    ],
)
def test_a_day_without_a_year_is_the_next(text: str, today: date, day: date) -> None:
    assert read_day(text, today) == day


@pytest.mark.parametrize(
    "text",
    ["", "10 May", "2027-13-01", "2027-02-30", "2月30日", "13-01", "0000-01-01", "10000-01-01", "月日", "2027-5/10"],
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_a_trip_starts_today_or_within_five_years() -> None:
    check_start(TODAY, TODAY)
    check_start(date(2031, 11, 28), TODAY)
    with pytest.raises(PastDate):
        check_start(TODAY - timedelta(1), TODAY)
    for day in (date(2031, 11, 29), date.max):
        with pytest.raises(TooFarAhead):
            check_start(day, TODAY)


@given(st.dates(), st.dates())
def test_any_two_days_can_be_compared(start: date, today: date) -> None:
    try:
        check_start(start, today)
    except (PastDate, TooFarAhead):
        return
    assert today <= start


@given(st.text(alphabet="0123456789-/.年月日号二〇零十一"), st.dates())
def test_any_text_is_a_day_or_none(text: str, today: date) -> None:
    assert read_day(text, today) is None or isinstance(read_day(text, today), date)
