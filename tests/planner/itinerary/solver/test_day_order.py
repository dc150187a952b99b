"""Days in an order that is easier on the legs, and worth the same."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary.problem import DayPlans, Offer, TripProblem
from planner.itinerary.solver.day_order import evened

ROWS = [[-1] * 6, *([place, *[-1] * 5] for place in range(4))]  # at rest, or one of four places


def offer(days: tuple[int, ...], kept: list[int], target: int) -> Offer:
    """Those of five plans: at rest, two easy days, two hard ones."""
    places = np.array(ROWS, dtype=np.int64)[kept]
    worth = np.array([0, 5, 4, 9, 8], dtype=np.int64)[kept]
    steps = np.full((len(kept), 8), -1, dtype=np.int64)
    plans = DayPlans(places, steps, worth, 10 * worth, 0 * worth, worth)
    return Offer(0, target, days, plans, places, np.array([plan > 2 for plan in kept]))


def problem(offers: list[Offer]) -> TripProblem:
    return TripProblem(
        days=5, nodes=2, places=4, offers=tuple(offers), kinds=np.arange(4), kind_free=9, kind_cost=0, move_cost=0,
        hard_cost=1, must=frozenset(), cities=(0, 1), most_cities=2,
    )  # fmt: skip


def rows(trip: TripProblem, picks: tuple[tuple[int, int], ...]) -> list[tuple[int, ...]]:
    return [tuple(trip.offers[number].places[plan].tolist()) for number, plan in picks]


def kinds(trip: TripProblem, picks: tuple[tuple[int, int], ...]) -> list[str]:
    return [
        "hard" if trip.offers[number].hard[plan] else "rest" if (trip.offers[number].places[plan] < 0).all() else "easy"
        for number, plan in picks
    ]


def test_two_days_at_rest_are_parted_by_a_day_of_another_offer() -> None:
    trip = problem([offer((0, 1, 4), [0, 1, 2, 3, 4], 0), offer((2, 3), [0, 1, 2], 0)])
    picks = ((0, 3), (0, 1), (1, 0), (1, 0), (0, 4))
    assert "rest" in kinds(trip, picks)
    better = evened(trip, picks)
    assert sorted(rows(trip, better)) == sorted(rows(trip, picks))
    assert all(one != other for one, other in pairwise(kinds(trip, better)))


def test_a_plan_that_another_day_has_not_stays() -> None:
    trip = problem([offer((0, 1, 4), [0, 1, 2], 0), offer((2, 3), [0], 0)])
    picks = ((0, 1), (0, 2), (1, 0), (1, 0), (0, 0))
    better = evened(trip, picks)
    assert better[2:4] == picks[2:4]
    assert kinds(trip, better)[4] == "easy"  # there were three days at rest in a row


@settings(max_examples=60)
@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.booleans())
def test_no_order_is_worse_and_nothing_is_lost(plans: list[int], apart: bool) -> None:
    every = [0, 1, 2, 3, 4]
    trip = problem([offer((0, 1, 4), every, 0), offer((2, 3), every, int(apart))])
    picks = tuple((int(day in (2, 3)), plan) for day, plan in enumerate(plans))
    better = evened(trip, picks)
    assert sorted(rows(trip, better)) == sorted(rows(trip, picks))
    assert [number for number, _ in better] == [number for number, _ in picks]

    def in_a_row(chosen: tuple[tuple[int, int], ...]) -> int:
        return sum(one == other != "easy" for one, other in pairwise(kinds(trip, chosen)))

    assert in_a_row(better) <= in_a_row(picks)
