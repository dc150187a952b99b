"""The linear program over routes, against every pair of routes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.orienteering.problem import Orienteering
from planner.orienteering.proofs.columns import Packing, better_by, pack_columns
from planner.orienteering.solve import collect
from tests.planner.orienteering.test_exact import ENOUGH, best_of_all, collected, problems, town
from tests.support.effort import examples


def best_pair(problem: Orienteering) -> float:
    """The most that two routes collect, by trying every split of the vertices."""
    others = range(1, len(problem.prize))
    splits = (set(one) for size in range(len(problem.prize)) for one in combinations(others, size))
    return max(alone(problem, split) + alone(problem, set(others) - split) for split in splits)


def alone(problem: Orienteering, allowed: set[int]) -> float:
    """The most that one route collects which visits nothing else."""
    closed = [v not in allowed for v in range(1, len(problem.prize))]
    closes = np.where([False, *closed], problem.opens - 1, problem.closes).astype(np.int32)
    return max(best_of_all(replace(problem, closes=closes, routes=1)), 0.0)


def pair(problem: Orienteering) -> Orienteering:
    return replace(problem, routes=2)


def got(problem: Orienteering, packed: Packing) -> float:
    visits = [v for route in packed.routes for v in route]
    assert len(visits) == len(set(visits))
    assert len(packed.routes) <= problem.routes
    assert all(collected(problem, route) >= 0.0 for route in packed.routes)
    return sum(collected(problem, route) for route in packed.routes)


@settings(max_examples=examples(60))
@given(problem=problems())
def test_two_routes_are_found_and_proven(problem: Orienteering) -> None:
    if best_of_all(problem) < 0:
        return
    problem, best = pair(problem), best_pair(problem)
    packed = pack_columns(problem, (), 0.0, ENOUGH)
    assert got(problem, packed) == best
    assert best <= packed.bound < best + max(better_by(problem.prize), 1e-4)


@settings(max_examples=examples(60))
@given(problem=problems(), known=st.integers(0, 20), limit=st.integers(1, 3000))
def test_nothing_is_above_the_bound_however_early_it_gives_up(problem: Orienteering, known: int, limit: int) -> None:
    if best_of_all(problem) < 0:
        return
    problem, best = pair(problem), best_pair(problem)
    packed = pack_columns(problem, (), float(known), float(limit))
    assert packed.bound >= min(best, known) if best <= known else packed.bound >= best
    assert not packed.routes or got(problem, packed) > known


@pytest.mark.parametrize(("seed", "wide", "routes"), [(1, 100, 2), (2, 150, 3), (4, 100, 4)])
def test_several_routes_among_a_hundred_vertices_are_proven(seed: int, wide: int, routes: int) -> None:
    problem = replace(town(seed, wide), routes=routes)
    found = [collect(problem, 1.0, start, lambda: 0.0) for start in (1, 1, 2)]
    assert all(each.proven and each.profit == found[0].profit for each in found)
    assert found[0].routes == found[1].routes
    assert sum(collected(problem, route) for route in found[0].routes) == found[0].profit


def test_what_collects_more_collects_so_much_more() -> None:
    assert better_by(np.array([0.0, 10.0, 30.0])) == 10.0
    assert better_by(np.array([0.0, 9.0, 5.0])) == 1.0
    assert better_by(np.array([0.0, 0.5])) < 1e-6
    assert better_by(np.zeros(3)) < 1e-6


def test_when_it_is_late_nothing_new_is_begun() -> None:
    problem = replace(town(4, 100), routes=4)
    whole = pack_columns(problem, (), 0.0, ENOUGH)
    looks = iter([False, False, True])
    hasty = pack_columns(problem, (), 0.0, ENOUGH, lambda: next(looks, True))
    assert hasty.work < whole.work
    assert hasty.bound >= whole.bound
    assert not hasty.routes or got(problem, hasty) <= whole.bound
