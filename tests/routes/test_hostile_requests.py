"""Whatever is sent to any route in any field: an answer, never a fault of the program."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session
from werkzeug.routing import Rule

from planner.folders import ROOT
from planner.store import transaction
from routes import create_app
from tests.support.api import ApiSite
from tests.support.effort import examples
from tests.support.operators import PASSWORD, become

REQUESTS = 2_500  # at effort 1; four thousand and more in `make test-nightly`
SEED = 20_270_501
FIELD = re.compile(r"""(?:Field\(|args\.get\(|form\.get\(|args\[|form\[|getlist\(|text\(\w+, )["']([\w-]{1,24})["']""")
HOSTILE = (
    "", " ", "0", "-1", "1e999", "nan", "½", "²", "①", "0001" + "9" * 5_000, "9" * 5_000, "0003209999999", "null",
    "/ok\r\nX-Evil: 1", "//evil.example", "\0", "\ud800", "a" * 20_000, "长" * 300, "%", "{x}", "[" * 100_000,
    "2027-02-30",
    "9999-12-31", "24:00", "'; drop table job; --", "<script>", "../../../etc/passwd", "=1+1", "沈阳", "大连",
    "3", "K682",
)  # fmt: skip
AS = ("", "nobody", "owner", "operator")
SKIPPED = ("static", "health.metrics")


@pytest.fixture(scope="module")
def site(api_site: ApiSite) -> Flask:
    app = create_app(replace(api_site.settings, log_level="CRITICAL"))
    app.testing = False
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with transaction(api_site.settings.database_url) as session:
        _let_in(session)
    return app


def _let_in(session: Session) -> None:
    become(session, "owner", "owner", "甲社")
    become(session, "operator", "operator")


@pytest.fixture(scope="module")
def readers(site: Flask) -> dict[str, FlaskClient]:
    found = {name: site.test_client() for name in AS}
    for name in ("owner", "operator"):
        found[name].post("/office/login", data={"name": name, "password": PASSWORD})
    return found


def fields_of(module: str) -> list[str]:
    """The names of fields that the sources of a view's room speak of."""
    room = (ROOT / module.replace(".", "/")).parent
    return sorted({name for path in room.glob("**/*.py") for name in FIELD.findall(path.read_text(encoding="utf-8"))})


def address_of(rule: Rule, site: ApiSite, chance: random.Random) -> str:
    ids = {**site.ids, "version": "1", "number": "1", "day": "1"}
    values = {
        name: ids[name] if name in ids and chance.random() < 0.8 else chance.choice((*HOSTILE[:14], "1", "x"))[:300]
        for name in rule.arguments
    }
    return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", lambda found: values[found[1]].replace("/", ""), rule.rule)


def request_of(method: str, address: str, sent: dict[str, str], *, as_json: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"path": address, "method": method}
    if as_json:
        return told | {"data": json.dumps(sent), "content_type": "application/json"}
    written = urlencode(sent, errors="surrogatepass")
    if method == "GET":
        return told | {"query_string": written}
    return told | {"data": written, "content_type": "application/x-www-form-urlencoded"}


@pytest.mark.thorough
def test_no_request_is_answered_by_a_fault(site: Flask, readers: dict[str, FlaskClient], api_site: ApiSite) -> None:
    chance, faults = random.Random(SEED), list[str]()
    rules = [rule for rule in site.url_map.iter_rules() if rule.endpoint not in SKIPPED]
    fields = {rule.endpoint: fields_of(site.view_functions[rule.endpoint].__module__) for rule in rules}
    for number in range(examples(REQUESTS)):
        rule = rules[number % len(rules)]
        method = chance.choice(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        names = fields[rule.endpoint] or ["x"]
        sent = {chance.choice(names): chance.choice(HOSTILE) for _ in range(chance.randint(0, 5))}
        sent |= {"lang": "en"} if chance.random() < 0.2 else {}
        as_json = method != "GET" and chance.random() < 0.2
        who, address = chance.choice(AS), address_of(rule, api_site, chance)
        answer = readers[who].open(**request_of(method, address, sent, as_json=as_json))
        if answer.status_code >= 500:
            faults.append(f"{answer.status_code} {who} {method} {address} { {k: v[:20] for k, v in sent.items()} }")
    assert not faults, "\n".join(faults)


def test_an_address_to_go_on_to_breaks_no_header(site: Flask, readers: dict[str, FlaskClient]) -> None:
    del site
    for language in ("zh", "en"):
        answer = readers[""].post(
            "/preferences",
            data={"language": language, "next": "/ok\r\nX-Evil: 1"},
            headers={"Referer": "http://localhost/"},
        )
        assert answer.status_code in (302, 303)
        assert "X-Evil" not in answer.headers


def test_a_json_of_another_depth_or_size_is_refused(api_site: ApiSite) -> None:
    program = api_site.program()
    client = FlaskClient(api_site.app, api_site.app.response_class)
    for body in ("[" * 100_000, '{"a":' * 50_000, '{"days": ' + "9" * 5_000 + "}", '"\\ud800"', "1" * 5_000):
        answer = client.post(
            "/api/v1/trips", data=body, content_type="application/json",
            headers={"Authorization": f"Bearer {program.token}"},
        )  # fmt: skip
        assert answer.status_code in (400, 413, 422), (body[:9], answer.status_code)
