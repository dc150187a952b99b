"""A site of one's own with an operator, who is logged in; members of offices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, select

from planner.accounts import Member, Office, Role, add_member, create_office, set_password
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from tests.support.database import copied_database
from tests.support.site import StrictClient, reader

PASSWORD = "correct horse"  # noqa: S105  # of a test


def become(session: Session, name: str, role: Role = "operator", office: str | None = None) -> Member:
    """The member of that name, who logs in with PASSWORD; of an office by that name if one is given."""
    if (member := session.get(Member, name)) is not None:
        set_password(session, member, PASSWORD)
        return member
    key = session.exec(select(Office.id).where(Office.name == office)).first() if office else None
    if office and key is None:
        key = create_office(session, "agency", office).id
    return add_member(session, name, PASSWORD, role, key)


def logged_in(app: Flask, name: str, language: str = "zh") -> StrictClient:
    """A browser in which that member is logged in."""
    client = reader(app, language)
    assert client.submit("/office/login", "/office/login", name=name, password=PASSWORD).status_code == 303
    return client


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the database with one operator."""
    own = replace(copied_database(settings, tmp_path), log_level="ERROR")
    with transaction(own.database_url) as session:
        become(session, "wang")
    return own


@pytest.fixture
def desk(own: Settings) -> Flask:
    app = create_app(own)
    app.testing = False
    app.test_client_class = StrictClient
    return app


@pytest.fixture
def wang(desk: Flask) -> StrictClient:
    """The operator, logged in."""
    return logged_in(desk, "wang")
