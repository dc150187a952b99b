"""Browsing: what is asked is what is found, counted, turned page by page, and mended when nothing is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from planner.itinerary.types import Itinerary
from planner.saved import save_itinerary
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from routes.presenters import walk_words
from tests.support.database import copied_database
from tests.support.site import StrictClient, read_strictly, reader, text_of
from tests.support.words import speaking


@pytest.fixture(scope="module")
def shop(settings: Settings, itinerary: Itinerary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Twelve trips with a name: six themes from two cities, of two days in May and of one in September. Two of a
    series, one of which is called healthy and is not. All see 大连, but the one of food that is
    short sees 沈阳; those of two days see something of 沈阳 too."""
    own = copied_database(settings, tmp_path_factory.mktemp("browse"))
    seen = itinerary.days[0].visits[0]
    palace = replace(seen, place=replace(seen.place, id="shenyang-imperial-palace"))
    elsewhere = replace(itinerary.days[0], items=(palace,))
    themes = ("nostalgia", "youth", "health", "nature", "culture", "food")
    with transaction(own.database_url) as session:
        for theme in themes:
            wish = replace(itinerary.request, theme=theme)
            save_itinerary(session, replace(itinerary, request=wish), (), f"trip.{theme}.2")
            short = replace(wish, home="大连", days=1, start=date(2027, 9, 7))
            day = elsewhere if theme == "food" else itinerary.days[0]
            one = replace(itinerary, request=short, days=(day,))
            save_itinerary(session, one, (), f"trip.{theme}.1")
        save_itinerary(session, itinerary, (), "trip.series.nostalgia.沈阳.2")
        save_itinerary(
            session, replace(itinerary, request=replace(wish, theme="health")), (), "trip.series.health.沈阳.2"
        )
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
    assert len(cards(page)) == min(count, 8)


def test_pages_hold_every_trip_once_and_keep_what_was_asked(visitor: StrictClient) -> None:
    first = visitor.get("/trips?walk=4000").get_data(as_text=True)
    following = next(a.get("href", "") for a in read_strictly(first).iter("a") if text_of(a) == "下一页")
    assert "walk=4000" in following
    second = visitor.get(following).get_data(as_text=True)
    assert len({*cards(first), *cards(second)}) == 13
    assert "上一页" in second
    assert "下一页" not in second


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


def test_nothing_found_offers_the_least_to_let_go_of(visitor: StrictClient) -> None:
    page = visitor.get("/trips?theme=health&days=2&month=9").get_data(as_text=True)
    assert "找到 0 条行程" in page
    ways = [(text_of(a), a.get("href", "")) for a in read_strictly(page).iter("a") if text_of(a).startswith("不限")]
    assert [words for words, _ in ways] == ["不限“2 天”：有 1 条", "不限“9月”：有 1 条"]
    for _, address in ways:
        assert "找到 1 条行程" in visitor.get(address).get_data(as_text=True)


def test_a_card_says_days_walking_and_price(visitor: StrictClient) -> None:
    page = visitor.get("/trips?theme=food&days=2").get_data(as_text=True)
    assert "2 天" in page
    assert re.search("每天走路不到.公里.*?大约绕公园", page)
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
