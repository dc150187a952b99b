"""The neutral timetable refuses what no train can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planner.exchange.timetables.runs import RunCall, StationPoint, Timetable, TimetableRun, WayPoint

FIRST, LAST = RunCall("a", None, 100, km=0.0), RunCall("b", 200, None, km=5.0)
RUN = TimetableRun("K1", (FIRST, LAST))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: StationPoint(""), "'' is no name of a station"),
        (lambda: StationPoint(" a"), "' a' is no name"),
        (lambda: StationPoint("a\x07"), "is no name"),
        (lambda: StationPoint("a", 41.0), "half a position"),
        (lambda: StationPoint("a", 91.0, 0.0), "no position on Earth"),
        (lambda: StationPoint("a", float("nan"), 0.0), "no position on Earth"),
        (lambda: StationPoint("a", step_free="perhaps"), "neither yes nor no"),
        (lambda: TimetableRun("", (FIRST, LAST)), "no name of a train"),
        (lambda: TimetableRun("K1", (FIRST,)), "fewer than two calls"),
        (lambda: TimetableRun("K1", (RunCall("a", 50, 100), LAST)), "a: the first call has a departure and no arrival"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, 300))), "b: the last call has an arrival"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 50, None))), "a → b: times run backwards"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("c", 150, 140), LAST)), "c → b: times run backwards"),
        (lambda: TimetableRun("K1", (RunCall("a", None, -5), LAST)), "a → b: times run backwards"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("c", 150, None), LAST)), "c → b: a time is missing"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 61 * 86_400, None))), "more than 60 days"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, None, km=0.0))), "kilometres do not grow"),
        (lambda: TimetableRun("K1", (FIRST, RunCall("b", 200, None))), "kilometres do not grow"),
        (lambda: TimetableRun("K1", (FIRST, LAST), (date(2027, 5, 2), date(2027, 5, 1))), "dates are not in order"),
        (lambda: TimetableRun("K1", (FIRST, LAST), (date(2027, 5, 2), date(2027, 5, 2))), "dates are not in order"),
        (
            lambda: TimetableRun("K1", (FIRST, LAST), way=(WayPoint(1, 1, 2), WayPoint(1, 1, 2))),
            "of its way do not grow",
        ),
        (lambda: Timetable((StationPoint("a"), StationPoint("a")), ()), "a station stands twice"),
        (lambda: Timetable((StationPoint("a"),), (RUN,)), "K1: calls at b, which is no station of the timetable"),
    ],
)
def test_nonsense_is_refused(make: Callable[[], Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()
