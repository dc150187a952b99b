"""The queue: an office sees and stops its own, operators order all of it; nobody reads what was asked."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlmodel import select

from planner.accounts import Member, Who, count_in_browser, holder_of, new_secret
from planner.jobs import Job, load_job
from planner.jobs.job_types import JOB_TYPES
from planner.jobs.records import claim, enqueue, fail
from planner.saved import list_departures, new_departure
from planner.settings import Settings
from planner.store import transaction
from routes.offices.queue import KIND_WORDS
from routes.visitor import COOKIE
from tests.support.operators import become, logged_in
from tests.support.site import StrictClient

QUEUE = "/office/queue"
WISH = json.dumps("secret wish")


@pytest.fixture
def asked(own: Settings) -> dict[str, str]:
    """Jobs by who asked for them; the first one of an office has failed."""
    with transaction(own.database_url) as session:
        become(session, "li", "planner", "Alpha")
        become(session, "looker", "viewer", "Alpha")
        become(session, "zhao", "owner", "Beta")
        alpha, beta = (
            session.exec(select(Member.office).where(Member.name == name)).one() or "" for name in ("li", "zhao")
        )
        failed = enqueue(session, "trip", WISH, holder=holder_of(alpha))
    with transaction(own.database_url) as session:
        assert claim(session, "x")
        fail(session, failed, "x", None)
        return {
            "failed": failed, "li": enqueue(session, "train", WISH, holder=holder_of(alpha)),
            "zhao": enqueue(session, "trip", WISH, holder=holder_of(beta)), "guest": enqueue(session, "change", WISH),
        }  # fmt: skip


def state(own: Settings, job: str) -> tuple[str, int]:
    with transaction(own.database_url) as session:
        found = load_job(session, job)
        return found.state, found.priority


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_office_sees_its_own_and_an_operator_all(desk: Flask, asked: dict[str, str], language: str) -> None:
    li, wang = (logged_in(desk, name, language) for name in ("li", "wang"))
    mine, everybodys = (client.get(QUEUE).get_data(as_text=True) for client in (li, wang))
    assert QUEUE in li.get("/office/").get_data(as_text=True)
    assert QUEUE in wang.get("/office/").get_data(as_text=True)
    for name, job in asked.items():  # each has a button
        assert job in everybodys
        assert (job in mine) == (name in ("li", "failed"))
    for words in ("Alpha", "Beta"):
        assert words in everybodys
    assert "secret wish" not in mine + everybodys
    assert f"{QUEUE}/{asked['li']}/priority" not in mine


def test_it_is_cancelled_and_asked_for_again_by_who_may(desk: Flask, own: Settings, asked: dict[str, str]) -> None:
    li, zhao, looker = (logged_in(desk, name) for name in ("li", "zhao", "looker"))
    for client, code in ((zhao, 404), (looker, 403)):
        for address in (f"{asked['li']}/cancel", f"{asked['failed']}/again"):
            assert client.submit("/office/password", f"{QUEUE}/{address}").status_code == code
    assert "不算了" not in looker.get(QUEUE).get_data(as_text=True)
    assert li.submit(QUEUE, f"{QUEUE}/{asked['li']}/cancel").status_code == 303
    assert state(own, asked["li"])[0] == "cancelled"
    assert li.submit(QUEUE, f"{QUEUE}/{asked['failed']}/again").status_code == 303
    with transaction(own.database_url) as session:
        waiting = select(Job).where(Job.kind == "trip", Job.state == "queued", Job.id != asked["zhao"])
        new, old = session.exec(waiting).one(), load_job(session, asked["failed"])
        assert (new.payload, new.holder) == (old.payload, old.holder)
    assert li.submit(QUEUE, f"{QUEUE}/{asked['guest']}/cancel").status_code == 404


def test_an_operator_says_what_comes_first(
    desk: Flask, own: Settings, wang: StrictClient, asked: dict[str, str]
) -> None:
    for name, priority in (("guest", "first"), ("li", "last"), ("zhao", "?")):
        assert wang.submit(QUEUE, f"{QUEUE}/{asked[name]}/priority", priority=priority).status_code == 303
    with transaction(own.database_url) as session:
        order = [job.id for job in (claim(session, "x"), claim(session, "x"), claim(session, "x")) if job]
    assert order == [asked["guest"], asked["zhao"], asked["li"]]
    before = state(own, asked["li"])
    wang.submit(QUEUE, f"{QUEUE}/{asked['li']}/priority", priority="first")  # it is at work by now
    assert state(own, asked["li"]) == before
    li = logged_in(desk, "li")
    assert li.submit("/office/password", f"{QUEUE}/{asked['li']}/priority", priority="first").status_code == 403
    assert wang.submit(QUEUE, f"{QUEUE}/{asked['zhao']}/cancel").status_code == 303
    assert state(own, asked["zhao"])[0] == "cancelled"


@pytest.mark.usefixtures("asked")
def test_what_a_browser_kept_is_handed_to_its_office_by_one_press(desk: Flask, own: Settings) -> None:
    li, secret, home = logged_in(desk, "li"), new_secret(), "/office/"
    li.set_cookie(COOKIE, secret)
    with transaction(own.database_url) as session:
        new_departure(session, Who(secret), {"title": "x"})
    assert "这个浏览器里存着 1 样东西" in li.get(home).get_data(as_text=True)
    assert logged_in(desk, "looker").submit("/office/password", "/office/take").status_code == 403
    assert li.submit(home, "/office/take").status_code == 303
    assert "这个浏览器里存着" not in li.get(home).get_data(as_text=True)
    with transaction(own.database_url) as session:
        office = session.exec(select(Member.office).where(Member.name == "li")).one() or ""
        who = Who(secret, "li", "planner", office)
        assert (len(list_departures(session, who)), count_in_browser(session, who)) == (1, 0)
        assert list_departures(session, Who(secret)) == []


def test_every_type_of_job_has_a_name_for_people() -> None:
    assert KIND_WORDS.keys() == JOB_TYPES.keys()
