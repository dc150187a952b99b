"""Times of calls as people write them: 21:40, 02:10+1 or 次日02:10, 24:10, 2140, 21:40:30; -- for none."""

from __future__ import annotations

from planner.clock import clock_text, read_timetable_clock
from planner.errors import BadValue
from planner.language import N_

NONE = frozenset(("", "-", "--", "---", "—", "——", "/", "无", "…", "...", "始发", "终到", "始", "终"))
MOST_DAYS = 60
LONGEST_SHOWN = 40
_NO_TIME = N_("看不懂时间“{word}”。请写成 21:40，第二天写成 02:10+1。")
_TOO_LATE = N_("“{word}”在第一天之后 {most} 天以上。")
_BACKWARDS = N_("“{word}”比前面的时间早。第二天的时间请写成 02:10+1。")


def read_call_time(text: str, latest_s: int) -> int | None:
    """Seconds from 00:00 of the first day, None where there is no time. Without a day mark it is the first such time
    from `latest_s` on.

    Raises
    ------
    BadValue
        If it is no time, or one before `latest_s`.
    """
    word = text.strip()
    if word in NONE:
        return None
    written = read_timetable_clock(word)
    shown = word if len(word) <= LONGEST_SHOWN else word[:LONGEST_SHOWN] + "…"
    if written is None:
        raise BadValue(_NO_TIME, word=shown)
    if written.day is not None and written.day > MOST_DAYS:
        raise BadValue(_TOO_LATE, word=shown, most=MOST_DAYS)
    second = written.from_s(latest_s)
    if second < latest_s:
        raise BadValue(_BACKWARDS, word=shown)
    return second


def write_call_time(seconds: int | None) -> str:
    """The same in writing: with a day mark wherever the day is not the first, with seconds only if there are some."""
    return "--" if seconds is None else clock_text(seconds // 60, "mark", second=seconds % 60 or None)
