"""The command line: plans in words or JSON, and one clear sentence with code 2 for what cannot be done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.itinerary.result import ITINERARY_JSON
from planner.settings import Settings
from planner.train.timetable import CRUISE_JSON
from tests.support.calendar import SPRING

TRIP = ("plan", "--theme", "nostalgia", "--from", "沈阳", "--days", "1", "--profile", "gentle", "--start", SPRING)
TRAIN = ("train", "plan", "--from", "沈阳", "--days", "3", "--theme", "nostalgia", "--start", SPRING)


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> object:
    """Run a command on the real facts."""
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)

    def command(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return command


def test_a_trip_is_told_with_its_bound_and_gap(run) -> None:
    answer = run(*TRIP)
    assert answer.exit_code == 0
    assert f"第 1 天  {SPRING}" in answer.output
    assert "午饭" in answer.output
    assert "午休" in answer.output
    assert "差距 0.00%" in answer.output


def test_a_trip_in_english(run) -> None:
    answer = run("--language", "en", *TRIP)
    assert "Day 1" in answer.output
    assert "Proven to be the best" in answer.output


def test_a_trip_as_json_can_be_read_back(run) -> None:
    answer = run(*TRIP, "--json")
    trip = ITINERARY_JSON.validate_json(answer.output)
    assert trip.request.home == "沈阳"
    assert trip.proof.worth <= trip.proof.bound


def test_a_silver_train_in_words_and_as_json(run) -> None:
    assert "停靠游览" in run(*TRAIN).output
    train = CRUISE_JSON.validate_json(run(*TRAIN, "--json").output)
    assert train.calls[0].station == train.calls[-1].station == "沈阳"


def changed(words: tuple[str, ...], option: str, text: str) -> list[str]:
    result = list(words)
    if option in result:
        result[result.index(option) + 1] = text
        return result
    return [*result, option, text]


@pytest.mark.parametrize(
    ("words", "option", "text", "told"),
    [
        (TRIP, "--from", "北京", "没有“北京”这个城市"),
        (TRIP, "--days", "0", "天数要在 1 到 14 之间"),
        (TRIP, "--start", "2020-01-01", "已经过去了"),
        (TRIP, "--start", "soon", "看不懂“soon”"),
        (TRIP, "--theme", "sport", "没有“sport”这个主题"),
        (TRIP, "--profile", "fast", "没有“fast”这种行动能力"),
        (TRIP, "--must", "老虎滩", "一天最多走 2000 米"),
        (TRIP, "--must", "大连劳动公园", "离得太远"),
        (TRAIN, "--days", "40", "天数要在 3 到 8 之间"),
        (TRAIN, "--must", "沈阳", "沈阳是出发城市"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_2(run, words, option, text, told) -> None:
    answer = run(*changed(words, option, text))
    assert answer.exit_code == 2
    assert told in answer.output
    assert len(answer.output.strip().splitlines()) == 1
    assert "Traceback" not in answer.output


def test_facts_are_checked_and_faults_told_by_cell(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run("data", "check").exit_code == 0
    data = tmp_path / "data"
    shutil.copytree(Settings().data_dir, data)
    places = data / "liaoning" / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace(",exact,", ",nearly,", 1), encoding="utf-8")
    monkeypatch.setenv("SILVERWAY_DATA_DIR", str(data))
    answer = run("data", "check")
    assert answer.exit_code == 2
    assert "places.csv:2: position: 'nearly' is not one of exact, approximate, town" in answer.output
    assert run("data", "load").exit_code == 2
