"""The checker: a solution that holds, and each rule broken alone."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from planner.dispatch.check import check_displib
from tests.planner.dispatch.small import late, op, write

# a --- b, the second train follows and comes to a 2 after the first has left it; b or c at the end
PROBLEM = {
    "trains": [
        [op(0, 1, start_ub=0), op(5, 2, 3, on="a", release=2), op(5, 4, on="b"), op(5, 4, on="c"), op(0)],
        [op(0, 1, start_ub=9), op(5, 2, 3, on="a", start_lb=3), op(5, 4, on="b"), op(5, 4, on="c"), op(0)],
    ],
    "objective": [late(0, 4, 10, 1, 3), late(1, 4, 15, 2), late(1, 2, 0, 100)],
}
EVENTS = [(0, 0, 0), (0, 1, 0), (0, 0, 1), (5, 0, 2), (7, 1, 1), (10, 0, 4), (12, 1, 3), (17, 1, 4)]


def sheet(events: list[tuple[int, int, int]], objective: int = 7) -> dict[str, Any]:
    keys = ("time", "train", "operation")
    return {"objective_value": objective, "events": [dict(zip(keys, event, strict=True)) for event in events]}


def moved(changes: dict[int, tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [changes.get(n, event) for n, event in enumerate(EVENTS)]


def test_it_holds(tmp_path: Path) -> None:
    assert check_displib(write(tmp_path, PROBLEM), sheet(EVENTS)) == (7, [])  # 3 for the step at 10, 2 * 2 late


@pytest.mark.parametrize(
    ("events", "objective", "wrong"),
    [
        (EVENTS, 6, ["the objective is 7, not 6"]),
        (moved({1: (0, 0, 1), 2: (0, 1, 0)}), 7, []),  # the same time, no resource: either first
        (moved({1: (1, 1, 0)}), 7, ["train 0 operation 1 at 0 is listed after one at 1"]),
        (moved({0: (1, 1, 0), 1: (1, 0, 0), 2: (1, 0, 1), 3: (6, 0, 2), 4: (8, 1, 1), 5: (11, 0, 4), 6: (13, 1, 3),
                7: (18, 1, 4)}), 10, ["train 0 operation 0 starts at 1, after 0"]),
        (EVENTS[:7], 3, ["train 1 ends with operation 3, which is not its exit"]),
        ([e for e in EVENTS if e[1] == 0], 3, ["train 1 does not run"]),
        ([e for e in EVENTS if e != (0, 1, 0)], 7, ["train 1 begins with operation 1, not 0"]),
        ([e for e in EVENTS if e != (12, 1, 3)], 7, ["train 1 operation 4 cannot follow 1"]),
        (moved({7: (16, 1, 4)}), 5, ["train 1 operation 3 lasts 4, not 5"]),
        (moved({4: (6, 1, 1)}), 7, ["a: train 1 comes at 6, free of train 0 at 7"]),
        (
            [(0, 1, 0), (0, 0, 0), (0, 0, 1), (3, 1, 1), (5, 0, 2), (10, 0, 4), (12, 1, 3), (17, 1, 4)],
            7,
            ["a: train 1 comes at 3, in the list before train 0 leaves"],
        ),
        (
            [(0, 1, 0), (0, 0, 0), (2, 1, 1), (7, 1, 3), (7, 0, 1), (12, 0, 3), (12, 1, 4), (17, 0, 4)],
            10,
            ["train 1 operation 1 starts at 2, before 3", "c: train 0 comes at 12, in the list before train 1 leaves"],
        ),
    ],
)  # fmt: skip
def test_each_rule_broken_alone(tmp_path: Path, events: Any, objective: int, wrong: list[str]) -> None:
    assert check_displib(write(tmp_path, PROBLEM), sheet(events, objective))[1] == wrong


def test_an_exit_is_never_left(tmp_path: Path) -> None:
    problem = {"trains": [[op(0, 1), op(0, on="a")], [op(0, 1), op(0, 2, on="a"), op()]], "objective": []}
    path = write(tmp_path, problem)
    first = sheet([(0, 0, 0), (0, 0, 1), (0, 1, 0), (9, 1, 1), (9, 1, 2)], 0)
    assert check_displib(path, first)[1] == ["a: train 1 comes, but train 0 stays for ever"]
    assert check_displib(path, sheet([(0, 1, 0), (0, 1, 1), (0, 0, 0), (0, 1, 2), (0, 0, 1)], 0)) == (0, [])


def test_no_swap_in_no_time(tmp_path: Path) -> None:
    trains = [[op(5, 1, on="a"), op(5, 2, on="b"), op()], [op(5, 1, on="b"), op(5, 2, on="a"), op()]]
    path = write(tmp_path, {"trains": trains, "objective": []})
    events = [(0, 0, 0), (0, 1, 0), (5, 0, 1), (5, 1, 1), (10, 0, 2), (10, 1, 2)]
    assert check_displib(path, sheet(events, 0))[1] == ["b: train 0 comes at 5, in the list before train 1 leaves"]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"objective_value": 7.0}, ["objective_value is not a whole number"]),
        ({"colour": 1}, ["unknown key 'colour'"]),
        ({"events": [{"time": 0}]}, ["events[0]: keys are ['time'], not ['operation', 'time', 'train']"]),
        ({"events": [{"time": "0", "train": 0, "operation": 0}]}, ["events[0]: not whole numbers"]),
        ({"events": [{"time": 0, "train": 2, "operation": 0}]}, ["events[0]: there is no train 2"]),
        ({"events": [{"time": 0, "train": 0, "operation": 5}]}, ["events[0]: train 0 has no operation 5"]),
    ],
)  # fmt: skip
def test_the_form(tmp_path: Path, change: dict[str, Any], wrong: list[str]) -> None:
    assert check_displib(write(tmp_path, PROBLEM), copy.deepcopy(sheet(EVENTS)) | change)[1] == wrong


def test_a_missing_key(tmp_path: Path) -> None:
    assert check_displib(write(tmp_path, PROBLEM), {"objective_value": 7})[1] == ["key 'events' is missing"]
