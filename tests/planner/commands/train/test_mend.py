"""`silverway train mend` writes a file that passes the check, or says what stands in the way and writes none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.settings import Settings

Run = Callable[..., Result]
TWO = "train,station,arrive,depart\n" + "".join(
    f"{train},{calls}\n" for train in ("Y501", "Y503") for calls in ("锦州,--,03:00", "义县,04:10,--")
)


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words, language="zh": CliRunner().invoke(main, ["--language", language, "train", *words])


def test_two_trains_at_the_identical_minute_are_mended_into_a_file_that_passes(run: Run, tmp_path: Path) -> None:
    file, out = tmp_path / "two.csv", tmp_path / "mended.csv"
    file.write_text(TWO, encoding="utf-8")
    answer = run("mend", str(file), "--output", str(out))
    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("改好了 1 处冲突：一共挪 8 分钟，不能再少了。\n  Y50")
    assert "整趟车早开 8 分钟，避开：新车 Y50" in answer.output
    assert "Y501  锦州 → " in answer.output
    assert "第 1 天 03:00 和 Y503 次隔得太近，差 8 分钟。" in answer.output
    assert run("check", str(file)).exit_code == 1
    assert run("check", str(out)).exit_code == 0
    assert "no less would do" in run("mend", str(file), "--output", str(out), language="en").output


def test_the_answer_as_json_has_moves_with_reasons_and_the_new_times(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "mended.txt"
    calls = ("大连 -- 21:40", "鞍山 01:40 01:50", "沈阳 03:05 --")
    found = json.loads(run("mend", *calls, "--output", str(out), "--json").output)
    assert found["proven"]
    assert found["minutes"] == found["bound"] == sum(abs(move["minutes"]) for move in found["moves"]) > 0
    assert all(move["why"] for move in found["moves"])
    times = {call["station"]: call for call in found["trains"][""]}
    assert times["沈阳"]["arrive"] - times["鞍山"]["depart"] == 75
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3
    assert run("check", str(out)).exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("大连 -- 21:40", "沈阳 23:00 --"), "没有改：有 1 处问题挪时间改不好，请先改这些："),
        (
            ("锦州 -- 03:00", "义县 04:10 --", "--possession", "锦州-义县@02:00-06:00", "--shift", "20"),
            "天窗（锦州–义县）",
        ),
    ],
)
def test_what_cannot_be_mended_is_explained_and_nothing_is_written(
    run: Run, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    out = tmp_path / "mended.txt"
    answer = run("mend", *words, "--output", str(out))
    assert answer.exit_code == 1
    assert says in answer.output
    assert not out.exists()
    assert json.loads(run("mend", *words, "--output", str(out), "--json").output)["mended"] is False


def test_a_file_that_is_only_read_needs_another_ending(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "two.fpl"
    file.write_text(
        '<jTrainGraph_timetable version="3" name="x"><stations><sta name="锦州" km="0"/><sta name="义县" km="50"/>'
        '</stations><trains><ti name="Y1"><t a="" d="03:00"/><t a="04:10" d=""/></ti>'
        '<ti name="Y3"><t a="" d="03:00"/><t a="04:10" d=""/></ti></trains></jTrainGraph_timetable>',
        encoding="utf-8",
    )
    refused = run("mend", str(file), "--output", str(tmp_path / "mended.fpl"))
    assert refused.exit_code == 2
    assert "请写成 .csv 文件" in refused.output
    out = tmp_path / "mended.csv"
    assert run("mend", str(file), "--output", str(out)).exit_code == 0
    assert run("check", str(out)).exit_code == 0
