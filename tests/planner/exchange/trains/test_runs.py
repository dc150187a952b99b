"""The neutral timetable refuses what no train can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planner.exchange.trains.runs import RunCall, StationPoint, Timetable, TimetableRun, WayPoint

FIRST, LAST = RunCall("a", None, 100, km=0.0), RunCall("b", 200, None, km=5.0)
RUN = TimetableRun("K1", (FIRST, LAST))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: StationPoint(""), "“”不是站名"),
        (lambda: StationPoint(" a"), "“ a”不是站名"),
        (lambda: StationPoint("a\x07"), "不是站名"),
        (lambda: StationPoint("a", 41.0), "半个位置"),
        (lambda: StationPoint("a", 91.0, 0.0), "不在地球上"),
        (lambda: StationPoint("a", float("nan"), 0.0), "不在地球上"),
        (lambda: StationPoint("a", step_free="perhaps"), "要写 yes 或 no"),
        (lambda: TimetableRun("", (FIRST, LAST)), "不是车次"),
        (lambda: TimetableRun("K1", (FIRST,)), "停站少于两个"),
        (lambda: TimetableRun("K1", (RunCall("a", 50, 100), LAST)), "始发站a要写开点"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, 300))), "终到站b要写到点"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 50, None))), "a → b 的时间倒着走"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("c", 150, 140), LAST)), "a → c 的时间倒着走"),
        (lambda: TimetableRun("K1", (RunCall("a", None, -5), LAST)), "a的开点在第一天以前"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("c", 150, None), LAST)), "c 缺到点或者开点"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 61 * 86_400, None))), "60 天以后"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, None, km=0.0))), "里程没有一站比一站大"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, None))), "里程没有一站比一站大"),
        (lambda: TimetableRun("K1", (FIRST, LAST), (date(2027, 5, 2), date(2027, 5, 1))), "没有按先后写"),
        (lambda: TimetableRun("K1", (FIRST, LAST), (date(2027, 5, 2), date(2027, 5, 2))), "没有按先后写"),
        (
            lambda: TimetableRun("K1", (FIRST, LAST), way=(WayPoint(1, 1, 2), WayPoint(1, 1, 2))),
            "里程没有一个比一个大",
        ),
        (lambda: Timetable((StationPoint("a"), StationPoint("a")), ()), "写了两次"),
        (lambda: Timetable((StationPoint("a"),), (RUN,)), "K1：停的“b”不在车站里"),
    ],
)
def test_nonsense_is_refused(make: Callable[[], Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()
