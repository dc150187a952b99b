"""What a routing server said is kept: between processes, as long as it is fresh, and not without end."""

from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from planner.travel import cache as cache
from planner.travel.cache import CachedWays, WayCache, grid_point

A, B, C = grid_point(41.79, 123.43), grid_point(41.8, 123.44), grid_point(41.81, 123.45)
NAN = math.nan


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr(cache, "time", lambda: now[0])
    return now


def same(found: CachedWays, way: tuple[int, int], seconds: float, metres: float) -> bool:
    here = [found.seconds[way], found.metres[way]]
    return bool(found.known[way]) and np.array_equal(here, [seconds, metres], equal_nan=True)


def test_there_and_back_are_two_ways_and_servers_do_not_mix(tmp_path: Path) -> None:
    kept = WayCache(tmp_path / "ways.db", "one")
    kept.note([(A, B, 60.0, 500.0, True), (B, A, 90.0, 700.0, True)])
    found = WayCache(tmp_path / "ways.db", "one").lookup([A, B, C])
    assert same(found, (0, 1), 60.0, 500.0)
    assert same(found, (1, 0), 90.0, 700.0)
    assert same(found, (2, 2), 0.0, 0.0)
    assert not found.known[0, 2]
    assert not WayCache(tmp_path / "ways.db", "other").lookup([A, B]).known[0, 1]


def test_a_failure_is_forgotten_soon_a_missing_way_is_not(tmp_path: Path, clock: list[float]) -> None:
    kept = WayCache(tmp_path / "ways.db", "one")
    kept.note([(A, B, NAN, NAN, False), (B, A, NAN, NAN, True), (A, C, 60.0, 500.0, True)])
    assert kept.lookup([A, B, C]).known.sum() == 3 + 3
    clock[0] += cache.KEEP_FAILED_S + 1
    found = kept.lookup([A, B, C])
    assert not found.known[0, 1]
    assert same(found, (1, 0), NAN, NAN)
    assert found.known[0, 2]
    assert kept.lookup([A, B]).known[0, 1], "who checks a trip sees what it was planned with"
    clock[0] += cache.KEEP_S
    assert not kept.lookup([A, B, C]).known[0, 2]
    assert kept.lookup([A, C]).known[0, 1]
    clock[0] += cache.KEEP_S
    assert not kept.lookup([A, C]).known[0, 1]


def test_the_oldest_ways_go_first(tmp_path: Path, clock: list[float]) -> None:
    kept = WayCache(tmp_path / "ways.db", "one", most_ways=100)
    for number in range(130):
        clock[0] += 1
        kept.note([(A, (number, number), 1.0, 1.0, True)])
    with closing(sqlite3.connect(tmp_path / "ways.db")) as store:
        count, oldest = store.execute("SELECT count(*), min(lat2) FROM way").fetchone()
    assert 80 <= count <= 100
    assert oldest >= 25


@pytest.mark.parametrize("error", ["rubbish", "folder"])
def test_an_unusable_file_costs_only_the_sharing(tmp_path: Path, error: str) -> None:
    file = tmp_path / "ways.db"
    if error == "rubbish":
        file.write_bytes(b"this is no database, however long one looks at it" * 50)
    else:
        file.mkdir()
    kept = WayCache(file, "one")
    kept.note([(A, B, 60.0, 500.0, True)])
    assert same(kept.lookup([A, B]), (0, 1), 60.0, 500.0)


WRITER = """
import sys
from pathlib import Path
from planner.travel.cache import WayCache
number = int(sys.argv[2])
kept = WayCache(Path(sys.argv[1]), "one")
for each in range(50):
    kept.note([((number, 0), (each, each), float(number), float(each), True)])
"""


@pytest.mark.thorough
def test_processes_share_a_file_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.travel.cache.KEEP_S", math.inf)  # the writers have a clock of their own
    file = tmp_path / "ways.db"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(number)]) for number in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    for number in range(3):
        spots = [(number, 0), *((each, each) for each in range(1, 50))]
        found = WayCache(file, "one").lookup(spots)
        assert found.known[0, 1:].all()
        assert (found.seconds[0, 1:] == number).all()
