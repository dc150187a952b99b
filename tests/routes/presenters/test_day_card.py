"""The sentences of a day's card."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from flask import Flask

from planner.catalog import Catalog
from planner.itinerary.inputs import restaurant_spot
from planner.itinerary.types import Lunch, TripRequest
from routes.presenters.cards.meals import known_for, lunch_lines
from tests.support.results import make_itinerary


def test_what_a_restaurant_is_known_for_is_one_sentence(catalog: Catalog) -> None:
    rows = catalog.restaurants.values()
    assert any(row.cuisine and row.cuisine == row.signature for row in rows)
    for row in rows:
        sentence = known_for(row)
        parts = re.split("[，。]", sentence)[:-1]
        assert not sentence or sentence.endswith("。")
        assert not sentence.endswith("。。")
        assert sentence == "" or parts[0] != (parts[1] if len(parts) > 1 else "")


def test_a_table_that_one_has_eaten_at_is_said_to_be(catalog: Catalog, app: Flask) -> None:
    row = next(iter(catalog.restaurants.values()))
    lunch = Lunch(720, 780, restaurant_spot(row))
    trip = make_itinerary(TripRequest("food", "沈阳", 2, "gentle", date(2027, 5, 10)))
    first, second = (replace(day, items=(lunch,)) for day in trip.days)
    trip = replace(trip, days=(first, second))
    with app.test_request_context():
        before, again = (lunch_lines(lunch, catalog, trip, day) for day in trip.days)
    assert len(again) == len(before) + 1
    assert "吃过" in again[-1]
