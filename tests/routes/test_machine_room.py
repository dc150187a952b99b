"""What watches the site, and what stands in front of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import request
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from planner.migrate import newest_shape
from planner.settings import Settings
from planner.store import engine_for, transaction
from routes import create_app
from routes.serve import listen, make_server
from tests.support.database import KEY, bare_database, copied_database, empty_database
from tests.support.operators import PASSWORD, become
from tests.support.served import served
from tests.support.site import Shelf, StrictClient

TOKEN = "of-prometheus"  # noqa: S105  # of a test


@pytest.fixture
def own(shelf: Shelf, tmp_path: Path) -> Settings:
    return replace(copied_database(shelf.settings, tmp_path), log_level="CRITICAL", metrics_token=TOKEN)


def test_ready_with_facts_and_the_newest_shape(own: Settings, tmp_path: Path) -> None:
    assert create_app(own).test_client().get("/readyz").get_json() == {"status": "ready"}
    with engine_for(own.database_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    for settings, missing in (
        (own, ["migrations"]),
        (empty_database(tmp_path / "empty"), ["facts"]),
        (bare_database(tmp_path / "bare"), ["migrations", "facts"]),
        (replace(own, database_url=f"sqlite:///{tmp_path}"), ["database"]),
    ):
        answer = create_app(replace(settings, secret_key=KEY)).test_client().get("/readyz")
        assert answer.status_code == 503
        assert answer.get_json()["missing"] == missing
    assert newest_shape() > "0001"


def test_metrics_count_answers_and_name_nobody(own: Settings) -> None:
    app = create_app(own)
    client = app.test_client()
    client.get("/trips/secret-address?name=王奶奶")
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    page = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).get_data(as_text=True)
    found = {
        (sample.name, sample.labels.get("view"), sample.labels.get("status")): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }
    assert found["silverway_requests_total", "seniors.trip", "404"] == 1
    assert any(name == "silverway_jobs" for name, _view, _status in found)
    assert "secret-address" not in page
    assert "王奶奶" not in page
    closed = create_app(replace(own, metrics_token="")).test_client()
    assert closed.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("https", [True, False])
def test_cookies_and_headers_of_a_site_over_tls(own: Settings, https: bool) -> None:
    settings = replace(own, public_url="https://trips.example.org" if https else "http://trips.example.org")
    with_member(settings)
    app = create_app(settings)
    app.test_client_class = StrictClient
    client = app.test_client()
    base = {"base_url": "https://trips.example.org" if https else "http://trips.example.org"}
    login = client.get("/office/login", **base)
    sent = client.post(
        "/office/login", data={"csrf_token": _token(login.get_data(as_text=True)), "name": "li", "password": PASSWORD},
        headers={"Referer": "https://trips.example.org/office/login"}, **base,
    )  # fmt: skip
    assert sent.status_code == 303
    cookies = [*login.headers.getlist("Set-Cookie"), *sent.headers.getlist("Set-Cookie")]
    cookies += client.post("/preferences", data={"size": "large"}, **base).headers.getlist("Set-Cookie")
    assert cookies
    assert all(("Secure" in cookie) == https for cookie in cookies)
    assert ("Strict-Transport-Security" in login.headers) == https


@pytest.mark.parametrize(("hops", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.7"), (2, "198.51.100.9")])
def test_so_many_proxies_are_believed(own: Settings, hops: int, seen: str) -> None:
    """Through the server itself, which takes such headers away unless it is told not to."""
    app = create_app(replace(own, proxy_hops=hops))
    told: dict[str, Any] = {}

    @app.get("/told")
    def _told() -> str:
        told.update(address=request.remote_addr, scheme=request.scheme)
        return ""

    with served(make_server(app, [*listen("127.0.0.1", 0)], hops)) as address:
        headers = {
            "X-Forwarded-For": "192.0.2.1, 198.51.100.9, 203.0.113.7", "X-Forwarded-Proto": ", ".join(["https"] * 3)
        }  # fmt: skip
        assert requests.get(f"{address}/told", headers=headers, timeout=60).ok
    assert told == {"address": seen, "scheme": "https" if hops else "http"}


def with_member(settings: Settings) -> None:
    with transaction(settings.database_url) as session:
        become(session, "li", "owner", "甲社")


def _token(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]
