"""A changed trip keeps what it was, and can be taken back step by step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.settings import Settings
from tests.support.calendar import SPRING

WISH = ("--theme", "nostalgia", "--from", "沈阳", "--days", "1", "--profile", "gentle", "--start", SPRING)


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words, given="": CliRunner().invoke(main, list(words), input=given)


@pytest.fixture
def file(run: Callable[..., Result], tmp_path: Path) -> Path:
    path = tmp_path / "trip.json"
    path.write_text(run("plan", *WISH, "--json").output, encoding="utf-8")
    return path


def seen(text: str) -> list[str]:
    days = json.loads(text)["days"]
    return [item["place"]["name"] for day in days for item in day["items"] if item["kind"] == "visit"]


def test_changes_are_taken_back_one_by_one(run: Callable[..., Result], file: Path) -> None:
    first = file.read_text(encoding="utf-8")
    gone = seen(first)[0]
    changed = run("trip", "change", str(file), "--edit", f"swap:{gone}")
    assert changed.exit_code == 0, changed.output
    assert f"不去了：{gone}" in changed.output
    assert f"silverway trip undo {file}" in changed.output
    second = file.read_text(encoding="utf-8")
    assert gone not in seen(second)
    assert run("trip", "change", str(file), "--edit", "slower").exit_code == 0

    back = run("trip", "undo", str(file))
    assert "还能再撤 1 步" in back.output
    assert seen(file.read_text(encoding="utf-8")) == seen(second)
    assert f"新加的：{gone}" in run("trip", "undo", str(file)).output
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(first)
    nothing = run("trip", "undo", str(file))
    assert (nothing.exit_code, "没有可以撤回的改动" in nothing.output) == (2, True)


def test_json_is_printed_with_what_it_was_and_the_file_stays(run: Callable[..., Result], file: Path) -> None:
    first = file.read_text(encoding="utf-8")
    changed = run("trip", "change", str(file), "--edit", f"drop:{seen(first)[0]}", "--json").output
    again = run("trip", "change", "-", "--edit", f"drop:{seen(first)[1]}", "--json", given=changed).output
    assert file.read_text(encoding="utf-8") == first
    assert [seen(json.dumps(each)) for each in json.loads(again)["earlier"]] == [seen(first), seen(changed)]
    assert seen(run("trip", "undo", "-", "--steps", "二", "--json", given=again).output) == seen(first)
    too_many = run("--language", "en", "trip", "undo", "-", "--steps", "3", given=again)
    assert (too_many.exit_code, "At most 2" in too_many.output) == (2, True)


def test_what_an_edit_cannot_bring_is_said(run: Callable[..., Result], file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    answer = run("trip", "change", str(file), "--edit", "faster")
    assert "不能再快了" in answer.output
    assert file.read_text(encoding="utf-8") == before
    assert "no faster one" in run("--language", "en", "trip", "change", str(file), "--edit", "faster").output


def test_a_place_that_is_kept_keeps_all_others(run: Callable[..., Result], file: Path) -> None:
    before = seen(file.read_text(encoding="utf-8"))
    answer = run("trip", "change", str(file), "--edit", f"keep:{before[0]}")
    assert f"{before[0]}会一直留着" in answer.output
    assert "不去了" not in answer.output
    assert "新加的" not in answer.output
    assert seen(file.read_text(encoding="utf-8")) == before


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", '{"days": []}', "[" * 100_000])
def test_what_is_no_trip_is_refused(run: Callable[..., Result], tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    for words in (("trip", "undo", str(path)), ("trip", "change", str(path), "--edit", "slower")):
        answer = run(*words)
        assert (answer.exit_code, "不是一条行程" in answer.output) == (2, True)


def test_a_trip_over_places_that_are_gone_is_refused(run: Callable[..., Result], file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    for item in data["days"][0]["items"]:
        if item["kind"] == "visit":
            item["place"]["id"] = "no-more"
    file.write_text(json.dumps(data), encoding="utf-8")
    answer = run("trip", "change", str(file), "--edit", "slower")
    assert (answer.exit_code, "现在的资料里没有了" in answer.output) == (2, True)


def test_what_breaks_rules_cannot_stay(run: Callable[..., Result], file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    for item in data["days"][0]["items"]:
        item["end"] = item["start"]
    file.write_text(json.dumps(data), encoding="utf-8")
    answer = run("trip", "change", str(file), "--now", "1@12:00")
    assert (answer.exit_code, "和现在的资料对不上" in answer.output) == (2, True)
