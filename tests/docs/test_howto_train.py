"""docs/howto/sell-a-train.md: its offices are made by its commands, its pages and rules are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from planner.accounts import load_office
from planner.cli import main
from planner.folders import ROOT
from planner.rules import RulePack
from planner.store import transaction
from tests.support.database import empty_database
from tests.support.recipes import pieces


def test_its_commands_make_the_offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = empty_database(tmp_path)
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", own.database_url)
    for line in "".join(pieces("sell-a-train", "sh")).splitlines():
        program, *words = shlex.split(line)
        assert program == "silverway"
        answer = CliRunner().invoke(main, words)
        assert answer.exit_code == 0, (line, answer.output)
    with transaction(own.database_url) as session:
        assert [load_office(session, name).kind for name in ("甲局", "乙社")] == ["bureau", "agency"]


def test_its_pages_and_rules_are_there(app: Flask, rules: RulePack) -> None:
    text = (ROOT / "docs" / "howto" / "sell-a-train.md").read_text(encoding="utf-8")
    addresses = {rule.rule for rule in app.url_map.iter_rules()}
    named = set(re.findall(r"`(/[a-z/]+)`", text))
    assert named
    assert named <= addresses
    assert all(rules.number(name) for name in re.findall(r"rule `([a-z-]+)`", text))
