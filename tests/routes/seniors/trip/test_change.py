"""A trip is changed with one press, with what changed, and the way back is there."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from planner.catalog import Catalog
from planner.itinerary.types import Edit, Infeasible, Itinerary, Reason
from planner.jobs import CHANGE_REQUEST_JSON, ChangeRequest, Job
from planner.jobs.records import INFEASIBLE_JSON
from planner.store import transaction
from tests.support.site import Shelf, StrictClient, whole_trip


def followed(client: StrictClient, address: str) -> str:
    """Where a job leads once it has ended, or its own page if it was refused."""
    page = client.follow(address)
    return str(page.location) if page.status_code == 303 else address


def pressed(client: StrictClient, shelf: Shelf, **fields: str) -> str:
    answer = client.submit(f"/trips/{shelf.trip}/days/1", f"/trips/{shelf.trip}/change", **fields)
    assert answer.status_code == 303
    return followed(client, answer.location)


@pytest.mark.thorough
def test_a_place_is_swapped_and_the_way_back_is_there(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    unwanted = itinerary.days[1].visits[-1].place
    address = pressed(client, shelf, kind="swap", place=unwanted.id)
    assert address.endswith("/days/2#done")
    page = client.get(address).get_data(as_text=True)
    assert f"不去了：{unwanted.name}" in page
    assert "新加的：" in page
    assert f'href="/trips/{shelf.trip}/days/2#v-{unwanted.id}"' in page
    old = client.get(f"/trips/{shelf.trip}/days/2").get_data(as_text=True)
    assert "已经改好" not in old
    assert unwanted.name in old


@pytest.mark.thorough
def test_a_place_moves_to_another_day(client: StrictClient, shelf: Shelf, itinerary: Itinerary) -> None:
    moved = itinerary.days[0].visits[-1].place
    page = client.get(pressed(client, shelf, place=moved.id, day="2")).get_data(as_text=True)
    assert f"换了日子：{moved.name}" in page or f'id="v-{moved.id}"' in page


@pytest.mark.thorough
def test_the_whole_trip_gets_easier_and_fuller_again(client: StrictClient, shelf: Shelf) -> None:
    easier = pressed(client, shelf, kind="slower")
    assert "已经排得轻松一点" in client.get(easier).get_data(as_text=True)
    page = client.get(f"{easier}/more/others").get_data(as_text=True)
    assert 'value="faster"' in page
    assert 'value="slower"' not in page


def test_a_kind_nobody_wants_is_gone(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog
) -> None:
    first = itinerary.days[0].visits[0].place
    address = pressed(client, shelf, kind="not_this_kind", place=first.id)
    page = whole_trip(client, address.split("/")[2])
    kind = catalog.places[first.id].kind
    assert 'id="v-' in page
    assert not [p.name for p in catalog.places.values() if p.kind == kind and f'id="v-{p.id}"' in page]


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


def test_a_change_that_cannot_be_leads_back_to_its_day(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    edits = (Edit("drop", itinerary.days[1].visits[0].place.id),)
    payload = CHANGE_REQUEST_JSON.dump_json(ChangeRequest(shelf.trip, edits)).decode()
    why = INFEASIBLE_JSON.dump_json(Infeasible((Reason("no_way", {"city": "沈阳"}),))).decode()
    with transaction(shelf.settings.database_url) as session:
        job = Job(id="no-drop", kind="change", payload=payload, submitted_at=datetime.now(UTC), conflict_json=why)
        job.state = "conflict"
        session.add(job)
    page = client.get("/plan/progress/no-drop").get_data(as_text=True)
    assert f'href="/trips/{shelf.trip}/days/2"' in page


@pytest.mark.thorough
def test_a_named_place_is_seen_instead(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, catalog: Catalog
) -> None:
    """The first of the named ones that fits the day."""
    unwanted = itinerary.days[1].visits[0].place
    page = client.get(f"/trips/{shelf.trip}/days/2").get_data(as_text=True)
    card = page.split(f'id="v-{unwanted.id}"')[1].split("</article>")[0]
    offered = re.findall(r'name="instead" value="([^"]+)"', card)
    assert 2 <= len(offered) <= 3
    assert all(catalog.places[key].name in card for key in offered)
    addresses = (pressed(client, shelf, place=unwanted.id, instead=key) for key in offered)
    address = next(one for one in addresses if "/days/2#done" in one)
    changed = client.get(address).get_data(as_text=True)
    assert f"不去了：{unwanted.name}" in changed
    assert f'id="v-{unwanted.id}"' not in changed


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "explode", "place": "x"},
        {"kind": "swap"},
        {"kind": "swap", "place": "nowhere"},
        {"day": "9"},
        {"instead": "nowhere"},
        {},
    ],
)
def test_what_no_button_says_changes_nothing(
    client: StrictClient, shelf: Shelf, itinerary: Itinerary, fields: dict[str, str]
) -> None:
    known = {"place": itinerary.days[0].visits[0].place.id} if {"day", "instead"} & set(fields) else {}
    answer = client.submit(f"/trips/{shelf.trip}/days/1", f"/trips/{shelf.trip}/change", **known, **fields)
    assert answer.status_code == 400


def test_what_is_reported_beside_a_trip_is_on_its_page(client: StrictClient, shelf: Shelf) -> None:
    for name, words in (("others", "要是多一点呢"), ("rain", "第 1 天"), ("elsewhere", "所以没排")):
        assert words in client.get(f"/trips/{shelf.trip}/more/{name}").get_data(as_text=True)
    page = client.get(f"/trips/{shelf.trip}/more/others").get_data(as_text=True)
    other = page.split('class="choices')[1].split('href="/trips/')[1].split('"')[0]
    assert other != shelf.trip
    assert client.get(f"/trips/{other}").status_code == 200


def test_a_changed_trip_says_so_in_english_too(english_client: StrictClient, shelf: Shelf) -> None:
    page = english_client.get(f"/trips/{shelf.changed}").get_data(as_text=True)
    assert "Undo" in page
    assert "No longer going to" in page
