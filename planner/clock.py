"""Times of day as they are read and written, and what day it is where the trips are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple

DAY_MIN = 24 * 60
DAY_S = 24 * 3600
CHINA = timezone(timedelta(hours=8), "CST")  # one zone, no summer time since 1991

_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(?:\+(\d{1,2}))?")


class WrittenClock(NamedTuple):
    """A time as somebody wrote it: seconds from 00:00 of its day, and that day, 0 the first; None if not marked."""

    second: int
    day: int | None = None

    def from_s(self, latest_s: int) -> int:
        """Seconds from 00:00 of the first day: on its day if that is marked, else the first such time from `latest_s`
        on."""
        if self.day is not None:
            return self.day * DAY_S + self.second
        return latest_s + (self.second - latest_s) % DAY_S


def read_clock(
    text: str,
    *,
    last_s: int = DAY_S - 1,
    seconds: Literal["none", "some", "all"] = "none",
    day_mark: bool = False,
) -> WrittenClock | None:
    """The time that `text` is: 8:05, 21:40, and where allowed 21:40:30 and 02:10+1; None if it is none.

    Hours have as many digits as those of `last_s`, the last time that may be written, or fewer; `seconds` may not, may
    or must stand; only with `day_mark` the day may be marked.
    """
    parts = _CLOCK.fullmatch(text)
    if parts is None or len(parts[1]) > max(2, len(str(last_s // 3600))):
        return None
    if parts[3] is None if seconds == "all" else parts[3] is not None and seconds == "none":
        return None
    second = int(parts[1]) * 3600 + int(parts[2]) * 60 + int(parts[3] or 0)
    if second > last_s or (parts[4] is not None and not day_mark):
        return None
    return WrittenClock(second, None if parts[4] is None else int(parts[4]))


def clock_text(
    minute: int,
    past_midnight: Literal["count", "wrap", "mark"] = "count",
    *,
    second: int | None = None,
    pad: bool = True,
) -> str:
    """A minute from 00:00 as the clock shows it: 08:05, or 8:05 without `pad`; with a `second` 08:05:09.

    From 24:00 on hours count on (24:30), begin again (00:30), or begin again with the day marked (00:30+1).
    """
    day, rest = (0, minute) if past_midnight == "count" else divmod(minute, DAY_MIN)
    text = f"{rest // 60:02d}:{rest % 60:02d}" if pad else f"{rest // 60}:{rest % 60:02d}"
    if second is not None:
        text += f":{second:02d}"
    return f"{text}+{day}" if day and past_midnight == "mark" else text


def today() -> date:
    """Today's date in China, wherever the server stands."""
    return datetime.now(UTC).astimezone(CHINA).date()
