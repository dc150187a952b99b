"""A SPARQL server is asked over the wire; its items become elements, its nonsense a sentence."""

from __future__ import annotations

import pytest

from planner.catalog import RawSheet
from planner.errors import Unreachable
from planner.exchange.facts import servers
from planner.exchange.facts.osm import WIKIDATA, change_set_from
from planner.exchange.facts.outlines import one_city
from planner.exchange.facts.wikidata import ask_wikidata, read_items
from tests.planner.exchange.facts.test_osm import HOTEL, PLACE
from tests.support.overpass import bindings_of, sparql_server

BOX = (41.0, 123.0, 42.0, 124.0)
PALACE = {
    "item": "Q4", "point": "Point(123.4495 41.7963)", "zh": "沈阳故宫", "en": "Mukden Palace",
    "phone": "+86 24 2484 3001", "access": "Q24192068", "modified": "2025-03-04T05:06:07Z",
}  # fmt: skip


def test_items_arrive_each_once_with_all_their_names_and_numbers() -> None:
    rows = (PALACE, {**PALACE, "zh": "盛京宫", "phone": "+86 24 1111 2222"}, {**PALACE, "item": "Q5", "zh": "别处"})
    with sparql_server((200, bindings_of(*rows))) as server:
        first, second = read_items(ask_wikidata(server.address, BOX))
    assert (first.ref, first.lat, first.lon, first.year) == ("Q4", 41.7963, 123.4495, 2025)
    assert first.tags == {
        "name": "沈阳故宫", "name:zh": "盛京宫", "name:en": "Mukden Palace", "wheelchair": "limited",
        "phone": "+86 24 2484 3001;+86 24 1111 2222",
    }  # fmt: skip
    assert second.ref == "Q5"
    assert 'cornerSouthWest "Point(123.00000 41.00000)"' in server.asked[0]
    assert 'cornerNorthEast "Point(124.00000 42.00000)"' in server.asked[0]
    assert "{" + "south}" not in server.asked[0]


@pytest.mark.parametrize(
    "row",
    [{"item": "Q4", "zh": "甲"}, {"point": "Point(1 2)", "zh": "甲"}, {"item": "Q4", "point": "Point(1 2)"},
     {**PALACE, "point": "Point(east north)"}, {**PALACE, "item": "P31"}],
)  # fmt: skip
def test_an_item_that_lacks_what_is_needed_is_left_out(row: dict[str, str]) -> None:
    assert read_items(bindings_of(row)) == []


@pytest.mark.parametrize(
    ("access", "wheelchair"),
    [("Q24192067", "yes"), ("Q24192068", "limited"), ("Q63731120", "limited"), ("Q63731151", "limited"),
     ("Q24192069", "no"), ("Q191931", None)],
)  # fmt: skip
def test_steps_are_told_as_the_map_tells_them(access: str, wheelchair: str | None) -> None:
    (item,) = read_items(bindings_of({**PALACE, "access": access}))
    assert item.tags.get("wheelchair") == wheelchair


def test_partly_and_with_help_do_not_contradict_each_other() -> None:
    (item,) = read_items(bindings_of(PALACE, {**PALACE, "access": "Q63731120"}))
    assert item.tags["wheelchair"] == "limited"


def test_what_contradicts_itself_about_steps_says_nothing() -> None:
    both = bindings_of(PALACE, {**PALACE, "access": "Q24192069"})
    assert "wheelchair" not in read_items(both)[0].tags


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [(500, b"", "500"), (503, b"", "503"), (200, b"<html>", "is not JSON"), (200, b"[]", "no results"),
     (200, b'{"results": {}}', "no results"), (200, b'{"results": {"bindings": [1, {"item": 2}]}}', "")],
)  # fmt: skip
def test_nonsense_is_reported(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, why: str) -> None:
    monkeypatch.setattr(servers, "RETRIES", servers.RETRIES.new(backoff_factor=0))
    with sparql_server((status, body)) as server:
        if not why:
            assert read_items(ask_wikidata(server.address, BOX)) == []
            return
        with pytest.raises(Unreachable) as refused:
            ask_wikidata(server.address, BOX)
    assert why in refused.value.why
    assert refused.value.server == "Wikidata"


@pytest.mark.parametrize(("position", "moved"), [("town", True), ("approximate", False), ("exact", False)])
def test_its_points_better_only_what_is_known_to_the_town(position: str, moved: bool) -> None:
    raws = {
        "places.csv": RawSheet("places.csv", [(2, {**PLACE, "position": position})]),
        "hotels.csv": RawSheet("hotels.csv", [(2, dict(HOTEL))]),
    }
    changes = change_set_from(read_items(bindings_of(PALACE)), raws, one_city("沈阳"), origin=WIKIDATA)
    found = {p.column: p.new for p in changes.proposals}
    assert ("lat" in found) is moved
    assert found.get("position") == ("approximate" if moved else None)
    assert (found["phone"], found["step_free"]) == ("024-24843001", "partial")
    assert {p.source for p in changes.proposals} == {"Wikidata (CC0), Q4"}
