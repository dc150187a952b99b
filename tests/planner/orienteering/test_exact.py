"""The proof for one route, against every order of every set."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.orienteering import labels
from planner.orienteering.problem import Orienteering
from planner.orienteering.proofs import exact
from planner.orienteering.proofs.exact import prove
from planner.orienteering.solve import collect, upper_bound
from tests.support.effort import examples

ENOUGH = 1e8


@st.composite
def problems(draw: st.DrawFn) -> Orienteering:
    """Up to five vertices; ways need not be straight, nor as long back as out."""
    count = draw(st.integers(2, 6))

    def some(low: int, high: int, size: int = count) -> np.ndarray:
        return np.array(draw(st.lists(st.integers(low, high), min_size=size, max_size=size)), dtype=np.int32)

    travel = some(0, 30, count * count).reshape(count, count)
    np.fill_diagonal(travel, 0)
    opens = some(0, 60)
    closes = opens + some(0, 60)
    opens[0], closes[0] = draw(st.integers(0, 5)), draw(st.integers(20, 160))
    prize = some(0, 9).astype(float)
    prize[0] = 0.0
    return Orienteering(travel, some(0, 9), opens, closes, prize, 1)


def collected(problem: Orienteering, route: tuple[int, ...]) -> float:
    """The prizes of a route, or less than nothing if it is late or visits a vertex twice."""
    now, last = int(problem.opens[0]), 0
    for v in (*route, 0):
        now = max(now + int(problem.service[last] + problem.travel[last, v]), int(problem.opens[v]))
        if now > problem.closes[v]:
            return -1.0
        last = v
    return float(problem.prize[list(route)].sum()) if len(set(route)) == len(route) else -1.0


def best_of_all(problem: Orienteering) -> float:
    others = range(1, len(problem.prize))
    return max(collected(problem, order) for size in range(len(others) + 1) for order in permutations(others, size))


def detour() -> Orienteering:
    """The far vertex is too far alone, and near by way of the other."""
    travel = np.array([[0, 1, 9], [1, 0, 1], [9, 1, 0]], dtype=np.int32)
    flat = np.zeros(3, dtype=np.int32)
    return Orienteering(travel, flat, flat, flat + 4, np.array([0.0, 1.0, 5.0]), 1)


def shortcut() -> Orienteering:
    """Home from the second vertex is shorter by way of the first."""
    travel = np.array([[0, 0, 0], [0, 0, 0], [1, 0, 0]], dtype=np.int32)
    flat = np.zeros(3, dtype=np.int32)
    closes = np.array([20, 0, 0], dtype=np.int32)
    return Orienteering(travel, flat, flat, closes, np.array([0.0, 0.0, 1.0]), 1)


@settings(max_examples=examples(200))
@given(problem=problems())
@example(problem=detour())
def test_the_best_route_is_found_and_proven(problem: Orienteering) -> None:
    best = best_of_all(problem)
    if best < 0:  # not even the empty route is home in time
        return
    proof = prove(problem, 0.0, ENOUGH)
    assert collected(problem, proof.route) == best == proof.bound


@settings(max_examples=examples(100))
@given(problem=problems(), remembered=st.integers(1, 2), known=st.integers(0, 20), limit=st.integers(0, 200))
def test_nothing_is_above_the_bound_however_early_it_gives_up(
    problem: Orienteering, remembered: int, known: int, limit: int
) -> None:
    best = best_of_all(problem)
    if best < 0:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "REMEMBERED", (remembered, 2))
        proof = prove(problem, float(known), float(limit))
    assert proof.bound >= best
    assert not proof.route or collected(problem, proof.route) > known
    if proof.bound <= known:
        assert best <= known


@settings(max_examples=examples(100))
@given(problem=problems())
@example(problem=detour())
@example(problem=shortcut())
def test_answers_are_the_best_and_below_the_bound(problem: Orienteering) -> None:
    best = best_of_all(problem)
    if best < 0:
        return
    assert upper_bound(problem) >= best
    found = collect(problem, 0.02, clock=lambda: 0.0)
    assert collected(problem, found.routes[0]) == found.profit == best == found.bound


def town(seed: int, wide: int) -> Orienteering:
    """A hundred vertices, open for `wide` each."""
    random = np.random.default_rng(seed)
    points = random.integers(0, 70, (101, 2)) * 10
    travel = np.floor(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))).astype(np.int32)
    opens = random.integers(0, 2200 - wide, 101).astype(np.int32)
    service = np.full(101, 100, dtype=np.int32)
    prize = random.integers(1, 40, 101).astype(float)
    opens[0], service[0], prize[0] = 0, 0, 0.0
    closes = np.where(np.arange(101) > 0, opens + wide, 2300).astype(np.int32)
    return Orienteering(travel, service, opens, closes, prize, 1)


@pytest.mark.parametrize(("seed", "wide"), [(1, 100), (2, 300), (3, 900)])
def test_one_route_among_a_hundred_vertices_is_proven(seed: int, wide: int) -> None:
    problem = town(seed, wide)
    found = [collect(problem, 1.0, start, lambda: 0.0) for start in (1, 1, 2)]
    assert all(one.proven and one.profit == one.bound == found[0].profit for one in found)
    assert collected(problem, found[0].routes[0]) == found[0].profit
    assert found[0].routes == found[1].routes
    assert found[0].moves == found[1].moves
    assert prove(problem, found[0].profit, ENOUGH).route == ()


def test_vertices_with_prizes_in_parts_are_proven_too() -> None:
    problem = town(2, 300)
    parts = replace(problem, prize=problem.prize / 7)
    found = collect(parts, 1.0, 1, lambda: 0.0)
    assert found.proven
    assert found.profit == pytest.approx(collect(problem, 1.0, 1, lambda: 0.0).profit / 7)


def test_what_is_too_large_goes_without_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = town(3, 900)
    for module, name, less in ((labels, "LABELS", 300), (exact, "MOST_VERTICES", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, less)
            assert prove(problem, 0.0, ENOUGH).bound == np.inf
            found = collect(problem, 0.05, 1, lambda: 0.0)
    assert 0 < found.profit <= found.bound == upper_bound(problem)
    assert not found.proven
