"""Days of travel of a stay: sound by the checker of days, by train where there is one, none where it takes longer."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.check import CheckContext, check_day
from planner.itinerary.inputs import home_spot, hotel_spot
from planner.itinerary.types import Day, Leg
from planner.people import profile
from planner.stay.planning.moves import Moves

DAY = date(2027, 5, 11)
AT_SEA = "changhai-caishen-island"


@pytest.fixture(scope="module")
def moves(facts: Facts) -> Moves:
    return Moves(facts, profile(facts.rules, "gentle"), "沈阳")


def trains(day: Day) -> list[Leg]:
    return [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]


def test_the_way_to_a_base_is_a_sound_day_by_train(facts: Facts, moves: Moves) -> None:
    hotel = facts.catalog.hotels["hotel-24"]
    found = moves.come(hotel, DAY)
    assert found
    day, cost = found
    assert day.date == DAY
    assert cost > 0
    assert len(trains(day)) == 1
    context = CheckContext(facts, profile(facts.rules, "gentle"))
    home = home_spot(facts.catalog, facts.catalog.cities["沈阳"])
    begin, end = facts.rules.minute("day-start"), facts.rules.minute("hotel-by")
    faults = check_day(context, day, home, hotel_spot(hotel), (begin, end))
    assert not [fault for fault in faults if fault.hard]


def test_between_bases_and_home_again(facts: Facts, moves: Moves) -> None:
    first, second = (facts.catalog.hotels[key] for key in ("hotel-24", "hotel-36"))
    between, home = moves.between(first, second, DAY), moves.go(second, DAY)
    assert between
    assert between[0].hotel == hotel_spot(second)
    assert home
    assert home[0].hotel is None


def test_nobody_gets_to_an_island_in_a_coach(facts: Facts, moves: Moves) -> None:
    assert moves.come(facts.catalog.hotels[AT_SEA], DAY) is None


def test_the_same_way_on_another_day_has_its_date(facts: Facts, moves: Moves) -> None:
    hotel, later = facts.catalog.hotels["hotel-24"], DAY.replace(day=12)
    one, other = moves.come(hotel, DAY), moves.come(hotel, later)
    assert one
    assert other
    assert (one[0].items, one[1]) == (other[0].items, other[1])
    assert (one[0].date, other[0].date) == (DAY, later)
