"""A proof says that there may be better trips wherever its bound is above the trip, whatever the trip is worth."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import PlanningContext, itinerary_of, make_context, make_pool, scope_of
from planner.itinerary.solver import choose_days
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions


@pytest.mark.parametrize("better", [0, 1, 5000])
def test_a_gap_is_nothing_only_where_nothing_can_be_better(facts: Facts, better: int) -> None:
    context = make_context(facts, TripRequest("nostalgia", "鞍山", 1, "cane", date(2027, 5, 12)))
    assert isinstance(context, PlanningContext)
    pool = make_pool(context, SolveOptions())
    choice = choose_days(pool.problem, SolveOptions())
    scope = scope_of(choice.worth + better, pool.bases, pool.listed)
    proof = itinerary_of(pool, choice, 0.1, scope).proof
    assert proof.bound == proof.worth + better
    assert proof.optimal == (proof.gap == 0) == (better == 0)
