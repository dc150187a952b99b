"""docs/howto/import-a-railway.md: its graph becomes a railway that its commands work on, and comes back whole."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.settings import Settings
from tests.support.recipes import pieces

CALLS = "站名,到点,开点\n甲,--,10:00\n丁,10:50,--\n"


@pytest.mark.thorough
def test_the_recipe_makes_a_railway(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SILVERWAY_RAILWAYS_DIR", str(tmp_path / "railways"))
    monkeypatch.chdir(tmp_path)
    (graph,) = pieces("import-a-railway", "json")
    Path("example.json").write_text(graph, encoding="utf-8")
    Path("calls.csv").write_text(CALLS, encoding="utf-8")
    answers = {}
    for line in "".join(pieces("import-a-railway", "sh")).splitlines():
        program, *words = shlex.split(line)
        assert program == "silverway"
        answer = CliRunner().invoke(main, words)
        assert answer.exit_code == 0, (line, answer.output)
        answers[" ".join(words[:2])] = answer.output
    assert "4 个车站，3 个区间（3 个有运行时间），2 趟车" in answers["rail import"]
    assert "没有发现冲突" in answers["train check"]
    assert answers["rail list"] == "example\n"
    assert json.loads(Path("back.json").read_text(encoding="utf-8")) == json.loads(graph)
    assert "乙" in answers["train insert"]
