"""What somebody asks to see: which way, which hours, which train in colour; and how it is put into words."""

from __future__ import annotations

import pytest

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Malformed, OutOfRange, Unknown
from planner.train.diagram import HEIGHT, WIDTH
from planner.train.diagram.hours import read_day, read_hour, read_names, span_of
from planner.train.diagram.sources import line_way
from planner.train.diagram.time_distance_diagram import DiagramRequest, make_diagram
from planner.train.entry import read_possession
from planner.train.report import (
    Wording,
    diagram_json,
    diagram_table,
    drawn_sheet,
    entering,
    marker_words,
    moment,
    passage_words,
    towards,
)
from planner.train.types import Cruise
from tests.support.small_rail import small_rail

HOUR_S = 3600
RAIL = small_rail(
    "sheet",
    {"K1": (("d", None, 600), ("a", 633, None)), "T2": (("a", None, 1420), ("c", 1445, 1450), ("d", 1462, None))},
)


def test_without_hours_a_day_is_shown_and_the_train_in_colour_stands_apart() -> None:
    sheet = make_diagram(RAIL, DiagramRequest(("a", "d"), "K1"))
    assert sheet.span == (0, DAY_S)
    assert [p.train for p in sheet.ours] == ["K1"]
    assert {p.train for p in sheet.others} == {"T2"}
    assert sheet.passages == sheet.ours + sheet.others


def test_without_stations_a_train_is_shown_on_its_own_way() -> None:
    assert make_diagram(RAIL, DiagramRequest((), "K1")).stations == list("dcba")
    with pytest.raises(Unknown) as wrong:
        make_diagram(RAIL, DiagramRequest((), "X1"))
    assert wrong.value.kind == "train_shown"


def test_a_silver_train_is_shown_whole_or_in_the_hours_asked_for(rail: RailFacts, cruise: Cruise) -> None:
    whole = make_diagram(rail, DiagramRequest(passings=cruise.passings))
    assert whole.way == cruise.passings
    (ours,) = whole.ours
    assert whole.span[0] < ours.enter_s < ours.leave_s < whole.span[1]
    night = make_diagram(rail, DiagramRequest(passings=cruise.passings, span=(ours.enter_s, ours.enter_s + HOUR_S)))
    assert 2 <= len(night.way) < len(whole.way)
    assert night.way == cruise.passings[: len(night.way)]


def test_a_silver_train_on_other_lines_is_shown_where_it_runs_on_them(rail: RailFacts, cruise: Cruise) -> None:
    first, second = cruise.passings[0].station, cruise.passings[4].station
    sheet = make_diagram(rail, DiagramRequest((second, first), passings=cruise.passings))
    assert sheet.way == line_way(rail, (second, first))
    assert {(leg.enter_s, leg.leave_s) for p in sheet.ours for leg in p.segments} <= {
        (one.depart_s, other.arrive_s) for one, other in zip(cruise.passings, cruise.passings[1:], strict=False)
    }
    assert sheet.ours


def test_what_the_checker_finds_about_a_silver_train_is_ringed(rail: RailFacts, cruise: Cruise) -> None:
    where = f"{cruise.passings[1].station} → {cruise.passings[2].station}"
    sheet = make_diagram(rail, DiagramRequest(passings=cruise.passings), [where])
    assert {marker.kind for marker in sheet.markers} == {"found"}
    assert cruise.passings[1].depart_s <= sheet.markers[0].second <= cruise.passings[2].arrive_s
    assert marker_words(sheet.markers[0], sheet, ["这里不对。"], str, str) == "这里不对。"


def test_times_say_their_day_where_more_than_the_first_is_shown() -> None:
    day, night = (make_diagram(RAIL, DiagramRequest(("a", "d"), span=(0, end))) for end in (DAY_S, 2 * DAY_S))
    assert moment(3660, day, str) == "01:01"
    assert moment(3660, night, str) == "第 1 天 01:01"
    assert moment(DAY_S + 60, day, str) == moment(DAY_S + 60, night, str) == "第 2 天 00:01"
    assert moment(-60, day, str) == "前一天 23:59"


def test_a_line_is_reported_with_where_it_comes_from_and_goes_to() -> None:
    sheet = make_diagram(RAIL, DiagramRequest(("a", "d")))
    (k1,) = (p for p in sheet.passages if p.train == "K1")
    assert passage_words(k1, sheet, str.upper, str) == "K1 次，D 10:00 → A 10:33"
    assert towards(k1, sheet) == "a"
    inner = make_diagram(RAIL, DiagramRequest(("b", "c")))
    assert entering(inner.others[0], inner, str).startswith("约 ")


def test_everything_drawn_is_listed() -> None:
    shut = read_possession("b-c@10:00-11:00", RAIL.stations)
    sheet = make_diagram(RAIL, DiagramRequest(("a", "d"), possessions=(shut,)))
    drawn = drawn_sheet(RAIL, sheet, [], (WIDTH, HEIGHT), Wording(str))
    lines = diagram_table(drawn, RAIL, Wording(str))
    assert lines[0] == "标出来的问题：1 处"
    assert "K1 进了天窗（b–c）" in lines[1]
    assert lines[2] == "画出来的车：3 条线"
    assert len(lines) == 3 + len(sheet.passages)
    data = diagram_json(drawn, RAIL)
    assert [marker["number"] for marker in data["markers"]] == data["sheets"][0]["markers"] == [1]
    assert [len(train["points"]) for train in data["sheets"][0]["trains"]] == [len(p.points) for p in sheet.passages]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("沈阳、辽阳、鞍山", ["沈阳", "辽阳", "鞍山"]),
        ("沈阳，辽阳, 鞍山；大连", ["沈阳", "辽阳", "鞍山", "大连"]),
        ("沈阳 大连", ["沈阳", "大连"]),
        ("沈阳–大连", ["沈阳", "大连"]),
        ("Shenyang, Dalian", ["Shenyang", "Dalian"]),
        ("", []),
        ("、、", []),
    ],
)
def test_stations_are_read_with_any_mark_between_them(written: str, names: list[str]) -> None:
    assert read_names(written) == names


def test_clocks_and_days_are_read_or_refused() -> None:
    assert [read_hour(text) for text in ("0", "６", "18:30", "18：30", "24", "24:00")] == [
        0, 6 * HOUR_S, 66_600, 66_600, DAY_S, DAY_S,
    ]  # fmt: skip
    for wrong in ("", "25", "24:01", "-1", "6:60", "x", "1:2", "9" * 40):
        with pytest.raises(Malformed):
            read_hour(wrong)
    assert [read_day("1"), read_day(" 8 "), read_day("八")] == [1, 8, 8]
    for wrong in ("", "x", "1.5", "²", "9" * 40):
        with pytest.raises(Malformed):
            read_day(wrong)
    for far in ("0", "9", "9999"):
        with pytest.raises(OutOfRange):
            read_day(far)


def test_the_end_is_the_next_time_it_is_that_late_unless_a_day_is_named() -> None:
    assert span_of(1, 6 * HOUR_S, None, 18 * HOUR_S) == (6 * HOUR_S, 18 * HOUR_S)
    assert span_of(1, 18 * HOUR_S, None, 6 * HOUR_S) == (18 * HOUR_S, 30 * HOUR_S)
    assert span_of(2, 0, None, 0) == (DAY_S, 2 * DAY_S)
    assert span_of(2, 18 * HOUR_S, 4, 6 * HOUR_S) == (42 * HOUR_S, 78 * HOUR_S)
    for until, end in ((1, 6 * HOUR_S), (2, 18 * HOUR_S)):
        with pytest.raises(Malformed):
            span_of(2, 18 * HOUR_S, until, end)
