"""Days over more places than can be listed: never worse, every plan one of the day's own, same seed same plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import day_plans
from planner.itinerary.columns.column_pool import ColumnPool, PlanningContext, make_context, make_pool
from planner.itinerary.columns.day_plans import Listed
from planner.itinerary.columns.neighbourhood import add_columns_by_lns, promising_bases
from planner.itinerary.planning import plan_trip
from planner.itinerary.solver import choose_days, enumerate_days
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions
from tests.support.results import accepted

TODAY, START = date(2026, 11, 23), date(2027, 5, 11)
MANY = TripRequest("food", "大连", 2, "brisk", START)


@pytest.fixture(scope="module")
def listed(facts: Facts) -> ColumnPool:
    context = make_context(facts, MANY)
    assert isinstance(context, PlanningContext)
    return make_pool(context, SolveOptions(), promising_bases(context))


@pytest.mark.thorough
def test_trips_over_all_places_are_worth_no_less_and_some_more(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few sets of places are listed, the search finds what was left out."""
    monkeypatch.setattr(day_plans, "MOST_SETS", 6_000)
    gained = []
    for theme, home, days in (("food", "本溪", 2), ("health", "沈阳", 1), ("nostalgia", "沈阳", 1)):
        context = make_context(facts, TripRequest(theme, home, days, "brisk", START))
        assert isinstance(context, PlanningContext)
        few = make_pool(context, SolveOptions(), promising_bases(context) if days > 1 else ())
        more = add_columns_by_lns(few, SolveOptions())
        assert sum(map(_plans, more.listed)) > sum(map(_plans, few.listed))
        gained.append(choose_days(more.problem, SolveOptions()).worth - choose_days(few.problem, SolveOptions()).worth)
    assert min(gained) >= 0
    assert max(gained) > 0


def _plans(each: Listed) -> int:
    return len(each.offer.plans.value)


@pytest.mark.thorough
def test_columns_of_the_search_are_the_day_s_own_plans(listed: ColumnPool) -> None:
    """Listed over just the places of a plan that was found, the day is worth the same."""
    for each in add_columns_by_lns(listed, SolveOptions()).listed:
        if len(each.sketch.place_ids) <= 20:
            continue
        plans, problem = each.offer.plans, each.sketch.problem
        for row in np.random.default_rng(1).choice(len(plans.value), 20):
            places = plans.places[row][plans.places[row] >= 0]
            allowed = np.isin(np.arange(len(problem.worth)), places)
            only = enumerate_days(_closed(problem, ~allowed))
            same = [v for seen, v in zip(only.places, only.value, strict=True) if set(seen) - {-1} == set(places)]
            assert plans.value[row] in same
            assert plans.walk[row] >= problem.walk[places].sum()


def _closed(problem, shut):  # type: ignore[no-untyped-def]

    return replace(problem, closes=np.where(shut, -1, problem.closes))


@pytest.mark.thorough
def test_the_same_seed_grows_the_same(listed: ColumnPool) -> None:
    one, other = (add_columns_by_lns(listed, SolveOptions(seed=3)) for _ in range(2))
    for a, b in zip(one.listed, other.listed, strict=True):
        assert np.array_equal(a.offer.plans.steps, b.offer.plans.steps)


@pytest.mark.thorough
def test_a_trip_of_the_search_passes_the_checker(facts: Facts) -> None:
    trip = accepted(plan_trip(facts, MANY, SolveOptions()))
    assert not [v for v in check_itinerary(facts, trip) if v.hard]


def test_a_pool_whose_days_are_all_listed_stays_as_it_is(facts: Facts) -> None:
    context = make_context(facts, TripRequest("food", "大连", 2, "cane", START))
    assert isinstance(context, PlanningContext)
    pool = make_pool(context, SolveOptions(), promising_bases(context))
    assert add_columns_by_lns(pool, SolveOptions()) is pool
