"""Opening hours by weekday, season and holiday, as minutes of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog.hours import hours_on, is_holiday, read_hours
from planner.clock import DAY_MIN

PALACE = "Apr 10-Oct 10: Tu-Su 08:30-17:30; Oct 11-Apr 09: Tu-Su 09:00-16:30; PH 09:00-17:00"
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2027, 5, 11), ((510, 1050),)),  # a Tuesday in summer
        (date(2027, 5, 10), ()),  # a Monday
        (date(2027, 12, 14), ((540, 990),)),  # a Tuesday in winter
        (date(2027, 5, 3), ((540, 1020),)),  # a Monday in the May holiday
        (date(2027, 2, 8), ((540, 1020),)),  # Monday of Spring Festival, by the lunar calendar
        (date(2026, 10, 5), ((540, 1020),)),  # Monday of the National Day week
    ],
)
def test_season_weekday_and_holiday(day: date, spans: tuple[tuple[int, int], ...]) -> None:
    assert hours_on(PALACE, day) == spans


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2027, 2, 4), ((540, 990),)),  # a Thursday before New Year's Eve
        (date(2027, 2, 5), ()),  # New Year's Eve
        (date(2027, 2, 6), ()),
        (date(2027, 2, 8), ()),  # the third day, a Monday and a holiday
        (date(2027, 2, 9), ((540, 990),)),
        (date(2028, 1, 25), ()),  # the eve of 2028
        (date(2027, 5, 3), ((540, 990),)),  # a Monday in the May holiday
    ],
)
def test_days_counted_from_the_lunar_new_year(day: date, spans: tuple[tuple[int, int], ...]) -> None:
    assert hours_on("Tu-Su 09:00-16:30; PH 09:00-16:30; CNY-1..CNY+2 off", day) == spans


@given(DAYS)
def test_one_day_of_the_lunar_new_year_a_year(day: date) -> None:
    year = [date(day.year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [hours_on("00:00-24:00; CNY off", one) for one in year].count(()) == 1


def test_a_rule_for_the_lunar_new_year_alone_is_read() -> None:
    assert read_hours("08:00-17:00; CNY-3..CNY+2 off")
    with pytest.raises(ValueError, match="not opening hours"):
        read_hours("08:00-17:00; CNY-x off")


def test_what_is_not_known_is_not_closed() -> None:
    monday, tuesday = date(2027, 5, 10), date(2027, 5, 11)
    assert hours_on(None, tuesday) is None
    assert hours_on("Tu-Su unknown", tuesday) is None
    assert hours_on("Tu-Su unknown", monday) == ()


def test_a_break_at_noon_and_a_night() -> None:
    day = date(2027, 5, 11)
    assert hours_on("08:30-11:30,13:00-16:00", day) == ((510, 690), (780, 960))
    assert hours_on("20:00-02:00", day) == ((0, 120), (1200, DAY_MIN))
    assert hours_on("24/7", day) == ((0, DAY_MIN),)


def test_holidays_closed_by_the_text_are_closed() -> None:
    assert hours_on("Mo-Su 09:00-17:00; PH off", date(2027, 5, 1)) == ()
    assert hours_on("Tu-Su,PH 09:00-17:00", date(2027, 5, 3)) == ((540, 1020),)


@given(DAYS)
def test_the_days_of_a_week_text_are_its_days(day: date) -> None:
    expected = () if day.weekday() == 0 else ((540, 1020),)
    assert hours_on("Tu-Su 09:00-17:00", day) == expected


@given(DAYS, st.integers(0, 1380), st.integers(1, 60))
def test_spans_lie_within_the_day_in_order(day: date, begin: int, minutes: int) -> None:
    end = begin + minutes
    text = f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"
    assert hours_on(text, day) == ((begin, end),)


@pytest.mark.parametrize("text", ["8点到5点", "sunrise-sunset", "10:00-sunset", "SH 09:00-12:00", "Mo 25:00-26:99x"])
def test_what_cannot_be_used_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not opening hours|is not known here"):
        read_hours(text)


def test_every_year_has_its_public_holidays() -> None:
    for year in (2026, 2027, 2028):
        assert is_holiday(date(year, 10, 1))
        assert is_holiday(date(year, 5, 1))
        assert sum(is_holiday(date(year, 1, 1) + timedelta(days=n)) for n in range(366)) >= 13
