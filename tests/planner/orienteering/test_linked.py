"""Long routes cut into trips, bounds, routes packed anew, and what the engine refuses."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.orienteering import NoRoute, NotSupported, Orienteering, Resource, Total, collect
from planner.orienteering.arrays import arrays_of
from planner.orienteering.linked.bound import circuit_bound, first_bound
from planner.orienteering.linked.cutting import cut, no_cuts
from planner.orienteering.linked.packing import LinkedColumn, pack_linked
from tests.support.effort import examples

ENOUGH = 1e12
HOTELS = 3


def hotels(points: list[tuple[int, int]], limits: list[int], prize: list[int] | None = None) -> Orienteering:
    """Trips between the first HOTELS of the points, from the first to the second; lengths in hundredths."""
    at = np.array(points, dtype=float)
    travel = np.ceil(100 * np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))).astype(np.int32)
    flat = np.zeros(len(points), dtype=np.int32)
    closes = np.zeros((len(limits), len(points)), dtype=np.int32) + 100 * np.array(limits, dtype=np.int32)[:, None]
    pays = np.array([0] * HOTELS + (prize or [1] * (len(points) - HOTELS)), dtype=float)
    trips = len(limits)
    return Orienteering(
        travel,
        flat,
        flat,
        closes.max(axis=0),
        pays,
        trips,
        starts=(0,) * trips,
        ends=(1,) * trips,
        route_closes=closes,
        hotels=tuple(range(HOTELS)),
    )


somewhere = st.tuples(st.integers(0, 9), st.integers(0, 9))


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(somewhere, min_size=HOTELS, max_size=8), st.lists(st.integers(4, 20), min_size=1, max_size=3))
def test_an_order_is_cut_wherever_it_can_be(points: list[tuple[int, int]], limits: list[int]) -> None:
    problem = hotels(points, limits)
    travel, order = problem.travel, list(range(HOTELS, len(points)))
    places = [p for p in product(range(len(order) + 1), repeat=len(limits) - 1) if list(p) == sorted(p)]
    can = any(
        all(
            sum(int(travel[a, b]) for a, b in pairwise((start, *order[i:j], end))) <= 100 * limit
            for (start, end), (i, j), limit in zip(
                pairwise((0, *nights, 1)), pairwise((0, *ends, len(order))), limits, strict=True
            )
        )
        for nights in product(range(HOTELS), repeat=len(limits) - 1)
        for ends in places
    )
    cuts = no_cuts(len(points), len(limits), HOTELS)
    held, _ = cut(arrays_of(problem), cuts, np.array(order, dtype=np.int32), (0, 1))
    assert held == can
    if held:
        hotel, upto = (0, *cuts.hotel.tolist()), (0, *cuts.upto.tolist())
        assert (hotel[-1], upto[-1]) == (1, len(order))
        for (start, end), (i, j), limit in zip(pairwise(hotel), pairwise(upto), limits, strict=True):
            assert sum(int(travel[a, b]) for a, b in pairwise((start, *order[i:j], end))) <= 100 * limit


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(somewhere, min_size=7, max_size=8),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
    st.integers(5, 40),
)
def test_no_route_collects_more_than_its_bound(points: list[tuple[int, int]], prize: list[int], limit: int) -> None:
    prizes = prize[: len(points) - HOTELS]
    problem = hotels(points[: HOTELS + len(prizes)], [limit], prizes)
    best = max(
        (
            float(problem.prize[list(order)].sum())
            for size in range(len(prizes) + 1)
            for order in permutations(range(HOTELS, HOTELS + len(prizes)), size)
            if sum(int(problem.travel[a, b]) for a, b in pairwise((0, *order, 1))) <= 100 * limit
        ),
        default=0.0,
    )
    bound, _ = circuit_bound(problem, arrays_of(problem), ENOUGH, lambda: False)
    assert bound >= best


def test_totals_bound_what_is_collected() -> None:
    problem = hotels([(0, 0), (9, 9), (5, 5), (1, 1), (2, 2)], [99], [6, 4])
    fees = Total(np.array([0, 0, 0, 3, 1], dtype=np.int32), 3)
    assert first_bound(problem, arrays_of(problem)) == 10
    assert first_bound(replace(problem, totals=(fees,)), arrays_of(problem)) == 8


def test_routes_packed_anew_meet_at_hotels() -> None:
    problem = hotels([(0, 0), (9, 9), (5, 5), (1, 1), (2, 2), (6, 6)], [20, 20], [1, 2, 4])
    columns = [
        LinkedColumn(0, 0, 2, (3,)),
        LinkedColumn(0, 0, 0, (3, 4)),
        LinkedColumn(1, 2, 1, (5, 4)),
        LinkedColumn(1, 2, 1, (5,)),
        LinkedColumn(1, 0, 1, ()),
    ]
    assert pack_linked(problem, columns, (0, 1), 3.0, ENOUGH).columns == (columns[0], columns[2])
    assert pack_linked(problem, columns, (0, 1), 7.0, ENOUGH).columns == ()


def test_the_same_seed_gives_the_same_trips() -> None:
    points = [(x * 7 % 10, x * x % 11) for x in range(24)]
    problem = hotels(points, [14, 12, 16], [1 + x % 9 for x in range(21)])
    one, other = (collect(problem, 0.05, 3, clock=lambda: 0.0) for _ in range(2))
    assert one.routes == other.routes
    assert one.hotels == other.hotels
    assert len(one.hotels) == 2


def test_hotels_out_of_reach_are_refused() -> None:
    with pytest.raises(NoRoute) as raised:
        collect(hotels([(0, 0), (9, 9), (5, 5), (1, 1)], [2, 2]), 0.05)
    assert raised.value.route == 1


def test_what_the_engine_does_not_know_is_refused() -> None:
    problem = hotels([(0, 0), (9, 9), (5, 5), (1, 1)], [20, 20])
    metres = Resource(problem.service, problem.travel, np.array([9, 9], dtype=np.int32))
    with pytest.raises(NotSupported, match="not together with resources"):
        replace(problem, resources=(metres,))
    three = np.zeros((2, 3, 4), dtype=np.int32)
    with pytest.raises(NotSupported, match="3 windows a vertex, at most 2"):
        collect(replace(problem, route_opens=three, route_closes=three), 0.05)
