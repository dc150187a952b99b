"""How a day is written on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from planner.commands import options
from planner.errors import Malformed
from planner.rules import RulePack


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("2027-05-10", date(2026, 11, 28), date(2027, 5, 10)),
        ("05-10", date(2026, 11, 28), date(2027, 5, 10)),
        ("5月10日", date(2026, 11, 28), date(2027, 5, 10)),
        ("２０２７年５月１０日", date(2026, 11, 28), date(2027, 5, 10)),
        ("05-10", date(2027, 5, 9), date(2027, 5, 10)),
        ("05-10", date(2027, 5, 10), date(2028, 5, 10)),
        ("12-31", date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_day_is_a_date_or_the_next_of_its_name(
    monkeypatch: pytest.MonkeyPatch, text: str, today: date, day: date
) -> None:
    monkeypatch.setattr(options, "today", lambda: today)
    assert options.read_date(text) == day


def test_a_trip_without_a_day_starts_in_a_fortnight(monkeypatch: pytest.MonkeyPatch, rules: RulePack) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2026, 12, 20))
    assert options.start_day(rules, None) == date(2027, 1, 3)


@pytest.mark.parametrize("text", ["", "10 May", "2027-13-01", "13-01", "02-30"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        options.read_date(text)
