"""Times of day as they are read and written, and what day it is where the trips are."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal, NamedTuple

DAY_MIN = 24 * 60
DAY_S = 24 * 3600
CHINA = timezone(timedelta(hours=8), "CST")  # one zone, no summer time since 1991

_DAYS = "当次二三四五六七八九"
_HALF_DAY = re.compile(r"(\d{1,2}(?::\d{2})?)([AaPp])\.?[Mm]\.?((?:\+\d)?)")
_DAY_WORD = re.compile(r"(?:(当|次|翌|隔)[日天]?|第([二三四五六七八九2-9])[日天])(?=\d)")
_UNMARKED = re.compile(r"(\d{1,2})(\d{2})(\d{2})?")
_SPOKEN = re.compile(r"(\d{1,2})[时点](?:(\d{1,2})分?(?:(\d{1,2})秒?)?|整)?")
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


def read_timetable_clock(text: str) -> WrittenClock | None:
    """The time that a timetable means by `text`; None if it means none.

    Read are 21:40, 21:40:30, 2140, 214030, 21.40, 21点40分, 9:40 PM and 24:10 (00:10 of the next day), with a day
    before it (次日01:10, 第三日01:10) or behind it (01:10+1), in either width.
    """
    if (usual := read_clock(text, seconds="some", day_mark=True)) is not None:
        return usual
    if any(unicodedata.category(sign) == "No" for sign in text):  # ① and ½ would become figures
        return None
    word = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if (half := _HALF_DAY.fullmatch(word)) is not None:
        return _of_half_day(half[1], half[2].lower() == "p", half[3])
    named = _DAY_WORD.match(word)
    day = None if named is None else _day_of(named)
    word = _colons(word[named.end() :] if named else word)
    written = read_clock(word, last_s=100 * 3600 - 1, seconds="some", day_mark=day is None)
    if written is None or (day is not None and written.day is not None):
        return None
    days, second = divmod(written.second, DAY_S)
    marked = written.day if day is None else day
    return WrittenClock(second, days + (marked or 0) if days or marked is not None else None)


def _of_half_day(time: str, afternoon: bool, day: str) -> WrittenClock | None:
    written = read_clock(time if ":" in time else f"{time}:00")
    if written is None or not 1 <= written.second // 3600 <= 12:
        return None
    second = written.second % (12 * 3600) + 12 * 3600 * afternoon
    return WrittenClock(second, int(day[1:]) if day else None)


def _day_of(named: re.Match[str]) -> int:
    if named[1]:
        return 0 if named[1] == "当" else 1
    return int(named[2]) - 1 if named[2].isdecimal() else _DAYS.index(named[2]) - 1


def _colons(word: str) -> str:
    """The same time with colons; what is no time stays as it is."""
    time, plus, day = word.partition("+")
    if (spoken := _SPOKEN.fullmatch(time)) is not None:
        parts = [part.zfill(2) for part in (spoken[1], spoken[2] or "0", *([spoken[3]] if spoken[3] else []))]
    elif len(time) >= 3 and (bare := _UNMARKED.fullmatch(time)) is not None:
        parts = [part for part in bare.groups() if part]
    else:
        parts = re.split(r"[:.]", time)
    return word if len(parts) < 2 else ":".join(parts) + plus + day


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
