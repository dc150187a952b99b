"""When it rains: the same nights, a roof over everything, no rule broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import ColumnPool, build_pool
from planner.itinerary.explain.rainy_day import rain_plans
from planner.itinerary.planning import solve_pool
from planner.itinerary.types import TripRequest
from planner.solving import SolveOptions
from tests.support.results import accepted

TODAY = date(2026, 11, 23)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "wish",
    [
        TripRequest("nature", "沈阳", 1, "steady", date(2027, 5, 12)),
        TripRequest("nostalgia", "沈阳", 3, "gentle", date(2027, 5, 12)),
        TripRequest("youth", "大连", 4, "wheelchair", date(2027, 9, 1)),
        TripRequest("culture", "阜新", 1, "gentle", date(2027, 5, 12)),  # a day trip by train
    ],
)
def test_a_rainy_day_is_spent_indoors(catalog: Catalog, facts: Facts, wish: TripRequest) -> None:
    pool = build_pool(facts, wish, SolveOptions())
    assert isinstance(pool, ColumnPool)
    trip = accepted(solve_pool(pool, SolveOptions()))
    dry = rain_plans(pool, trip)
    assert len(dry) == wish.days
    assert any(dry)
    seen = [v.place.id for day in dry if day for v in day.visits]
    assert len(seen) == len(set(seen))
    for number, day in enumerate(dry):
        if day is None:
            continue
        assert all(
            (catalog.places[v.place.id].indoor_share or 0) >= facts.rules.whole("indoors-in-rain") for v in day.visits
        )
        assert day.visits
        rainy = replace(trip, days=(*trip.days[:number], day, *trip.days[number + 1 :]))
        assert not [v for v in check_itinerary(facts, rainy) if v.hard]
