"""An entered timetable becomes the way of a train, or nothing if there is no way to draw."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest

from planner.catalog import RailFacts
from planner.train.entry.way import entered_way


class EnteredCall(NamedTuple):
    """A line as somebody typed it; minutes from 00:00 of the first day."""

    line: int
    station: str
    arrive: int | None
    depart: int | None


def test_the_way_passes_every_station_in_time(rail: RailFacts) -> None:
    calls = (
        EnteredCall(1, "大连", None, 1170),
        EnteredCall(2, "瓦房店", 1276, 1279),
        EnteredCall(3, "沈阳", 1500, None),
    )
    way = entered_way(rail, calls)
    assert (way[0].station, way[0].depart_s, way[0].km, way[0].line) == ("大连", 1170 * 60, 0.0, None)
    assert (way[-1].station, way[-1].arrive_s) == ("沈阳", 1500 * 60)
    stop = next(passing for passing in way if passing.station == "瓦房店")
    assert (stop.arrive_s, stop.depart_s) == (1276 * 60, 1279 * 60)
    assert len(way) > 10
    for one, other in pairwise(way):
        assert one.depart_s <= other.arrive_s <= other.depart_s
        assert one.km < other.km
    assert 380 < way[-1].km < 410  # 大连-沈阳 by the old line is 397 km


@pytest.mark.parametrize(
    "calls",
    [
        (),
        (EnteredCall(1, "大连", None, 600),),
        (EnteredCall(1, "大连", None, 600), EnteredCall(2, "无此站", 700, None)),
        (EnteredCall(1, "大连", None, None), EnteredCall(2, "沈阳", 900, None)),
        (EnteredCall(1, "大连", None, 600), EnteredCall(2, "沈阳", None, None)),
        (EnteredCall(1, "大连", None, 600), EnteredCall(2, "沈阳", 600, None)),
        (EnteredCall(1, "大连", None, 600), EnteredCall(2, "伯官", 900, None)),  # high speed only
    ],
)
def test_where_there_is_no_way_nothing_is_drawn(rail: RailFacts, calls: tuple[EnteredCall, ...]) -> None:
    assert entered_way(rail, calls) == ()
