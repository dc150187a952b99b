"""What a group's day plans can be worth from its hotels: the same as by hand."""

from __future__ import annotations

import numpy as np

from planner.itinerary.solver import best_between, least_of_plans


def test_the_nearest_stop_of_a_plan_counts_and_an_empty_day_goes_straight() -> None:
    plans = np.array([[0, 2, -1, -1, -1, -1], [1, -1, -1, -1, -1, -1], [-1] * 6], dtype=np.int64)
    farther = np.array([[5.0, 3.0, 2.0], [0.0, 9.0, 4.0]])
    always, direct = np.array([np.inf, 3.0]), np.array([7.0, 1.0])
    assert least_of_plans(plans, farther, always, direct).tolist() == [[2.0, 3.0, 7.0], [0.0, 3.0, 1.0]]


def test_the_best_plan_between_two_hotels_pays_at_both_ends() -> None:
    chance = np.random.default_rng(1)
    priced, first, last = chance.random(9), chance.random((2, 9)), chance.random((3, 9))
    by_hand = [[max(priced - first[i] - last[k]) for k in range(3)] for i in range(2)]
    assert np.allclose(best_between(priced, first, last), by_hand)
