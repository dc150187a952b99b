"""Seasons by the calendar, festivals by the moon."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalog.seasons import happening, happens_on, lunar_day
from planner.catalog.tables import SeasonEvent


def event(start: str, end: str) -> SeasonEvent:
    trust = {"source": "test", "confidence": "high"}
    return SeasonEvent(id="e", name="e", name_en="e", kind="festival", start=start, end=end, themes="culture", **trust)


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2027, 2, 6), "01-01"),  # Spring Festival
        (date(2026, 9, 25), "08-15"),  # Mid-Autumn
        (date(2026, 10, 18), "09-09"),  # Double Ninth
        (date(2025, 7, 25), "-06-01"),  # the leap sixth month of 2025 begins
    ],
)
def test_lunar_days(day: date, lunar: str) -> None:
    assert lunar_day(day) == lunar


@pytest.mark.parametrize(
    ("start", "end", "day", "on"),
    [
        ("04-10", "04-20", date(2027, 4, 10), True),
        ("04-10", "04-20", date(2027, 4, 21), False),
        ("12-20", "02-28", date(2027, 1, 5), True),  # over the new year
        ("12-20", "02-28", date(2027, 6, 5), False),
        ("2027-05-01", "2027-05-03", date(2027, 5, 3), True),
        ("2027-05-01", "2027-05-03", date(2028, 5, 3), False),
        ("lunar-01-01", "lunar-01-15", date(2027, 2, 20), True),  # the Lantern Festival
        ("lunar-01-01", "lunar-01-15", date(2027, 2, 21), False),
        ("lunar-06-01", "lunar-06-29", date(2025, 8, 1), False),  # a leap month repeats no festival
    ],
)
def test_an_event_is_on_or_not(start: str, end: str, day: date, on: bool) -> None:
    assert happens_on(event(start, end), day) is on


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_year_round_event_is_always_on(day: date) -> None:
    assert happens_on(event("01-01", "12-31"), day)
    assert happening([event("01-01", "12-31")], [day])
    assert not happening([event("01-01", "12-31")], [])
