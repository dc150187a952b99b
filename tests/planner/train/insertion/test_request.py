"""Calls are read as planners write them; what cannot be read is refused."""

from __future__ import annotations

import pytest

from planner.catalog import RailFacts
from planner.errors import Malformed, OutOfRange, SilverwayError, Unknown
from planner.train.insertion.request import CallWish, PathRequest, read_call_wishes

TWO = (CallWish("大连"), CallWish("沈阳"))


def test_windows_and_stays(rail: RailFacts) -> None:
    texts = (
        "大连@20:30-23:00",
        "鞍山站/5-20",
        "Shenyang@-08:00/10",
        "锦州@12:00-",
        "山海关@14:05",
        "秦皇岛@01:00-2:00+2",
    )
    assert read_call_wishes(texts, rail.stations) == (
        CallWish("大连", (1230, 1380)),
        CallWish("鞍山", stay_s=(300, 1259)),
        CallWish("沈阳", (None, 1440 + 480), (600, None)),
        CallWish("锦州", (1440 + 720, None)),
        CallWish("山海关", (1440 + 845, 1440 + 845)),
        CallWish("秦皇岛", (2880 + 60, 2880 + 120)),
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("大连@", Malformed), ("@20:00", Malformed), ("大连@25:00", Malformed), ("大连@20:61", Malformed),
        ("大连@1-2-3", Malformed), ("大连@-", Malformed), ("大连/x", Malformed), ("大连/9-3", Malformed),
        ("大连/", Malformed), ("大连/2-9999", OutOfRange), ("大莲", Unknown), ("", Malformed),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(rail: RailFacts, text: str, error: type[SilverwayError]) -> None:
    with pytest.raises(error):
        read_call_wishes((text,), rail.stations)


def test_a_time_before_the_last_one_with_its_day_said_is_refused(rail: RailFacts) -> None:
    with pytest.raises(Malformed):
        read_call_wishes(("大连@20:00+1", "沈阳@19:00+1"), rail.stations)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"calls": TWO[:1]}, OutOfRange), ({"calls": TWO * 21}, OutOfRange), ({"paths": 0}, OutOfRange),
        ({"paths": 11}, OutOfRange), ({"objective": "cheap"}, Unknown), ({"running": "flying"}, Unknown),
        ({"top_kmh": 300}, Unknown), ({"calls": (TWO[0], TWO[0])}, Malformed),
        ({"comfort_min": -1}, OutOfRange), ({"within_min": 1441}, OutOfRange),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_refused(changes: dict[str, object], error: type[SilverwayError]) -> None:
    with pytest.raises(error):
        PathRequest(**{"calls": TWO, **changes})  # type: ignore[arg-type]
