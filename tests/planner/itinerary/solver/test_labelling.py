"""Listing day plans: the same as trying every order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary.problem import TRAIN, DayPlans, DayProblem
from planner.itinerary.solver.labelling import enumerate_days
from planner.itinerary.solver.place_sets import with_subsets
from tests.support.days import brute_force, day_problems, walk_through
from tests.support.effort import examples


def by_places(plans: DayPlans) -> dict[frozenset[int], int]:
    best: dict[frozenset[int], int] = {}
    for places, value in zip(plans.places, plans.value, strict=True):
        seen = frozenset(int(p) for p in places if p >= 0)
        best[seen] = max(int(value), best.get(seen, int(value)))
    return best


@given(day_problems())
@settings(max_examples=examples(150))
def test_every_set_of_places_gets_its_best_order(problem: DayProblem) -> None:
    assert by_places(enumerate_days(problem)) == brute_force(problem)


@given(day_problems(with_train=True))
@settings(max_examples=examples(60))
def test_a_day_with_a_train_takes_it_once(problem: DayProblem) -> None:
    assert by_places(enumerate_days(problem)) == brute_force(problem)


@given(day_problems(with_train=True, and_back=True))
@settings(max_examples=examples(100))
def test_a_day_trip_takes_a_train_there_and_one_back(problem: DayProblem) -> None:
    plans = enumerate_days(problem)
    assert by_places(plans) == brute_force(problem)
    for steps in plans.steps:
        there, back = (int(step) - TRAIN for step in steps if step >= TRAIN)
        assert there < len(problem.transfers) <= back


@given(day_problems(with_train=True))
@settings(max_examples=examples(60))
def test_steps_lead_to_the_stated_value(problem: DayProblem) -> None:
    plans = enumerate_days(problem)
    for steps, value in zip(plans.steps, plans.value, strict=True):
        assert walk_through(problem, [int(s) for s in steps if s >= 0]) == value


@given(day_problems(with_train=True), st.data())
@settings(max_examples=examples(40))
def test_of_some_sets_of_places_the_same_plans_are_listed(problem: DayProblem, data: st.DataObject) -> None:
    everything = by_places(enumerate_days(problem))
    wanted = data.draw(st.lists(st.sampled_from(sorted(everything, key=sorted)), max_size=3)) if everything else []
    masks = np.array([sum(1 << place for place in places) for places in wanted], dtype=np.int64)
    listed = by_places(enumerate_days(problem, wanted=with_subsets(masks)))
    within = {places for places in everything if not places or any(places <= each for each in wanted)}
    assert listed == {places: everything[places] for places in within}


def test_a_problem_that_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        DayProblem(
            travel=np.zeros((3, 3), dtype=np.int64), ride=np.zeros((3, 3), dtype=np.int64),
            foot=np.zeros((3, 3), dtype=np.int64), lunch_at=np.arange(3),
            rest_at=np.arange(3), named=np.arange(3), start=1, end=2,
            opens=np.zeros(1, dtype=np.int64), closes=np.zeros(2, dtype=np.int64), stay=np.zeros(1, dtype=np.int64),
            walk=np.zeros(1, dtype=np.int64), climb=np.zeros(1, dtype=np.int64), met=np.zeros(1, dtype=np.int64),
            out=np.zeros(1, dtype=np.int64), part=np.zeros(1, dtype=np.int64), pauses=np.zeros(1, dtype=np.int64),
            ride_due=np.zeros(1, dtype=np.int64), worth=np.zeros(1, dtype=np.int64), limits=None, transfers=(),
            ride_cost=4, idle_cost=1,
        )  # fmt: skip
