"""A silver train as plain lines."""

from __future__ import annotations

from datetime import date

from planner.itinerary.types import Reason
from planner.train.report.cruise import summary
from planner.train.types import Call, Cruise, CruiseProof, CruiseRequest, LeftOutCity, RunningError


def test_calls_are_reported_with_day_and_time() -> None:
    cruise = Cruise(
        request=CruiseRequest("大连", 3, "nature", date(2027, 5, 10)),
        start=date(2027, 5, 10),
        calls=(
            Call("大连", "大连", None, 1230, 0.0, "origin", None),
            Call("沈阳", "沈阳", 1830, 2610, 397.0, "sight", None),
            Call("大连", "大连", 3300, None, 794.0, "end", None),
        ),
        passings=(),
        excursions=(),
        proof=CruiseProof(100, 110, 0.1, False, 1.5),
        running_error=RunningError(812, 10.4, 33.1, 0.0),
        facts_digest="facts",
        not_called=(LeftOutCity("丹东", Reason("train_not_far", {"city": "丹东", "minutes": 900, "limit": 690})),),
    )
    first, second, third, *rest = summary(cruise, str).splitlines()
    assert first.split() == ["大连", "--", "第1天", "20:30", "0", "km", "始发"]
    assert second.split() == ["沈阳", "第2天", "06:30", "第2天", "19:30", "397", "km", "停靠游览"]
    assert third.split() == ["大连", "第3天", "07:00", "--", "794", "km", "终到"]
    assert any("10.00%" in line for line in rest)
    assert any("10.4%" in line for line in rest)
    assert any("丹东" in line and "900" in line and "690" in line for line in rest)
