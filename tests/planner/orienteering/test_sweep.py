"""Costs of all vertices at once, and routes of a beam: beside those tried one by one, and beside the rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.orienteering.arrays import CLOSES, LANES, NEVER, arrays_of, padded
from planner.orienteering.beam import beam_room, beam_route
from planner.orienteering.insertion import find
from planner.orienteering.problem import NotSupported, Orienteering
from planner.orienteering.search import LARGEST, LargeNeighbourhoodSearch
from planner.orienteering.sweep import sweep
from tests.support.effort import examples


@st.composite
def problems(draw: st.DrawFn, windows: int = 1) -> Orienteering:
    """Random ways (no triangle inequality), windows that may be empty, two routes."""
    vertices = draw(st.integers(2, LANES + 3))
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    travel = chance.integers(0, 40, (vertices, vertices)).astype(np.int32)
    opens = np.sort(chance.integers(0, 150, (2, windows, vertices)).astype(np.int32), axis=1)
    closes = opens + chance.integers(0, 60, opens.shape).astype(np.int32)
    opens[..., 0], closes[..., 0] = 0, -1
    closes[:, 0, 0] = 200
    several = {"route_opens": opens, "route_closes": closes} if windows > 1 else {}
    return Orienteering(
        travel=travel,
        service=chance.integers(0, 15, vertices).astype(np.int32),
        opens=opens.min(axis=(0, 1)),
        closes=closes.max(axis=(0, 1)),
        prize=np.append(0.0, chance.integers(1, 30, vertices - 1)).astype(float),
        routes=2,
        **several,
    )


@settings(max_examples=examples(60))
@given(problem=st.one_of(problems(), problems(windows=2)), seed=st.integers(0, 99))
def test_all_at_once_cost_what_each_costs(problem: Orienteering, seed: int) -> None:
    search = LargeNeighbourhoodSearch(problem, seed)
    search.anneal(2000.0, 1.0, 0.1)
    costs = np.zeros((problem.routes, padded(len(problem.prize))), dtype=np.int32)
    for r in range(problem.routes):
        sweep(search.arrays, search.best, r, costs)
        alone = [find(search.arrays, search.best, u, r)[0] for u in range(1, len(problem.prize))]
        assert costs[r, 1 : len(problem.prize)].tolist() == alone
        assert (costs[r, len(problem.prize) :] == NEVER).all()


def test_rows_are_filled_up_with_what_fits_nowhere() -> None:
    flat = np.zeros(3, dtype=np.int32)
    arrays = arrays_of(Orienteering(np.ones((3, 3), dtype=np.int32), flat, flat, flat + 9, np.ones(3), 1))
    assert arrays.travel.shape == arrays.back.shape == (3, LANES)
    assert arrays.planes.shape == (1, 5, LANES)
    assert (arrays.planes[0, CLOSES, 3:] < 0).all()


@pytest.mark.parametrize(("most", "refused"), [(LARGEST, False), (LARGEST + 1, True)])
def test_times_that_would_not_fit_are_refused(most: int, refused: bool) -> None:
    flat, ways = np.zeros(3, dtype=np.int32), np.full((3, 3), most // 2, dtype=np.int32)
    problem = Orienteering(ways, flat, flat, flat + most, np.array([0.0, 1.0, 1.0]), 1)
    if refused:
        with pytest.raises(NotSupported):
            LargeNeighbourhoodSearch(problem, 1)
        return
    search = LargeNeighbourhoodSearch(problem, 1)
    search.anneal(2000.0, 1.0, 0.1)
    assert search.profit == 1.0


@settings(max_examples=examples(60))
@given(problem=problems(), keep=st.integers(1, 4), seed=st.integers(0, 99))
def test_a_beam_finds_a_route_that_holds(problem: Orienteering, keep: int, seed: int) -> None:
    allowed = np.random.default_rng(seed).random(len(problem.prize)) < 0.8
    route, work = beam_route(arrays_of(problem), beam_room(len(problem.prize)), allowed, problem.prize, keep)
    now, last = int(problem.opens[0]), 0
    for v in (*route, 0):
        now = max(now + int(problem.service[last] + problem.travel[last, v]), int(problem.opens[v]))
        assert now <= problem.closes[v]
        last = v
    assert allowed[list(route)].all()
    assert len({0, *route}) == len(route) + 1
    reached = [v for v in np.flatnonzero(allowed) if v and _alone(problem, int(v))]
    best_alone = max((problem.prize[v] for v in reached), default=0.0)
    assert (work > 0) == bool(allowed[1:].any())
    assert problem.prize[list(route)].sum() >= best_alone


def _alone(problem: Orienteering, v: int) -> bool:
    there = max(int(problem.opens[0] + problem.service[0] + problem.travel[0, v]), int(problem.opens[v]))
    back = there + int(problem.service[v] + problem.travel[v, 0])
    return there <= problem.closes[v] and back <= problem.closes[0]


@settings(max_examples=examples(20))
@given(problem=problems(), seed=st.integers(0, 9))
def test_a_new_beginning_forgets_nothing(problem: Orienteering, seed: int) -> None:
    """The best stays the best, the same seed begins the same way, and no vertex is on two routes."""
    first, second = (LargeNeighbourhoodSearch(problem, seed) for _ in range(2))
    for search in (first, second):
        search.anneal(2000.0, 1.0, 0.1)
        had = search.profit
        search.begin_anew()
        assert search.profit >= had
    visited = [v for r in range(problem.routes) for v in first.tour.order[r, 1 : first.tour.size[r] + 1]]
    assert len(set(visited)) == len(visited)
    assert (first.tour.order == second.tour.order).all()
