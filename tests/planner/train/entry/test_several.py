"""New trains as somebody writes them: three forms, one meaning; every fault is reported and nothing half read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.catalog import RailFacts
from planner.train.entry.several import SharedConditions, read_new_trains, read_new_trains_file
from planner.train.entry.train_file import BadCase


def say(text: str) -> str:
    return text


def test_lines_csv_and_json_mean_the_same(rail: RailFacts, tmp_path: Path) -> None:
    texts = {
        "a.txt": "y501: 大连@20:30 沈阳\n\nY502 25T：沈阳@21:00 大连\n",
        "a.csv": "calls,train,stock\n大连@20:30 沈阳,Y501,\n沈阳@21:00 大连,Y502,25T\n",
        "a.json": json.dumps(
            [
                {"train": "Y501", "calls": ["大连@20:30", "沈阳"]},
                {"train": "Y502", "calls": ["沈阳@21:00", "大连"], "stock": "25T"},
            ]
        ),
    }  # fmt: skip
    read = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        read.append(read_new_trains_file(tmp_path / name, rail.stations, SharedConditions(away="K1"), say))
    assert read[0] == read[1] == read[2]
    assert list(read[0]) == ["Y501", "Y502"]
    assert [(wish.top_kmh, wish.away) for wish in read[0].values()] == [(120, "K1"), (160, "K1")]


@pytest.mark.parametrize(
    ("lines", "reported"),
    [
        (["Y501"], "第 1 行：先写车次和冒号"),
        (["Y501: 大连 沈阳", "Y501: 沈阳 大连"], "第 2 行：车次要写"),
        (["Y501: 大连 沈阳甲"], "第 1 行：没有找到叫“沈阳甲”的车站"),
        (["Y501: 大连"], "第 1 行："),
        (["Y501 26X: 大连 沈阳"], "第 1 行："),
    ],
)
def test_faults_are_reported_by_line(rail: RailFacts, lines: list[str], reported: str) -> None:
    with pytest.raises(BadCase) as wrong:
        read_new_trains(lines, rail.stations, SharedConditions(), say)
    assert wrong.value.sentences[0].startswith(reported)


@pytest.mark.parametrize(
    ("name", "text", "reported"),
    [
        ("a.csv", "train\nY501\n", "a.csv 第 1 行“calls”：表头里没有这一列"),
        ("a.json", "[", "JSON 第 1 行"),
        ("a.json", "[{}]", "JSON 要写成"),
        ("b.txt", None, "读不出文件"),
    ],
)
def test_files_that_cannot_be_read(rail: RailFacts, tmp_path: Path, name: str, text: str | None, reported: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadCase) as wrong:
        read_new_trains_file(tmp_path / name, rail.stations, SharedConditions(), say)
    assert wrong.value.sentences[0].startswith(reported)
