"""Bounds for hotels whose day plans were not listed hold for the trips that can be made from them."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.columns import HotelBounds, PlanningContext, make_context, make_pool
from planner.itinerary.solver import PENALTY, choose_days
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions

SPRING = date(2027, 5, 12)
OPTIONS = SolveOptions()
WISHES = (
    TripRequest("culture", "鞍山", 2, "gentle", SPRING),
    TripRequest("nostalgia", "沈阳", 3, "gentle", SPRING),
    TripRequest("nature", "锦州", 3, "cane", date(2027, 9, 14)),
)


def context_of(facts: Facts, wish: TripRequest) -> PlanningContext:
    context = make_context(facts, wish)
    assert isinstance(context, PlanningContext)
    return context


@pytest.mark.thorough
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.home}-{wish.days}-{wish.profile}")
def test_no_trip_from_one_hotel_is_worth_more_than_its_bound(facts: Facts, wish: TripRequest) -> None:
    context = context_of(facts, wish)
    bounds = HotelBounds(context, OPTIONS)
    first, *others = context.bases
    pool = make_pool(context, OPTIONS, (first,))
    choice = choose_days(pool.problem, OPTIONS)
    for base in others[::5]:
        alone = choose_days(make_pool(context, OPTIONS, (base,)).problem, OPTIONS)
        if not alone.picks:
            continue
        assert bounds.rivals(pool, choice.prices, alone.worth - 1).bound >= alone.worth


def test_without_a_floor_every_hotel_of_a_city_with_trips_is_a_rival(facts: Facts) -> None:
    context = context_of(facts, WISHES[0])
    pool = make_pool(context, OPTIONS, context.bases[:1])
    rivals = HotelBounds(context, OPTIONS).rivals(pool, (), -PENALTY)
    cities = {base.city for base in rivals.bases}
    assert {b.hotel.id for b in rivals.bases} == {b.hotel.id for b in context.bases[1:] if b.city in cities}


def test_first_hotels_are_at_most_two_of_a_city_in_at_most_three_cities(facts: Facts) -> None:
    for wish in WISHES:
        first = HotelBounds(context_of(facts, wish), OPTIONS).first()
        cities = [base.city for base in first]
        assert len(set(cities)) <= 3
        assert all(cities.count(city) <= 2 for city in cities)
