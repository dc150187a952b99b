"""A wish as people type it, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from planner.settings import Settings
from tests.support.calendar import SPRING_DAY

TRIP = ("plan", "--theme", "nostalgia", "--days", "1", "--profile", "gentle", "--json")
DAY = f"{SPRING_DAY.year}年{SPRING_DAY.month}月{SPRING_DAY.day}日"
ZHANG = "张学良旧居(张氏帅府博物馆)"


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("SILVERWAY_DATABASE_URL", settings.database_url)
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.mark.parametrize(
    ("home", "must", "start", "age"),
    [
        ("瀋陽", "张学良旧居（张氏帅府博物馆）", DAY, "六十八"),
        (
            "沈阳市",
            "張學良舊居（張氏帥府博物館）",
            DAY.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            "６８岁",
        ),
        ("Shen Yang", "zhangxueliang jiuju", SPRING_DAY.isoformat(), "68"),
    ],
)
def test_one_wish_in_many_spellings(run: Callable[..., Result], home: str, must: str, start: str, age: str) -> None:
    answer = run(*TRIP, "--from", home, "--must", must, "--start", start, "--age", age)
    assert answer.exit_code == 0, answer.output
    request = json.loads(answer.output)["request"]
    assert (request["home"], request["musts"], request["ages"]) == ("沈阳", ["zhang-residence"], [68])
    assert request["start"] == SPRING_DAY.isoformat()


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("--start", "9999-12-31"), "太远了", "too far ahead"),
        (("--arrive", "Jinzhou@10:15"), "金州、锦州", "Jinzhou 金州, Jinzhou 锦州"),
        (("--must", "温泉"), "不止一个", "More than one"),
        (("--age", "老"), "看不懂“老”", "cannot be read"),
        (("--age", "一百二十岁"), "110", "110"),
        (("--pace", "fast"), "--pace 可以选：normal、slow", "--pace can be: normal, slow"),
        (("--budget", "很多"), "看不懂“很多”", "cannot be read"),
        (("--nothing",), "没有 --nothing 这个选项", "There is no option --nothing"),
    ],
)
def test_what_cannot_be_meant_is_told_in_the_language_asked_for(
    run: Callable[..., Result], words: tuple[str, ...], zh: str, en: str
) -> None:
    for language, told in (("zh", zh), ("en", en)):
        answer = run("--language", language, *TRIP, "--from", "沈阳", "--start", DAY, *words)
        assert (answer.exit_code, told in answer.output) == (2, True), answer.output
