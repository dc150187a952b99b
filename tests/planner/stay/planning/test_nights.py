"""What a night at a base is worth: its season, its price, the hospital; and which hospital is near."""

from __future__ import annotations

from datetime import date

import pytest

from planner.facts import Facts
from planner.people import profile
from planner.stay.planning.hospitals import cautious_km, hospital_near
from planner.stay.planning.nights import NightWorth, month_weather
from planner.stay.planning.surroundings import surroundings_of

JANUARY, JULY = date(2027, 1, 15), date(2027, 7, 15)
BY_THE_SEA, SPRING_HOTEL, IN_TOWN = "hotel-28", "fuxin-baodi-spa", "hotel-24"


def points(facts: Facts, hotel: str, day: date, setting: str | None = None, who: str = "steady") -> int:
    person = profile(facts.rules, who)
    here = surroundings_of(facts, person, facts.catalog.hotels[hotel])
    return NightWorth(facts, person, setting).points(here, day)


def test_the_sea_counts_in_summer_and_a_hot_spring_in_winter(facts: Facts) -> None:
    def gains(day: date) -> tuple[int, int]:
        town = points(facts, IN_TOWN, day)
        return points(facts, BY_THE_SEA, day) - town, points(facts, SPRING_HOTEL, day) - town

    (sea_summer, spring_summer), (sea_winter, spring_winter) = gains(JULY), gains(JANUARY)
    assert sea_summer > sea_winter
    assert spring_winter > spring_summer


@pytest.mark.parametrize(("setting", "hotel"), [("sea", BY_THE_SEA), ("hot_spring", SPRING_HOTEL)])
def test_what_is_asked_for_counts_more_in_every_month(facts: Facts, setting: str, hotel: str) -> None:
    for day in (JANUARY, JULY):
        assert points(facts, hotel, day, setting) > points(facts, hotel, day)
        assert points(facts, IN_TOWN, day, setting) == points(facts, IN_TOWN, day)


def test_an_unknown_lift_costs_those_who_need_one(facts: Facts) -> None:
    cost = facts.rules.whole("stay-cost-lift-unknown")
    steady, gentle = (points(facts, SPRING_HOTEL, JULY, who=who) for who in ("steady", "gentle"))
    assert steady - gentle == cost


def test_a_hospital_known_by_its_town_counts_as_farther(facts: Facts) -> None:
    hotel = facts.catalog.hotels["hotel-75"]
    near = hospital_near(facts, hotel)
    assert near
    assert near.rough
    assert cautious_km(facts, hotel) == pytest.approx(near.km + facts.rules.number("stay-hospital-doubt"), abs=0.1)
    sure = hospital_near(facts, facts.catalog.hotels[IN_TOWN])
    assert sure
    assert not sure.rough
    assert sure.km == facts.catalog.hotels[IN_TOWN].hospital_km


def test_the_weather_says_where_it_was_measured(facts: Facts) -> None:
    dalian, anshan = month_weather(facts, "大连", 7), month_weather(facts, "鞍山", 1)
    assert dalian
    assert (dalian.measured_in, dalian.km) == ("大连", 0)
    assert anshan
    assert anshan.measured_in == "沈阳"
    assert anshan.km > 50
