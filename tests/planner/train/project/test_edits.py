"""Times of a train changed as a whole, from a station on, up to one, and cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import BadValue, Malformed
from planner.train.project import (
    PROJECT_JSON,
    Project,
    moved,
    moved_from,
    moved_up_to,
    paste_block,
    read_cell,
    with_stay,
    with_time,
    with_times,
    with_train,
)
from planner.train.types import Case, EnteredCall, Possession, TrainSpec

LATE = TrainSpec(
    (
        EnteredCall(1, "a", None, 1286),
        EnteredCall(2, "b", 1339, 1340),
        EnteredCall(3, "c", 1361, 1364),
        EnteredCall(4, "d", 1544, None),
    ),
    Case(),
)


def times(spec: TrainSpec) -> list[tuple[int | None, int | None]]:
    return [(call.arrive, call.depart) for call in spec.calls]


def test_a_train_is_moved_as_a_whole_from_a_stop_on_or_up_to_it() -> None:
    assert times(moved(LATE, 3)) == [(None, 1289), (1342, 1343), (1364, 1367), (1547, None)]
    assert times(moved_from(LATE, 2, 3)) == [(None, 1286), (1339, 1340), (1361, 1367), (1547, None)]
    assert times(moved_up_to(LATE, 2, 3)) == [(None, 1289), (1342, 1343), (1364, 1364), (1544, None)]


@given(st.integers(-200, 200))
def test_there_and_back_is_the_same(by: int) -> None:
    assert moved(moved(LATE, by), -by) == LATE


def test_a_cell_moves_what_comes_after_it_or_only_itself() -> None:
    assert times(with_time(LATE, 2, "arrive", 1365))[2:] == [(1365, 1368), (1548, None)]
    assert times(with_time(LATE, 2, "depart", 1370, only=True))[2:] == [(1361, 1370), (1544, None)]
    assert times(with_stay(LATE, 1, 5))[1:] == [(1339, 1344), (1365, 1368), (1548, None)]
    assert times(with_times(LATE, {(1, "arrive"): 1338, (2, "depart"): 1366}, only=True)) == [
        (None, 1286), (1338, 1340), (1361, 1366), (1544, None),
    ]  # fmt: skip


def test_what_would_go_backwards_is_refused_and_says_where() -> None:
    with pytest.raises(BadValue, match="c：开点会比到点早 4 分钟"):
        with_time(LATE, 2, "depart", 1357)
    with pytest.raises(BadValue, match="d：会比上一站开的时间早 1 分钟"):
        with_time(LATE, 3, "arrive", 1363, only=True)
    with pytest.raises(BadValue, match="没有时间可以改"):
        with_time(LATE, 0, "arrive", 1363)
    with pytest.raises(BadValue, match="最多 30 天"):
        moved(LATE, 100 * 1440)


def test_a_train_that_sets_out_before_midnight_sets_out_the_day_before() -> None:
    dated = replace(LATE, case=Case(start=date(2026, 12, 2)))
    early = moved(dated, -1300)
    assert (early.calls[0].depart, early.case.start) == (1426, date(2026, 12, 1))
    assert moved(early, 1300) == dated


@pytest.mark.parametrize(
    ("text", "minute"),
    [("2140", 1300), ("21:40", 1300), ("940", 580), ("+3", 1367), ("-2", 1362), ("次日0140", 1540), ("01:40+1", 1540),
     ("＋３", 1367), ("9:40 PM", 1300)],
)  # fmt: skip
def test_a_cell_takes_times_as_planners_write_them(text: str, minute: int) -> None:
    assert read_cell(text, 1364) == minute


def test_a_time_before_the_one_before_means_the_next_day() -> None:
    assert read_cell("0140", 1544, before=1364) == 1540
    with pytest.raises(BadValue, match="25:99"):
        read_cell("25:99", 1364)
    with pytest.raises(BadValue, match="要写时间"):
        read_cell("", 1364)


def test_a_block_from_a_spreadsheet_fills_cells_from_one_on() -> None:
    assert paste_block(LATE, "22:20\t22:22\n\t+5\n0145\n", 1, "arrive") == {
        (1, "arrive"): 1340, (1, "depart"): 1342, (2, "depart"): 1369, (3, "arrive"): 1545,
    }  # fmt: skip
    with pytest.raises(BadValue, match="5 行 1 列"):
        paste_block(LATE, "1\n" * 5, 1, "arrive")
    with pytest.raises(BadValue, match="1 行 2 列"):
        paste_block(LATE, "2200\t2210", 1, "depart")


def test_numbers_of_trains_are_taken_once() -> None:
    project = with_train(Project(possessions=(Possession("a", "b", 60, 120),)), " y501 ", LATE)
    assert list(project.trains) == ["Y501"]
    with pytest.raises(BadValue, match="可以叫 Y502"):
        with_train(project, "Y501", LATE, new=True)
    with pytest.raises(Malformed):
        with_train(project, "Y 502", LATE)
    assert PROJECT_JSON.validate_json(PROJECT_JSON.dump_json(project)) == project
