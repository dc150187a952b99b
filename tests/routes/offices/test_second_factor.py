"""Logging in by two steps: turned on with an application, asked for after the password, off again by who may."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import select

from planner.accounts import Member, load_member, offer_reset
from planner.accounts.second_factor import STEP_S, SecondFactor, code_at
from planner.settings import Settings
from planner.store import transaction
from tests.support.operators import PASSWORD, become, logged_in
from tests.support.site import StrictClient, reader

PAGE, CODE = "/office/second-step", "/office/login/code"


@pytest.fixture
def li(desk: Flask, own: Settings) -> StrictClient:
    with transaction(own.database_url) as session:
        become(session, "li", "planner", "Alpha")
        become(session, "owner", "owner", "Alpha")
        become(session, "zhao", "owner", "乙社")
    return logged_in(desk, "li")


def turned_on(client: StrictClient, own: Settings) -> tuple[str, list[str]]:
    """The secret of the application, and the codes for recovery; the code that was needed for it is long over."""
    text = client.get(PAGE).get_data(as_text=True)
    shown = re.search(r'<code class="address">([A-Z2-7 ]+)</code>', text)
    begun = re.search(r'name="begun" value="([^"]+)"', text)
    assert shown
    assert begun
    secret = shown[1].replace(" ", "")
    assert client.submit(PAGE, PAGE, begun=begun[1], code="1").status_code == 422
    assert client.submit(PAGE, PAGE, begun="x", code=code_of(secret)).status_code == 422
    answer = client.submit(PAGE, PAGE, begun=begun[1], code=code_of(secret))
    codes = re.findall(r"<li><code>([0-9a-f-]+)</code>", answer.get_data(as_text=True))
    assert (answer.status_code, len(codes)) == (200, 10)
    with transaction(own.database_url) as session:
        session.exec(select(SecondFactor)).one().last_step -= 3
    return secret, codes


def code_of(secret: str) -> str:
    return code_at(secret, int(datetime.now(UTC).timestamp()) // STEP_S)


def half(app: Flask) -> StrictClient:
    """A browser in which the password was right."""
    client = reader(app, "zh")
    answer = client.submit("/office/login", "/office/login", name="li", password=PASSWORD, next=PAGE)
    assert (answer.status_code, answer.location) == (303, CODE)
    return client


def test_the_password_alone_opens_nothing(desk: Flask, own: Settings, li: StrictClient) -> None:
    secret, codes = turned_on(li, own)
    client = half(desk)
    assert client.get("/office/").status_code == 302  # to the log-in
    wrong = client.submit(CODE, CODE, code="000")
    assert (wrong.status_code, "验证码不对" in wrong.get_data(as_text=True)) == (422, True)
    good = client.submit(CODE, CODE, code=code_of(secret))
    assert (good.status_code, good.location) == (303, PAGE)
    assert client.get("/office/").status_code == 200
    by_paper = half(desk)
    assert by_paper.submit(CODE, CODE, code=codes[3]).status_code == 303
    assert "还有 9 个备用码" in by_paper.get(PAGE).get_data(as_text=True)
    assert by_paper.submit(PAGE, f"{PAGE}/off", password="wrong").status_code == 422  # noqa: S106  # of a test
    assert by_paper.submit(PAGE, f"{PAGE}/off", password=PASSWORD).status_code == 303
    assert logged_in(desk, "li").get("/office/").status_code == 200


def test_nobody_comes_to_the_second_step_without_the_first(desk: Flask, own: Settings, li: StrictClient) -> None:
    secret, _codes = turned_on(li, own)
    nobody = reader(desk, "zh")
    assert nobody.get(CODE).location == "/office/login"
    assert nobody.submit("/office/login", CODE, code=code_of(secret)).location == "/office/login"
    client = half(desk)
    with transaction(own.database_url) as session:
        become(session, "li", "planner", "Alpha")  # another password meanwhile
    assert client.submit(CODE, CODE, code=code_of(secret)).location == "/office/login"
    assert client.get("/office/").status_code == 302


def test_a_link_for_another_password_does_not_pass_it_by(desk: Flask, own: Settings, li: StrictClient) -> None:
    turned_on(li, own)
    with transaction(own.database_url) as session:
        link = f"/office/join/{offer_reset(session, load_member(session, 'li'), 'owner')}"
    client = reader(desk, "zh")
    assert client.submit(link, link, password="another password").location == CODE  # noqa: S106  # of a test
    assert client.get("/office/").status_code == 302


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_owner_turns_it_off_for_who_lost_the_telephone(
    desk: Flask, own: Settings, li: StrictClient, language: str
) -> None:
    turned_on(li, own)
    with transaction(own.database_url) as session:
        office = session.exec(select(Member.office).where(Member.name == "li")).one()
    members = f"/office/{office}/members"
    owner, other = logged_in(desk, "owner", language), logged_in(desk, "zhao")
    assert {"zh": "登录要两步", "en": "logs in by two steps"}[language] in owner.get(members).get_data(as_text=True)
    assert other.submit("/office/password", f"{members}/li/second-step").status_code == 404
    assert li.submit("/office/password", f"{members}/owner/second-step").status_code == 403
    assert owner.submit(members, f"{members}/li/second-step").status_code == 303
    assert logged_in(desk, "li").get("/office/").status_code == 200
    assert "li" in owner.get("/office/changes?kind=second_factor").get_data(as_text=True)
    assert owner.get(PAGE).status_code == 200
