"""Browsing: what is asked is what is found, counted, turned page by page, and mended when nothing is there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from planner.catalog import Catalog, Place
from planner.clock import today
from planner.itinerary.types import Itinerary, TripRequest
from planner.jobs.featured import read_featured
from planner.saved import save_itinerary
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from routes.presenters import walk_words
from routes.seniors.ready_made import TripCard, distinct, like, paged, ready_made
from tests.support.database import copied_database
from tests.support.results import make_itinerary
from tests.support.site import StrictClient, read_strictly, reader, text_of
from tests.support.words import speaking


@pytest.fixture(scope="module")
def shop(settings: Settings, itinerary: Itinerary, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Twelve trips with a name: six themes from two cities, of two days in May and of one in September. Two of a
    series, one of which is called healthy and is not. Each sees a place of its own; all of them 大连, but the one of
    food that is short 沈阳. Three more are not to be shown: one that sees what another sees, one that is over, one that
    sees nothing."""
    own = copied_database(settings, tmp_path_factory.mktemp("browse"))
    themes = ("nostalgia", "youth", "health", "nature", "culture", "food")
    spare = iter(
        [place for place in catalog.places.values() if place.city == "大连" and "health" not in place.theme_ids]
    )
    nostalgic = next(
        place for place in catalog.places.values() if place.city == "大连" and "nostalgia" in place.theme_ids
    )

    def seeing(trip: Itinerary, *places: Place) -> Itinerary:
        """Days on which these places are seen, one a day."""
        visit = trip.days[0].visits[0]
        days = []
        for day, place in zip(trip.days, places, strict=True):
            spot = replace(visit.place, id=place.id, name=place.name, name_en=place.name_en)
            days.append(replace(day, items=(replace(visit, place=spot),), walk_m=900, climb_m=0, met_min=60))
        return replace(trip, days=tuple(days))

    with transaction(own.database_url) as session:
        for theme in themes:
            wish = replace(itinerary.request, theme=theme)
            save_itinerary(
                session, seeing(replace(itinerary, request=wish), next(spare), next(spare)), (), f"trip.{theme}.2"
            )
            short = replace(wish, home="大连", days=1, start=date(2027, 9, 7))
            one = replace(itinerary, request=short, days=itinerary.days[:1])
            seen = catalog.places["shenyang-imperial-palace"] if theme == "food" else next(spare)
            save_itinerary(session, seeing(one, seen), (), f"trip.{theme}.1")
        series = seeing(itinerary, nostalgic, next(spare))
        save_itinerary(session, series, (), "trip.series.nostalgia.沈阳.2")
        unhealthy = replace(series, request=replace(wish, theme="health"))
        save_itinerary(session, unhealthy, (), "trip.series.health.沈阳.2")
        save_itinerary(session, series, (), "trip.series.nostalgia.沈阳.3")  # what another sees
        over = replace(series.request, start=today() - timedelta(1))
        save_itinerary(session, replace(seeing(series, next(spare), next(spare)), request=over), (), "trip.over")
        nothing = tuple(replace(day, items=()) for day in series.days)
        save_itinerary(session, replace(series, days=nothing), (), "trip.nothing")
    app = create_app(own)
    app.test_client_class = StrictClient
    return app


@pytest.fixture
def visitor(shop: Flask) -> StrictClient:
    return reader(shop, "zh")


def cards(page: str) -> list[str]:
    return re.findall(r'href="/trips/([a-z0-9]{10})"', page)


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 13), ("theme=health", 2), ("city=大连", 6), ("days=2", 7), ("month=9", 6), ("theme=food&city=沈阳", 1),
     ("walk=4000", 13), ("theme=&city=&goes=&days=&walk=&month=", 13), ("goes=沈阳", 1),
     ("goes=沈阳&city=沈阳", 0), ("goes=沈阳&city=大连&theme=food", 1), ("goes=大连", 12), ("goes=大连&city=大连", 5)],
)  # fmt: skip
def test_what_is_asked_is_found_and_counted(visitor: StrictClient, asked: str, count: int) -> None:
    page = visitor.get(f"/trips?{asked}").get_data(as_text=True)
    assert f"找到 {count} 条行程" in page
    assert len(cards(page)) == min(count, 6)


def test_pages_hold_every_trip_once_and_keep_what_was_asked(visitor: StrictClient) -> None:
    first = visitor.get("/trips?walk=4000").get_data(as_text=True)
    following = next(a.get("href", "") for a in read_strictly(first).iter("a") if text_of(a) == "下一页")
    assert "walk=4000" in following
    second = visitor.get(following).get_data(as_text=True)
    third = visitor.get(following.replace("page=2", "page=3")).get_data(as_text=True)
    assert len({*cards(first), *cards(second), *cards(third)}) == 13
    assert "上一页" in third
    assert "下一页" not in third


@pytest.mark.parametrize("number", ["0", "-1", "99", "二", "1e9", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest_one(visitor: StrictClient, number: str) -> None:
    answer = visitor.get("/trips", query_string={"page": number})
    assert answer.status_code == 200
    assert cards(answer.get_data(as_text=True))


@pytest.mark.parametrize("typed", ["<script>", "🚄", "x" * 5000, "130", "-1"])
@pytest.mark.parametrize("name", ["theme", "city", "goes", "days", "walk", "month"])
def test_what_cannot_be_asked_is_not_asked(visitor: StrictClient, name: str, typed: str) -> None:
    page = visitor.get("/trips", query_string={name: typed}).get_data(as_text=True)
    assert "找到 13 条行程" in page
    assert "<script>" not in page.replace('<script src="', "")


@pytest.mark.parametrize(
    ("kinds", "size"), [("aabbccdd", 4), ("aaaabcdefghijklm", 4), ("abcabcabcabc", 3), ("aabbccddee", 8), ("", 8)]
)
def test_cards_of_a_page_differ_as_long_as_they_can(kinds: str, size: int) -> None:
    cards = [
        TripCard(f"{kind}{n}", make_itinerary(), 0, frozenset(kind), frozenset(), "fair")
        for n, kind in enumerate(kinds)
    ]
    pages = paged(cards, size)
    assert sorted(card.id for page in pages for card in page) == sorted(card.id for card in cards)
    for number, page in enumerate(pages):
        left = {card.kind for later in pages[number:] for card in later}
        assert len({card.kind for card in page}) == min(len(page), len(left))


def test_a_trip_has_neighbours_that_see_something_else(shop: Flask, catalog: Catalog) -> None:
    with shop.test_request_context("/"):
        cards = distinct(ready_made(catalog))
        for card in cards:
            near = like(catalog, card.id, card.trip)
            assert len(near) == 3
            assert card.places not in [other.places for other in near]
            assert len({other.places for other in near}) == 3
        short = next(card for card in cards if len(card.trip.days) == 1 and card.goes == {"大连"})
        assert {other.goes for other in like(catalog, short.id, short.trip)} == {short.goes}


def test_nothing_found_offers_the_least_to_let_go_of(visitor: StrictClient) -> None:
    page = visitor.get("/trips?theme=health&days=2&month=9").get_data(as_text=True)
    assert "找到 0 条行程" in page
    ways = [(text_of(a), a.get("href", "")) for a in read_strictly(page).iter("a") if text_of(a).startswith("不限")]
    assert [words for words, _ in ways] == ["不限“2 天”：有 1 条", "不限“9月”：有 1 条"]
    for _, address in ways:
        assert "找到 1 条行程" in visitor.get(address).get_data(as_text=True)


def test_a_card_says_days_walking_and_price(visitor: StrictClient) -> None:
    page = visitor.get("/trips?theme=food&days=2").get_data(as_text=True)
    assert "两日" in page
    assert re.search("一天最多走.{1,3}里", page)
    assert "累不累：三格里占" in page
    assert "65 岁的门票" in page


def test_walking_is_never_reported_shorter_than_it_is() -> None:
    with speaking():
        words = [walk_words(metres) for metres in (0, 500, 501, 1000, 1001, 2000, 2001, 6000, 6001)]
    assert words[0] == words[1] == "每天走路不到半公里，大约绕公园半圈"
    assert words[2] == words[3] == "每天走路不到一公里，大约绕公园一圈"
    assert words[5] == "每天走路不到两公里，大约绕公园两圈"
    assert words[6] == "每天走路不到三公里，大约绕公园三圈"
    assert words[7:] == ["每天走路不到六公里，大约绕公园六圈", "每天走路超过六公里"]


def test_no_number_to_call_means_nothing_is_said_of_one(visitor: StrictClient) -> None:
    for address in ("/", "/trips", "/nowhere"):
        assert "tel:" not in visitor.get(address).get_data(as_text=True)


@pytest.mark.parametrize("number", ["call me", "110; rm", "024", "+"])
def test_a_number_nobody_can_dial_is_no_setting(number: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SILVERWAY_HELP_PHONE"):
        Settings(database_url=f"sqlite:///{tmp_path}/x.db", help_phone=number)


def test_ready_made_trips_go_to_every_city_for_a_day_to_a_week(settings: Settings, catalog: Catalog) -> None:
    wishes = [wish for wish in read_featured(settings, today()).values() if isinstance(wish, TripRequest)]
    goes = {catalog.places[must].city for wish in wishes for must in wish.musts}
    assert goes == {city.name for city in catalog.cities.values()}
    assert {wish.days for wish in wishes} == set(range(1, 8))
