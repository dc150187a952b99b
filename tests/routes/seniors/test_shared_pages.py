"""Pages that many read: whoever has one gets nothing but that it still holds; whatever it shows is seen at once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlmodel import col

from planner.accounts import Who, act_for
from planner.clock import today
from planner.errors import Unknown
from planner.itinerary.types import Itinerary
from planner.saved import SavedItinerary, drop_featured_except, save_itinerary, state_of_shelf, state_of_trip
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from tests.support.database import copied_database
from tests.support.photos import photo
from tests.support.site import StrictClient, reader


@pytest.fixture
def own_copy(settings: Settings, tmp_path: Path) -> Settings:
    return copied_database(settings, tmp_path)


@pytest.fixture
def shop(own_copy: Settings, itinerary: Itinerary) -> tuple[Flask, str]:
    """A site with one ready-made trip, and its id."""
    with transaction(own_copy.database_url) as session:
        key = save_itinerary(session, itinerary, (), "trip.one")
    app = create_app(own_copy)
    app.test_client_class = StrictClient
    return app, key


def put(settings: Settings, trip: Itinerary, key: str) -> str:
    with transaction(settings.database_url) as session:
        return save_itinerary(session, trip, (), key)


def test_what_changes_is_seen_at_once_and_nothing_else_is_sent_again(
    shop: tuple[Flask, str], own_copy: Settings, itinerary: Itinerary, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, key = shop
    client, other = reader(app, "zh"), reader(app, "zh")
    pages = ("/trips", f"/trips/{key}", f"/trips/{key}/days/1")
    tags: dict[str, str] = {}

    def known(path: str) -> bool:
        """Is the page as this reader has it the newest? If not, the new one is had from now on."""
        answer = client.get(path, headers={"If-None-Match": tags.get(path, '"none"')})
        tags[path] = answer.headers["ETag"]
        assert answer.headers["Cache-Control"] == "no-cache"
        assert {"Cookie", "Accept-Language"} <= set(answer.vary)
        return answer.status_code == 304

    def all_known() -> list[bool]:
        return [known(path) for path in pages]

    assert all_known() == [False] * 3
    assert all_known() == [True] * 3
    assert other.get("/trips", headers={"If-None-Match": tags["/trips"]}).status_code == 200  # forms hold her token

    for cookie, value in (("size", "large"), ("contrast", "dark"), ("language", "en")):
        client.set_cookie(cookie, value)
        assert all_known() == [False] * 3
        client.delete_cookie(cookie)
    client.set_cookie("language", "zh")
    all_known()

    shorter = replace(itinerary, days=itinerary.days[:1], request=replace(itinerary.request, days=1))
    second = put(own_copy, shorter, "trip.two")
    assert all_known() == [False, True, True]
    assert second in client.get("/trips").get_data(as_text=True)
    put(own_copy, replace(itinerary, days=itinerary.days[::-1]), "trip.one")
    assert all_known() == [False, False, False]
    with transaction(own_copy.database_url) as session:
        drop_featured_except(session, ("trip.one",))
    assert all_known() == [False, True, True]
    assert second not in client.get("/trips").get_data(as_text=True)

    seen = itinerary.days[-1].visits[0].place.id  # the days are turned round
    with transaction(own_copy.database_url) as session:
        session.add(photo(seen))
    assert all_known() == [True, True, False]
    assert 'alt="老车站"' in client.get(f"/trips/{key}/days/1").get_data(as_text=True)

    tomorrow = today() + timedelta(1)
    monkeypatch.setattr("routes.seniors.shared_pages.today", lambda: tomorrow)
    assert all_known() == [False] * 3
    with transaction(own_copy.database_url) as session:
        session.execute(delete(SavedItinerary).where(col(SavedItinerary.id) == key))
    assert client.get(pages[1], headers={"If-None-Match": tags[pages[1]]}).status_code == 404


def test_each_reader_has_tokens_of_their_own_that_hold(shop: tuple[Flask, str]) -> None:
    app, key = shop
    app.testing, app.config["WTF_CSRF_ENABLED"] = False, True
    tokens = []
    for client in (reader(app, "zh"), reader(app, "zh")):
        page = client.get(f"/trips/{key}/days/1").get_data(as_text=True)
        tokens.append(re.findall(r'name="csrf_token" value="([^"]+)"', page))
        assert len(set(tokens[-1])) == 1
        sent = {"csrf_token": tokens[-1][0], "size": "large", "next": f"/trips/{key}/days/1"}
        assert client.post("/preferences", data=sent).status_code == 303
    assert tokens[0] != tokens[1]
    assert re.search(r'data-at="[^"]*\d\d:\d\d 存下"', page)


def test_an_office_s_trip_is_shown_to_nobody_else_by_its_state(own_copy: Settings, itinerary: Itinerary) -> None:
    with transaction(own_copy.database_url) as session:
        before = state_of_shelf(session)
        key = save_itinerary(session, itinerary, (), holder="office:one")
        assert state_of_shelf(session) == before  # it is not on the shelf
        assert state_of_trip(session, key).id == key
    for who, found in ((Who(office="one"), True), (Who(office="two"), False), (Who(), False)):
        with transaction(own_copy.database_url) as session:
            act_for(session, who)
            if found:
                assert state_of_trip(session, key).days == 2
            else:
                with pytest.raises(Unknown):
                    state_of_trip(session, key)
