"""A trip is changed with one press, with what changed, and the way back is there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from planner.catalog import Catalog
from planner.itinerary.types import Edit, Infeasible, Itinerary, Reason
from planner.jobs import CHANGE_REQUEST_JSON, ChangeRequest, Job
from planner.jobs.records import INFEASIBLE_JSON
from planner.store import transaction
from tests.support.site import Shelf, StrictClient


def followed(client: StrictClient, address: str) -> str:
    """Where a job leads once it has ended, or its own page if it was refused."""
    page = client.follow(address)
    return str(page.location) if page.status_code == 303 else address


def pressed(client: StrictClient, shelf: Shelf, **fields: str) -> str:
    answer = client.submit(f"/trips/{shelf.trip}", f"/trips/{shelf.trip}/change", **fields)
    assert answer.status_code == 303
    return followed(client, answer.location)


@pytest.mark.thorough
def test_a_place_is_swapped_and_the_way_back_is_there(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    unwanted = itinerary.days[1].visits[-1].place
    page = client.get(pressed(client, shelf, kind="swap", place=unwanted.id)).get_data(as_text=True)
    assert f"不去了：{unwanted.name}" in page
    assert "新加的：" in page
    assert f'href="/trips/{shelf.trip}"' in page
    old = client.get(f"/trips/{shelf.trip}").get_data(as_text=True)
    assert "已经改好" not in old
    assert unwanted.name in old


@pytest.mark.thorough
def test_a_place_moves_to_another_day(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    moved = itinerary.days[0].visits[-1].place
    page = client.get(pressed(client, shelf, place=moved.id, day="2")).get_data(as_text=True)
    assert f"换了日子：{moved.name}" in page or moved.name in page.split('id="day-2"')[1]


@pytest.mark.thorough
def test_the_whole_trip_gets_easier_and_fuller_again(client: StrictClient, shelf: Shelf) -> None:
    easier = pressed(client, shelf, kind="slower")
    page = client.get(easier).get_data(as_text=True)
    assert "已经排得轻松一点" in page
    assert 'value="faster"' in page
    assert 'value="slower"' not in page


def test_a_kind_nobody_wants_is_gone(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog
) -> None:
    first = itinerary.days[0].visits[0].place
    page = client.get(pressed(client, shelf, kind="not_this_kind", place=first.id)).get_data(as_text=True)
    kind = catalog.places[first.id].kind
    assert not [p.name for p in catalog.places.values() if p.kind == kind and f"<h3>{p.name}</h3>" in page]


def test_a_change_that_cannot_be_leads_back_to_the_trip(client: StrictClient, shelf: Shelf) -> None:
    payload = CHANGE_REQUEST_JSON.dump_json(ChangeRequest(shelf.trip, (Edit("slower"),))).decode()
    reasons = INFEASIBLE_JSON.dump_json(Infeasible((Reason("no_way", {"city": "沈阳"}),))).decode()
    with transaction(shelf.settings.database_url) as session:
        job = Job(
            id="no-change", kind="change", payload=payload, state="conflict", submitted_at=datetime.now(UTC),
            conflict_json=reasons,
        )  # fmt: skip
        session.add(job)
    page = client.get("/plan/progress/no-change").get_data(as_text=True)
    assert "这样改不成" in page
    assert "原来的行程没有动" in page
    assert f'href="/trips/{shelf.trip}"' in page


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "explode", "place": "x"},
        {"kind": "swap"},
        {"kind": "swap", "place": "nowhere"},
        {"day": "9"},
        {},
    ],
)
def test_what_no_button_says_changes_nothing(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, fields: dict[str, str]
) -> None:
    known = {"place": itinerary.days[0].visits[0].place.id} if "day" in fields else {}
    answer = client.submit(f"/trips/{shelf.trip}", f"/trips/{shelf.trip}/change", **known, **fields)
    assert answer.status_code == 400


def test_what_is_reported_beside_a_trip_is_on_its_page(client: StrictClient, shelf: Shelf) -> None:
    page = client.get(f"/trips/{shelf.trip}").get_data(as_text=True)
    for heading in ("另外的方案", "下雨怎么办", "为什么没去这些地方", "要是多一点呢"):
        assert heading in page
    with_cards = page.split("另外的方案")[1].split("下雨怎么办")[0]
    other = with_cards.split('href="/trips/')[1].split('"')[0]
    assert other != shelf.trip
    assert client.get(f"/trips/{other}").status_code == 200


def test_a_changed_trip_says_so_in_english_too(english_client: StrictClient, shelf: Shelf) -> None:
    page = english_client.get(f"/trips/{shelf.changed}").get_data(as_text=True)
    assert "Undo" in page
    assert "No longer going to" in page
