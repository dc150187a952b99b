"""The command line: plans in words or JSON, and one clear sentence with code 2 for what cannot be done."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from planner import __version__
from planner.cli import COMMANDS, TRAIN_COMMANDS, main, train
from planner.commands import LazyGroup
from planner.itinerary.types import ITINERARY_JSON
from planner.settings import Settings
from planner.stay import STAY_JSON
from planner.train.types import CRUISE_JSON, CRUISES_JSON
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


@pytest.mark.thorough
def test_a_trip_is_reported_with_its_bound_and_gap(run) -> None:
    answer = run(*TRIP)
    assert answer.exit_code == 0
    assert f"第 1 天  {SPRING}" in answer.output
    assert "午饭" in answer.output
    assert "歇" in answer.output
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
    called = {one["id"]: one for one in json.loads(answer.output)["contacts"]}
    assert {visit.place.id for day in trip.days for visit in day.visits} <= set(called)
    assert all(set(one) == {"kind", "id", "name", "name_en", "phone", "address"} for one in called.values())


STAY = ("plan", "--stay", "14", "--from", "沈阳", "--profile", "gentle", "--start", SPRING)


def test_a_longer_stay_in_words(run) -> None:
    answer = run(*STAY)
    assert answer.exit_code == 0
    for words in ("住处 1：", "医院：", "要先问酒店：", "第 2 周", "出门：", "歇着：", "12345", "已证明是其中最好的"):
        assert words in answer.output
    english = run("--language", "en", *STAY).output
    assert "Base 1: " in english
    assert "Proven to be the best" in english


def test_a_longer_stay_as_json_can_be_read_back(run) -> None:
    stay = STAY_JSON.validate_json(run(*STAY, "--json").output)
    assert (stay.request.nights, len(stay.days)) == (14, 15)
    assert stay.proof.worth == stay.proof.bound


def test_a_month_is_its_first_day_that_leaves_some_notice(run) -> None:
    stay = STAY_JSON.validate_json(run(*STAY[:-2], "--month", "七月", "--setting", "sea", "--json").output)
    assert (stay.request.start.month, stay.request.start.day) == (7, 1)


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (("--stay", "5"), "住 7 到 30 晚"),
        (("--stay", "31"), "住 7 到 30 晚"),
        (("--stay", "14", "--days", "3"), "不能写 --days"),
        (("--stay", "14", "--must", "星海广场"), "不能写 --must"),
        (("--stay", "14", "--rain"), "不能写 --rain"),
        (("--stay", "14", "--month", "13"), "月份要在 1 到 12 之间"),
        (("--stay", "14", "--month", "5", "--start", SPRING), "只写一个"),
        (("--stay", "14", "--setting", "moon"), "没有“moon”这种环境"),
        (("--stay", "14", "--bases", "3"), "住处可以是 1 或 2 个"),
        (("--theme", "nature", "--days", "2", "--setting", "sea"), "要和 --stay 一起写"),
        (("--theme", "nature",), "还要写 --days"),
        (("--days", "2",), "还要写 --theme"),
    ],
)  # fmt: skip
def test_a_longer_stay_that_makes_no_sense_is_refused(run, words: tuple[str, ...], reported: str) -> None:
    answer = run("plan", "--from", "沈阳", *words)
    assert answer.exit_code != 0
    assert reported in answer.output
    assert "Traceback" not in answer.output


@pytest.mark.thorough
def test_a_silver_train_in_words_and_as_json(run) -> None:
    assert "停靠游览" in run(*TRAIN).output
    train = CRUISE_JSON.validate_json(run(*TRAIN, "--json").output)
    assert train.calls[0].station == train.calls[-1].station == "沈阳"


@pytest.mark.thorough
def test_other_silver_trains_in_words_and_as_json(run) -> None:
    assert "方案 2：" in run(*TRAIN, "--alternatives", "1").output
    found = CRUISES_JSON.validate_json(run(*TRAIN, "--alternatives", "1", "--json").output)
    assert len(found.others) == 1


def changed(words: tuple[str, ...], option: str, text: str) -> list[str]:
    result = list(words)
    if option in result:
        result[result.index(option) + 1] = text
        return result
    return [*result, option, text]


@pytest.mark.parametrize(
    ("words", "option", "text", "reported"),
    [
        (TRIP, "--from", "北京", "没有“北京”这个城市"),
        (TRIP, "--days", "0", "天数要在 1 到 14 之间"),
        (TRIP, "--start", "2020-01-01", "已经过去了"),
        (TRIP, "--start", "soon", "看不懂“soon”"),
        (TRIP, "--theme", "sport", "没有“sport”这个主题"),
        (TRIP, "--profile", "fast", "没有“fast”这种腿脚"),
        (TRAIN, "--days", "40", "天数要在 3 到 8 之间"),
        (TRAIN, "--must", "沈阳", "沈阳是出发城市"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_2(run, words, option, text, reported) -> None:
    answer = run(*changed(words, option, text))
    assert answer.exit_code == 2
    assert reported in answer.output
    assert len(answer.output.strip().splitlines()) == 1
    assert "Traceback" not in answer.output


def test_what_would_help_is_said(run) -> None:
    answer = run(*TRIP, "--must", "大连劳动公园")
    assert answer.exit_code == 2
    assert "大连劳动公园这几天排不进去" in answer.output
    assert "多加 1 天就能排下。" in answer.output
    hard = run(*TRIP, "--must", "老虎滩")
    assert hard.exit_code == 2
    assert "一天走 2000 米" in hard.output.splitlines()[0]


def test_a_whole_wish_with_its_reasons_and_a_rainy_day(run) -> None:
    wish = (*TRIP, "--arrive", "沈阳北@09:30", "--depart", "沈阳北@17:30", "--pace", "slow", "--budget", "80")
    answer = run(*wish, "--why", "--rain")
    assert answer.exit_code == 0
    assert "为什么没有去" in answer.output
    assert "下雨的话" in answer.output
    reported = json.loads(run(*wish, "--why", "--rain", "--json").output)
    assert set(reported) == {"itinerary", "left_out", "rain"}
    assert reported["itinerary"]["request"]["arrival"] == {"station": "沈阳北", "minute": 570, "train": None}


@pytest.mark.parametrize(
    ("option", "text", "reported"),
    [
        ("--arrive", "沈阳北", "看不懂“沈阳北”"),
        ("--arrive", "XX9@沈阳北", "没有 XX9 次车"),
        ("--pin", "沈阳故宫", "看不懂“沈阳故宫”"),
        ("--pin", "沈阳故宫博物院@2", "在第 1 到第 1 天之间"),
        ("--budget", "1.001", "看不懂“1.001”"),
        ("--not-kind", "casino", "没有“casino”这一类景点"),
    ],
)
def test_slips_in_a_wish_are_reported(run, option: str, text: str, reported: str) -> None:
    answer = run(*TRIP, option, text)
    assert answer.exit_code == 2
    assert reported in answer.output
    assert "Traceback" not in answer.output


@pytest.mark.thorough
def test_facts_are_checked_and_faults_reported_by_cell(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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


def test_the_version_is_the_one_the_package_states(run) -> None:
    assert run("--version").output == f"silverway {__version__}\n"


@pytest.mark.parametrize("words", [("plan",), ("train", "plan"), ("train", "check"), ("bench", "toptw")])
def test_a_command_starts_without_solvers_and_database(words: tuple[str, ...]) -> None:
    heavy = ("numba", "ortools", "alembic", "sqlalchemy", "argon2", "shapely")
    code = (
        "import sys\nfrom planner.cli import main\n"
        f"main({[*words, '--help']}, standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("group", "table"), [(main, COMMANDS), (train, TRAIN_COMMANDS)])
def test_each_command_is_found_under_its_name(group: LazyGroup, table: dict[str, str]) -> None:
    context = Context(group)
    found = {name: group.get_command(context, name) for name in table}
    assert {name: command.name for name, command in found.items() if command} == {name: name for name in table}
