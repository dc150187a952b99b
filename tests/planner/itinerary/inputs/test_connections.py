"""A train or a time: what people type means the published call."""

from __future__ import annotations

import pytest

from planner.catalog import RailFacts
from planner.errors import Malformed, SilverwayError, Unknown
from planner.itinerary.inputs.connections import connection_of, minute_of
from planner.itinerary.types import Connection


@pytest.mark.parametrize(
    ("text", "minute"),
    [("09:30", 570), ("9:30", 570), ("９：30", 570), ("9：30", 570), ("24:00", None), ("", None), ("9点", 540),
     ("上午10点一刻", 615), ("下午3点05分", 905), ("下午 4 点半", 990), ("晚上12点", None), ("25点", None),
     ("9点75分", None), ("中午12点", 720), ("吃过早饭", None)],
)  # fmt: skip
def test_times_of_day(text: str, minute: int | None) -> None:
    assert minute_of(text) == minute


def test_a_station_and_a_time(rail: RailFacts) -> None:
    for text in (" 沈阳北 @ 10:15 ", "沈阳北站 10:15", "沈阳北，10：15", f"{rail.stations['沈阳北'].name_en} 10:15"):
        assert connection_of(rail, text, arriving=True) == Connection("沈阳北", 615)


def test_a_train_calls_when_it_is_published(rail: RailFacts) -> None:
    number, calls = next((n, c) for n, c in rail.calls.items() if c[1].arrive is not None and c[1].depart is not None)
    call = calls[1]
    coming = connection_of(rail, f"{number.lower()}@{call.station}站", arriving=True)
    going = connection_of(rail, f"{number}@{call.station}", arriving=False)
    assert coming == Connection(call.station, call.arrive % 1440, number)  # type: ignore[operator]
    assert going == Connection(call.station, call.depart % 1440, number)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "error"), [("沈阳北", Malformed), ("@10:15", Malformed), ("X999@沈阳北", Unknown), ("", Malformed)]
)
def test_what_cannot_be_read_is_reported(rail: RailFacts, text: str, error: type[SilverwayError]) -> None:
    with pytest.raises(error):
        connection_of(rail, text, arriving=True)


def test_a_train_that_does_not_call_there(rail: RailFacts) -> None:
    number, calls = next(iter(rail.calls.items()))
    with pytest.raises(Unknown) as unknown:
        connection_of(rail, f"{number}@没有的站", arriving=False)
    assert calls[0].station in unknown.value.suggestions
