"""Limits over all tours, two windows a vertex: format, checker, command, and small ones against every choice."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli import main
from planner.errors import BadFacts
from planner.orienteering import check_mctop, collect, read_mctop
from tests.support.effort import examples

# the first two vertices of MCTOPMTW-1-pr01
SMALL = """1 2 994 4 10 3 6 4 2 4 6 4 6
0 -10.442 19.999 0.0 0.0 0 1000
2 -29.73 64.136 2.0 12.0 354 392.8 431.5 470.2 509 0 77 0 0 0 0 0 0 0 0 0 0
3 -30.664 5.463 7.0 8.0 234 275.8 317.5 359.2 401 1 77 1 1 0 1 0 0 1 0 0 0
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "MCTOPMTW-1-pr01.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_windows_and_limits_are_read(small: Path) -> None:
    problem, names = read_mctop(small)
    assert names == (0, 2, 3)
    assert problem.travel[0].tolist() == [0, 4816, 2490]
    opens, closes = problem.route_opens, problem.route_closes
    assert opens is not None
    assert closes is not None
    assert (opens[0, :, 1].tolist(), closes[0, :, 1].tolist()) == ([39280, 47020], [43150, 50900])
    assert (opens[0, :, 2].tolist(), closes[0, :, 2].tolist()) == ([23400, 31750], [27580, 35920])
    assert [total.limit for total in problem.totals] == [994, 4, 10, 3, 6, 4, 2, 4, 6, 4, 6]
    assert [total.at.tolist() for total in problem.totals][:3] == [[0, 77, 77], [0, 0, 1], [0, 0, 1]]


def test_windows_of_even_tours_are_the_others(small: Path) -> None:
    small.write_text("2" + SMALL[1:], encoding="utf-8")
    opens = read_mctop(small)[0].route_opens
    assert opens is not None
    assert opens[1, :, 2].tolist() == [27580, 35920]


def test_the_worked_example_is_found(small: Path) -> None:
    problem, names = read_mctop(small)
    found = collect(problem, 0.05)
    assert (found.profit, [names[v] for v in found.routes[0]]) == (20, [3, 2])
    assert [at for _, at in found.schedules[0].stops] == [0, 23400, 39280, 44296]


@pytest.mark.parametrize(
    ("routes", "wrong"),
    [
        ([[3, 2]], []),
        ([[2, 3]], ["tour 1: 3 at 453.48, closed since 359.2"]),
        ([[3], [2]], ["2 tours, not 1, or a vertex that is not there"]),
        ([[1]], ["1 tours, not 1, or a vertex that is not there"]),
        ([[3, 3]], ["3 a second time"]),
    ],
)
def test_the_checker_names_what_is_wrong(small: Path, routes: list[list[int]], wrong: list[str]) -> None:
    assert check_mctop(small, routes)[1] == wrong


def test_limits_over_all_tours_bind(small: Path) -> None:
    small.write_text(SMALL.replace(" 994 4", " 153 0"), encoding="utf-8")
    assert check_mctop(small, [[3, 2]])[1] == ["fees of 154, at most 153", "1 of type 1, at most 0"]
    found = collect(read_mctop(small)[0], 0.05)
    assert (found.profit, found.routes) == (12, ((1,),))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (SMALL, "", "0: file: 0 lines: one of limits, one of the start, then one a vertex"),
        ("1 2 994", "1 3 994", "1: head: 1 tours, 3 vertices, but 2 lines of them"),
        ("509 0 77", "9 0 77", "3: line: the cuts of the windows must not fall"),
        ("509 0 77", "509 0 -7", "3: line: service, score, windows, fee and types must not be negative"),
        ("509 0 77", "509 0 7.5", "3: line: not a whole number, or negative"),
        ("509 0 77", "509.12345 0 77", "3: line: more than 3 decimals"),
        ("6 4 6\n", "6 4\n", "1: line: 12 columns, not 13"),
    ],
)
def test_files_that_cannot_be_read(small: Path, old: str, new: str, why: str) -> None:
    small.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadFacts) as raised:
        read_mctop(small)
    assert [str(fault) for fault in raised.value.faults] == [f"{small.name}:{why}"]


def test_the_command_prints_routes(small: Path) -> None:
    answer = CliRunner().invoke(main, ["bench", "mctop", str(small), "--seconds", "0.05"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("收益 20，上界 ")
    assert answer.output.splitlines()[-1] == "0 3 2 0"
    said = CliRunner().invoke(main, ["bench", "mctop", str(small), "--seconds", "0.05", "--seed", "2", "--json"])
    found = json.loads(said.output)
    assert set(found) == {"instance", "seconds", "profit", "bound", "routes"}
    assert found["routes"] == [[3, 2]]


rows = st.tuples(
    *(st.integers(0, 20) for _ in range(2)),
    st.integers(1, 5),
    st.integers(0, 9),
    st.lists(st.integers(0, 60), min_size=5, max_size=5).map(sorted),
    st.integers(0, 1),
    st.integers(0, 9),
    st.lists(st.integers(0, 1), min_size=10, max_size=10),
)


@settings(max_examples=examples(40), deadline=None)
@given(its=st.lists(rows, min_size=3, max_size=5), tours=st.integers(1, 2), limits=st.integers(0, 20))
def test_small_ones_against_every_choice(
    tmp_path_factory: pytest.TempPathFactory, its: list[tuple[object, ...]], tours: int, limits: int
) -> None:
    path = tmp_path_factory.mktemp("mctop") / "some.txt"
    lines = [f"{tours} {len(its)} {limits} " + " ".join(["2"] * 10), "0 10 10 0 0 0 70"]
    for number, (x, y, service, score, cuts, even, fee, kinds) in enumerate(its, 2):
        numbers = (number, x, y, service, score, *cuts, even, fee, *kinds)  # type: ignore[misc]
        lines.append(" ".join(map(str, numbers)))
    path.write_text("\n".join(lines), encoding="utf-8")
    orders = [order for size in range(len(its) + 1) for order in permutations(range(2, len(its) + 2), size)]
    empty = [()] * (tours - 1)
    choices = [[list(order)] + [list(one) for one in empty] for order in orders]
    if tours > 1:
        held = [order for order in orders if not check_mctop(path, [list(order), []])[1]]
        other = [order for order in orders if not check_mctop(path, [[], list(order)])[1]]
        choices = [[list(one), list(two)] for one in held for two in other if not set(one) & set(two)]
    best = max(profit for profit, wrong in (check_mctop(path, routes) for routes in choices) if not wrong)
    problem, names = read_mctop(path)
    found = collect(problem, 0.02, clock=lambda: 0.0)
    profit, wrong = check_mctop(path, [[names[v] for v in route] for route in found.routes])
    assert (profit, wrong) == (best, [])
    assert found.profit == best <= found.bound


def test_tours_that_stay_at_home_are_one_column(tmp_path: Path) -> None:
    """Two empty routes are one and the same; the linear program must not take them for two."""
    rows = [f"{number} 0 0 1 {score} 0 0 0 0 0 0 0" + " 0" * 10 for number, score in ((2, 0), (3, 0), (4, 1))]
    path = tmp_path / "still.txt"
    path.write_text("\n".join(["2 3 0" + " 2" * 10, "0 10 10 0 0 0 70", *rows]), encoding="utf-8")
    found = collect(read_mctop(path)[0], 0.02, clock=lambda: 0.0)
    assert (found.profit, found.routes) == (0.0, ((), ()))
