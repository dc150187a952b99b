"""The service worker and the page of what is kept: what they name, and that nothing in them is anybody's."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask

from routes.static_files import STATIC, static_version
from tests.support.site import Shelf, StrictClient, reader


def reported(script: str, name: str) -> Any:
    """A value that the site puts above the worker's own lines."""
    found = re.search(rf"^const {name} = (.*);$", script, re.MULTILINE)
    assert found
    return json.loads(found[1])


@pytest.fixture
def script(client: StrictClient) -> str:
    return client.get("/sw.js").get_data(as_text=True)


def test_the_worker_is_for_the_whole_site_and_looked_at_every_time(client: StrictClient) -> None:
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_worker_changes_with_the_files(app: Flask, client: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/sw.js").get_data(as_text=True)
    assert reported(before, "VERSION") == static_version()
    monkeypatch.setattr("routes.seniors.offline.static_version", lambda: "0123456789abcdef")
    monkeypatch.setattr("routes.static_files.static_version", lambda: "0123456789abcdef")
    after = reader(app, "zh").get("/sw.js").get_data(as_text=True)
    assert reported(after, "VERSION") == "0123456789abcdef"
    assert not set(reported(after, "FILES")) & set(reported(before, "FILES"))


def test_the_worker_names_every_file_that_pages_need(client: StrictClient, shelf: Shelf, script: str) -> None:
    files = reported(script, "FILES")
    for file in [*files, reported(script, "OFFLINE")]:
        with client.get(file) as answer:
            assert answer.status_code == 200
    for page in ("/offline", f"/trips/{shelf.trip}"):
        loaded = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get(page).get_data(as_text=True))
        assert set(loaded) <= set(files)
    assert not any("vendor" in file or "worker" in file for file in files)


def test_the_worker_says_the_same_to_everybody(app: Flask, script: str) -> None:
    answer = reader(app, "en").get("/sw.js")
    assert answer.get_data(as_text=True) == script
    assert "Set-Cookie" not in answer.headers
    for secret in ("csrf", "owner", "token", "session"):
        assert secret not in script
    assert script.endswith((STATIC / "js" / "worker.js").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_what_is_kept_knows_no_trip(app: Flask, shelf: Shelf, language: str) -> None:
    page = reader(app, language).get("/offline").get_data(as_text=True)
    assert "/trips/" not in page
    assert shelf.trip not in page
    assert {"zh": "存下的行程", "en": "Trips kept on this device"}[language] in page


def test_a_trip_tells_when_it_was_read(client: StrictClient, shelf: Shelf) -> None:
    page = client.get(f"/trips/{shelf.trip}").get_data(as_text=True)
    assert re.search(r'data-offline="您现在没有网络，看的是 \d+月\d+日 \d\d:\d\d 存下的行程。"', page)
    assert "已存好，没网也能看。" in page


@pytest.mark.parametrize("path", ["/family/nothing", "/help", "/trips"])
def test_other_pages_do_not_ask_to_be_kept(client: StrictClient, path: str) -> None:
    assert "data-keep" not in client.get(path).get_data(as_text=True)
