"""`silverway train check`, `insert` and `clashes` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a subcommand of `silverway train` on the real facts."""
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words, language="zh": CliRunner().invoke(main, ["--language", language, "train", *words])


def test_a_good_timetable_ends_well(run: Run) -> None:
    answer = run("check", "锦州 -- 03:00", "义县 04:10 --")
    assert answer.exit_code == 0
    assert "没有发现冲突。" in answer.output
    assert "没有核对，因为不知道：\n  货物列车：没有公布" in answer.output


def test_a_bad_one_says_where_by_how_much_and_what_mends_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "train.json"
    rows = [{"station": "大连", "depart": "21:40"}, {"station": "沈阳", "arrive": "23:00"}]
    file.write_text(json.dumps({"calls": rows, "cars": 16, "assumes": ["沈阳:platform_m=400"]}), encoding="utf-8")
    answer = run("check", str(file))
    assert answer.exit_code == 1
    assert "大连 → 沈阳：运行时间少了 121 分钟，跑不出来。请把沈阳的到点推后，或者把大连的开点提前。" in answer.output
    assert "沈阳：站台比列车短 46 米。请换一个站台长的站，或者减少车辆。" in answer.output
    reported = json.loads(run("check", str(file), "--json").output)
    assert {"running-short", "platform-short"} <= {v["rule"] for v in reported["violations"]}
    assert all(set(v) >= {"where", "excess", "unit", "hard", "sentence", "remedy"} for v in reported["violations"])
    assert {"what": "platform_m", "where": "大连"} in reported["unchecked"]


def test_options_say_what_is_not_published(run: Run) -> None:
    lines = ("锦州 -- 03:00", "义县 04:10 --")
    answer = run("check", *lines, "--possession", "锦州-义县@02:00-06:00", "--assume", "义县:tracks=0")
    assert answer.exit_code == 1
    assert "天窗（锦州–义县）里不能走" in answer.output
    assert "股道不够：只有 0 条" in answer.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere.json",), "读不出文件“nowhere.json”"),
        (("大连 -- 21:40", "沈杨 02:10 --"), "第 2 行：没有“沈杨”这个车站"),
        (("大连 -- 21:40", "沈阳 02:10 --", "--own", "X1"), "时刻表里没有 X1 次车"),
        (("大连 -- 21:40", "沈阳 02:10 --", "--assume", "沈阳"), "看不懂“沈阳”"),
        (("大连 -- 21:40", "沈阳 02:10 --", "--possession", "沈阳"), "看不懂“沈阳”"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_code_2(run: Run, words: tuple[str, ...], says: str) -> None:
    answer = run("check", *words)
    assert answer.exit_code == 2
    assert says in answer.output
    assert "Traceback" not in answer.output


def test_paths_are_reported_with_calls_and_room(run: Run) -> None:
    words = ("insert", "大连@20:30-23:00", "鞍山/5-20", "沈阳@-08:00", "--paths", "2", "--objective", "buffer")
    answer = run(*words)
    assert answer.exit_code == 0
    assert "第 1 条：" in answer.output
    assert "第 2 条：" in answer.output
    reported = json.loads(run(*words, "--json").output)["paths"]
    assert [s["station"] for s in reported[0]["stations"] if s["call"]] == ["大连", "鞍山", "沈阳"]
    assert reported[0]["buffer_s"] >= reported[1]["buffer_s"]


@pytest.mark.thorough
def test_a_path_is_a_timetable_that_passes_the_check(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("insert", "大连@20:30-23:00", "鞍山/5-20", "沈阳@-08:00", "--json").output)
    (path,) = found["paths"]
    file = tmp_path / "path.json"
    file.write_text(json.dumps(path["timetable"]), encoding="utf-8")
    answer = run("check", str(file))
    assert answer.exit_code == 0, answer.output
    assert [row["station"] for row in path["timetable"]["calls"]] == [row["station"] for row in path["stations"]]


def test_no_path_is_reported_with_what_helps(run: Run) -> None:
    words = ("insert", "沈阳@21:00-21:10", "丹东@-23:00")
    answer = run(*words)
    assert answer.exit_code == 1
    assert "没有找到运行线。最远到" in answer.output
    assert "改其中一条就行：" in answer.output
    reported = json.loads(run(*words, "--json").output)
    assert reported["paths"] == []
    assert reported["helps"]
    assert "There is no path." in run(*words, language="en").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("大连",), "停站要写 2 到 40 个"),
        (("大连", "沈阳", "--paths", "99"), "要几条线，写 1 到 10"),
        (("大连", "沈阳", "--objective", "cheap"), "没有“cheap”这种找法"),
        (("大连", "沈阳", "--running", "flying"), "没有“flying”这种运行时间"),
        (("大连", "沈阳", "--stock", "26Z"), "没有“26Z”这种车底"),
        (("大连@x", "沈阳"), "看不懂“大连@x”"),
        (("大连", "沈阳/9999"), "停站分钟要在 0 到 1440 之间"),
        (("大连", "沈阳", "--away", "X1"), "时刻表里没有 X1 次车"),
    ],
)
def test_a_wish_that_cannot_be_read_is_one_sentence_and_code_2(run: Run, words: tuple[str, ...], says: str) -> None:
    answer = run("insert", *words)
    assert answer.exit_code == 2
    assert says in answer.output


def test_what_clashes_among_published_trains_is_listed(run: Run) -> None:
    lines = run("clashes").output.splitlines()
    reported = json.loads(run("clashes", "--json").output)
    assert {c["cause"] for c in reported["contradictions"]} == {"published", "forced", "together"}
    pairs = {(c["line"], *sorted(c["trains"])) for c in reported["contradictions"]}
    assert len(lines) == len(pairs)
    assert "沟海线" in reported["double_by_evidence"]


def test_several_trains_are_inserted_at_once(run: Run) -> None:
    trains = ("Y501: 大连@20:30-23:00 鞍山/5-20 沈阳@-08:00", "Y502 25T：沈阳@20:30-22:00 大连")
    answer = run("insert-several", *trains, "--flexible", "K682，k580", "--shift", "3")
    assert answer.exit_code == 0
    assert answer.output.startswith("2 趟新车有运行线，0 趟没有。")
    reported = json.loads(run("insert-several", *trains, "Y503: 大连@20:30-21:00 沈阳@-21:10", "--json").output)
    assert list(reported["trains"]) == ["Y501", "Y502"]
    assert list(reported["no_path"]) == ["Y503"]
    assert reported["bound_s"] <= reported["cost_s"]
    wrong = run("insert-several", *trains, "Y501")
    assert wrong.exit_code == 2
    assert "第 3 行：先写车次和冒号" in wrong.output


def test_a_diagram_is_drawn_with_what_is_found(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "night.svg"
    said = run("diagram", "大连 -- 21:40", "沈阳 01:30 --", "--output", str(file))
    assert said.exit_code == 0, said.output
    assert file.read_text(encoding="utf-8").count('class="graph-fault"') > 0
    lines = run("diagram", "--through", "大连，沈阳", "--from", "6:00", "--hours", "4", "--output", str(file))
    assert lines.exit_code == 0, lines.output
    assert 'class="graph-ours"' not in file.read_text(encoding="utf-8")
    listed = run("diagram", "--through", "沈阳、辽阳、大连", "--train", "k682", "--from", "18", "--hours", "12",
                 "--possession", "沈阳-辽阳@0:00-4:00", "--paper", "a3", "--table", "--output", str(file))  # fmt: skip
    assert "  K682 次，大连 第 1 天 20:35 → " in listed.output
    assert listed.output.count("进了天窗（沈阳–辽阳）") > 0
    assert 'class="graph-ours"' in file.read_text(encoding="utf-8")
    own = run("diagram", "--train", "K682", "--output", str(file))
    assert own.exit_code == 0, own.output
    for bad in (
        (),
        ("大连 -- 21:40", "沈阳 01:30 --", "--train", "K682"),
        ("--train", "X1"),
        ("--through", "大连"),
        ("--train", "G1", "--through", "大连,火星"),
        ("--train", "K682", "--day", "9"),
        ("大连 -- 21:40",),
        ("--through", "大连,火星"),
        ("--through", "大连,沈阳", "--from", "25"),
    ):
        refused = run("diagram", *bad, "--output", str(file))
        assert refused.exit_code != 0
        assert "Traceback" not in refused.output


def test_trains_of_a_file_are_set_against_each_other(run: Run, tmp_path: Path) -> None:
    """Two at the identical minute, each good alone."""
    file = tmp_path / "two.csv"
    rows = [f"{train},{calls}" for train in ("Y501", "Y503") for calls in ("锦州,--,03:00", "义县,04:10,--")]
    file.write_text("\n".join(("train,station,arrive,depart", *rows)), encoding="utf-8")
    answer = run("check", str(file))
    assert answer.exit_code == 1
    assert answer.output.startswith("2 趟新车放在一起：1 对互相冲突。\n  Y501  ")
    assert "03:00 和 Y503 次隔得太近，差 8 分钟。" in answer.output
    assert answer.output.count("没有发现冲突。") == 2
    reported = json.loads(run("check", str(file), "--json").output)
    assert list(reported["trains"]) == ["Y501", "Y503"]
    assert [(b["of"], b["values"]["train"], b["excess"]) for b in reported["between"]] == [("Y501", "Y503", 8)]
    assert run("check", str(file), "--train", "Y503").exit_code == 0
    file.write_text(
        file.read_text(encoding="utf-8").replace("Y503,锦州,--,03:00", "Y503,锦州,--,02:50"), encoding="utf-8"
    )
    file.write_text(file.read_text(encoding="utf-8").replace("Y503,义县,04:10", "Y503,义县,04:00"), encoding="utf-8")
    assert "2 趟新车放在一起：互相没有冲突。" in run("check", str(file)).output


def test_a_train_of_a_file_of_several_is_chosen_by_its_number(run: Run, tmp_path: Path) -> None:
    """The same calls as bare lines, as a table of several trains and as GTFS: one verdict."""
    table = tmp_path / "trains.csv"
    table.write_text(
        "train,station,arrive,depart\nA1,大连,,21:40\nA1,沈阳,23:00,\nA2,锦州,,3:00\nA2,义县,4:10,\n", encoding="utf-8"
    )
    assert run("check", str(table), "--train", "A2").exit_code == 0
    quick = run("check", str(table), "--train", "A1")
    assert quick.exit_code == 1
    assert quick.output == run("check", "大连 -- 21:40", "沈阳 23:00 --").output
    gtfs = tmp_path / "trains.zip"
    written = run("export", str(table), "--train", "A1", "--to", "gtfs", "--date", "2027-05-11", str(gtfs))
    assert written.exit_code == 0, written.output
    assert run("check", str(gtfs)).output == quick.output
    assert run("check", str(table)).output.startswith("2 趟新车放在一起")
    unclear = run("simulate", str(table))
    assert unclear.exit_code == 2
    assert "A1、A2" in unclear.output
