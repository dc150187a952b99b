"""The way of a link: made, opened without an account, answered, changed by, taken back, run out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from planner.clock import CHINA
from planner.itinerary.types import Itinerary
from planner.sharing import LONGEST_TEXT, FamilyLink
from planner.store import transaction
from routes.family.visit import PAGES
from tests.support.site import Shelf, StrictClient, reader


@pytest.fixture
def daughter(app: Flask) -> StrictClient:
    """Somebody else's telephone."""
    return reader(app, "zh")


def made(client: StrictClient, trip: str, days: str = "30") -> tuple[str, str]:
    """The owner's page of a new link, and the link's path."""
    answer = client.submit(f"/trips/{trip}/family", f"/trips/{trip}/family", days=days)
    assert answer.status_code == 303
    page = client.get(answer.location.split("#")[0]).get_data(as_text=True)
    found = re.findall(r'href="(/family/[^"]+)"', page)
    return answer.location.split("#")[0], found[0]


def trip_of(owners_page: str) -> str:
    return owners_page.split("/")[2]


def test_the_family_sees_the_plan_without_an_account(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    own, link = made(client, shelf.trip)
    answer = daughter.get(link)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    pages = [page, *(daughter.get(f"{link}/more/{name}").get_data(as_text=True) for name in PAGES)]
    for number, day in enumerate(itinerary.days, 1):
        assert f'href="{link}/days/{number}"' in page
        pages.append(daughter.get(f"{link}/days/{number}").get_data(as_text=True))
        assert all(visit.place.name in pages[-1] for visit in day.visits)
    for missing in ("days/0", "days/9", "more/nothing"):
        assert daughter.get(f"{link}/{missing}").status_code == 404
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "no-store" in answer.headers["Cache-Control"]
    for secret in (shelf.trip, trip_of(own), "birth_year=", "ages="):
        assert not [one for one in pages if secret in one]
    for path in ("", "/days/1", *(f"/more/{name}" for name in PAGES)):
        assert reader(daughter.application, "en").get(link + path).status_code == 200


def test_a_ready_made_trip_is_kept_as_ones_own(client: StrictClient, shelf: Shelf) -> None:
    own, _link = made(client, shelf.trip)
    assert trip_of(own) != shelf.trip
    assert client.get(f"/trips/{trip_of(own)}").status_code == 200
    again, _link = made(client, trip_of(own))
    assert trip_of(again) == trip_of(own)


def test_what_the_family_says_is_on_the_owners_page_only(
    client: StrictClient, daughter: StrictClient, shelf: Shelf
) -> None:
    own, link = made(client, shelf.trip)
    said = "别忘了<b>带药</b>\n\u202e到了\x00打电话"
    answer = daughter.submit(link, f"{link}/comment", who=" 女儿 ", text=said)
    assert answer.status_code == 303
    for page in (client.get(f"/trips/{trip_of(own)}"), daughter.get(link)):
        text = page.get_data(as_text=True)
        assert ">女儿</strong>" in text
        assert "别忘了&lt;b&gt;带药&lt;/b&gt;\n到了打电话" in text
        now = datetime.now(CHINA)
        assert f"{now.month}月{now.day}日" in text
    assert "带药" not in daughter.get(f"/trips/{trip_of(own)}").get_data(as_text=True)
    assert "带药" not in client.get(f"/trips/{shelf.trip}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "reported", "kept"),
    [
        ({"who": "", "text": "记得带药"}, "怎么称呼您，请写 1 到 20 个字", "记得带药"),
        ({"who": "女儿", "text": " \n "}, "留言请写 1 到 300 个字", 'value="女儿"'),
        ({"who": "女儿", "text": "药" * (LONGEST_TEXT + 1)}, "现在是 301 个", "药" * (LONGEST_TEXT + 1)),
        ({"who": "女" * 21, "text": "好"}, "现在是 21 个", "女" * 21),
    ],
)
def test_a_slip_is_reported_beside_its_field_and_nothing_is_lost(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, fields: dict[str, str], reported: str, kept: str
) -> None:
    _own, link = made(client, shelf.trip)
    answer = daughter.submit(link, f"{link}/comment", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(reported) == 2
    assert kept in page


def test_too_fast_is_reported_kindly_and_a_bare_post_says_nothing(
    client: StrictClient, daughter: StrictClient, shelf: Shelf
) -> None:
    _own, link = made(client, shelf.trip)
    assert daughter.post(f"{link}/comment", data={"who": "女儿", "text": "好"}).status_code == 400
    codes = [daughter.submit(link, f"{link}/comment", who="女儿", text=f"第 {n} 句").status_code for n in range(12)]
    assert codes[0] == 303
    assert codes[-1] == 429


def changed_by(daughter: StrictClient, link: str, page: str | None = None, **fields: str) -> str:
    """Where a change leads once it is worked out."""
    address = f"{link}/change" + (f"?{page.partition('?')[2]}" if page else "")
    answer = daughter.submit(page or link, address, **fields)
    assert answer.status_code == 303
    waiting = daughter.get(answer.location)
    assert waiting.status_code == 303 or "/plan/progress/" not in waiting.get_data(as_text=True)
    found = daughter.follow(answer.location)
    return str(found.location) if found.status_code == 303 else str(answer.location)


@pytest.mark.thorough
def test_the_family_changes_the_trip_and_the_owners_page_points_there(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    own, link = made(client, shelf.trip)
    unwanted = itinerary.days[0].visits[0].place
    version = changed_by(daughter, link, kind="drop", place=unwanted.id)
    assert version.startswith(f"{link}?version=")
    page = daughter.get(version).get_data(as_text=True)
    assert f"不去了：{unwanted.name}" in page
    assert f"version={version.rpartition('=')[2]}" in daughter.get(link).get_data(as_text=True)
    second = changed_by(daughter, link, version, kind="slower")
    assert "已经排得轻松一点" in daughter.get(second).get_data(as_text=True)
    owners = client.get(f"/trips/{trip_of(own)}").get_data(as_text=True)
    assert "家里人说" in owners
    assert f"不去了：{unwanted.name}" in owners
    ids = re.findall(r'href="/trips/(\w+)">看 ', owners)
    assert len(ids) == 2
    assert "已经改好" in client.get(f"/trips/{ids[0]}").get_data(as_text=True)
    family = daughter.get(second).get_data(as_text=True)
    assert not [trip for trip in ids if trip in family]
    assert unwanted.name in client.get(f"/trips/{shelf.trip}/days/1").get_data(as_text=True)


@pytest.mark.parametrize("fields", [{"kind": "explode"}, {"kind": "drop", "place": "nowhere"}, {}])
def test_what_no_button_says_changes_nothing(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, fields: dict[str, str]
) -> None:
    _own, link = made(client, shelf.trip)
    assert daughter.submit(link, f"{link}/change", **fields).status_code == 400


@pytest.mark.thorough
def test_a_link_taken_back_opens_nothing_more(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, itinerary: Itinerary
) -> None:
    own, link = made(client, shelf.trip)
    version = changed_by(daughter, link, kind="slower")
    daughter.submit(link, f"{link}/comment", who="女儿", text="好")
    page = client.get(own).get_data(as_text=True)
    form = re.search(r'action="([^"]+/revoke)"', page)
    assert form
    assert daughter.submit("/", form[1]).status_code == 404
    assert daughter.get(link).status_code == 200
    assert client.submit(own, form[1]).status_code == 303
    assert "已经收回" in client.get(own).get_data(as_text=True)
    for path in (link, version, f"{link}/waiting/1", f"{link}/waiting/1.json"):
        answer = daughter.get(path)
        assert answer.status_code == 410
        assert "收回" in answer.get_data(as_text=True)
        assert itinerary.days[0].visits[0].place.name not in answer.get_data(as_text=True)
    for path in (f"{link}/comment", f"{link}/change", f"{link}/waiting/1/cancel"):
        assert daughter.submit("/", path, who="女儿", text="好", kind="slower").status_code == 410
    assert "女儿" in client.get(f"/trips/{trip_of(own)}").get_data(as_text=True)


def test_a_link_that_ran_out_says_until_when_and_what_to_do(
    client: StrictClient, daughter: StrictClient, shelf: Shelf
) -> None:
    own, link = made(client, shelf.trip, "7")
    with transaction(shelf.settings.database_url) as session:
        row = session.exec(select(FamilyLink).where(FamilyLink.trip == trip_of(own))).one()
        assert timedelta(days=6, hours=23) < row.expires_at - datetime.now(UTC) <= timedelta(days=7)
        row.expires_at = datetime(2026, 11, 1, 4, 5, tzinfo=UTC)
    answer = daughter.get(link)
    assert answer.status_code == 410
    assert "11月1日 12:05" in answer.get_data(as_text=True)
    assert "再做一个新链接" in answer.get_data(as_text=True)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "已经到期" in client.get(own).get_data(as_text=True)


@pytest.mark.parametrize("tail", ["x", "A" * 32, "", "%E8%B7%AF", "a b"])
def test_a_link_that_never_was_is_reported_kindly(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, tail: str
) -> None:
    _own, link = made(client, shelf.trip)
    broken = link[:-1] if not tail else "/family/" + tail
    answer = daughter.get(broken)
    assert answer.status_code == 404
    assert "没有这个链接" in answer.get_data(as_text=True)


def test_owners_are_distinguished(client: StrictClient, daughter: StrictClient, shelf: Shelf) -> None:
    own, link = made(client, shelf.trip)
    assert link not in daughter.get(own).get_data(as_text=True)
    daughter.set_cookie("owner", "short")
    assert link not in daughter.get(own).get_data(as_text=True)
    assert link in client.get(own).get_data(as_text=True)


def test_a_term_nobody_offers_and_too_many_links_are_refused(client: StrictClient, shelf: Shelf) -> None:
    answer = client.submit(f"/trips/{shelf.trip}/family", f"/trips/{shelf.trip}/family", days="9999")
    assert answer.status_code == 422
    assert "请选一个期限" in answer.get_data(as_text=True)
    own, _link = made(client, shelf.trip)
    for _ in range(4):
        made(client, trip_of(own))
    full = client.submit(own, own, days="7")
    assert full.status_code == 422
    assert "最多有 5 个" in full.get_data(as_text=True)
    assert client.get("/trips/nothing/family").status_code == 404
    assert client.submit("/", "/trips/nothing/family", days="7").status_code == 404


def test_logs_do_not_tell_what_opens_a_link(
    client: StrictClient, daughter: StrictClient, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    from routes.log import set_up_logging

    _own, link = made(client, shelf.trip)
    set_up_logging(replace(shelf.settings, log_level="INFO"))
    daughter.get(link)
    daughter.get(f"{link}/waiting/7")
    set_up_logging(shelf.settings)
    logged = capsys.readouterr().out
    assert "/family/" in logged
    assert link.rpartition("/")[2] not in logged
