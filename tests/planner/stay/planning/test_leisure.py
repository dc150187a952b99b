"""What a day at leisure offers: something else from day to day, nothing shut, no sight twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planner.facts import Facts
from planner.people import profile
from planner.stay.planning.leisure import leisure_things
from planner.stay.planning.surroundings import Surroundings, surroundings_of

DAYS = [date(2027, 5, 10) + timedelta(days=n) for n in range(7)]


def around(facts: Facts, hotel: str, who: str = "steady") -> Surroundings:
    return surroundings_of(facts, profile(facts.rules, who), facts.catalog.hotels[hotel])


def test_strolls_take_turns_and_sights_are_named_once(facts: Facts) -> None:
    days = list(leisure_things(around(facts, "hotel-01"), DAYS, ()))
    strolls = [[t.spot.id for t in things if t.use in ("park", "sea", "market")] for things in days]
    assert all(len(each) == 1 for each in strolls)
    assert len({each[0] for each in strolls}) > 1
    sights = [t.spot.id for things in days for t in things if t.use == "sight"]
    assert len(sights) == len(set(sights))


def test_a_meal_out_every_third_day(facts: Facts) -> None:
    days = list(leisure_things(around(facts, "hotel-01"), DAYS, ()))
    assert [any(t.use == "table" for t in things) for things in days] == [True, False, False, True, False, False, True]


def test_what_is_seen_on_an_outing_is_not_named(facts: Facts) -> None:
    here = around(facts, "hotel-01")
    sights = [t.spot.id for t in here.things if t.use == "sight"]
    assert sights
    named = {t.spot.id for things in leisure_things(here, DAYS, sights) for t in things}
    assert named.isdisjoint(sights)


def test_a_beach_is_not_offered_in_winter(facts: Facts) -> None:
    here = around(facts, "hotel-28")
    beach = {t.spot.id for t in here.things if t.use == "sea" and here.places[t.spot.id].season_from == 5}
    assert beach
    january = {t.spot.id for t in here.open_on(date(2027, 1, 10))}
    assert january.isdisjoint(beach)
    assert beach <= {t.spot.id for t in here.open_on(date(2027, 7, 10))}


def test_who_walks_less_has_less_on_foot(facts: Facts) -> None:
    def on_foot(who: str) -> set[str]:
        return {t.spot.id for t in around(facts, "hotel-01", who).things if t.way == "walk"}

    assert on_foot("cane") <= on_foot("gentle") <= on_foot("brisk")
    assert len(on_foot("cane")) < len(on_foot("brisk"))


def test_a_hot_spring_hotel_has_its_own(facts: Facts) -> None:
    own = around(facts, "fuxin-baodi-spa").things[0]
    assert (own.use, own.spot.kind, own.minutes, own.metres) == ("hot_spring", "hotel", 0, 0)


def test_where_nothing_is_known_nothing_is_offered(facts: Facts) -> None:
    hotel = facts.catalog.hotels["hotel-01"]
    far = replace(hotel, id="far-away", lat=43.3, lon=119.2)
    nowhere = surroundings_of(facts, profile(facts.rules, "steady"), far)
    assert list(leisure_things(nowhere, DAYS, ())) == [()] * 7
    assert not replace(nowhere, things=()).daily
