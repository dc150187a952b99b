"""Reading the public format, and the checker of routes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.errors import BadFacts
from planner.orienteering.check import check_toptw
from planner.orienteering.files import read_toptw

SQUARE = """4 1 3 1
0 100
0 0.00 0.00 0.00 0.00 0 0 0 30
1 3.00 4.00 2.00 10.00 1 1 1 0 30
2 3.00 4.50 2.00 20.00 1 1 1 9.5 9.5
3 -9.00 0.00 1.00 40.00 1 1 1 0 5
"""


@pytest.fixture
def square(tmp_path: Path) -> Path:
    path = tmp_path / "square.txt"
    path.write_text(SQUARE, encoding="utf-8")
    return path


def test_times_are_cut_after_one_decimal_or_two(square: Path) -> None:
    problem = read_toptw(square, 2)
    assert problem.travel[0].tolist() == [0, 50, 54, 90]  # 5.408…: cut, not rounded
    assert problem.service.tolist() == [0, 20, 20, 10]
    assert problem.closes.tolist() == [300, 300, 95, 50]
    assert problem.routes == 2
    fine = square.rename(square.with_name("pr99.txt"))
    assert read_toptw(fine, 1).travel[0].tolist() == [0, 500, 540, 900]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("4 1 2 3", "4 columns; write: number x y service prize … opens closes"),
        ("4 1 x 0 1 1 1 1 0 9", "not a number"),
        ("4 1 NaN 0 1 1 1 1 0 9", "a number is too large"),
        ("4 1 1e99 0 1 1 1 1 0 9", "a number is too large"),
        ("4 1.00001 1 0 1 1 1 1 0 9", "more than 4 decimals"),
        ("4 1 1 -1 1 1 1 1 0 9", "service, prize and window must not be negative, nor the window end before it starts"),
        ("4 1 1 0 1 1 1 1 9 8", "service, prize and window must not be negative, nor the window end before it starts"),
    ],
)
def test_lines_that_cannot_be_read(square: Path, line: str, why: str) -> None:
    square.write_text(SQUARE + line, encoding="utf-8")
    with pytest.raises(BadFacts) as raised:
        read_toptw(square, 1)
    assert [str(fault) for fault in raised.value.faults] == [f"square.txt:7: vertex: {why}"]


@pytest.mark.parametrize("content", [b"", b"1 2 3\n0\n0 0 0 0 0 0 0 9\n", b"\xff\xfe\x00"])
def test_files_that_are_something_else(square: Path, content: bytes) -> None:
    square.write_bytes(content)
    with pytest.raises(BadFacts) as raised:
        read_toptw(square, 1)
    assert raised.value.faults[0].row == 0


@pytest.mark.parametrize(
    ("routes", "profit", "wrong"),
    [
        ([[1, 2]], 30, []),
        ([[2, 1]], 30, []),
        ([[1], [2]], 30, []),
        ([[3]], 40, ["route 1: 3 at 9, closed since 5"]),
        ([[1], [1]], 10, ["route 2: 1 a second time"]),
        ([[], [], []], 0, ["3 routes, not 2"]),
    ],
)
def test_the_checker_names_what_is_wrong(square: Path, routes: list[list[int]], profit: int, wrong: list[str]) -> None:
    found, raised = check_toptw(square, routes, 2)
    assert [sentence.replace(".00", "") for sentence in raised] == wrong
    assert found == profit


def test_the_command_prints_routes(square: Path) -> None:
    answer = CliRunner().invoke(main, ["bench", "toptw", str(square), "--vehicles", "1", "--seconds", "0.2"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("收益 30，上界 ")
    said = CliRunner().invoke(main, ["bench", "toptw", str(square), "--vehicles", "2", "--seconds", "0.2", "--json"])
    found = json.loads(said.output)
    assert set(found) == {"instance", "vehicles", "seconds", "profit", "bound", "routes"}
    assert (found["instance"], found["vehicles"], found["profit"]) == ("square", 2, 30)
    assert sorted(v for route in found["routes"] for v in route) == [1, 2]


def test_the_command_refuses_a_bad_file(square: Path) -> None:
    square.write_text("nonsense", encoding="utf-8")
    answer = CliRunner().invoke(main, ["bench", "toptw", str(square)])
    assert answer.exit_code == 2
    assert "square.txt:0: file: no vertices" in answer.output
