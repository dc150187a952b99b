"""Owners say where other programs are told of what happened, see how it went, and send it again."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlmodel import select

from planner.accounts import Member
from planner.hooks import Delivery, Webhook, note_event
from planner.settings import Settings
from planner.store import transaction
from tests.support.operators import become, logged_in

URL = "https://shop.example/silverway"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_owner_adds_one_looks_and_sends_again(desk: Flask, own: Settings, language: str) -> None:
    name = {"zh": "甲社", "en": "Alpha"}[language]
    with transaction(own.database_url) as session:
        become(session, "li", "owner", name)
        become(session, "zhao", "owner", "乙社")
    owner, other = logged_in(desk, "li", language), logged_in(desk, "zhao", language)
    assert "/office/webhooks" in owner.get("/office/").get_data(as_text=True)
    page = owner.submit("/office/webhooks", "/office/webhooks", url=URL, event="booking.made")
    secret = re.search(r"whsec_[\w-]+", page.get_data(as_text=True))
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")
    assert secret
    assert secret[0] not in owner.get("/office/webhooks").get_data(as_text=True)
    with transaction(own.database_url) as session:
        office = session.exec(select(Member.office).where(Member.name == "li")).one()
        note_event(session, office, "booking.made", {"people": 2})
        number, delivery = session.exec(select(Webhook.id)).one(), session.exec(select(Delivery)).one()
        delivery.state, delivery.status, delivery.attempts = "given_up", 503, 7
        session.add(delivery)
        told = delivery.id
    there = f"/office/webhooks/{number}"
    page_text = owner.get(there).get_data(as_text=True)
    assert {"zh": "不再发了", "en": "Given up"}[language] in page_text
    assert "503" in page_text
    assert owner.submit(there, f"{there}/deliveries/{told}/again").status_code == 303
    assert {"zh": "等着发", "en": "Waiting"}[language] in owner.get(there).get_data(as_text=True)
    assert owner.submit(there, f"{there}/try").status_code == 303
    assert {"zh": "试一试", "en": "A test"}[language] in owner.get(there).get_data(as_text=True)
    for address in (there, f"{there}/try", f"{there}/drop", f"{there}/deliveries/{told}/again"):
        answer = other.get(address) if address == there else other.submit("/office/webhooks", address)
        assert answer.status_code == 404, address
    assert owner.submit(there, f"{there}/drop").status_code == 303
    assert URL not in owner.get("/office/webhooks").get_data(as_text=True)
    changes = owner.get("/office/changes").get_data(as_text=True)
    assert {"zh": "通知网址", "en": "Webhook"}[language] in changes


@pytest.mark.parametrize(
    ("url", "event", "says"),
    [
        ("http://shop.example/", "booking.made", "https 开头"), ("https://192.168.1.8/", "booking.made", "内部网络"),
        ("小店", "booking.made", "看不懂这个网址"), (URL, "", "至少选一样"), (URL, "none", "booking.made"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_stays_typed(desk: Flask, own: Settings, url: str, event: str, says: str) -> None:
    with transaction(own.database_url) as session:
        become(session, "li", "owner", "甲社")
    sent = {"url": url} | ({"event": event} if event else {})
    answer = logged_in(desk, "li").submit("/office/webhooks", "/office/webhooks", **sent)
    text = answer.get_data(as_text=True)
    assert (answer.status_code, says in text, f'value="{url}"' in text) == (422, True, True)
