"""Times of day in tables: 21:40, 02:10+1 for the next day, 21:40:30 where seconds count."""

from __future__ import annotations

import re
import unicodedata

DAY_S = 86_400
NONE = frozenset(("", "-", "--", "—", "——", "/", "无"))
MOST_DAYS = 60
EXAMPLE = "21:40, 02:10+1 on the next day"
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*\+\s*(\d{1,2}))?")


def read_clock(text: str, latest_s: int) -> int | None:
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
    parts = _TIME.fullmatch(word)
    if parts is None or int(parts[1]) > 23 or int(parts[2]) > 59 or int(parts[3] or 0) > 59:
        raise ValueError(f"{text!r} is no time such as {EXAMPLE}")
    clock = int(parts[1]) * 3600 + int(parts[2]) * 60 + int(parts[3] or 0)
    if parts[4] is None:
        same_day = latest_s - latest_s % DAY_S + clock
        return same_day if same_day >= latest_s else same_day + DAY_S
    if int(parts[4]) > MOST_DAYS:
        raise ValueError(f"{text!r} is more than {MOST_DAYS} days after the first")
    marked = int(parts[4]) * DAY_S + clock
    if marked < latest_s:
        raise ValueError(f"{text!r} is before the time that stands before it")
    return marked


def write_clock(seconds: int | None) -> str:
    """The same in writing: with a day mark wherever the day is not the first, with seconds only if there are some."""
    if seconds is None:
        return "--"
    day, clock = divmod(seconds, DAY_S)
    told = f"{clock // 3600:02d}:{clock // 60 % 60:02d}" + (f":{clock % 60:02d}" if clock % 60 else "")
    return told + (f"+{day}" if day else "")
