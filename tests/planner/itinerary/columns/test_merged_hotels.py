"""Hotels of a group as one place to sleep: worth at least what any of them is, and without offers that hold nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings

from planner.itinerary.columns.merged_hotels import merged
from planner.itinerary.problem import HOME, TripProblem
from planner.itinerary.solver import choose_days
from tests.planner.itinerary.solver.test_branch_and_price import EFFORT, trip_problems
from tests.support.effort import examples


def one_group(problem: TripProblem) -> tuple[TripProblem, list[int], TripProblem]:
    """The hotels without moves between them, for each offer the group's, and the group with its own move."""
    stays = [offer for offer in problem.offers if HOME in (offer.origin, offer.target) or offer.origin == offer.target]
    ends = [tuple(HOME if end == HOME else 0 for end in (offer.origin, offer.target)) for offer in stays]
    kinds = list(dict.fromkeys(ends))
    offers = tuple(replace(stays[ends.index(kind)], origin=kind[0], target=kind[1]) for kind in kinds)
    group = replace(problem, nodes=1, cities=(0,), offers=offers)
    return replace(problem, offers=tuple(stays), cities=(0,) * problem.nodes), [kinds.index(e) for e in ends], group


@given(trip_problems())
@settings(max_examples=examples(60))
def test_a_group_is_worth_what_its_best_hotel_is(problem: TripProblem) -> None:
    assume(problem.days > 1)
    hotels, owner, group = one_group(problem)
    real = choose_days(hotels, EFFORT)
    together = choose_days(merged(hotels, owner, group, {}).problem, EFFORT)
    if real.picks:
        assert together.bound >= real.worth


@given(trip_problems())
@settings(max_examples=examples(30))
def test_a_move_without_a_plan_is_no_offer(problem: TripProblem) -> None:
    assume(problem.days > 1)
    hotels, owner, group = one_group(problem)
    nothing = {0: ((0,), np.zeros(len(group.offers[0].plans.value), dtype=np.bool_))}
    found = merged(hotels, owner, group, nothing)
    assert len(found.problem.offers) == len(found.owners) == len(group.offers)
    assert all(len(offer.plans.value) for offer in found.problem.offers)
