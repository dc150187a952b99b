"""What OpenStreetMap says of a place becomes a proposal for the right cell of the right row, or a note."""

from __future__ import annotations

import json

import pytest

from planner.catalog import RawSheet
from planner.exchange.facts.osm import change_set_from, plain
from planner.exchange.facts.outlines import one_city
from planner.exchange.facts.overpass import read_elements
from planner.exchange.facts.servers import Element
from tests.support.overpass import answer_of, area, node

SHENYANG = one_city("沈阳")
PLACE = {
    "id": "palace", "name": "沈阳故宫(盛京宫)", "name_en": "Mukden Palace", "city": "沈阳",
    "lat": "41.79", "lon": "123.45", "position": "approximate", "kind": "museum", "hours": "", "ticket_yuan": "50",
    "step_free": "", "phone": "", "accessible_toilet": "", "visit_min": "90", "walk_m": "1500", "climb_m": "5",
    "intensity": "2",
}  # fmt: skip
HOTEL = {
    "id": "hotel", "name": "辽宁宾馆", "name_en": "Liaoning Hotel", "city": "沈阳", "lat": "41.79", "lon": "123.40",
    "position": "town", "stars": "", "phone": "",
}  # fmt: skip


def raws(**changes: str) -> dict[str, RawSheet]:
    return {
        "places.csv": RawSheet("places.csv", [(2, {**PLACE, **changes})]),
        "hotels.csv": RawSheet("hotels.csv", [(2, dict(HOTEL))]),
    }


def elements(*raw: dict[str, object]) -> list[Element]:
    return read_elements(answer_of(*raw))


PALACE = area(
    7, 41.7963, 123.4495, name="沈阳故宫", tourism="museum", wheelchair="limited", opening_hours="Tu-Su 08:30-17:00",
    phone="+86 24 2484 3001", toilets__wheelchair="yes", fee="yes",
)  # fmt: skip


def test_a_namesake_near_by_fills_what_is_not_known() -> None:
    draft = change_set_from(elements(PALACE), raws(), SHENYANG)
    assert {p.column: p.new for p in draft.proposals} == {
        "lat": "41.79630", "lon": "123.44950", "position": "exact", "step_free": "partial", "accessible_toilet": "yes",
        "hours": "Tu-Su 08:30-17:00", "phone": "024-24843001",
    }  # fmt: skip
    assert {p.source for p in draft.proposals} == {"© OpenStreetMap contributors (ODbL), way/7"}
    assert {(p.basis, p.as_of, p.row) for p in draft.proposals} == {("cited", 2025, "palace")}


def test_what_is_known_stays_unless_asked_otherwise() -> None:
    known = raws(hours="Tu-Su 09:00-16:00", position="exact")
    draft = change_set_from(elements(PALACE), known, SHENYANG)
    assert {p.column for p in draft.proposals} == {"step_free", "accessible_toilet", "phone"}
    assert any("Tu-Su 09:00-16:00" in note and "way/7" in note for note in draft.notes)
    draft = change_set_from(elements(PALACE), known, SHENYANG, overwrite=True)
    assert {"lat", "lon", "hours"} <= {p.column for p in draft.proposals}


@pytest.mark.parametrize("place", [node(1, 41.9, 123.45, name="沈阳故宫"), node(1, 41.79, 123.45, name="故宫酒店")])
def test_far_or_other_things_are_not_namesakes(place: dict[str, object]) -> None:
    assert change_set_from(elements(place), raws(), SHENYANG).proposals == []


def test_two_namesakes_apart_are_nobody() -> None:
    apart = elements(node(1, 41.795, 123.45, name="沈阳故宫"), node(2, 41.775, 123.45, name="沈阳故宫"))
    assert change_set_from(apart, raws(), SHENYANG).proposals == []


def test_rows_of_other_cities_are_left_alone() -> None:
    assert change_set_from(elements(PALACE), raws(), one_city("大连")).proposals == []


def test_a_hotel_gets_its_place_and_stars() -> None:
    hotel = node(3, 41.7958, 123.404, name="辽宁宾馆", tourism="hotel", stars="4", wheelchair="yes")
    draft = change_set_from(elements(hotel), raws(), SHENYANG)
    assert {p.column: p.new for p in draft.proposals} == {
        "lat": "41.79580", "lon": "123.40400", "position": "exact", "stars": "4",
    }  # fmt: skip


def test_tags_that_cannot_be_read_become_notes() -> None:
    odd = {**PALACE, "tags": {**PALACE["tags"], "opening_hours": "whenever", "phone": "call us"}}
    draft = change_set_from(elements(odd), raws(), SHENYANG)
    assert {"hours", "phone"} & {p.column for p in draft.proposals} == set()
    assert len([note for note in draft.notes if note.startswith("way/7: ")]) == 2


def test_a_formula_in_a_name_is_never_taken_over() -> None:
    evil = node(9, 41.7, 123.4, name='=HYPERLINK("http://x")', tourism="museum")
    draft = change_set_from(elements(evil), raws(), SHENYANG, add=True)
    assert draft.proposals == []
    assert any("begins like a formula" in note for note in draft.notes)


def test_new_sights_are_offered_only_when_asked_and_never_planned_with() -> None:
    museum = node(5, 41.7, 123.4, name="新博物馆", name__en="New Museum", tourism="museum")
    assert change_set_from(elements(museum), raws(), SHENYANG).proposals == []
    cells = {p.column: p for p in change_set_from(elements(museum), raws(), SHENYANG, add=True).proposals}
    assert (cells["name"].new, cells["name_en"].new, cells["kind"].new) == ("新博物馆", "New Museum", "museum")
    assert cells["confidence"].new == "low"
    assert (cells["visit_min"].new, cells["visit_min"].basis) == ("90", "estimate")


def test_names_as_people_mean_them() -> None:
    assert plain("沈阳故宫（盛京宫）") == plain("沈阳 故宫") == "沈阳故宫"
    assert plain("ＡＢＣ") == "abc"


def test_the_answer_is_json_all_the_way() -> None:
    assert json.loads(answer_of(PALACE))["elements"][0]["tags"]["toilets:wheelchair"] == "yes"
