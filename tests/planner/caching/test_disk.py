"""What is computed from the facts is kept as long as facts and code stay the same, and only if it is whole."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.caching import disk as module
from planner.caching import disk_cached
from planner.catalog import RailFacts
from planner.train.traffic import traffic


@dataclass(frozen=True)
class State:
    """Facts of which only the digest matters."""

    digest: str


FILES, OTHER, BY_HAND = State("a" * 64), State("b" * 64), State("small")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "FOLDER", tmp_path / "computed")
    monkeypatch.setattr(module, "sources_digest", lambda _module: "c" * 64)
    return tmp_path / "computed"


def numbers() -> Callable[[State], tuple[int, ...]]:
    """A kept function that counts how often it is computed."""
    asked = []

    @disk_cached
    def count(facts: State) -> tuple[int, ...]:
        asked.append(facts)
        return (len(asked), 2, 3)

    return count


def test_it_is_made_once_for_each_state_of_the_facts(folder: Path) -> None:
    count = numbers()
    assert [count(FILES) for _ in range(2)] == [(1, 2, 3)] * 2
    assert [count(OTHER) for _ in range(2)] == [(2, 2, 3)] * 2
    assert count(FILES) == (1, 2, 3)
    assert len(list(folder.iterdir())) == 2


def test_it_is_made_anew_when_its_sources_change(monkeypatch: pytest.MonkeyPatch) -> None:
    count = numbers()
    count(FILES)
    monkeypatch.setattr(module, "sources_digest", lambda name: "d" * 64 if name == __name__ else "c" * 64)
    assert count(FILES) == (2, 2, 3)


def test_what_is_broken_is_made_anew(folder: Path) -> None:
    count = numbers()
    count(FILES)
    for times, broken in enumerate((lambda content: content[:-1], lambda content: content[:-1] + b"?", lambda _: b"")):
        (kept,) = folder.iterdir()
        kept.write_bytes(broken(kept.read_bytes()))
        assert [count(FILES) for _ in range(2)] == [(times + 2, 2, 3)] * 2


def test_only_the_newest_are_held(folder: Path) -> None:
    count = numbers()
    for number in range(module.HELD + 2):
        count(State(f"{number:02x}" * 32))
    assert len(list(folder.iterdir())) == module.HELD
    assert count(State(f"{number:02x}" * 32)) == (module.HELD + 2, 2, 3)


def test_facts_made_by_hand_leave_nothing_behind(folder: Path) -> None:
    count = numbers()
    assert [count(BY_HAND)[0] for _ in range(2)] == [1, 2]
    assert not folder.exists()


def test_where_nothing_can_be_written_it_is_made_each_time(folder: Path) -> None:
    folder.write_text("a file in the way", encoding="utf-8")
    count = numbers()
    assert [count(FILES)[0] for _ in range(2)] == [1, 2]


@pytest.mark.thorough
def test_traffic_comes_back_as_it_was(rail: RailFacts) -> None:
    known = traffic(rail)
    assert pickle.loads(pickle.dumps(known)) == known  # noqa: S301  # our own
