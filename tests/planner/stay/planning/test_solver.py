"""The solver of longer stays: brute force over bases, days and outings agrees; restricting never gains."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.solving import SolveOptions
from planner.stay.planning.outing_choice import best_outings
from planner.stay.planning.problem import BaseOffer, OutingOffer, Rhythm, StayProblem
from planner.stay.planning.solver import IMPOSSIBLE, solve_stay

NIGHTS, LEAST, PLACES = 8, 3, 4
OPTIONS = SolveOptions()


@st.composite
def outing_offers(draw: st.DrawFn) -> tuple[OutingOffer, ...]:
    """One or two offers that share the days of a stay between them."""
    cut = draw(st.integers(0, NIGHTS))
    groups = [group for group in (tuple(range(cut)), tuple(range(cut, NIGHTS + 1))) if group]
    offers = []
    for days in groups:
        sets = draw(
            st.lists(st.sampled_from([(0, -1), (1, -1), (2, -1), (3, -1), (1, 0), (3, 2), (2, 0)]), unique=True)
        )
        values = [draw(st.integers(1, 900)) for _ in sets]
        places = np.array(sets, dtype=np.int64).reshape(-1, 2)
        offers.append(OutingOffer(days, places, np.array(values, dtype=np.int64)))
    return tuple(offers)


@st.composite
def problems(draw: st.DrawFn) -> StayProblem:
    """Up to three bases in two cities, four places, eight nights."""
    bases = tuple(
        BaseOffer(
            draw(st.integers(0, 1)),
            np.array(draw(st.lists(st.integers(-300, 300), min_size=NIGHTS, max_size=NIGHTS)), dtype=np.int64),
            draw(st.integers(0, 200)),
            draw(st.integers(0, 200)),
            draw(outing_offers()),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    costs = np.array([draw(st.sampled_from([0, 0, 50])) for _ in range(NIGHTS + 1)], dtype=np.int64)
    rhythm = Rhythm(draw(st.integers(1, 3)), draw(st.integers(0, 1)), costs, draw(st.integers(0, 2)), 100)
    kinds = np.array([draw(st.integers(0, 1)) for _ in range(PLACES)], dtype=np.int64)
    return StayProblem(NIGHTS, bases, kinds, draw(st.integers(1, 3)), 120, draw(st.integers(0, 400)), LEAST, 2, rhythm)


def way(first: int, second: int, day: int) -> int | None:
    """Some moves cost, one is impossible."""
    return None if (first, second, day) == (0, 1, 4) else 10 * first + 20 * second + day


def slow_outings(problem: StayProblem, spans: tuple[tuple[int, int, int], ...]) -> int:
    """The best outings by trying all sets of days and all outings on them."""
    best = IMPOSSIBLE
    choices = [list(_calendars(problem, span)) for span in spans]
    for calendars in product(*choices):
        slots = [(base, day) for (base, _, _), days in zip(spans, calendars, strict=True) for day in days]
        best = max(best, _filled(problem, spans, calendars, slots))
    return best


def _calendars(problem: StayProblem, span: tuple[int, int, int]) -> list[tuple[int, ...]]:
    _, start, end = span
    allowed = problem.rhythm.days(start, end)
    found = []
    for count in range(len(allowed) + 1):
        for days in combinations(allowed, count):
            weeks = [(day - start) // 7 for day in days]
            apart = all(b - a > 1 for a, b in pairwise(days))
            if apart and all(weeks.count(week) <= problem.rhythm.week_most for week in weeks):
                found.append(days)
    return found


def _filled(
    problem: StayProblem,
    spans: tuple[tuple[int, int, int], ...],
    calendars: tuple[tuple[int, ...], ...],
    slots: list[tuple[int, int]],
) -> int:
    rhythm, best = problem.rhythm, IMPOSSIBLE
    offered = [
        [
            (tuple(int(p) for p in places if p >= 0), int(value))
            for offer in problem.bases[base].outings
            if day in offer.days
            for places, value in zip(offer.places, offer.values, strict=True)
        ]
        for base, day in slots
    ]
    quiet = 0
    for (_, start, end), days in zip(spans, calendars, strict=True):
        for week, room in rhythm.weeks(start, end).items():
            out = sum((day - start) // 7 == week for day in days)
            quiet += rhythm.quiet_cost * max(0, rhythm.week_least - out) * rhythm.roomy(room)
    for chosen in product(*offered):
        seen = [place for places, _ in chosen for place in places]
        if len(seen) > len(set(seen)):
            continue
        total = sum(value for _, value in chosen) - sum(int(rhythm.day_costs[day]) for _, day in slots) - quiet
        at = 0
        for days in calendars:
            kinds = [int(problem.kinds[p]) for places, _ in chosen[at : at + len(days)] for p in places]
            total -= sum(problem.kind_cost * max(0, kinds.count(kind) - problem.kind_free) for kind in set(kinds))
            at += len(days)
        best = max(best, total)
    return best


def slow_stay(problem: StayProblem) -> int:
    """The best stay by trying all bases and pairs of them."""
    nights, bases, best = problem.nights, problem.bases, IMPOSSIBLE
    for number, base in enumerate(bases):
        worth = int(base.nights.sum()) - base.come - base.go + slow_outings(problem, ((number, 0, nights),))
        best = max(best, worth)
    for first, second, day in product(range(len(bases)), range(len(bases)), range(LEAST, nights - LEAST + 1)):
        cost = way(first, second, day)
        if problem.most_bases < 2 or bases[first].city == bases[second].city or cost is None:
            continue
        worth = int(bases[first].nights[:day].sum() + bases[second].nights[day:].sum())
        worth -= bases[first].come + bases[second].go + cost + problem.move_cost
        best = max(best, worth + slow_outings(problem, ((first, 0, day), (second, day, nights))))
    return best


@settings(max_examples=25, deadline=None)
@given(problems())
def test_the_best_stay_is_that_of_brute_force(problem: StayProblem) -> None:
    found = solve_stay(problem, way, OPTIONS)
    assert found.worth == found.bound == slow_stay(problem)


@settings(max_examples=25, deadline=None)
@given(problems())
def test_one_base_alone_or_fewer_hotels_are_never_worth_more(problem: StayProblem) -> None:
    best = solve_stay(problem, way, OPTIONS).worth
    assert solve_stay(replace(problem, most_bases=1), way, OPTIONS).worth <= best
    assert solve_stay(replace(problem, bases=problem.bases[:1]), way, OPTIONS).worth <= best


@settings(max_examples=25, deadline=None)
@given(problems())
def test_what_is_chosen_is_worth_what_it_says(problem: StayProblem) -> None:
    span = (0, 0, NIGHTS)
    worth, (chosen,) = best_outings(problem, (span,))
    assert worth == slow_outings(problem, (span,))
    rhythm, days = problem.rhythm, [outing.day for outing in chosen.outings]
    assert all(b - a > 1 for a, b in pairwise(days))
    assert set(days) <= set(rhythm.days(0, NIGHTS))
    assert all(outing.day in problem.bases[0].outings[outing.offer].days for outing in chosen.outings)


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("settle", [0, 1])
def test_as_many_outings_as_the_rhythm_allows(most: int, settle: int) -> None:
    for nights in range(1, 12):
        rhythm = Rhythm(most, settle, np.zeros(nights + 1, dtype=np.int64))
        problem = StayProblem(nights, (), np.zeros(0, dtype=np.int64), 1, 0, 0, 7, 1, rhythm)
        assert rhythm.most(0, nights) == max(map(len, _calendars(problem, (0, 0, nights))))


@settings(max_examples=15, deadline=None)
@given(problems())
def test_out_of_time_there_is_a_stay_and_an_honest_bound(problem: StayProblem) -> None:
    hasty, best = solve_stay(problem, way, SolveOptions(seconds=0)), slow_stay(problem)
    assert hasty.bases
    assert hasty.worth <= best <= hasty.bound


def test_without_a_base_there_is_no_stay() -> None:
    rhythm = Rhythm(3, 1, np.zeros(8, dtype=np.int64))
    problem = StayProblem(7, (), np.zeros(0, dtype=np.int64), 1, 0, 0, 7, 2, rhythm)
    assert solve_stay(problem, way, OPTIONS).bases == ()
