"""Days as people write them, and whether a trip can start on one."""

from __future__ import annotations

import re
from datetime import date

from planner.errors import PastDate, TooFarAhead
from planner.text.normalize import plain
from planner.text.numbers import whole_number

LONGEST_WAIT_YEARS = 8  # for 29 February
MAX_AHEAD_YEARS = 5  # nobody knows today what is open then, and which trains run
_NUMERAL = "[0-9零〇一二两三四五六七八九十]"
_FORMS = tuple(
    map(
        re.compile,
        (
            rf"(?:(?P<year>{_NUMERAL}{{4}})年)?(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,3}})[日号]?",
            r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
            r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
            r"(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        ),
    )
)


def read_day(text: str, today: date) -> date | None:
    """2027-05-10, 2027年5月10日 or 二〇二七年五月十日; without a year the next such day after `today`; else None."""
    typed = plain(text).replace(" ", "")
    found = next(filter(None, (form.fullmatch(typed) for form in _FORMS)), None)
    if found is None:
        return None
    parts = {name: whole_number(part) for name, part in found.groupdict().items() if part and name != "mark"}
    month, day = parts["month"], parts["day"]
    if month is None or day is None or parts.get("year", 0) is None:
        return None
    if (year := parts.get("year")) is not None:
        return _date(year, month, day)
    years = range(today.year, today.year + LONGEST_WAIT_YEARS + 1)
    return next((each for year in years if (each := _date(year, month, day)) and each > today), None)


def check_start(start: date, today: date) -> None:
    """Refuse a first day that is behind, or too far ahead to be planned.

    Raises
    ------
    SilverwayError
        PastDate or TooFarAhead.
    """
    if start < today:
        raise PastDate(start.isoformat(), today.isoformat())
    last = _date(today.year + MAX_AHEAD_YEARS, today.month, min(today.day, 28)) or date.max
    if start > last:
        raise TooFarAhead(start.isoformat(), last.isoformat())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
