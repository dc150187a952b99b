"""Days whose public holidays the State Council has not arranged yet, as far as we know: they are provisional."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _

from planner.catalog import is_holiday
from routes.state import rules

AROUND = 7  # days before and after a holiday that days off and working weekends are moved within


def holiday_words(days: Iterable[date]) -> str:
    """That holidays near these days are provisional; empty if they are arranged, or none is near."""
    years = {day.year for day in days if day.year > rules().whole("holidays-arranged-to") and _near_holiday(day)}
    if not years:
        return ""
    return _("%(year)s 年怎么放假，我们还没查到。过节前后出门，临走再问一次开门时间。", year=min(years))


def _near_holiday(day: date) -> bool:
    return any(is_holiday(day + timedelta(days=number)) for number in range(-AROUND, AROUND + 1))
