"""A day between two trains, for whoever walks well too: then more places are possible than a day lists."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.planning.excursion import best_excursion
from planner.itinerary.types import CallWindow


@pytest.mark.parametrize("profile", ["brisk", "steady", "wheelchair"])
@pytest.mark.parametrize("station", ["沈阳", "大连", "丹东"])
def test_guests_are_back_in_time(facts: Facts, profile: str, station: str) -> None:
    call = CallWindow(station, date(2027, 5, 12), 8 * 60, 18 * 60)
    found = best_excursion(facts, "culture", profile, call)
    assert found is not None
    day, worth = found
    assert worth > 0
    assert day.visits
    assert day.items[0].start >= 8 * 60 + 30
    assert day.items[-1].end <= 18 * 60
