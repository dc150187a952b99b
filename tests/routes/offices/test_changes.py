"""Owners see who changed what, choose among it, and take it along as a table."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from sqlmodel import Session, SQLModel, select

from planner.accounts import Member, make_token
from planner.accounts.audit import audited
from planner.settings import Settings
from planner.store import transaction
from routes.offices.audit import KINDS
from tests.support.operators import become, logged_in


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_owner_sees_what_was_changed(desk: Flask, own: Settings, language: str) -> None:
    name = {"zh": "甲社", "en": "Alpha"}[language]
    with transaction(own.database_url) as session:
        become(session, "li", "owner", name)
        become(session, "=cmd", "viewer", name)
        become(session, "zhao", "owner", "乙社")
        make_token(session, _office(session, "li"), "shop", ["facts:read"], 1, "li")
    owner = logged_in(desk, "li", language)
    office = owner.get("/office/").get_data(as_text=True)
    assert "/office/changes" in office
    with transaction(own.database_url) as session:
        address = f"/office/{_office(session, 'li')}/members"
    assert owner.submit(address, f"{address}/=cmd/role", role="planner").status_code == 303
    page = owner.get("/office/changes").get_data(as_text=True)
    assert {"zh": "排行程、排车", "en": "Planner"}[language].lower() in page.lower()
    assert "zhao" not in page
    only = owner.get("/office/changes?kind=api_token").get_data(as_text=True)
    assert "=cmd" not in only.partition("<tbody>")[2]
    rows = list(csv.DictReader(io.StringIO(owner.get("/office/changes.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert (rows[0]["actor"], rows[0]["action"], rows[0]["object"]) == ("li", "change", "'=cmd")
    for odd in ("?before=²", "?before=" + "9" * 5000, "?kind=x&actor=%00"):
        assert owner.get(f"/office/changes{odd}").status_code == 200


def test_every_kind_has_a_name() -> None:
    tables = {table.name for table in SQLModel.metadata.tables.values() if audited(table)}
    assert tables == KINDS.keys()


def _office(session: Session, name: str) -> str:
    return session.exec(select(Member.office).where(Member.name == name)).one() or ""
