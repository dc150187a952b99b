"""The agency's first page: departures, and what new ones are made of."""

from __future__ import annotations

import pytest

from tests.support.site import Shelf, StrictClient


def page(client: StrictClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_a_ready_made_trip_can_be_opened_as_a_departure(client: StrictClient, shelf: Shelf) -> None:
    assert f'name="trip" value="{shelf.trip}"' in page(client, "/agency/")


@pytest.mark.parametrize("typed", ["{trip}", " {trip} ", "http://127.0.0.1:8000/trips/{trip}?x=1", "/trips/{trip}/"])
def test_a_trip_is_found_by_its_number_or_address(client: StrictClient, shelf: Shelf, typed: str) -> None:
    answer = client.get("/agency/", query_string={"trip": typed.format(trip=shelf.changed)})
    assert f'name="trip" value="{shelf.changed}"' in answer.get_data(as_text=True)


def test_a_number_nobody_knows_is_said_and_kept(client: StrictClient) -> None:
    text = page(client, "/agency/?trip=nothing", 422)
    assert "没有编号是“nothing”的行程" in text
    assert 'value="nothing"' in text


def test_a_ready_made_trip_is_found_by_several_words(client: StrictClient, shelf: Shelf) -> None:
    offered = f'name="trip" value="{shelf.trip}"'
    for words, found in (("沈阳 2天", True), ("瀋陽", True), ("沈阳 9天", False), ("nowhere", False)):
        text = client.get("/agency/", query_string={"words": words}).get_data(as_text=True)
        assert (offered in text) == found, words
        assert ("没有找到这样的行程" in text) != found
