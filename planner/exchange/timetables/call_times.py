"""Times of calls in tables: 21:40, 02:10+1 for the next day, 21:40:30 where seconds count, -- for none."""

from __future__ import annotations

import re
import unicodedata

from planner.clock import clock_text, read_clock

NONE = frozenset(("", "-", "--", "—", "——", "/", "无"))
MOST_DAYS = 60
EXAMPLE = "21:40, 02:10+1 on the next day"


def read_call_time(text: str, latest_s: int) -> int | None:
    """Seconds from 00:00 of the first day, None where there is no time. Without a day mark it is the first such time
    from `latest_s` on.

    Raises
    ------
    ValueError
        If it is no time, or one before `latest_s`; the sentence goes after the cell's name.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    if word in NONE:
        return None
    written = read_clock(re.sub(r"\s*\+\s*", "+", word), seconds="some", day_mark=True)
    if written is None:
        raise ValueError(f"{text!r} is no time such as {EXAMPLE}")
    if written.day is not None and written.day > MOST_DAYS:
        raise ValueError(f"{text!r} is more than {MOST_DAYS} days after the first")
    second = written.from_s(latest_s)
    if second < latest_s:
        raise ValueError(f"{text!r} is before the time that stands before it")
    return second


def write_call_time(seconds: int | None) -> str:
    """The same in writing: with a day mark wherever the day is not the first, with seconds only if there are some."""
    return "--" if seconds is None else clock_text(seconds // 60, "mark", second=seconds % 60 or None)
