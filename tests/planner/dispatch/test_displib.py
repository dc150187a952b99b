"""Reading the public format, and the command."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.dispatch.displib import read_displib
from planner.dispatch.problem import ENDLESS, DelayCost, Operation
from planner.errors import BadFacts
from tests.planner.dispatch.small import op, swap, write


def test_a_problem_is_read(tmp_path: Path) -> None:
    problem = {
        "trains": [
            [
                {"min_duration": 3, "successors": [1, 2], "start_lb": 1, "start_ub": 9},
                {"min_duration": 0, "successors": [2], "resources": [{"resource": "x"}, {"resource": "y"}]},
                {"min_duration": 0, "successors": [], "resources": [{"resource": "y", "release_time": 4}]},
            ]
        ],
        "objective": [{"type": "op_delay", "train": 0, "operation": 2, "threshold": 5, "coeff": 1, "increment": 2}],
    }
    found = read_displib(write(tmp_path, problem))
    assert found.trains == (
        (
            Operation(3, 1, 9, (), (1, 2)),
            Operation(0, 0, ENDLESS, ((0, 0), (1, 0)), (2,)),
            Operation(0, 0, ENDLESS, ((1, 4),), ()),
        ),
    )
    assert found.costs == (DelayCost(0, 2, 5, 1, 2),)


FAULTS: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("colour",), 1, "file: unknown key 'colour'; known are objective, trains"),
    (("trains",), {}, "trains: not a list in brackets"),
    (("trains", 0), [], "trains[0]: no operations; a train has at least one"),
    (("trains", 0, 1), 7, "trains[0][1]: not an object in braces"),
    (("trains", 0, 1, "speed"), 1, "trains[0][1]: unknown key 'speed'; known are "),
    (
        ("trains", 0, 1, "min_duration"),
        1.5,
        "trains[0][1].min_duration: 1.5 is not a whole number from 0 to 1000000000",
    ),
    (("trains", 0, 1, "min_duration"), True, "trains[0][1].min_duration: True is not a whole number"),
    (("trains", 0, 1, "min_duration"), -1, "trains[0][1].min_duration: -1 is not a whole number"),
    (("trains", 0, 1, "start_lb"), 10**10, "trains[0][1].start_lb: 10000000000 is not a whole number"),
    (("trains", 0, 0, "start_lb"), 5, "trains[0][0].start_ub: 0 is before start_lb 5"),
    (("trains", 0, 1, "successors"), [1], "trains[0][1].successors: 1 is not a later operation of this train"),
    (("trains", 0, 1, "successors"), ["2"], "trains[0][1].successors: '2' is not a later operation of this train"),
    (("trains", 0, 1, "successors"), [], "trains[0]: operations without successors: [1, 3]; only the last"),
    (("trains", 0, 1, "successors"), [3], "trains[0]: operation 2 follows none"),
    (("trains", 0, 1, "resources"), ["a"], "trains[0][1].resources[0]: not an object in braces"),
    (
        ("trains", 0, 1, "resources", 0, "resource"),
        3,
        "trains[0][1].resources[0].resource: not a name in quotation marks",
    ),
    (("trains", 0, 1, "resources", 0, "until"), 3, "trains[0][1].resources[0]: unknown key 'until'"),
    (("objective", 0, "type"), "noise", "objective[0].type: 'noise'; only op_delay is known"),
    (("objective", 0, "train"), 2, "objective[0].train: there is no train 2"),
    (("objective", 0, "operation"), 4, "objective[0].operation: train 0 has no operation 4"),
    (("objective", 0, "coeff"), -1, "objective[0].coeff: -1 is not a whole number"),
]


@pytest.mark.parametrize(("place", "value", "why"), FAULTS)
def test_what_cannot_be_read_is_named(tmp_path: Path, place: tuple[str | int, ...], value: object, why: str) -> None:
    problem: Any = copy.deepcopy(swap(""))
    inner = problem
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    with pytest.raises(BadFacts) as raised:
        read_displib(write(tmp_path, problem))
    assert str(raised.value.faults[0]).startswith(f"small.json:0: {why}")


@pytest.mark.parametrize("missing", ["min_duration", "successors"])
def test_keys_that_are_missing(tmp_path: Path, missing: str) -> None:
    problem = {"trains": [[op(1, 1), op()]], "objective": []}
    del problem["trains"][0][0][missing]
    with pytest.raises(BadFacts) as raised:
        read_displib(write(tmp_path, problem))
    assert raised.value.faults[0].why == f"key '{missing}' is missing"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"trains": []}'])
def test_files_that_are_something_else(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(BadFacts) as raised:
        read_displib(path)
    assert raised.value.faults[0].row == 0


def test_the_command_prints_the_order(tmp_path: Path) -> None:
    path = str(write(tmp_path, swap("")))
    said = CliRunner().invoke(main, ["bench", "displib", path, "--seconds", "60", "--workers", "1"])
    assert said.exit_code == 0, said.output
    assert said.output.startswith("代价 30，已证明最优，")
    assert said.output.splitlines()[1] == "0 0 0"
    answer = json.loads(CliRunner().invoke(main, ["bench", "displib", path, "--json"]).output)
    assert set(answer) == {"instance", "seconds", "status", "objective", "bound", "events"}
    assert (answer["instance"], answer["status"], answer["objective"], answer["bound"]) == ("small", "optimal", 30, 30)
    assert [event["time"] for event in answer["events"]] == sorted(event["time"] for event in answer["events"])


def test_the_command_tells_that_there_is_no_order(tmp_path: Path) -> None:
    path = str(write(tmp_path, {"trains": [[op(5, 1, on="a", start_ub=0), op(5)]] * 2, "objective": []}))
    said = CliRunner().invoke(main, ["--language", "en", "bench", "displib", path])
    assert said.exit_code == 0
    assert said.output.startswith("Proven to have no solution, ")
    answer = json.loads(CliRunner().invoke(main, ["bench", "displib", path, "--json"]).output)
    assert (answer["status"], answer["objective"], answer["bound"], answer["events"]) == ("infeasible", None, None, [])


def test_the_command_refuses_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("nonsense", encoding="utf-8")
    said = CliRunner().invoke(main, ["bench", "displib", str(path)])
    assert said.exit_code == 2
    assert "bad.json:0: file: not JSON" in said.output
