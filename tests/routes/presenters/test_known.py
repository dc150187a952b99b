"""Whom to call, what honours a place, and what the travellers knew when they were young."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from planner.catalog import Catalog, is_holiday
from planner.itinerary.types import Itinerary, Spot
from routes.presenters import appointments, paper_words
from routes.presenters.cards.visit_card import visit_card
from routes.presenters.known import holiday_words, honours, hotlines_for, keepsakes_of
from routes.presenters.known.honours import LISTS
from routes.presenters.known.keepsakes import MOST, MOST_ALIKE, YOUNG
from tests.routes.presenters.test_trip_page import reading
from tests.support.calendar import MAY_DAY
from tests.support.results import make_itinerary, make_request


def test_a_card_names_honours_address_and_number(app: Flask, catalog: Catalog) -> None:
    place = catalog.places["yalu-broken-bridge"]
    spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
    visit = replace(make_itinerary(place=spot).days[0].visits[0], place=spot)
    with reading(app):
        card = visit_card(visit, catalog, MAY_DAY)
    assert "全国重点文物保护单位" in card.facts
    assert f"地址：{place.address}" in card.facts
    assert card.phone == place.phone
    with reading(app, "en"):
        assert "Nationally protected site" in visit_card(visit, catalog, MAY_DAY).facts


def test_calendar_and_paper_say_whom_to_ask_at_every_place(app: Flask, catalog: Catalog, itinerary: Itinerary) -> None:
    """A telephone, or for what is not known yet the agency or the gate."""
    visits = [visit for day in itinerary.days for visit in day.visits]
    asks = re.compile(r"电话|先打|先问")
    with reading(app):
        told = [each.text for each in appointments(catalog, itinerary, "https://trips.example.org")]
        days = paper_words(catalog, itinerary, (), None, "https://trips.example.org").days
    assert sum(bool(asks.search(text)) for text in told) >= len(visits)
    entries = [entry for day in days for entry in day.entries if entry.visit]
    assert len(entries) == len(visits)
    assert all(asks.search(entry.unknown + "".join(entry.lines)) for entry in entries)


def test_honours_are_of_the_place_or_the_restaurant_alone(app: Flask, catalog: Catalog) -> None:
    with reading(app):
        assert honours(catalog, catalog.restaurants["rest-01"]) == ("中华老字号",)
        assert honours(catalog, catalog.places["china-industrial-museum"]) == ("省级文物保护单位", "国家工业遗产")
        assert honours(catalog, catalog.places["tram-201-202"]) == ()
    assert {one.list for one in catalog.recognitions} <= set(LISTS)


def test_the_lines_of_a_trip_are_those_of_its_cities(catalog: Catalog) -> None:
    lines = hotlines_for(catalog, ("大连",))
    assert [line.phone for line in lines] == ["12306", "95128", "96110", "12345"]
    assert all(any(line.city == city for line in catalog.hotlines) for city in catalog.cities)


@pytest.mark.parametrize("birth", [1940, 1950, 1962])
def test_what_one_knew_when_one_was_young(catalog: Catalog, birth: int) -> None:
    found = keepsakes_of(catalog, make_request(birth_year=birth), ("沈阳",))
    assert 0 < len(found) <= MOST
    assert all(YOUNG[0] <= one.year - birth <= YOUNG[1] for one in found)
    assert max(Counter((one.year, one.kind) for one in found).values()) <= MOST_ALIKE
    assert [one.year for one in found] == sorted(one.year for one in found)
    assert all(one.city in (None, "沈阳") for one in found)


def test_nothing_is_said_where_no_age_is_known(catalog: Catalog) -> None:
    assert keepsakes_of(catalog, make_request(), ("沈阳",)) == ()
    young = make_request(ages=(5,))
    assert keepsakes_of(catalog, replace(young), ("沈阳",)) == ()


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        (date(2026, 10, 1), False),  # arranged
        (date(2027, 4, 28), True),  # a weekend near may be worked
        (date(2027, 5, 2), True),
        (date(2027, 7, 20), False),  # no holiday near
        (date(2028, 1, 3), True),
    ],
)
def test_what_is_not_arranged_yet_is_provisional(app: Flask, day: date, provisional: bool) -> None:
    with reading(app):
        told = holiday_words([day])
    assert bool(told) == provisional
    assert not provisional or told.startswith(f"{day.year} 年怎么放假")


def test_no_working_weekend_is_made_up() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    assert sum(map(is_holiday, days)) <= 20  # statutory days and what the law moves off weekends
