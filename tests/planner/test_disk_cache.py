"""What is worked out from the facts is kept as long as facts and planner stay the same, and only if it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from planner import disk_cache as module
from planner.catalog import RailFacts
from planner.disk_cache import kept
from planner.train.traffic import traffic
from planner.train.traffic.published import TRAFFIC_JSON

FORM = TypeAdapter(tuple[int, ...])
FILES, OTHER = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "_folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> tuple[int, ...]:
        self.asked += 1
        return (self.asked, 2, 3)


def test_it_is_made_once_for_each_state_of_the_facts(folder: Path) -> None:
    make = Maker()
    assert [kept("numbers", FILES, FORM, make) for _ in range(2)] == [(1, 2, 3)] * 2
    assert kept("numbers", OTHER, FORM, make) == (2, 2, 3)
    assert kept("others", FILES, FORM, make) == (3, 2, 3)
    assert len(list(folder.iterdir())) == 3


def test_what_is_broken_is_made_anew(folder: Path) -> None:
    make = Maker()
    kept("numbers", FILES, FORM, make)
    next(folder.iterdir()).write_bytes(b"[1, 2")
    assert [kept("numbers", FILES, FORM, make) for _ in range(2)] == [(2, 2, 3)] * 2


def test_facts_made_by_hand_leave_nothing_behind(folder: Path) -> None:
    make = Maker()
    assert [kept("numbers", "small", FORM, make)[0] for _ in range(2)] == [1, 2]
    assert not folder.exists()


def test_where_nothing_can_be_written_it_is_made_each_time(folder: Path) -> None:
    folder.write_text("a file in the way", encoding="utf-8")
    make = Maker()
    assert [kept("numbers", FILES, FORM, make)[0] for _ in range(2)] == [1, 2]


def test_traffic_comes_back_as_it_was(rail: RailFacts) -> None:
    known = traffic(rail)
    assert TRAFFIC_JSON.validate_json(TRAFFIC_JSON.dump_json(known)) == known
