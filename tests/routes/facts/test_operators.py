"""An operator logs in, changes a fact with a source, sees the history, takes it back, imports a file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from planner.accounts import MemberSession, disable, load_member, set_password
from planner.catalog.changes import FactChange
from planner.settings import Settings
from planner.store import transaction
from tests.support.operators import PASSWORD, become
from tests.support.site import StrictClient, reader

PALACE = "/facts/places/shenyang-imperial-palace"


def token(client: StrictClient, page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).get_data(as_text=True))
    assert found
    return found[1]


def change(client: StrictClient, **fields: str) -> int:
    typed = {"new-source": "电话问过，11月23日", "new-as-of": "2026", "basis": "cited", **fields}
    return client.submit(f"{PALACE}/edit", f"{PALACE}/edit", **typed).status_code


@pytest.mark.parametrize("page", [f"{PALACE}/edit", "/facts/changes", "/facts/import"])
def test_strangers_are_led_to_the_login_and_back(desk: Flask, page: str) -> None:
    client = reader(desk, "zh")
    answer = client.get(page)
    assert answer.status_code == 302
    assert "/office/login?next=" in answer.location
    typed = {"name": "wang", "password": PASSWORD, "next": page}
    assert client.submit(answer.location, "/office/login", **typed).location == page


@pytest.mark.parametrize(("name", "password"), [("wang", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_try_is_reported_in_one_sentence(desk: Flask, name: str, password: str) -> None:
    answer = reader(desk, "zh").submit("/office/login", "/office/login", name=name, password=password)
    assert answer.status_code == 422
    assert "名字或者密码不对" in answer.get_data(as_text=True)


def test_nobody_is_led_to_another_site(desk: Flask) -> None:
    for far in ("https://evil.example", "//evil.example", "/\\evil.example"):
        typed = {"name": "wang", "password": PASSWORD, "next": far}
        assert reader(desk, "zh").submit("/office/login", "/office/login", **typed).location == "/office/"


def test_a_new_password_ends_open_sessions(own: Settings, wang: StrictClient) -> None:
    assert wang.get("/facts/changes").status_code == 200
    with transaction(own.database_url) as session:
        set_password(session, load_member(session, "wang"), "another horse")
    assert wang.get("/facts/changes").status_code == 302


def test_a_removed_operator_is_out(own: Settings, wang: StrictClient) -> None:
    with transaction(own.database_url) as session:
        become(session, "li")
        disable(session, load_member(session, "wang"))
    assert wang.get("/facts/changes").status_code == 302


def test_logging_out(wang: StrictClient) -> None:
    stolen = wang.get_cookie("silverway")
    assert stolen is not None
    assert wang.submit("/office/", "/office/logout").status_code == 303
    assert wang.get("/facts/changes").status_code == 302
    wang.set_cookie("silverway", stolen.value)  # the server has ended it, whoever still has the cookie
    assert wang.get("/facts/changes").status_code == 302


def test_open_sessions_are_listed_and_ended_from_another(desk: Flask, own: Settings, wang: StrictClient) -> None:
    with transaction(own.database_url) as session:
        become(session, "li")
    elsewhere, other = reader(desk, "en"), reader(desk, "zh")
    for client, name in ((elsewhere, "wang"), (other, "li")):
        assert client.submit("/office/login", "/office/login", name=name, password=PASSWORD).status_code == 303
    page = wang.get("/office/sessions").get_data(as_text=True)
    numbers = re.findall(r"/office/sessions/(\d+)/end", page)
    assert len(numbers) == 2
    assert page.count("就是这里") == 1
    assert "Where you are logged in" in elsewhere.get("/office/sessions").get_data(as_text=True)
    own_number = re.findall(r"/office/sessions/(\d+)/end", other.get("/office/sessions").get_data(as_text=True))[0]
    assert wang.submit("/office/sessions", f"/office/sessions/{own_number}/end").status_code == 404  # another's
    here = re.search(r"就是这里.*?/office/sessions/(\d+)/end", page, re.DOTALL)
    assert here is not None
    (there,) = {*numbers} - {here[1]}
    assert wang.submit("/office/sessions", f"/office/sessions/{there}/end").status_code == 303
    assert elsewhere.get("/facts/changes").status_code == 302
    assert wang.get("/facts/changes").status_code == other.get("/facts/changes").status_code == 200


def test_a_session_nobody_uses_ends(own: Settings, wang: StrictClient) -> None:
    with transaction(own.database_url) as session:
        for row in session.exec(select(MemberSession)).all():
            row.seen_at -= timedelta(days=31)
    assert wang.get("/facts/changes").status_code == 302


def test_the_database_opens_no_session(own: Settings, wang: StrictClient) -> None:
    assert wang.get("/facts/changes").status_code == 200
    cookie = wang.get_cookie("silverway")
    assert cookie is not None
    with transaction(own.database_url) as session:
        (kept,) = session.exec(select(MemberSession)).all()
    assert kept.secret_hash not in cookie.value
    assert len(kept.secret_hash) == 64


@pytest.mark.thorough
def test_a_change_is_seen_at_once_with_its_history(own: Settings, wang: StrictClient) -> None:
    assert change(wang, ticket_yuan="60") == 303
    page = wang.get(PALACE).get_data(as_text=True)
    assert "改好了 1 格" in page
    assert "50 → 60" in page
    assert "电话问过，11月23日" in page
    assert "60" in wang.get("/facts/changes").get_data(as_text=True)
    with transaction(own.database_url) as session:
        kept = session.get_one(FactChange, 1)
        assert (kept.who, kept.old, kept.new, kept.source) == ("wang", "50", "60", "电话问过，11月23日")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("fields", "reported"),
    [
        ({"ticket_yuan": "60", "new-source": ""}, "请写明出处"),
        ({"ticket_yuan": "sixty"}, "is not a price in yuan"),
        ({"ticket_yuan": "20"}, "a senior price is higher than the full price"),
        ({"ticket_yuan": "60", "new-as-of": "3000"}, "请写年份"),
        ({"ticket_yuan": "60", "basis": "rumour"}, "请选一种依据"),
        ({"lat": "38.9", "lon": "121.6"}, "km outside 沈阳"),
        ({"city": "长春"}, "is not in cities.csv"),
        ({"hours": "8点"}, "is not opening hours"),
        ({}, "没有改动任何一格"),
    ],
)
def test_a_change_that_cannot_be_kept_loses_nothing(wang: StrictClient, fields: dict[str, str], reported: str) -> None:
    typed = {"new-source": "seen", "basis": "cited", "note": "typed by hand", **fields}
    if not fields:
        typed.pop("note")
    answer = wang.submit(f"{PALACE}/edit", f"{PALACE}/edit", **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert reported in page
    if fields:
        assert "typed by hand" in page
    assert "50 →" not in wang.get(PALACE).get_data(as_text=True)


@pytest.mark.thorough
def test_two_operators_at_once(wang: StrictClient) -> None:
    assert change(wang, ticket_yuan="60") == 303
    typed = {"new-source": "seen", "basis": "cited", "ticket_yuan": "70", "seen-ticket_yuan": "50"}
    answer = wang.submit(f"{PALACE}/edit", f"{PALACE}/edit", **typed)
    assert answer.status_code == 422
    assert "刚被别人改成了“60”" in answer.get_data(as_text=True)


@pytest.mark.thorough
def test_taking_a_change_back(wang: StrictClient) -> None:
    change(wang, ticket_yuan="60")
    page = wang.get("/facts/changes").get_data(as_text=True)
    (undo,) = re.findall(r'action="(/facts/changes/[^"]+/undo)"', page)
    assert wang.submit("/facts/changes", undo).status_code == 303
    page = wang.get("/facts/changes").get_data(as_text=True)
    assert "撤回了 1 格" in page
    assert "60 → 50" in page
    assert wang.submit("/facts/changes", "/facts/changes/nope/undo").status_code == 404


def upload(client: StrictClient, content: bytes, **fields: str) -> str:
    typed = {"csrf_token": token(client, "/facts/import"), "table": "places", "source": "notice", **fields}
    head = b'--edge\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n'
    parts = [head % (name.encode(), b"") + text.encode() for name, text in typed.items()]
    parts.append(head % (b"file", b'; filename="places.csv"') + content)
    body = b"\r\n".join(parts) + b"\r\n--edge--\r\n"
    answer = client.post("/facts/import", data=body, content_type="multipart/form-data; boundary=edge")
    return f"{answer.status_code} {answer.get_data(as_text=True)}"


@pytest.mark.thorough
def test_an_import_shows_the_changes_before_it_makes_them(wang: StrictClient) -> None:
    page = upload(wang, b"id,ticket_yuan\nshenyang-imperial-palace,66\n")
    assert page.startswith("200 ")
    assert "50 → 66" in page
    assert "50 → 66" not in wang.get(PALACE).get_data(as_text=True)
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft
    assert wang.submit("/facts/import", "/facts/import/apply", draft=draft[1]).status_code == 303
    assert "50 → 66" in wang.get(PALACE).get_data(as_text=True)
    assert wang.submit("/facts/import", "/facts/import/apply", draft=draft[1]).location == "/facts/import"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "reported"),
    [
        (b"id,ticket_yuan\nshenyang-imperial-palace,sixty\n", "第 2 行"),
        (b"id,ticket_yuan\nshenyang-imperial-palace,20\n", "a senior price is higher"),
        (b"PK\x03\x04", "is neither UTF-8 nor GBK"),
        (b"", "is empty"),
        (b"x" * 5_050_000, "is larger than 5 MB"),
    ],
)
def test_a_file_with_faults_changes_nothing(wang: StrictClient, content: bytes, reported: str) -> None:
    page = upload(wang, content)
    assert page.startswith("422 ")
    assert reported in page
    assert "还没有人改过资料" in wang.get("/facts/changes").get_data(as_text=True)


def test_a_huge_upload_is_refused(wang: StrictClient) -> None:
    assert upload(wang, b"x" * 7_000_000).startswith("413 ")


def test_an_import_without_a_file(wang: StrictClient) -> None:
    typed = {"csrf_token": token(wang, "/facts/import"), "table": "dragons", "as-of": "soon"}
    page = wang.post("/facts/import", data=typed).get_data(as_text=True)
    for reported in ("请选一个 CSV 文件", "请选一个表", "请写年份"):
        assert reported in page


@pytest.mark.thorough
@pytest.mark.parametrize("page", [f"{PALACE}/edit", "/facts/changes", "/facts/import"])
def test_the_operators_pages_in_english(desk: Flask, page: str) -> None:
    client = reader(desk, "en")
    client.submit("/office/login", "/office/login", name="wang", password=PASSWORD)
    change(client, ticket_yuan="60")
    assert client.get(page).status_code == 200
