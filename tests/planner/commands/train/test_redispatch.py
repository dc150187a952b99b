"""`silverway train redispatch`: read, answered in both languages and as JSON, refused with what to write."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words, language="zh": CliRunner().invoke(main, ["--language", language, "train", *words])


def test_a_late_train_is_put_in_order_again(run: Run) -> None:
    words = ("redispatch", "--late", "k7507 + 40", "--at", "8:00", "--horizon", "90")
    answer = run(*words)
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("08:00 到 09:30：")
    assert "先到先走要" in answer.output
    assert "K7507 次最多晚" in answer.output
    found = json.loads(run(*words, "--json").output)
    assert found["late_s"] <= found["first_come_s"]
    assert found["proven"] == (found["late_s"] == found["bound_s"])
    assert [one["train"] for one in found["delays"] if one["given"]] == ["K7507"]


@pytest.mark.parametrize(
    ("late", "at", "says"),
    [
        ("K682", "14:00", "请写成这样：K682+25"),
        ("K682+25", "noon", "请写成这样：14:00"),
        ("K682+25", "02:00", "K682 次在这段时间不开"),
        ("K0+25", "14:00", "时刻表里没有 K0 次车"),
        ("K682+0", "14:00", "晚点要在 1 到 240 分钟之间"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(run: Run, late: str, at: str, says: str) -> None:
    answer = run("redispatch", "--late", late, "--at", at)
    assert answer.exit_code == 2
    assert says in answer.output
