"""`silverway train simulate, export, import`: one file in, another out, and a sentence for what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.catalog import RailFacts
from planner.cli import main
from planner.exchange.gtfs import read_gtfs
from planner.exchange.timetables.calls_csv import read_calls_csv
from planner.settings import Settings
from planner.train.robustness import NUMBERS, ROBUSTNESS_JSON
from planner.train.types import CRUISE_JSON, Cruise

TWO = "train,station,arrive,depart\nK1,大连,--,03:00\nK1,沈阳站,11:00,--\nK2,沈阳,--,03:00\nK2,北京,11:00,--\n"

GRAPH = json.dumps({
    "line": {"name": "沈大", "rulers": [], "stations": [
        {"zhanming": name, "licheng": km, "dengji": 1} for name, km in (("大连", 0), ("沈阳", 397))
    ]},
    "trains": [{"checi": ["K1", "", ""], "type": "快速", "timetable": [
        {"zhanming": name, "ddsj": clock, "cfsj": clock} for name, clock in (("大连", "03:00:00"), ("沈阳", "08:00:00"))
    ]}],
})  # fmt: skip


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)

    def command(*words: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=given)

    return command


@pytest.fixture
def saved(cruise: Cruise, tmp_path: Path) -> str:
    """A silver train as `train plan --json` writes it."""
    file = tmp_path / "train.json"
    file.write_bytes(CRUISE_JSON.dump_json(cruise))
    return str(file)


@pytest.mark.thorough
def test_a_simulation_is_reported_in_words_and_as_json(run: Callable[..., Result], saved: str) -> None:
    words = run("train", "simulate", saved, "--runs", "500")
    assert words.exit_code == 0
    assert "模拟 500 次" in words.output
    assert "赶得上当天游览" in words.output
    assert "Where delay arises" in run("--language", "en", "train", "simulate", saved, "--runs", "500").output
    piped = run("train", "simulate", "-", "--runs", "500", "--json", given=Path(saved).read_bytes())
    assert ROBUSTNESS_JSON.validate_json(piped.output).runs == 500


@pytest.mark.parametrize(
    ("given", "options", "reported"),
    [
        ("{", (), "stdin 第 1 行：JSON 第 1 行写得不对"),
        ("[]", (), "是 JSON，可不是运行图"),
        ("{}", (), "能读的有：GTFS"),
        ('{"passings": []}', (), "“calls”：Field required"),
        (None, ("--delay", "enter-min=soon"), "看不懂“enter-min=soon”"),
        (None, ("--wait-for", "K1"), "看不懂“K1”"),
        (None, ("--wait-for", "K0@沈阳=10"), "时刻表里没有 K0 次车"),
    ],
)
def test_what_cannot_be_simulated_is_said(
    run: Callable[..., Result], cruise: Cruise, given: str | None, options: tuple[str, ...], reported: str
) -> None:
    content = CRUISE_JSON.dump_json(cruise).decode() if given is None else given
    answer = run("train", "simulate", "-", "--runs", "100", *options, given=content)
    assert answer.exit_code == 2
    assert reported in answer.output + answer.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_silver_train_goes_out_and_comes_in(
    run: Callable[..., Result], saved: str, cruise: Cruise, tmp_path: Path, language: str
) -> None:
    times = [(None if c.arrive is None else c.arrive * 60, c.depart and c.depart * 60) for c in cruise.calls]
    for format_, file in (("gtfs", tmp_path / "train.zip"), ("csv", tmp_path / "train.csv")):
        answer = run("--language", language, "train", "export", saved, "--to", format_, str(file))
        assert answer.exit_code == 0, answer.output
        reported = run("--language", language, "train", "import", str(file))
        assert reported.exit_code == 0
        assert "沈阳" in reported.output
        read = json.loads(run("train", "import", str(file), "--json").output)
        (train,) = read["timetable"]["runs"]
        assert read["format"] == format_
        assert [(c["arrive_s"], c["depart_s"]) for c in train["calls"]] == times
    assert read_gtfs((tmp_path / "train.zip").read_bytes(), "").timetable.runs[0].dates == (cruise.start,)
    assert run("train", "export", saved, "--to", "geojson", str(tmp_path / "map.geojson")).exit_code == 0
    shown = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert len(shown["features"]) == 1 + len(cruise.calls)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.geojson", "train.csv", "train.json", "train.zip"]


def test_a_published_train_becomes_a_feed_with_the_days_reported(
    run: Callable[..., Result], rail: RailFacts, tmp_path: Path
) -> None:
    """Positions come from the facts, days from the planner."""
    table = tmp_path / "two.csv"
    table.write_text(TWO.replace("北京", "锦州"), encoding="utf-8")
    out = tmp_path / "two.zip"
    bare = run("train", "export", str(table), "--to", "gtfs", str(out))
    assert bare.exit_code == 2
    assert "2 趟车哪些天开不知道，GTFS 要写：K1、K2" in bare.stderr
    assert not out.exists()
    days = ("--date", "2027-05-10", "--date", "2027-05-12")
    assert run("train", "export", str(table), "--to", "gtfs", str(out), *days).exit_code == 0
    found = read_gtfs(out.read_bytes(), "two.zip").timetable
    assert [len(train.dates) for train in found.runs] == [2, 2]
    assert found.station("沈阳站").lat == rail.stations["沈阳"].lat
    assert run("train", "export", str(table), "--to", "gtfs", str(out), *days, "--train", "K2").exit_code == 0
    assert [train.number for train in read_gtfs(out.read_bytes(), "two.zip").timetable.runs] == ["K2"]


def test_one_train_of_several_is_written_for_the_check(run: Callable[..., Result], tmp_path: Path) -> None:
    table, out, calls = tmp_path / "two.csv", tmp_path / "one.csv", tmp_path / "all.csv"
    table.write_text(TWO, encoding="utf-8")
    reported = run("train", "import", str(table), "--csv", str(out), "--train", "K1", "--calls", str(calls))
    assert "检查和模拟不了：北京" in reported.output
    assert out.read_text(encoding="utf-8-sig") == "station,arrive,depart\n大连,--,03:00\n沈阳站,11:00,--\n"
    assert read_calls_csv(calls.read_bytes(), "") == read_calls_csv(TWO.encode(), "")
    for words, sentence in ((("--csv", str(out)), "文件里不止一趟车，有 K1、K2"), (
        ("--csv", str(out), "--train", "K9"), "文件里没有“K9”这趟车。有 K1、K2")):  # fmt: skip
        answer = run("train", "import", str(table), *words)
        assert answer.exit_code == 2
        assert sentence in answer.stderr


def test_an_imported_timetable_is_simulated(run: Callable[..., Result], tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text(TWO, encoding="utf-8")
    answer = run("train", "simulate", str(table), "--train", "K1", "--runs", "200", "--json")
    assert [call.station for call in ROBUSTNESS_JSON.validate_json(answer.output).calls] == ["大连", "沈阳"]
    nowhere = run("train", "simulate", str(table), "--train", "K2", "--runs", "200")
    assert nowhere.exit_code == 2
    assert "K2 次停的车站有线路上没有的：北京" in nowhere.stderr


def test_a_file_that_cannot_be_written_leaves_nothing(run: Callable[..., Result], saved: str, tmp_path: Path) -> None:
    answer = run("train", "export", saved, "--to", "csv", str(tmp_path / "nowhere" / "train.csv"))
    assert answer.exit_code != 0
    assert "No such file" in answer.output
    assert [p.name for p in tmp_path.iterdir()] == ["train.json"]


def test_help_names_every_number(run: Callable[..., Result]) -> None:
    reported = run("train", "simulate", "--help").output
    assert all(name.replace("_", "-") in reported for name in NUMBERS)


def test_a_map_is_not_read_back(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    file.write_text('{"type": "FeatureCollection", "features": []}')
    answer = run("train", "import", str(file))
    assert answer.exit_code == 2
    assert "这是 GeoJSON" in answer.stderr


def test_what_is_written_and_kept_is_told_as_json(
    run: Callable[..., Result], saved: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILVERWAY_RAILWAYS_DIR", str(tmp_path / "railways"))
    out = tmp_path / "out.csv"
    told = json.loads(run("train", "export", saved, "--to", "csv", str(out), "--json").stdout)
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    kept = json.loads(run("rail", "import", "-", "--as", "mine", "--json", given=GRAPH).stdout)
    assert (kept["railway"], kept["stations"], kept["trains"], kept["read"]["format"]) == ("mine", 2, 1, "etrc")
    assert json.loads(run("rail", "list", "--json").stdout) == {"railways": ["mine"]}
    told = json.loads(run("rail", "export", "mine", "--to", "csv", str(out), "--json").stdout)
    assert told["bytes"] == out.stat().st_size


@pytest.mark.thorough
def test_a_silver_train_is_drawn_leg_by_leg_in_the_format_of_the_file(
    run: Callable[..., Result], saved: str, tmp_path: Path
) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".PNG", b"\x89PNG"), (".svg", b"<?xml")):
        file = tmp_path / f"sheets{ending}"
        assert run("train", "diagram", "--train", saved, "--output", str(file)).exit_code == 0
        assert file.read_bytes().startswith(begins)
    drawn = json.loads(run("train", "diagram", "--train", saved, "--json").stdout)
    assert drawn["sheets"][0]["title"].startswith("全程")
    assert len(drawn["sheets"]) > 2
    assert json.loads(run("train", "diagram", saved, "--json").stdout) == drawn
    wrong = run("train", "diagram", "--train", saved, "--output", str(tmp_path / "x.gif"))
    assert wrong.exit_code == 2
    assert "图只能存成" in wrong.stderr
