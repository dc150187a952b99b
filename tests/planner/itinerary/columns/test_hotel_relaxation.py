"""What days between hotels can be worth before they are listed is never less than what they are worth then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import GroupedHotels, PlanningContext, make_context
from planner.itinerary.columns.hotel_bounds import HotelBounds
from planner.itinerary.columns.hotel_choice import _moves, _path
from planner.itinerary.columns.hotel_days import HotelDays, HotelPart
from planner.itinerary.columns.hotel_relaxation import relaxed_worth
from planner.itinerary.solver import Trip, TripRelaxation, Ways, choose_days
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions


@pytest.mark.thorough
@pytest.mark.parametrize("wish", [("food", "大连", 4, "gentle"), ("nostalgia", "沈阳", 5, "wheelchair")])
def test_days_that_are_not_listed_are_worth_no_less_than_those_that_are(
    facts: Facts, wish: tuple[str, str, int, str]
) -> None:
    context = make_context(facts, TripRequest(*wish, date(2027, 5, 12)))
    assert isinstance(context, PlanningContext)
    groups = GroupedHotels(context, SolveOptions())
    relaxed = TripRelaxation(Trip(groups.problem), lambda: None)
    days, bounds = HotelDays(groups, SolveOptions()), HotelBounds(groups)
    checked = 0
    for nodes in _ways_with_a_move(groups):
        ways = Ways(frozenset(groups.problem.cities[node] for node in nodes), tuple(frozenset({n}) for n in nodes))
        relaxed.solve(ways)
        if relaxed.short:
            continue
        part = _path(bounds.of_nights(relaxed.trip, nodes, replace(relaxed.prices, seen={})))
        moves = {pair: on for pair, on in part.pairs.items() if _moves(pair)}
        stays = HotelPart({pair: on for pair, on in part.pairs.items() if pair not in moves}, part.plans)
        best = choose_days(days.pool(part).problem, SolveOptions())
        if not best.picks:
            continue
        beyond = relaxed_worth(relaxed.prices, days, bounds, stays, moves, best.worth - 1)
        assert beyond >= best.worth  # days that are not listed are worth no less than listed ones
        tight = relaxed_worth(relaxed.prices, days, bounds, part, {}, best.bound + 1000)
        assert best.worth <= tight <= best.bound + 1000
        loose = relaxed_worth(relaxed.prices, days, bounds, stays, moves, best.bound + 1000)
        checked += loose > best.worth
    assert checked


def _ways_with_a_move(groups: GroupedHotels) -> list[tuple[int, ...]]:
    """A few ways to spend the nights, the last ones elsewhere than the first ones."""
    nights = groups.context.request.days - 1
    moves = [
        (offer.origin, offer.target)
        for offer in groups.problem.offers
        if min(offer.origin, offer.target) >= 0 and offer.origin != offer.target
    ]
    several = [pair for pair in dict.fromkeys(moves) if max(len(groups.members[node]) for node in pair) > 2]
    return [(first,) * (nights // 2) + (second,) * (nights - nights // 2) for first, second in several[:4]]
