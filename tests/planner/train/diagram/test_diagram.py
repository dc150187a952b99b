"""The diagram's geometry: stations by kilometre, time to the right, published trains where they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planner.train.diagram.diagram import SIZES, Diagram, diagram, draw
from planner.train.types import Passing
from tests.support.small_rail import small_rail

RAIL = small_rail("diagram", {"K1": (("d", None, 600), ("a", 633, None)), "K9": (("a", None, 60), ("d", 93, None))})
LINE = "test line"
WAY = (
    Passing("a", 590 * 60, 590 * 60, 0.0, None),
    Passing("b", 602 * 60, 607 * 60, 15.0, LINE),
    Passing("c", 619 * 60, 619 * 60, 30.0, LINE),
    Passing("d", 630 * 60, 630 * 60, 45.0, LINE),
)


@pytest.fixture(scope="module")
def drawn() -> Diagram:
    return diagram(RAIL, WAY, {"a", "d"})


def test_equal_kilometres_are_equally_far_apart(drawn: Diagram) -> None:
    ys = [station.y for station in drawn.stations]
    gaps = [other - one for one, other in pairwise(ys)]
    assert (ys[0], ys[-1]) == (drawn.top, drawn.height - drawn.bottom)
    assert max(gaps) - min(gaps) <= 0.2


def test_a_stop_is_level_and_running_falls(drawn: Diagram) -> None:
    (ours,) = drawn.ours
    assert len(ours.points) == 5  # a, b arriving, b leaving, c, d
    steps = [(there[0] - here[0], there[1] - here[1]) for here, there in pairwise(ours.points)]
    assert all(right > 0 for right, _ in steps)
    assert [down > 0 for _, down in steps] == [True, False, True, True]


def test_everything_of_ours_lies_on_the_sheet(drawn: Diagram) -> None:
    assert all(drawn.left <= x <= drawn.width - drawn.right for line in drawn.ours for x, _ in line.points)
    assert all(drawn.top <= y <= drawn.height - drawn.bottom for line in drawn.ours for _, y in line.points)


def test_hours_stand_at_their_time(drawn: Diagram) -> None:
    assert [hour for hour, _ in drawn.hours] == ["10", "11"]  # from 9:20 to 11:00
    x = dict(drawn.hours)
    arrival = drawn.ours[0].points[1][0]
    assert arrival == pytest.approx(x["10"] + (x["11"] - x["10"]) * 2 / 60, abs=0.2)


def test_half_hours_and_ten_minutes_are_ruled_between_the_hours(drawn: Diagram) -> None:
    x = dict(drawn.hours)
    hour = x["11"] - x["10"]
    assert drawn.halves == pytest.approx([x["10"] - hour / 2, x["10"] + hour / 2], abs=0.2)
    parts = [-4, -2, -1, 1, 2, 4, 5]  # sixths of an hour from ten o'clock, 9:20 to 10:50
    assert drawn.tens == pytest.approx([x["10"] + hour * part / 6 for part in parts], abs=0.2)


def test_ten_minutes_too_narrow_to_be_distinguished_are_not_ruled() -> None:
    last = WAY[-1]
    late = (*WAY[:-1], Passing(last.station, last.arrive_s + 3 * 86_400, last.depart_s + 3 * 86_400, last.km, LINE))
    sheet = diagram(RAIL, late, set())
    assert sheet.tens == ()
    assert len(sheet.halves) >= 72


def test_only_trains_of_these_hours_are_drawn(drawn: Diagram) -> None:
    assert drawn.trains == 1
    (line,) = drawn.others
    assert (line.passage.train, line.kind) == ("K1", "K")
    points = line.points
    assert points[0][1] == drawn.stations[-1].y  # comes up from d ...
    assert points[-1][1] == drawn.stations[0].y  # ... to a
    assert all(one[0] <= other[0] for one, other in pairwise(points))


def test_days_are_marked_where_they_begin_and_hours_numbered_where_there_is_room() -> None:
    night = diagram(RAIL, WAY, set(), (18 * 3600, 30 * 3600))
    assert [day for day, _ in night.days] == [1, 2]
    assert dict(night.days)[2] == dict(night.hours)["00"]
    assert len([hour for hour, _ in night.hours if hour]) == 13
    week = diagram(RAIL, WAY, set(), (0, 7 * 86_400))
    assert week.dense
    assert not night.dense
    assert [day for day, _ in week.days] == [1, 2, 3, 4, 5, 6, 7]
    numbered = [x for hour, x in week.hours if hour]
    assert min(other - one for one, other in pairwise(numbered)) >= 26
    assert diagram(RAIL, WAY, set(), (0, 86_400)).days == ()


def test_paper_is_filled(drawn: Diagram) -> None:
    for size in SIZES.values():
        sheet = draw(RAIL, drawn.sheet, [], size)
        assert (sheet.width, sheet.height) == size
        assert sheet.stations[-1].y == size[1] - sheet.bottom
        assert [line.passage for line in sheet.others] == [line.passage for line in drawn.others]


def test_names_too_near_each_other_are_left_out_but_never_those_of_calls() -> None:
    near = (*WAY[:3], Passing("b", 620 * 60, 620 * 60, 30.5, LINE), Passing("d", 630 * 60, 630 * 60, 45.0, LINE))
    stations = diagram(RAIL, near, {"c"}).stations
    assert [station.named for station in stations] == [True, True, True, False, True]
