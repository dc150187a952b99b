"""Routes that collect, against brute force and against the checker."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.orienteering.check import check_toptw
from planner.orienteering.files import read_toptw
from planner.orienteering.pool import keep
from planner.orienteering.problem import Orienteering
from planner.orienteering.search import LargeNeighbourhoodSearch
from planner.orienteering.solve import collect
from tests.support.effort import examples

coordinate = st.integers(-400, 400).map(lambda n: n / 10)
window = st.tuples(st.integers(0, 150), st.integers(0, 150)).map(sorted)
vertex = st.tuples(coordinate, coordinate, st.integers(0, 20), st.integers(0, 40), window)


def write(path: Path, vertices: list[tuple[float, float, int, int, list[int]]], limit: int) -> Path:
    lines = ["4 1 9 1", "0 0", f"0 0 0 0 0 0 0 0 0 {limit}"]
    lines += [f"{n} {x} {y} {stay} {prize} 1 1 1 {a} {b}" for n, (x, y, stay, prize, (a, b)) in enumerate(vertices, 1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def best_of_one_route(problem: Orienteering) -> float:
    """Every order of every set, tried."""
    best = 0.0
    others = range(1, len(problem.prize))
    for size in range(len(others) + 1):
        for order in permutations(others, size):
            now, last = int(problem.opens[0]), 0
            for v in (*order, 0):
                now = max(now + int(problem.service[last] + problem.travel[last, v]), int(problem.opens[v]))
                if now > problem.closes[v]:
                    break
                last = v
            else:
                best = max(best, float(problem.prize[list(order)].sum()))
    return best


@settings(max_examples=examples(40))
@given(vertices=st.lists(vertex, min_size=1, max_size=6), limit=st.integers(10, 200))
def test_small_problems_are_solved(tmp_path_factory: pytest.TempPathFactory, vertices, limit) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path_factory.mktemp("toptw") / "r1.txt", vertices, limit)
    problem = read_toptw(path, 1)
    found = collect(problem, 0.05)
    profit, wrong = check_toptw(path, found.routes, 1)
    assert wrong == []
    assert float(profit) == found.profit == best_of_one_route(problem)
    assert found.profit <= found.bound


@settings(max_examples=examples(20))
@given(vertices=st.lists(vertex, min_size=1, max_size=40), limit=st.integers(10, 400), routes=st.integers(1, 4))
def test_routes_hold_pass_the_checker(tmp_path_factory: pytest.TempPathFactory, vertices, limit, routes) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path_factory.mktemp("toptw") / "pr1.txt", vertices, limit)
    found = collect(read_toptw(path, routes), 0.03)
    profit, wrong = check_toptw(path, found.routes, routes)
    assert wrong == []
    assert float(profit) == found.profit <= found.bound
    assert len(found.routes) == routes


def crowd() -> Orienteering:
    """Sixty vertices in a square, the same every time."""
    random = np.random.default_rng(7)
    points = random.uniform(0, 1000, (61, 2))
    travel = np.floor(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))).astype(np.int32)
    opens = random.integers(0, 2000, 61).astype(np.int32)
    opens[0] = 0
    return Orienteering(
        travel,
        np.full(61, 50, dtype=np.int32) * (np.arange(61) > 0).astype(np.int32),
        opens,
        np.where(np.arange(61) > 0, opens + 600, 3000).astype(np.int32),
        np.where(np.arange(61) > 0, random.integers(1, 40, 61), 0).astype(float),
        2,
    )


def test_the_same_seed_gives_the_same_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.orienteering.solve.WORK", 1_000_000.0)
    monkeypatch.setattr("planner.orienteering.solve.ANNEAL", 5_000.0)  # three of them, and the master after each
    found = [collect(crowd(), 2.0, seed, lambda: 0.0) for seed in (3, 3, 4)]
    assert found[0].routes == found[1].routes
    assert found[0].moves == found[1].moves
    assert found[0].moves != found[2].moves


def test_what_the_master_packs_is_never_worse() -> None:
    search = LargeNeighbourhoodSearch(crowd(), 1)
    search.anneal(300_000.0, 1.0, 0.3)
    before = search.profit
    search.recombine(1e6)
    assert search.profit >= before
    assert search.profit == search.best.gain[:, 0].sum() == search.tour.gain[:, 0].sum()
    search.anneal(300_000.0, 0.3, 0.1)
    assert search.profit >= before


def test_it_goes_on_from_what_the_master_packed() -> None:
    """Two routes of the best answer, and a pool that knows two better ones."""
    problem = crowd()
    good, poor = LargeNeighbourhoodSearch(problem, 1), LargeNeighbourhoodSearch(problem, 2)
    good.anneal(3_000_000.0, 1.0, 0.07)
    poor.anneal(2_000.0, 1.0, 0.9)
    assert poor.profit < good.profit
    for r in range(problem.routes):
        keep(poor.pool, good.best, r, good.profit)
    poor.recombine(1e6)
    assert poor.profit >= good.profit
    assert {frozenset(route) for route in good.routes()} <= {frozenset(route) for route in poor.routes()}


def test_more_routes_collect_no_less_and_nothing_above_the_bound() -> None:
    problem = crowd()
    found = [collect(Orienteering(*list(vars(problem).values())[:5], routes=n), 0.2) for n in (1, 2, 3)]
    assert found[0].profit < found[1].profit < found[2].profit
    assert all(one.profit <= one.bound for one in found)


def test_it_ends_at_once_when_all_is_collected() -> None:
    line = np.array([[0, 1], [1, 0]], dtype=np.int32)
    flat = np.zeros(2, dtype=np.int32)
    found = collect(Orienteering(line, flat, flat, flat + 9, np.array([0.0, 5.0]), 1), 60.0)
    assert found.routes == ((1,),)
    assert found.proven
    assert found.seconds < 30


def test_nothing_within_reach() -> None:
    far = np.array([[0, 99], [99, 0]], dtype=np.int32)
    flat = np.zeros(2, dtype=np.int32)
    found = collect(Orienteering(far, flat, flat, flat + 9, np.array([0.0, 5.0]), 2), 60.0)
    assert found.routes == ((), ())
    assert found.profit == found.bound == 0
