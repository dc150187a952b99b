"""Orienteering with hotel selection: the format, the checker, the command, and small ones against every choice."""

from __future__ import annotations

import json
from itertools import pairwise, permutations, product
from math import dist
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli import main
from planner.errors import BadFacts
from planner.orienteering import check_ophs, collect, read_ophs
from tests.support.effort import examples

# the first point of 64-45-1-2 beside its hotels, and one of ours that is too far
SMALL = "4 1 2\r\n45\r\n23.2133\t21.2169\t\r\n0\t-7\t0\n0\t7\t0\n1\t0\t0\n-1\t-6\t6\n0\t30\t9\n---------\n"
TRIPS = [[0, 3, 2], [2, 1]]
Point = tuple[int, int]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.ophs"
    path.write_text(SMALL, encoding="utf-8", newline="")
    return path


def test_points_and_limits_are_read(small: Path) -> None:
    problem = read_ophs(small)
    assert (problem.routes, problem.hotels, problem.prize.tolist()) == (2, (0, 1, 2), [0, 0, 0, 6, 9])
    assert problem.starts[0] == 0
    assert problem.ends[-1] == 1
    unit = float(problem.route_closes[0, 0]) / 23.2134  # type: ignore[index]
    assert problem.travel[0, 2] / unit == pytest.approx(7.071068, abs=1e-5)


def test_the_worked_example_is_found(small: Path) -> None:
    found = collect(read_ophs(small), 0.05)
    assert (found.profit, found.bound >= 6, found.hotels) == (6, True, (2,)) or found.hotels in ((0,), (1,))
    trips = [[v for v, _ in table.stops] for table in found.schedules]
    assert check_ophs(small, trips) == (6, [])


@pytest.mark.parametrize(
    ("trips", "wrong"),
    [
        (TRIPS, []),
        ([[0, 3, 0], [0, 1]], []),
        ([[0, 3, 2]], ["1 trips, not 2 from hotel to hotel"]),
        ([[0, 3, 2], [0, 1]], ["trip 2: from 0 to 1, not from 2 to a hotel, 1 at last"]),
        ([[0, 2], [2, 3]], ["trip 2: from 2 to 3, not from 2 to a hotel, 1 at last"]),
        ([[0, 3, 2], [2, 3, 1]], ["trip 2: 3 a second time"]),
        ([[0, 4, 2], [2, 1]], ["trip 1: 67.016662 long, at most 23.2133"]),
        ([[0, 9, 2], [2, 1]], ["trip 1: a point that is not there"]),
    ],
)
def test_the_checker_names_what_is_wrong(small: Path, trips: list[list[int]], wrong: list[str]) -> None:
    assert check_ophs(small, trips)[1] == wrong


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "small.ophs:0: line: 0 columns, not 3"),
        ("4 1 2\n45\n23", "small.ophs:3: line: 1 columns, not 2"),
        ("4 1 0\n45\n", "small.ophs:1: head: 4 points, 1 extra hotels and 0 trips"),
        (SMALL.replace("-6\t6", "-6\tx"), "small.ophs:7: line: not a number"),
        (SMALL.replace("-6\t6", "-6\t-6"), "small.ophs:0: file: a limit or score is negative"),
    ],
)
def test_files_that_cannot_be_read(small: Path, text: str, why: str) -> None:
    small.write_text(text, encoding="utf-8")
    with pytest.raises(BadFacts) as raised:
        read_ophs(small)
    assert [str(fault) for fault in raised.value.faults] == [why]


def test_the_command_prints_trips(small: Path) -> None:
    answer = CliRunner().invoke(main, ["bench", "ophs", str(small), "--seconds", "0.05"])
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("收益 6，上界 ")
    said = CliRunner().invoke(main, ["bench", "ophs", str(small), "--seconds", "0.05", "--seed", "2", "--json"])
    found = json.loads(said.output)
    assert set(found) == {"instance", "seconds", "profit", "bound", "trips"}
    assert check_ophs(small, found["trips"]) == (found["profit"], [])


def test_a_first_day_that_reaches_no_hotel_is_refused(small: Path) -> None:
    small.write_text(SMALL.replace("23.2133", "0.5").replace("21.2169", "3"), encoding="utf-8")
    answer = CliRunner().invoke(main, ["bench", "ophs", str(small), "--seconds", "0.05"])
    assert answer.exit_code == 2
    assert "没有解：第 2 段行程" in answer.output


@settings(max_examples=examples(40), deadline=None)
@given(
    points=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=5, max_size=7),
    scores=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    limits=st.lists(st.integers(9, 16), min_size=1, max_size=3),
)
def test_small_ones_against_every_choice(
    tmp_path_factory: pytest.TempPathFactory, points: list[Point], scores: list[int], limits: list[int]
) -> None:
    path = tmp_path_factory.mktemp("ophs") / "some.ophs"
    head = f"{len(points) - 1} 1 {len(limits)}\n{sum(limits)}\n{' '.join(map(str, limits))}\n"
    scored = [(x, y, 0 if v < 3 else scores[v - 3]) for v, (x, y) in enumerate(points)]
    path.write_text(head + "".join(f"{x} {y} {score}\n" for x, y, score in scored), encoding="utf-8")
    best = _best(points, [score for *_, score in scored], limits)
    if best is None:
        return
    found = collect(read_ophs(path), 0.02, clock=lambda: 0.0)
    trips = [[v for v, _ in table.stops] for table in found.schedules]
    assert check_ophs(path, trips) == (best, [])
    assert found.profit == best <= found.bound


def _best(points: list[Point], scores: list[int], limits: list[int]) -> int | None:
    """The most that any hotels and any orders collect; None if hotels cannot be reached."""
    vertices = range(3, len(points))
    sets: dict[frozenset[int], list[tuple[int, ...]]] = {}
    for size in range(len(points) - 2):
        for order in permutations(vertices, size):
            sets.setdefault(frozenset(order), []).append(order)
    best: int | None = None
    for nights in product(range(3), repeat=len(limits) - 1):
        ends = (0, *nights, 1)
        had = {frozenset[int]()}
        for (start, end), limit in zip(pairwise(ends), limits, strict=True):
            reached = {
                its
                for its, orders in sets.items()
                if any(
                    sum(dist(points[a], points[b]) for a, b in pairwise((start, *order, end))) <= limit + 1e-4 - 1e-7
                    for order in orders
                )
            }
            had = {one | other for one in had for other in reached if not one & other}
        if had:
            best = max(best or 0, *(sum(scores[v] for v in its) for its in had))
    return best
