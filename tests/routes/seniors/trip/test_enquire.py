"""想报名: asked little, explained clearly, seen by operators only, taken back at any time."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.store import transaction
from tests.support.operators import become
from tests.support.site import Shelf, StrictClient, read_strictly, reader

PASSWORD = "correct horse"  # noqa: S105  # of a test
GOOD = {
    "name": "王阿姨", "phone": "138 0000 1234", "people": "2", "preferred": "五月中旬", "hours": "afternoon",
    "agree": "yes",
}  # fmt: skip
LIST = "/agency/enquiries"


@pytest.fixture
def operator(app: Flask, shelf: Shelf) -> StrictClient:
    """Somebody of the agency, logged in."""
    with transaction(shelf.settings.database_url) as session:
        become(session, "wang")
    client = reader(app, "zh")
    assert client.submit("/office/login", "/office/login", name="wang", password=PASSWORD).status_code == 303
    return client


def sent(client: StrictClient, shelf: Shelf, **fields: str) -> str:
    """The page that says it is kept."""
    page = f"/trips/{shelf.trip}/enquiry"
    answer = client.submit(page, page, **{**GOOD, **fields})
    assert answer.status_code == 303
    return str(answer.location)


@pytest.mark.thorough
def test_the_agency_sees_who_wants_to_be_called(client: StrictClient, operator: StrictClient, shelf: Shelf) -> None:
    assert f"/trips/{shelf.trip}/enquiry" in client.get(f"/trips/{shelf.trip}/more").get_data(as_text=True)
    thanks = client.get(sent(client, shelf, name="<李>叔叔")).get_data(as_text=True)
    assert "会打电话给您" in thanks
    assert "叔叔" not in thanks
    answer = operator.get(LIST)
    page = answer.get_data(as_text=True)
    for words in ("&lt;李&gt;叔叔", "tel:+8613800001234", "五月中旬", "下午打"):
        assert words in page
    assert "no-store" in answer.headers["Cache-Control"]
    form = re.search(r'action="(/agency/enquiries/\w+/forget)"', page.split("叔叔")[1])
    assert form
    assert operator.submit(LIST, form[1]).status_code == 303
    assert "叔叔" not in operator.get(LIST).get_data(as_text=True)
    operator.submit(LIST, form[1])
    assert "已经不在了" in operator.get(LIST).get_data(as_text=True)


def test_strangers_see_nothing(client: StrictClient, shelf: Shelf) -> None:
    kept = sent(client, shelf, name="孙先生").rpartition("/")[2]
    assert client.get(LIST).status_code == 302
    answer = client.submit("/", f"{LIST}/{kept}/forget")
    assert answer.status_code == 302
    assert "/office/login" in answer.location


@pytest.mark.thorough
def test_who_asked_can_take_it_back(client: StrictClient, operator: StrictClient, shelf: Shelf) -> None:
    page = sent(client, shelf, name="赵阿姨")
    assert "赵阿姨" in operator.get(LIST).get_data(as_text=True)
    answer = client.submit(page, f"{page}/withdraw")
    assert "都删除了" in client.get(answer.location).get_data(as_text=True)
    assert client.get(page).status_code == 404
    assert "赵阿姨" not in operator.get(LIST).get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed", "reported"),
    [
        ("name", "", "怎么称呼您，请写 1 到 20 个字"),
        ("name", "王" * 21, "现在是 21 个"),
        ("phone", "22896699", "座机请加区号"),
        ("phone", "", "座机请加区号"),
        ("people", "两个", "人数请填数字"),
        ("people", "0", "人数要在 1 到 600 之间"),
        ("preferred", "日" * 101, "请写 0 到 100 个字"),
        ("agree", "", "要您同意"),
    ],
)
def test_a_slip_is_reported_beside_its_field_and_nothing_is_lost(
    client: StrictClient, shelf: Shelf, field: str, typed: str, reported: str
) -> None:
    page = f"/trips/{shelf.trip}/enquiry"
    answer = client.submit(page, page, **{**GOOD, field: typed})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert text.count(reported) == 2
    assert f'href="#f-{field}"' in text
    values = {e.get("name"): e.get("value") for e in read_strictly(text).iter("input")}
    assert {name: values[name] for name in ("name", "phone", "people", "preferred")} == {
        name: text for name, text in {**GOOD, field: typed}.items() if name not in ("hours", "agree")
    }
    assert '<option value="afternoon" selected>' in text


def test_all_slips_are_reported_at_once(client: StrictClient, shelf: Shelf) -> None:
    page = f"/trips/{shelf.trip}/enquiry"
    text = client.submit(page, page, name="", phone="", people="", preferred="").get_data(as_text=True)
    assert text.count('href="#f-') == 4


def test_a_trip_nobody_knows_is_reported_kindly(client: StrictClient) -> None:
    assert client.get("/trips/nothing/enquiry").status_code == 404
    assert client.submit("/", "/trips/nothing/enquiry", **GOOD).status_code == 404
