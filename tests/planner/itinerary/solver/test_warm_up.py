"""What is compiled beforehand is all there is to compile: real trips bring no other types."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.planning import plan_trip
from planner.itinerary.solver.bounds import _through
from planner.itinerary.solver.endings import _ended, best_of_sets
from planner.itinerary.solver.kernels import expand, relink
from planner.itinerary.solver.pair_exchange import _best_pair
from planner.itinerary.solver.place_sets import with_subsets
from planner.itinerary.solver.plan_worth import _best_between, _least, _reduced, best_of_each, charged
from planner.itinerary.solver.warm_up import warm_up
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions


@pytest.mark.thorough
@pytest.mark.parametrize("wish", [("food", "大连", 2, "brisk"), ("nostalgia", "沈阳", 5, "steady")])
def test_a_real_trip_compiles_nothing_more(facts: Facts, wish: tuple[str, str, int, str]) -> None:
    warm_up()
    entries = (
        expand, with_subsets, _ended, best_of_sets, charged, _best_pair, _best_between, _least, _reduced, best_of_each,
        _through,
    )  # fmt: skip
    before = [len(code.signatures) for code in entries]
    assert min(before) >= 1
    plan_trip(facts, TripRequest(*wish, date(2027, 5, 11)), SolveOptions())
    assert [len(code.signatures) for code in entries] == before
    assert len(relink.signatures) <= 1
