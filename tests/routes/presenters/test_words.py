"""Hours, lengths, ways, names and memories as an editor would have them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from planner.catalog import Catalog, kind_words
from planner.folders import ROOT
from planner.itinerary.types import Itinerary, Spot
from planner.rules import RulePack
from routes.presenters import trip_name, trip_view
from routes.presenters.cards.meals import known_for
from routes.presenters.cards.names import FIRST_PART, INSTITUTION, LAST_PART, WIDE_AREA, short_name, sign
from routes.presenters.cards.spoken import hour_words, long_words, way_words
from routes.presenters.cards.visit_card import visit_card
from tests.support.results import make_itinerary, make_request

SPEAKS_OF_TODAY = re.compile("都在|认得|会唱|就是这里|长眠|碑上|还没")


def in_english() -> dict[str, str]:
    return {"HTTP_COOKIE": "language=en"}


def test_every_hour_is_said_whole(app: Flask) -> None:
    with app.test_request_context():
        said = [hour_words(minute) for minute in range(0, 24 * 60, 5)]
    assert "上午九点十分" in said
    assert not [words for words in said if words.endswith("点十")]


def test_no_length_can_be_read_as_something_unseen(app: Flask) -> None:
    with app.test_request_context():
        said = {long_words(minutes) for minutes in range(5, 600, 5)}
    assert "将近两个钟头" in said
    assert not [words for words in said if words.startswith("不到")]  # 看不到 is not to see


@pytest.mark.parametrize(
    ("metres", "words"),
    [(60, "a few steps"), (310, "300 metres"), (949, "900 metres"), (950, "1 km"), (1480, "1½ km"), (2700, "2½ km"),
     (2800, "3 km"), (4400, "4 km")],
)  # fmt: skip
def test_ways_in_english_are_round(app: Flask, metres: int, words: str) -> None:
    with app.test_request_context(environ_overrides=in_english()):
        assert way_words(metres) == words


def test_a_table_is_praised_once(catalog: Catalog, app: Flask) -> None:
    with app.test_request_context():
        for row in catalog.restaurants.values():
            parts = known_for(row).rstrip("。").split("，")
            assert not [one for one in parts for other in parts if one != other and one and one in other]


def test_names_below_small_pictures_are_never_cut_within_a_word(catalog: Catalog, app: Flask) -> None:
    with app.test_request_context():
        for place in catalog.places.values():
            spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
            name, told = short_name(place.name, place.city), sign(spot, place)
            whole = {
                name,
                INSTITUTION.sub("", name),
                *(f[0] for f in (FIRST_PART.match(name), LAST_PART.search(name)) if f),
            }
            kind = kind_words(ROOT / "data")[place.kind].zh
            assert told in (*whole, WIDE_AREA.sub("", name), kind), place.name
    with app.test_request_context(environ_overrides=in_english()):
        for place in catalog.places.values():
            spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
            assert re.fullmatch("[A-Z][a-z]+( [a-z]+)?", sign(spot, place)), place.name


def trip_to(catalog: Catalog, key: str, **wishes: object) -> Itinerary:
    place = catalog.places[key]
    spot = Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)
    return make_itinerary(make_request(**wishes), place=spot)


def test_a_city_that_is_part_of_a_name_stays(app: Flask) -> None:
    with app.test_request_context():
        assert short_name("本溪湖火车站(安奉铁路旧址)", "本溪") == "本溪湖火车站"
        assert short_name("沈阳故宫博物院", "沈阳") == "故宫博物院"


def test_no_name_says_a_city_twice(catalog: Catalog, app: Flask) -> None:
    with app.test_request_context():
        for place in catalog.places.values():
            assert place.city * 2 not in trip_name(trip_to(catalog, place.id))


def test_no_age_before_a_memory_that_speaks_of_today(catalog: Catalog, app: Flask) -> None:
    told = 0
    for place in catalog.places.values():
        if not place.memory or place.era_from is None:
            continue
        trip = trip_to(catalog, place.id, birth_year=max(place.era_from, 1950) - 20)
        with app.test_request_context():
            texts = trip_view(trip)["texts"]
            sentence = visit_card(trip.days[0].visits[0], catalog, trip.days[0].date, texts, trip).sentence
        if re.match("您.{1,5}岁那年", sentence):
            told += 1
            assert not SPEAKS_OF_TODAY.search(sentence), sentence
    assert told > 10


def test_what_speaks_for_a_theme_is_said_once_a_day(catalog: Catalog, rules: RulePack, app: Flask) -> None:
    rows = [p for p in catalog.places.values() if "culture" in p.theme_ids and not p.memory][:2]
    trips = [trip_to(catalog, row.id, theme="culture") for row in rows]
    day = replace(trips[0].days[0], items=trips[0].days[0].items + trips[1].days[0].items)
    with app.test_request_context():
        why = trip_view(replace(trips[0], days=(day,)))["texts"].why
    told = rules.themes["culture"].why_zh
    assert [told in why[row.id] for row in rows] == [True, False]
