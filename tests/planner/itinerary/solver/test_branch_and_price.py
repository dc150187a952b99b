"""Choosing one plan a day: the same as trying every combination, and the bound holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary.problem import HOME, DayPlans, Offer, TripProblem
from planner.itinerary.solver.branch_and_price import GAP_ENOUGH, SHORT_DAYS, BranchAndPrice, WarmStart, choose_days
from planner.itinerary.solver.lp import TripRelaxation, Ways
from planner.itinerary.solver.plan_worth import Trip, moves
from planner.solving import SolveOptions
from tests.support.effort import examples

EFFORT = SolveOptions(seconds=3600, effort=5)


@st.composite
def trip_problems(draw: st.DrawFn) -> TripProblem:
    """One to four days, up to two hotels, up to six places."""
    days, nodes, places = draw(st.integers(1, 4)), draw(st.integers(1, 2)), draw(st.integers(1, 6))
    pairs = [(HOME, HOME, (0,))] if days == 1 else []
    for hotel in range(nodes if days > 1 else 0):
        pairs += [(HOME, hotel, (0,)), (hotel, HOME, (days - 1,))]
    for one, other in product(range(nodes), repeat=2):
        if days > 2:
            pairs.append((one, other, tuple(range(1, days - 1))))
    offers = []
    for origin, target, on in pairs:
        some = st.frozensets(st.integers(0, places - 1), max_size=3)
        sets = draw(st.lists(some, min_size=0, max_size=4, unique=True))
        rows = [frozenset(), *(s for s in sets if s)]
        padded = np.array([sorted(row) + [-1] * (6 - len(row)) for row in rows], dtype=np.int64)
        value = np.array([draw(st.integers(-50, 400)) for _ in rows], dtype=np.int64)
        nothing = np.zeros(len(rows), dtype=np.int64)
        plans = DayPlans(padded, np.full((len(rows), 8), -1), value, nothing, nothing, nothing)
        hard = np.array([draw(st.booleans()) for _ in rows])
        offers.append(Offer(origin, target, on, plans, padded, hard))
    return TripProblem(
        most_cities=3,
        days=days, nodes=nodes, places=places, offers=tuple(offers),
        kinds=np.array([draw(st.integers(0, 1)) for _ in range(places)], dtype=np.int64),
        kind_free=1, kind_cost=60, move_cost=40, hard_cost=70,
        must=draw(st.frozensets(st.integers(0, places - 1), max_size=1)),
        cities=tuple(range(nodes)),
    )  # fmt: skip


def worth_of(problem: TripProblem, picks: tuple[tuple[int, int], ...]) -> int | None:
    """The worth of a choice by the words of `TripProblem`, None if it breaks a rule."""
    offers = [problem.offers[offer] for offer, _ in picks]
    if any(day not in offer.days for day, offer in enumerate(offers)):
        return None
    if any(a.target != b.origin for a, b in pairwise(offers)) or offers[0].origin != HOME or offers[-1].target != HOME:
        return None
    seen = [int(p) for (o, plan) in picks for p in problem.offers[o].places[plan] if p >= 0]
    if len(seen) > len(set(seen)) or not problem.must <= set(seen):
        return None
    worth = sum(int(problem.offers[o].plans.value[plan]) for o, plan in picks)
    worth -= problem.move_cost * sum(o.origin != o.target and HOME not in (o.origin, o.target) for o in offers)
    hard = [bool(problem.offers[o].hard[plan]) for o, plan in picks]
    worth -= problem.hard_cost * sum(hard)
    for count in Counter(int(problem.kinds[p]) for p in seen).values():
        worth -= problem.kind_cost * sum((1, 1, 2, 2, 3, 3, 3)[: max(0, count - problem.kind_free)])
    return worth


@given(trip_problems(), st.data())
@settings(max_examples=examples(60))
def test_prices_bound_what_some_of_the_nights_can_be_worth(problem: TripProblem, data: st.DataObject) -> None:
    relaxed = TripRelaxation(Trip(problem), lambda: None)
    whole = relaxed.all_ways()
    top = relaxed.solve(whole)
    if relaxed.short:
        return
    nights = tuple(data.draw(st.frozensets(st.sampled_from(sorted(nodes)), min_size=1)) for nodes in whole.nights)
    bound = relaxed.bound_of(nights)
    assert relaxed.bound_of(whole.nights) >= top
    anew = relaxed.solve(Ways(frozenset(), nights))
    assert relaxed.short or bound >= anew


@pytest.mark.thorough
@given(trip_problems())
@settings(max_examples=examples(150))
def test_the_choice_is_the_best_of_all(problem: TripProblem) -> None:
    slots = [
        [(o, p) for o, offer in enumerate(problem.offers) if day in offer.days for p in range(len(offer.plans.value))]
        for day in range(problem.days)
    ]
    best = max((w for picks in product(*slots) if (w := worth_of(problem, picks)) is not None), default=None)
    choice = choose_days(problem, EFFORT)
    if best is None:
        assert choice.picks == ()
        return
    assert worth_of(problem, choice.picks) == choice.worth <= best <= choice.bound
    assert choice.bound - choice.worth <= (0 if problem.days <= SHORT_DAYS else GAP_ENOUGH * max(choice.worth, 0))
    assert choice.optimal == (choice.bound == choice.worth)


@pytest.mark.thorough
@given(trip_problems())
@settings(max_examples=examples(60))
def test_cities_between_which_no_way_leads_are_put_aside(problem: TripProblem) -> None:
    """Bounds of a problem that is much the same may name more cities than can be slept in here."""
    sets = [frozenset(some) for size in range(4) for some in combinations(range(3), size)]
    warm = WarmStart(bounds=dict.fromkeys(sets, 10_000))
    found = BranchAndPrice(problem, EFFORT, warm=warm).run()
    alone = choose_days(problem, EFFORT)
    assert (found.worth, bool(found.picks)) == (alone.worth, bool(alone.picks))


def test_a_linear_program_does_not_sleep_at_two_hotels_at_once() -> None:
    """Each of two hotels has one place near it and three days; there are no moves."""
    nothing = np.zeros(2, dtype=np.int64)

    def offer(origin: int, target: int, days: tuple[int, ...], place: int) -> Offer:
        sets = np.full((2, 6), -1, dtype=np.int64)
        sets[1, 0] = place
        value = np.array([0, 100], dtype=np.int64)
        plans = DayPlans(sets, np.full((2, 8), -1), value, nothing, nothing, nothing)
        return Offer(origin, target, days, plans, sets, np.zeros(2, dtype=np.bool_))

    offers = tuple(
        offer(*ends, place=node) for node in (0, 1)
        for ends in ((HOME, node, (0,)), (node, node, (1,)), (node, HOME, (2,)))
    )  # fmt: skip
    none = np.zeros(2, dtype=np.int64)
    problem = TripProblem(
        days=3, nodes=2, places=2, offers=offers, kinds=none, kind_free=2, kind_cost=0, move_cost=0, hard_cost=0,
        must=frozenset(), cities=(0, 0), most_cities=3,
    )  # fmt: skip
    relaxed = TripRelaxation(Trip(problem), lambda: None)
    assert relaxed.solve(relaxed.all_ways(), cut=False) == 200
    assert relaxed.solve(relaxed.all_ways()) == 100 == choose_days(problem, EFFORT).worth


def clustered(problem: TripProblem) -> TripProblem:
    """All nodes as one cluster, whose moves lead from any of them to any."""
    if problem.days < 3 or problem.nodes < 2:
        return problem
    cluster = problem.nodes
    offers = [replace(offer, origin=cluster, target=cluster + 1) if moves(offer) else offer for offer in problem.offers]
    nodes = tuple(range(problem.nodes))
    return replace(problem, offers=tuple(offers), clusters=(nodes, nodes))


@given(trip_problems())
@settings(max_examples=examples(60))
def test_no_trip_is_worth_less_where_moves_are_of_clusters(problem: TripProblem) -> None:
    best, relaxed = choose_days(problem, EFFORT), TripRelaxation(Trip(clustered(problem)), lambda: None)
    bound = relaxed.solve(relaxed.all_ways())
    if best.picks:
        assert bound >= best.worth
        assert max(relaxed.by_cities().values()) >= bound
        assert relaxed.bound_of(relaxed.all_ways().nights) >= bound


@pytest.mark.thorough
@given(trip_problems())
@settings(max_examples=examples(60))
def test_little_effort_never_calls_a_trip_impossible(problem: TripProblem) -> None:
    hasty, thorough = choose_days(problem, SolveOptions(effort=0.05)), choose_days(problem, EFFORT)
    assert bool(hasty.picks) == bool(thorough.picks)
    assert hasty.worth <= thorough.worth <= hasty.bound or not thorough.picks


@given(trip_problems())
@settings(max_examples=examples(20))
def test_the_same_seed_gives_the_same_choice(problem: TripProblem) -> None:
    assert choose_days(problem, EFFORT) == choose_days(problem, EFFORT)
