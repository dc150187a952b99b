"""`silverway office`, as somebody types it for the first set-up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.accounts import accept, open_invitation
from planner.cli import main
from planner.settings import Settings
from planner.store import transaction
from tests.support.database import empty_database
from tests.support.operators import PASSWORD


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    found = empty_database(tmp_path, "sqlite")
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", found.database_url)
    return found


def command(*words: str) -> Result:
    return CliRunner().invoke(main, ["office", *words])


def join(own: Settings, link: str, name: str) -> None:
    with transaction(own.database_url) as session:
        found = open_invitation(session, link.rpartition("/")[2])
        assert found is not None
        accept(session, found, name, PASSWORD)


def test_the_first_operator_and_the_first_office(own: Settings) -> None:
    link = json.loads(command("invite", "site", "--json").output)["link"]
    assert link.startswith("/office/join/")
    join(own, link, "wang")
    answer = command("create", "大连银发社", "--kind", "bureau", "--phone", "0411-12345678")
    assert answer.exit_code == 0
    join(own, next(line for line in answer.output.splitlines() if "/join/" in line), "chen")
    join(own, json.loads(command("invite", "大连银发社", "--json").output)["link"], "liu")
    told = json.loads(command("list", "--json").output)["offices"]
    assert [(one["name"], [(each["name"], each["role"]) for each in one["members"]]) for one in told] == [
        ("大连银发社", [("chen", "owner"), ("liu", "planner")]),
        (None, [("wang", "operator")]),
    ]
    assert "chen · owner" in command("list").output


def test_members_are_let_out_and_in(own: Settings) -> None:
    office = json.loads(command("create", "甲", "--json").output)
    join(own, office["link"], "chen")
    join(own, json.loads(command("invite", office["office"], "--role", "owner", "--json").output)["link"], "liu")
    assert command("disable", "liu").exit_code == 0
    assert "停用了" in command("list").output
    assert command("enable", "liu").exit_code == 0
    assert "/office/join/" in command("reset", "liu").output


@pytest.mark.parametrize(
    "words",
    [
        ("create", " "),
        ("create", "乙", "--phone", "12"),
        ("invite", "nowhere"),
        ("invite", "site", "--role", "owner"),
        ("reset", "nobody"),
        ("disable", "nobody"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(own: Settings, words: tuple[str, ...]) -> None:  # noqa: ARG001
    answer = command(*words)
    assert answer.exit_code == 2
    assert len(answer.stderr.strip().splitlines()) == 1
