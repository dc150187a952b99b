"""Members log in, invite others, change passwords; operators add offices. Nobody gets at another's office."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from planner.itinerary.types import Itinerary
from planner.saved import save_itinerary
from planner.settings import Settings
from planner.store import transaction
from routes.costs import limiter
from tests.support.operators import PASSWORD, become, logged_in
from tests.support.site import StrictClient, read_strictly, reader, text_of

NEW, SHORT = "another horse", "short"


@pytest.fixture(autouse=True)
def _nobody_was_fast(desk: Flask) -> None:
    with desk.app_context():
        limiter.reset()


@pytest.fixture
def chen(own: Settings, desk: Flask) -> StrictClient:
    """The owner of an agency, logged in."""
    with transaction(own.database_url) as session:
        become(session, "chen", "owner", "甲社")
        become(session, "feng", "owner", "乙社")
    return logged_in(desk, "chen")


def members_page(client: StrictClient) -> str:
    found = re.search(r'href="(/office/\w+/members)"', client.get("/office/").get_data(as_text=True))
    assert found
    return found[1]


def link_in(text: str) -> str:
    found = re.search(r"/office/join/[\w-]+", text)
    assert found, text
    return found[0]


def test_somebody_is_invited_joins_and_gets_another_role(desk: Flask, chen: StrictClient) -> None:
    page = members_page(chen)
    answer = chen.submit(page, page.replace("members", "invite"), role="viewer").get_data(as_text=True)
    link = link_in(answer)
    assert link not in chen.get(page).get_data(as_text=True)  # shown once
    liu = reader(desk, "zh")
    assert "加入 甲社" in liu.get(link).get_data(as_text=True)
    short = liu.submit(link, link, name="liu", password=SHORT)
    assert short.status_code == 422
    assert "密码要有 10 到" in short.get_data(as_text=True)
    assert "已经有人用了" in liu.submit(link, link, name="chen", password=PASSWORD).get_data(as_text=True)
    assert liu.submit(link, link, name="liu", password=PASSWORD).location == "/office/"
    assert liu.get(link).status_code == 404
    assert "只看" in liu.get("/office/").get_data(as_text=True)
    assert liu.post(page.replace("members", "invite"), data={}).status_code in (400, 403)
    chen.submit(page, f"{page}/liu/role", role="planner")
    assert "排行程、排车" in liu.get("/office/").get_data(as_text=True)
    chen.submit(page, f"{page}/liu/disable")
    assert liu.get("/office/").status_code == 302


def test_a_forgotten_password(desk: Flask, chen: StrictClient, own: Settings) -> None:
    with transaction(own.database_url) as session:
        become(session, "liu", "planner", "甲社")
    page = members_page(chen)
    link = link_in(chen.submit(page, f"{page}/liu/reset").get_data(as_text=True))
    liu = reader(desk, "en")
    assert "A new password for liu" in liu.get(link).get_data(as_text=True)
    assert liu.submit(link, link, password=NEW).status_code == 303
    old = reader(desk, "zh").submit("/office/login", "/office/login", name="liu", password=PASSWORD)
    assert old.status_code == 422


def test_the_last_owner_stays(chen: StrictClient) -> None:
    page = members_page(chen)
    for what, fields in (("disable", {}), ("role", {"role": "viewer"})):
        answer = chen.submit(page, f"{page}/chen/{what}", **fields)
        assert answer.status_code == 422
        assert "最后一位负责人" in answer.get_data(as_text=True)


def test_another_office_is_not_there(desk: Flask, chen: StrictClient) -> None:
    feng = logged_in(desk, "feng")
    theirs, own = members_page(chen), members_page(feng)
    assert feng.get(theirs).status_code == 404
    assert feng.get("/office/site/members").status_code == 404
    assert feng.get("/office/all").status_code == 403
    for address in (
        theirs.replace("members", "invite"),
        f"{theirs}/chen/reset",
        f"{own}/chen/reset",
        f"{own}/chen/role",
    ):
        assert feng.submit(own, address, role="owner").status_code == 404, address


def test_an_own_password(desk: Flask, chen: StrictClient) -> None:
    elsewhere = logged_in(desk, "chen")
    wrong = chen.submit("/office/password", "/office/password", old="no", new=NEW)
    assert wrong.status_code == 422
    assert "现在的密码不对" in wrong.get_data(as_text=True)
    assert chen.submit("/office/password", "/office/password", old=PASSWORD, new="x").status_code == 422
    assert chen.submit("/office/password", "/office/password", old=PASSWORD, new=NEW).status_code == 303
    assert chen.get("/office/").status_code == 200
    assert elsewhere.get("/office/").status_code == 302


def test_an_operator_adds_an_office_and_invites_its_owner(wang: StrictClient) -> None:
    bad = wang.submit("/office/all", "/office/all", kind="agency", name="", phone="12")
    assert bad.status_code == 422
    answer = wang.submit("/office/all", "/office/all", kind="bureau", name="沈阳局", licence="", phone="024-12345678")
    assert answer.status_code == 303
    assert "请第一位负责人进来" in wang.get(answer.location).get_data(as_text=True)
    assert "沈阳局" in wang.get("/office/all").get_data(as_text=True)
    link_in(
        wang.submit(answer.location, answer.location.replace("members", "invite"), role="owner").get_data(as_text=True)
    )


@pytest.mark.parametrize("page", ["", "all", "site/members", "password", "sessions"])
def test_in_english_too(desk: Flask, own: Settings, page: str) -> None:  # noqa: ARG001
    assert logged_in(desk, "wang", "en").get(f"/office/{page}").status_code == 200


def test_a_members_things_are_the_offices(desk: Flask, chen: StrictClient, own: Settings) -> None:
    with transaction(own.database_url) as session:
        become(session, "liu", "viewer", "甲社")
    kept = {"kind": "calls", "name": "三点开", "theme": "nostalgia", "guests": "320", "stock": "25G"}
    kept |= {"calls": "锦州 -- 03:00\n义县 04:10 --", "start": "2027-05-11"}
    assert chen.submit("/rail/", "/rail/scenarios", **kept).status_code == 303
    liu, feng, nobody = logged_in(desk, "liu"), logged_in(desk, "feng"), reader(desk, "zh")
    page = liu.get("/rail/scenarios").get_data(as_text=True)
    assert "三点开" in page
    scenario = re.search(r"/rail/scenarios/(\w{10})\b", page)
    assert scenario
    assert liu.submit("/rail/scenarios", f"{scenario[0]}/remove").status_code == 404
    assert liu.submit("/rail/", "/rail/scenarios", **kept).status_code == 422
    for other in (feng, nobody, logged_in(desk, "wang")):
        assert other.get(scenario[0]).status_code == 404
        assert "三点开" not in other.get("/rail/scenarios").get_data(as_text=True)
        assert other.submit("/rail/", f"{scenario[0]}/copy").status_code == 404
    chen.submit("/office/", "/office/logout")
    assert chen.get(scenario[0]).status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_an_office_hands_on_is_told_of_its_guests(
    own: Settings, desk: Flask, chen: StrictClient, itinerary: Itinerary, language: str
) -> None:
    with transaction(own.database_url) as session:
        trip = save_itinerary(session, itinerary, ())
    for client, to, not_to in (
        (chen, {"zh": "客人", "en": "guests can see"}, {"zh": "家人", "en": "family can see"}),
        (reader(desk, language), {"zh": "家人", "en": "family can see"}, {"zh": "客人", "en": "guests can see"}),
    ):
        client.set_cookie("language", language)
        answer = client.submit(f"/trips/{trip}/family", f"/trips/{trip}/family", days="30")
        words = text_of(
            next(read_strictly(client.get(answer.location.split("#")[0]).get_data(as_text=True)).iter("main"))
        )
        assert to[language] in words
        assert not_to[language] not in words


def test_offices_find_their_way_in_from_every_page(client: StrictClient) -> None:
    tree = read_strictly(client.get("/trips").get_data(as_text=True))
    (footer,) = tree.iter("footer")
    (way,) = (a.get("href") for a in footer.iter("a") if "单位登录" in text_of(a))
    answer = client.get(way)
    assert answer.status_code == 302
    page = client.get(answer.location).get_data(as_text=True)
    assert 'href="/agency/"' in page
    assert 'href="/rail/"' in page
