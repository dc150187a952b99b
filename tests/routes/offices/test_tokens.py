"""Tokens: an owner makes one, sees it once, and revokes it; so does the command line."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from planner.accounts import SCOPES, create_office, make_token, revoke_token, token_with, tokens_of
from planner.accounts.tokens import MOST_TOKENS
from planner.cli import main
from planner.errors import OutOfRange, Unknown
from planner.settings import Settings
from planner.store import transaction
from tests.support.api import Program
from tests.support.database import empty_database
from tests.support.operators import become, logged_in


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_owner_makes_a_token_and_revokes_it(desk: Flask, own: Settings, language: str) -> None:
    with transaction(own.database_url) as session:
        become(session, "li", "owner", "甲社")
    owner = logged_in(desk, "li", language)
    made = owner.submit("/office/tokens", "/office/tokens", name="shop", days="30", scope="facts:read")
    token = re.search(r"sw_[\w-]{43}", made.get_data(as_text=True))
    assert token
    assert "no-store" in made.headers["Cache-Control"]
    assert token[0] not in owner.get("/office/tokens").get_data(as_text=True)
    program = Program(desk, token[0])
    assert [program.get(where).status_code for where in ("/facts", "/trips")] == [200, 403]
    number = re.search(r"/office/tokens/(\d+)/revoke", owner.get("/office/tokens").get_data(as_text=True))
    assert number
    assert owner.submit("/office/tokens", number[0]).status_code == 303
    assert program.get("/facts").status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"days": "0"}, {"days": "9" * 5000}, {"days": "x"}, {"name": ""}, {"name": "x" * 41}, {"scope": "all"}]
)
def test_what_cannot_be_a_token_is_told_on_the_form(desk: Flask, own: Settings, wrong: dict[str, str]) -> None:
    with transaction(own.database_url) as session:
        become(session, "li", "owner", "甲社")
    fields = {"name": "shop", "days": "30", "scope": "facts:read"} | wrong
    refused = logged_in(desk, "li").submit("/office/tokens", "/office/tokens", **fields)
    assert refused.status_code == 422
    assert 'class="error"' in refused.get_data(as_text=True)


def test_tokens_of_an_office(tmp_path: Path, backend: str) -> None:
    url = empty_database(tmp_path, backend).database_url
    with transaction(url) as session:
        office, other = (create_office(session, "agency", name).id for name in ("甲社", "乙社"))
        row, secret = make_token(session, office, " a  b ", ["facts:read", "trips:read"], 1, "li")
        assert (row.name, row.scopes) == ("a b", "trips:read facts:read")
        assert token_with(session, secret) is row
        assert row.id is not None
        assert not revoke_token(session, other, row.id)
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
        assert token_with(session, secret) is None
        assert revoke_token(session, office, row.id)
        session.flush()
        assert tokens_of(session, office) == []
        for _ in range(MOST_TOKENS):
            make_token(session, office, "x", SCOPES, 1, "li")
        with pytest.raises(OutOfRange):
            make_token(session, office, "x", SCOPES, 1, "li")
        with pytest.raises(Unknown):
            make_token(session, other, "x", ["everything"], 1, "li")


def test_tokens_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = empty_database(tmp_path)
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    with transaction(settings.database_url) as session:
        create_office(session, "agency", "甲社")
    run = CliRunner().invoke
    made = json.loads(run(main, ["office", "token", "create", "甲社", "--for", "shop", "--json"]).output)
    assert made["scopes"] == list(SCOPES)
    listed = run(main, ["office", "token", "list", "甲社", "--json"]).output
    assert made["token"] not in listed
    assert json.loads(listed)["tokens"][0]["id"] == made["id"]
    assert run(main, ["office", "token", "revoke", "甲社", str(made["id"])]).exit_code == 0
    again = run(main, ["--language", "en", "office", "token", "revoke", "甲社", str(made["id"])])
    assert (again.exit_code, again.output) == (2, f"There is no token number {made['id']}.\n")
