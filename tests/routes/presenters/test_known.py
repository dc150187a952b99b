"""Whom to call, what honours a place, and what the travellers knew when they were young."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from planner.catalog import Catalog, is_holiday
from planner.itinerary.types import Itinerary
from routes.presenters import appointments, paper_words
from routes.presenters.known import ask_words, holiday_words, honours, hotlines_for, keepsakes_of, place_facts
from routes.presenters.known.honours import LISTS
from routes.presenters.known.keepsakes import MOST, MOST_ALIKE, YOUNG
from tests.routes.presenters.test_trip_page import reading
from tests.support.calendar import MAY_DAY
from tests.support.results import make_request


def test_who_has_no_number_is_asked_through_the_operator(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading(app):
        assert ask_words("0411-1234567;120") == "电话 0411-1234567、120"
        for number, words in (("", "电话没查到"), ("024-7654321", "电话没查到，要问的打旅行社 024-7654321")):
            own = app.config["SILVERWAY"].model_copy(update={"help_phone": number})
            monkeypatch.setitem(app.config, "SILVERWAY", own)
            assert ask_words(None) == words


def test_a_card_names_honours_address_and_number(app: Flask, catalog: Catalog) -> None:
    place = catalog.places["yalu-broken-bridge"]
    with reading(app):
        told = place_facts(catalog, place, MAY_DAY, ())
    assert told[0] == "全国重点文物保护单位"
    assert f"电话 {place.phone}" in told
    with reading(app, "en"):
        assert place_facts(catalog, place, MAY_DAY, ())[0] == "Nationally protected site"


def test_calendar_and_paper_say_whom_to_call_at_every_place(app: Flask, catalog: Catalog, itinerary: Itinerary) -> None:
    visits = sum(len(day.visits) for day in itinerary.days)
    with reading(app):
        told = [each.text for each in appointments(catalog, itinerary, "https://trips.example.org")]
        days = paper_words(catalog, itinerary, (), None, "https://trips.example.org").days
    assert sum("电话" in text for text in told) >= visits
    entries = [entry for day in days for entry in day.entries if entry.visit]
    assert len(entries) == visits
    assert all(any("电话" in fact for fact in entry.known) for entry in entries)
    assert all(any("电话" in line for line in day.night) for day in days if day.night)


def test_honours_are_of_the_place_or_the_restaurant_alone(app: Flask, catalog: Catalog) -> None:
    with reading(app):
        assert honours(catalog, catalog.restaurants["rest-01"]) == ("中华老字号",)
        assert honours(catalog, catalog.places["china-industrial-museum"]) == ("省级文物保护单位", "国家工业遗产")
        assert honours(catalog, catalog.places["tram-201-202"]) == ()
    assert {one.list for one in catalog.recognitions} <= set(LISTS)


def test_the_lines_of_a_trip_are_those_of_its_cities(catalog: Catalog) -> None:
    lines = hotlines_for(catalog, ("大连",))
    assert [line.phone for line in lines] == ["12306", "95128", "12345"]
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
