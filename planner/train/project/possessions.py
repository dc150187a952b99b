"""A possession moved through the day, or made longer or shorter at one end."""

from __future__ import annotations

from dataclasses import replace

from planner.clock import DAY_MIN, clock_text
from planner.errors import BadValue
from planner.language import N_
from planner.train.types import Possession

_LENGTH = N_("天窗会从 {begin} 到 {end}：至少 1 分钟，不到 24 小时。没有改。")


def moved_possession(possession: Possession, edge: str, by: int) -> Possession:
    """It `by` minutes later; with the `edge` begin or end only that, with any other both.

    Raises
    ------
    BadValue
        If nothing would be left of it, or it would last a whole day.
    """
    begin = possession.begin + (by if edge != "end" else 0)
    end = possession.end + (by if edge != "begin" else 0)
    if not 0 < end - begin < DAY_MIN:
        raise BadValue(_LENGTH, begin=clock_text(begin % DAY_MIN), end=clock_text(end % DAY_MIN))
    days = begin // DAY_MIN * DAY_MIN
    return replace(possession, begin=begin - days, end=end - days)
