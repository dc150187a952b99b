"""Every command for trains on an imported railway: a single line with possessions, trains of several numbers, and one
that leaves the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.exchange.gtfs import read_gtfs
from planner.settings import Settings
from tests.support.recipes import pieces

Run = Callable[..., Result]
PLACES = "station,lat,lon\n甲,30.5,105.5\n乙,30.6,105.4\n丙,30.7,105.3\n丁,30.8,105.2\n外,30.9,105.1\n"


def graph() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(pieces("import-a-railway", "json")[0])
    closed = [
        {"fazhan": "乙", "daozhan": "丙", "begin": "12:00:00", "end": "15:00:00"},
        {"fazhan": "甲", "daozhan": "乙", "begin": "00:00:00", "end": "00:00:00"},
    ]
    made["line"] |= {"name": "", "forbid": {"different": False, "nodes": closed},
                     "forbid2": {"different": False, "nodes": closed[:1]}}  # fmt: skip
    made["trains"][0]["checi"] = ["K21/2", "K21", "K22"]
    out = [{"zhanming": "丙", "ddsj": "18:00:00", "cfsj": "18:00:00"},
           {"zhanming": "丁", "ddsj": "18:16:00", "cfsj": "18:18:00"},
           {"zhanming": "外", "ddsj": "18:40:00", "cfsj": "18:40:00"}]  # fmt: skip
    made["trains"].append({"checi": ["8801", "8801", ""], "type": "通勤", "timetable": out})
    return made


@pytest.fixture
def file(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SILVERWAY_RAILWAYS_DIR", str(tmp_path / "railways"))
    monkeypatch.chdir(tmp_path)
    Path("graph.json").write_text(json.dumps(graph(), ensure_ascii=False), encoding="utf-8")
    return "graph.json"


@pytest.fixture
def run(file: str) -> Run:
    """`silverway train …` on the railway made of the file."""

    def command(*words: str, rc: int = 0) -> Result:
        answer = CliRunner().invoke(main, ["train", *words, "--railway", "own"])
        assert answer.exit_code == rc, (words, answer.output)
        return answer

    answer = CliRunner().invoke(main, ["rail", "import", file, "--as", "own", "--tracks", "single"])
    for said in ("线路“own”：4 个车站", "线路上没有这些车站，列车走到那里就不跟了：外", "天窗 1 处",
                 "综合施工天窗 1 处没有用"):  # fmt: skip
        assert said in answer.output
    return command


def test_possessions_of_the_graph_hold_for_check_insertion_and_diagram(run: Run) -> None:
    checked = run("check", "甲 -- 12:20", "丁 13:10 --", rc=1).output
    assert "12:36 天窗（乙–丙）里不能走" in checked
    assert "天窗：没有公布" not in checked
    (path,) = json.loads(run("insert", "甲@12:00-13:00", "丁", "--json").stdout)["paths"]
    assert next(p["depart_s"] for p in path["stations"] if p["station"] == "乙") >= 15 * 3600
    run("diagram", "甲 -- 12:20", "丁 13:10 --", "--output", "x.svg")
    assert "天窗（乙–丙）" in Path("x.svg").read_text(encoding="utf-8")
    several = json.loads(run("insert-several", "Y1: 甲@12:00-13:00 丁", "Y2: 丁@12:00-13:00 甲", "--json").stdout)
    passed = {s["station"]: s for s in several["trains"]["Y2"]["stations"]}
    assert not 12 * 3600 < passed["乙"]["arrive_s"] < 15 * 3600
    run("mend", "甲 -- 12:20", "丁 13:10 --", "--output", "mended.txt")
    run("check", "mended.txt")


def test_a_train_answers_to_each_of_its_numbers(run: Run, file: str) -> None:
    for number in ("K21", "K22", "k21/2"):
        found = json.loads(run("redispatch", "--late", f"{number}+10", "--at", "07:50", "--json").stdout)
        assert [one["train"] for one in found["delays"] if one["given"]] == ["K21/2"]
        assert "没有发现冲突" in run("check", file, "--train", number).output
    run("insert", "甲@07:55-08:05", "丁", "--away", "K22")
    assert "K9" in run("insert", "甲@07:55-08:05", "丁", "--away", "K9", rc=2).output
    hours = run("redispatch", "--late", "K22+10", "--at", "20:00", rc=2).output
    assert "它在路上的时间是 08:00 – 08:55" in hours


def test_trains_of_one_file_are_compared(run: Run, file: str) -> None:
    assert "--train" in run("compare", file, rc=2).output
    words = ("compare", file, "--train", "K22", "--train", "K2", "--runs", "100")
    assert run(*words).output.startswith("A  K22 graph：时刻表\nB  K2 graph：时刻表\n")
    assert json.loads(run(*words, "--json").stdout)["lines"]


def test_a_train_that_leaves_the_line_is_told_by_its_stations(run: Run, file: str) -> None:
    assert "8801 次停的车站有线路上没有的：外" in run("simulate", file, "--train", "8801", rc=2).output
    assert "外：资料里没有这个车站" in run("check", file, "--train", "8801", rc=1).output
    assert "K2" in run("simulate", file, "--train", "K21", "--runs", "100").output


def test_nothing_contradictory_is_said_too(run: Run) -> None:
    assert run("clashes").output == "公布的列车之间没有对不上的地方。\n"


def test_a_feed_needs_positions_and_days(run: Run, file: str) -> None:
    refused = run("export", file, "feed.zip", "--to", "gtfs", rc=2).output
    assert "5 个车站在哪里不知道，GTFS 要写位置：甲、乙、丙、丁、外" in refused
    assert len(refused.splitlines()) == 3
    Path("places.csv").write_text(PLACES, encoding="utf-8")
    words = ("--to", "gtfs", "--positions", "places.csv", "--date", "2027-05-11")
    run("export", file, "feed.zip", *words)
    whole = CliRunner().invoke(main, ["rail", "export", "own", "rail.zip", *words])
    assert whole.exit_code == 0
    first, second = (read_gtfs(Path(name).read_bytes(), name).timetable for name in ("feed.zip", "rail.zip"))
    assert first.runs == second.runs
    assert [run.number for run in first.runs] == ["K21/2", "K2", "8801"]
