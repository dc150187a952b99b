"""Routes of the pool packed anew, against every choice."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from planner.orienteering.arrays import DROPPED, empty_tour
from planner.orienteering.master import lay, recombine
from planner.orienteering.pool import Pool, empty_pool, keep

VERTICES = 70  # more than one word of bits
visits = st.lists(st.integers(1, VERTICES - 1), min_size=1, max_size=5, unique=True)
priced = st.lists(st.tuples(visits, st.integers(1, 50)), max_size=12, unique_by=lambda one: frozenset(one[0]))


def pool_of(routes: list[tuple[list[int], int]], rank: float = 1.0) -> Pool:
    pool = empty_pool(VERTICES)
    tour = empty_tour(VERTICES, 1)
    for order, profit in routes:
        tour.order[0, 1 : len(order) + 1] = order
        tour.size[0], tour.gain[0, 0] = len(order), profit
        keep(pool, tour, 0, rank)
    return pool


def best_packing(routes: list[tuple[list[int], int]], most: int) -> int:
    """Every choice, tried."""
    best = 0
    for size in range(most + 1):
        for chosen in combinations(routes, size):
            every = [v for order, _ in chosen for v in order]
            if len(every) == len(set(every)):
                best = max(best, sum(profit for _, profit in chosen))
    return best


@settings(deadline=None)
@given(routes=priced, most=st.integers(1, 4))
@example(routes=[([1], 2), ([2], 9), ([1, 2], 10), ([3], 1)], most=3)
def test_the_master_finds_the_best_disjoint_routes(routes: list[tuple[list[int], int]], most: int) -> None:
    pool = pool_of(routes)
    assume(np.count_nonzero(pool.key) == len(routes))  # no two sets on one slot
    slots, _ = recombine(pool, most, 0.0, 1e9)
    assert pool.profit[slots].sum() == best_packing(routes, most)
    visited = [int(v) for slot in slots for v in pool.order[slot, : pool.size[slot]]]
    assert len(visited) == len(set(visited))
    assert len(slots) <= most


@settings(deadline=None)
@given(routes=priced, most=st.integers(1, 4), had=st.integers(0, 100), work=st.integers(0, 200))
def test_it_never_offers_less_than_there_is(
    routes: list[tuple[list[int], int]], most: int, had: int, work: int
) -> None:
    pool = pool_of(routes)
    slots, _ = recombine(pool, most, float(had), float(work))
    assert len(slots) == 0 or pool.profit[slots].sum() > had


def test_one_set_is_kept_once_and_the_better_answers_route_stays() -> None:
    pool = pool_of([([1, 2], 7), ([2, 1], 7)])
    assert np.count_nonzero(pool.key) == 1
    assert pool.order[np.flatnonzero(pool.key)[0], :2].tolist() == [1, 2]

    one_slot = empty_pool(VERTICES, 1)
    tour = empty_tour(VERTICES, 1)
    for vertex, rank in ((1, 5.0), (2, 9.0), (3, 8.0)):
        tour.order[0, 1], tour.size[0] = vertex, 1
        keep(one_slot, tour, 0, rank)
    assert one_slot.order[0, 0] == 2


def test_chosen_routes_are_laid_and_the_rest_is_dropped() -> None:
    pool = pool_of([([1, 2], 7), ([3], 5), ([2, 3], 9)])
    slots, _ = recombine(pool, 3, 0.0, 1e9)
    tour = empty_tour(VERTICES, 3)
    lay(pool, slots, tour)
    assert tour.size.tolist() == [2, 1, 0]
    assert tour.order[0, :4].tolist() == [0, 1, 2, 0]
    assert tour.on[:5].tolist() == [DROPPED, 0, 0, 1, DROPPED]
