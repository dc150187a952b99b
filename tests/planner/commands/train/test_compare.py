"""`silverway train compare` from the command line: files of each kind, and scenarios that are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.accounts import Who
from planner.cli import main
from planner.saved import save_scenario
from planner.settings import Settings
from planner.store import transaction
from planner.train.insertion import CallWish, PathRequest
from planner.train.scenario import Scenario
from planner.train.types import CRUISE_JSON, Cruise

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words, language="zh": CliRunner().invoke(main, ["--language", language, "train", "compare", *words])


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    file = tmp_path / "evening.txt"
    file.write_text("锦州 -- 03:00\n义县 04:10 --\n", encoding="utf-8")
    return str(file)


def test_files_and_kept_scenarios_stand_side_by_side(
    run: Run, settings: Settings, sheet: str, cruise: Cruise, tmp_path: Path
) -> None:
    planned = tmp_path / "planned.json"
    planned.write_bytes(CRUISE_JSON.dump_json(cruise))
    with transaction(settings.database_url) as session:
        path = Scenario("找的线", PathRequest((CallWish("锦州", (180, 300)), CallWish("义县"))))
        kept = save_scenario(session, Who("me"), path, {})
    answer = run(sheet, str(planned), kept, "--start", "2027-05-11", "--runs", "100")
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("A  evening：时刻表\nB  planned：设计的银发列车\nC  找的线：找的运行线\n")
    assert "模拟 100 次" in answer.output
    reported = json.loads(run(sheet, kept, "--runs", "100", "--json").output)
    assert {line["code"] for line in reported["lines"]} > {"hard", "night", "on_time", "access"}
    english = run(sheet, kept, "--runs", "100", language="en").output
    assert "Conflicts" in english


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nothing", "nowhere"), "没有“nothing”这个方案"),
        ((), "一次比 2 到 6 个方案，您选了 1 个。"),
    ],
)
def test_what_cannot_be_compared_is_reported(run: Run, sheet: str, words: tuple[str, ...], says: str) -> None:
    answer = run(*(words or (sheet,)))
    assert answer.exit_code == 2
    assert says in answer.output


def test_a_faulty_file_is_reported(run: Run, sheet: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    answer = run(sheet, str(bad))
    assert answer.exit_code == 2
    assert "能读的有：GTFS" in answer.output
