"""The diagram's geometry: stations by kilometre, time to the right, published trains where they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planner.train.diagram.diagram import SIZES, Diagram, diagram, draw
from planner.train.diagram.time_distance_diagram import DiagramRequest, make_diagram
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
    assert (ys[0], ys[-1]) == (drawn.frame[1], drawn.frame[3])
    assert max(gaps) - min(gaps) <= 0.2


def test_a_stop_is_level_and_running_falls(drawn: Diagram) -> None:
    (ours,) = drawn.ours
    assert len(ours.points) == 5  # a, b arriving, b leaving, c, d
    steps = [(there[0] - here[0], there[1] - here[1]) for here, there in pairwise(ours.points)]
    assert all(right > 0 for right, _ in steps)
    assert [down > 0 for _, down in steps] == [True, False, True, True]


def test_everything_of_ours_lies_on_the_sheet(drawn: Diagram) -> None:
    assert all(drawn.frame[0] <= x <= drawn.frame[2] for line in drawn.ours for x, _ in line.points)
    assert all(drawn.frame[1] <= y <= drawn.frame[3] for line in drawn.ours for _, y in line.points)


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
        assert sheet.stations[-1].y == sheet.frame[3]
        assert [line.passage for line in sheet.others] == [line.passage for line in drawn.others]


def test_names_too_near_each_other_are_led_aside_or_left_out_but_never_those_of_calls() -> None:
    near = (*WAY[:3], Passing("b", 620 * 60, 620 * 60, 30.5, LINE), Passing("d", 630 * 60, 630 * 60, 45.0, LINE))
    stations = diagram(RAIL, near, {"c"}).stations
    labels = [station.label for station in stations if station.label]
    assert len(labels) == len(stations)
    assert min(other.y - one.y for one, other in pairwise(labels)) >= 16
    many = tuple(Passing("bc"[n % 2], n * 60, n * 60, 10 + n / 100, LINE) for n in range(40))
    crowd = diagram(RAIL, (WAY[0], *many, WAY[3]), {"a", "d"}).stations
    assert 2 < sum(station.label is not None for station in crowd) < 8
    assert crowd[0].label
    assert crowd[-1].label


@pytest.mark.parametrize(("stations", "above"), [("ad", (True, False)), ("da", (False, True))])
def test_minutes_stand_in_the_obtuse_angle(stations: str, above: tuple[bool, bool]) -> None:
    """Of an arrival right of the line, of a departure left of it; above or below as the train falls or rises."""
    sheet = make_diagram(RAIL, DiagramRequest(tuple(stations), passings=WAY, span=(34_000, 39_000)))
    (ours,) = draw(RAIL, sheet, ()).ours
    minutes = [label for label in ours.labels if label.kind == "minute"]
    assert [label.text for label in minutes] == ["0", "2", "7", "9", "0"]
    (reached, y), (left, _) = ours.points[1:3]
    arrival, departure = minutes[1:3]
    assert (arrival.y < y, departure.y < y) == above
    assert arrival.x > reached
    assert departure.x < left


def test_a_number_is_written_again_and_again_along_its_line(drawn: Diagram) -> None:
    (line,) = drawn.others
    numbers = [label for label in line.labels if label.kind == "number"]
    assert {label.text for label in numbers} == {"K1"}
    assert len(numbers) > 1
    assert all(label.angle < 0 for label in numbers)  # along a line that rises to the right
    assert [label.text for label in line.labels if label.kind == "minute"] == ["0", "3"]  # as published, at both ends
