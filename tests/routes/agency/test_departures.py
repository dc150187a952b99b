"""A departure is made from a trip or an enquiry, saves itself, and tells two people at once of each other."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.saved import load_itinerary, save_itinerary
from planner.sharing import enquire
from planner.store import transaction
from tests.support.site import Shelf, StrictClient, reader


@pytest.fixture
def made(client: StrictClient, shelf: Shelf) -> str:
    """A departure of the trip on the shelf; its address."""
    answer = client.submit("/agency/", "/agency/departures", trip=shelf.trip)
    assert answer.status_code == 303
    return str(answer.location)


def revision(text: str) -> int:
    found = re.search(r'name="revision" value="(\d+)"', text)
    assert found
    return int(found[1])


def save(client: StrictClient, made: str, base: int, **fields: str):  # type: ignore[no-untyped-def]
    return client.submit(f"{made}/trip", f"{made}/trip", revision=str(base), **fields)


def page(client: StrictClient, address: str, status: int = 200) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"] or status != 200
    return answer.get_data(as_text=True)


def test_a_trip_brings_its_title_dates_and_days(client: StrictClient, made: str) -> None:
    text = page(client, made)
    assert "第 1 天" in text
    assert 'name="group.people"' in text
    assert revision(text) == 1
    assert made in page(client, "/agency/")


def test_the_page_reads_in_english(english_client: StrictClient, shelf: Shelf) -> None:
    answer = english_client.submit("/agency/", "/agency/departures", trip=shelf.trip)
    assert "Day 1" in page(english_client, str(answer.location))


def test_each_change_is_saved_by_itself_and_undone(client: StrictClient, made: str) -> None:
    assert save(client, made, 1, **{"group.people": "46人"}).status_code == 303
    assert save(client, made, 2, title="大连五日").status_code == 303
    text = page(client, made)
    assert revision(text) == 3
    assert 'value="46"' in text
    assert 'value="大连五日"' in text
    client.submit(f"{made}/trip", f"{made}/history", revision="3", way="undo", step="trip")
    text = page(client, made)
    assert 'value="大连五日"' not in text
    assert 'value="46"' in text
    client.submit(f"{made}/trip", f"{made}/history", revision="4", way="redo", step="trip")
    assert 'value="大连五日"' in page(client, made)


def test_two_at_once_are_told_both_values(client: StrictClient, made: str) -> None:
    save(client, made, 1, **{"group.people": "46"})
    answer = save(client, made, 1, **{"group.people": "48"})
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "“人数”：现在是“46”，您写的是“48”。" in text
    assert save(client, made, revision(text), **{"group.people": "48"}).status_code == 303  # the button says so
    assert save(client, made, 1, title="别的").status_code == 303  # another input is merged
    text = page(client, made)
    assert 'value="48"' in text
    assert 'value="别的"' in text


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("group.people", "1,2,3", "人数请写 1 到 600 的整数"),
        ("group.people", "1e3", "人数请写 1 到 600 的整数"),
        ("group.people", "601", "人数请写 1 到 600 的整数"),
        ("group.people", "0", "人数请写 1 到 600 的整数"),
        ("start", "二月三十号", "看不懂这个日期"),
        ("title", "", "名称要写 1 到 60 个字"),
        ("trip.id", "nothing", "没有编号是“nothing”的行程"),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_saved(
    client: StrictClient, made: str, field: str, typed: str, says: str
) -> None:
    answer = save(client, made, 1, **{"group.people": "46", field: typed})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert says in text
    assert f'value="{typed}"' in text
    assert revision(page(client, made)) == 1


def test_a_departure_is_not_there_for_others(app: Flask, client: StrictClient, made: str) -> None:
    save(client, made, 1, **{"group.people": "46"})
    stranger = reader(app, "zh")
    assert stranger.get(made).status_code == 404
    assert stranger.get(f"{made}/trip").status_code == 404
    assert stranger.submit("/agency/", f"{made}/trip", revision="2", title="x").status_code == 404
    assert stranger.submit("/agency/", f"{made}/remove").status_code == 404
    assert made not in page(stranger, "/agency/")


def test_a_step_nobody_knows_is_not_there(client: StrictClient, made: str) -> None:
    assert client.get(f"{made}/nothing").status_code == 404


def test_a_departure_is_removed(client: StrictClient, made: str) -> None:
    assert client.submit(f"{made}/trip", f"{made}/remove").status_code == 303
    assert client.get(made).status_code == 404


def test_other_dates_are_checked_again(client: StrictClient, made: str) -> None:
    """A Monday in winter: what was planned for May is checked for that day."""
    save(client, made, 1, start="2027-01-04")
    text = page(client, made)
    assert "2027-01-04" in text
    assert "不行" in text


def test_an_enquiry_leads_to_a_departure_once_and_only_for_operators(
    wang: StrictClient, client: StrictClient, shelf: Shelf
) -> None:
    assert client.submit("/agency/", "/agency/departures", enquiry="x").location.startswith("/office/login")
    with (
        transaction(wang.application.config["SILVERWAY"].database_url) as session,
        transaction(shelf.settings.database_url) as other,
    ):
        trip = save_itinerary(session, load_itinerary(other, shelf.trip), ())
        enquiry = enquire(session, trip, "王阿姨", "13800001234", 12, "五月")
    first = wang.submit("/agency/enquiries", "/agency/departures", enquiry=enquiry)
    again = wang.submit("/agency/enquiries", "/agency/departures", enquiry=enquiry)
    assert first.location == again.location
    assert 'value="12"' in page(wang, str(first.location))
