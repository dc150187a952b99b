"""Where the database is busy, full, damaged or gone, pages say so and what to do, and who watches the site is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as NoConnection

from planner.settings import Settings
from planner.store import engine_for, transaction
from routes import create_app, state
from tests.support.database import copied_database
from tests.support.site import Shelf, StrictClient, reader

ENQUIRY = {"name": "陈伯", "phone": "13800001234", "people": "2", "agree": "yes"}


@pytest.fixture
def own(shelf: Shelf, tmp_path: Path) -> Settings:
    return replace(copied_database(shelf.settings, tmp_path, "sqlite"), log_level="CRITICAL")


def site(own: Settings) -> Flask:
    app = create_app(own)
    app.test_client_class = StrictClient
    return app


def file_of(own: Settings) -> Path:
    return Path(make_url(own.database_url).database or "")


def every_connection(engine: Engine, pragma: str) -> None:
    with engine.connect() as connection:  # the one that the pool hands out again
        connection.exec_driver_sql(f"PRAGMA {pragma}")


def test_a_locked_database_asks_to_try_again(own: Settings, shelf: Shelf) -> None:
    client, page = reader(site(own), "zh"), f"/trips/{shelf.trip}/enquiry"
    with closing(sqlite3.connect(file_of(own))) as other:
        other.execute("BEGIN IMMEDIATE")
        every_connection(engine_for(own.database_url), "busy_timeout=0")
        answer = client.submit(page, page, **ENQUIRY)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "请过一会儿再试" in answer.get_data(as_text=True)
        assert client.get(f"/trips/{shelf.trip}").status_code == 200
        assert client.get("/readyz").status_code == 200
    assert client.submit(page, page, **ENQUIRY).status_code == 303


def test_a_full_disk_still_serves_readers(own: Settings, shelf: Shelf) -> None:
    client = reader(site(own), "en")
    every_connection(engine_for(own.database_url), "max_page_count=1")
    page = f"/trips/{shelf.trip}/enquiry"
    answers = [client.submit(page, page, **ENQUIRY | {"preferred": "长" * 100}) for _ in range(9)]
    refused = [answer for answer in answers if answer.status_code != 303]
    assert {answer.status_code for answer in refused} == {503}
    assert "Reading only for now" in refused[0].get_data(as_text=True)
    assert client.get(f"/trips/{shelf.trip}").status_code == 200


def test_programs_are_told_as_well(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All connections of a process in use are no fault of the program; a wrong statement is one."""
    for error, told in ((NoConnection(), (503, "busy")), (ArgumentError(), (500, "fault"))):
        monkeypatch.setattr(state, "transaction", Mock(side_effect=error))
        answer = site(own).test_client().get("/trips", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.get_json()["code"]) == told


def test_a_damaged_database_is_not_said_to_be_well(own: Settings, shelf: Shelf) -> None:
    app = site(own)
    client = reader(app, "zh")
    assert client.get("/healthz").status_code == 200
    engine_for(own.database_url).dispose()
    whole = file_of(own).read_bytes()
    with closing(sqlite3.connect(file_of(own))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'saved_itinerary'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damage(file_of(own), (page - 1) * size, b"\xff" * size)
    answer = client.get(f"/trips/{shelf.trip}")
    assert answer.status_code == 503
    assert "网站在修" in answer.get_data(as_text=True)
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [503, 503]
    engine_for(own.database_url).dispose()
    file_of(own).write_bytes(whole)
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]
    assert client.get(f"/trips/{shelf.trip}").status_code == 200


def damage(file: Path, where: int, content: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(where)
        opened.write(content)


def test_a_new_database_is_for_its_owner_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with transaction(url) as session:
        session.execute(text("CREATE TABLE anything (name VARCHAR)"))
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
