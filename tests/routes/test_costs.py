"""Every route has a class of cost and a limit by it; what is costly is counted for all processes, and never takes all
threads of one."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, url_for
from sqlalchemy import text
from werkzeug.routing import IntegerConverter

from planner.accounts import forget_counts
from planner.settings import Settings
from planner.store import engine_for, transaction
from routes import create_app
from routes.api import blueprint
from routes.costs import AT_ONCE, HEAVY, LIMITS, bounded, classes, cost_of, limiter
from tests.support.database import empty_database

MADE = re.compile(r"\.(pdf|xlsx|png|svg)$|paper|diagram|<paper>|<format_>")  # how addresses of what is made look


@pytest.fixture
def own(tmp_path: Path, backend: str) -> Settings:
    return replace(empty_database(tmp_path, backend), log_level="CRITICAL")


def routes_of(app: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of every route."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint == "static":  # files as they lie there, which the library never counts
                continue
            values = {
                name: 1 if isinstance(rule._converters[name], IntegerConverter) else "x" for name in rule.arguments
            }
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            found += [(rule.endpoint, method, url_for(rule.endpoint, **values)) for method in sorted(methods)]
    return found


def test_every_route_has_a_limit_by_its_class(
    own: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With no request allowed, none is answered: neither a page nor a program's."""
    monkeypatch.setattr(classes, "LIMITS", dict.fromkeys(LIMITS, "0/minute"))
    monkeypatch.setattr(blueprint, "PER_MINUTE", dict.fromkeys(blueprint.PER_MINUTE, 0))
    app = create_app(own)
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    routes = routes_of(app)
    assert len(routes) > 290
    with app.app_context():
        assert {cost_of(endpoint, method) for endpoint, method, _address in routes} == set(LIMITS)
    answered = [
        (method, address)
        for endpoint, method, address in routes
        if client.open(address, method=method, headers={"Accept": "application/json"}).status_code
        not in (429, 401 if endpoint.startswith("api.") else 429)  # without a token nothing is done
    ]
    assert not answered, answered
    assert not capsys.readouterr().err


def test_what_is_made_while_somebody_waits_is_no_page() -> None:
    app = create_app(Settings(database_url="sqlite:///:memory:", secret_key="x", log_level="CRITICAL"))  # noqa: S106
    with app.app_context():
        made = {
            rule.endpoint: cost_of(rule.endpoint, "GET")
            for rule in app.url_map.iter_rules()
            if MADE.search(rule.rule) and "GET" in (rule.methods or ()) and not rule.endpoint.startswith("api.")
        }
    assert len(made) > 8
    assert not {endpoint: cost for endpoint, cost in made.items() if cost not in HEAVY}


def test_two_processes_count_together_on_postgresql(own: Settings, backend: str) -> None:
    """Two sites on one database stand for two processes; what the second counts in its own memory is put aside."""
    first, second = create_app(own), create_app(own)
    most = int(LIMITS["send"].partition("/")[0])
    sent = []
    for number in range(most + 1):
        app = (first, second)[number % 2]
        limiter.storage._own.reset()  # the memory of this process
        app.config["WTF_CSRF_ENABLED"] = False
        sent.append(app.test_client().post("/office/login", data={"name": "x", "password": "y" * 12}).status_code)
    assert (sent[-1] == 429) == (backend == "postgresql")
    assert 429 not in sent[:-1]


def test_no_address_is_kept_and_what_is_over_is_forgotten(tmp_path: Path) -> None:
    own = replace(empty_database(tmp_path, "postgresql"), log_level="CRITICAL")
    app = create_app(own)
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client().post("/office/login")
    count = text("SELECT count(*), max(key) FROM request_count")
    with engine_for(own.database_url).begin() as connection:
        (rows, key) = connection.execute(count).one()
        assert rows == 1
        assert re.fullmatch("[0-9a-f]{64}", key)
        connection.execute(text("UPDATE request_count SET ends_at = ends_at - interval '2 minutes'"))
    with transaction(own.database_url) as session:
        forget_counts(session)
        assert session.execute(count).one()[0] == 0


def test_costly_views_leave_threads_to_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "PATIENCE_S", 0.0)
    app = Flask(__name__)
    begun, go_on = threading.Semaphore(0), threading.Event()

    @app.get("/costly")
    @bounded
    def costly() -> str:
        begun.release()
        go_on.wait(60)
        return "made"

    app.add_url_rule("/page", view_func=lambda: "read")
    told: list[int] = []
    threads = [
        threading.Thread(target=lambda: told.append(app.test_client().get("/costly").status_code))
        for _ in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
        assert begun.acquire(timeout=60)
    assert app.test_client().get("/costly").status_code == 503
    assert app.test_client().get("/page").status_code == 200
    go_on.set()
    for thread in threads:
        thread.join()
    assert told == [200] * AT_ONCE
    assert app.test_client().get("/costly").status_code == 200
