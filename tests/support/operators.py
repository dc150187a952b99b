"""A site of one's own with an operator, who is logged in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from planner.accounts import set_operator
from planner.settings import Settings
from planner.store import transaction
from routes import create_app
from tests.support.database import copied_database
from tests.support.site import StrictClient, reader

PASSWORD = "correct horse"  # noqa: S105  # of a test


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the database with one operator."""
    own = replace(copied_database(settings, tmp_path), log_level="ERROR")
    with transaction(own.database_url) as session:
        set_operator(session, "wang", PASSWORD)
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
    client = reader(desk, "zh")
    assert client.submit("/facts/login", "/facts/login", name="wang", password=PASSWORD).status_code == 303
    return client
