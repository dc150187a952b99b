"""A path that was found is a good timetable when all its times are typed in again, and loses nothing on the way."""

from __future__ import annotations

import re
from random import Random

import pytest

from benchmarks.typed_back import conventional, drawn, measured
from planner.facts import Facts
from planner.train.check import check_timetable
from planner.train.entry import read_calls, train_of_path, write_calls
from planner.train.insertion import CallWish, PathRequest, Paths, find_paths
from planner.train.report import path_lines
from planner.train.traffic import traffic
from planner.train.types import Possession
from tests.support.effort import examples

NIGHT = PathRequest(
    (CallWish("大连", (1230, 1380)), CallWish("鞍山", stay_s=(300, 1200)), CallWish("沈阳", (None, 1920))),
    top_kmh=160,
    paths=3,
    objective="buffer",
    away="K682",
    possessions=(Possession("辽阳", "沈阳", 0, 240, one_way=True),),
    assumes=("鞍山:tracks=7",),
)


@pytest.fixture(scope="module")
def paths(facts: Facts) -> Paths:
    found = find_paths(facts, NIGHT)
    assert isinstance(found, Paths)
    return found


def test_times_way_and_technical_stops_are_kept(paths: Paths) -> None:
    for path in paths.paths:
        train = train_of_path(path, NIGHT)
        assert [call.station for call in train.calls] == [passing.station for passing in path.passings]
        for call, passing in zip(train.calls, path.passings, strict=True):
            for minute, second in ((call.arrive, passing.arrive_s), (call.depart, passing.depart_s)):
                assert minute is None or 0 <= second - 60 * minute < 60
        stops = {c.station for c in train.calls[1:-1] if c.arrive != c.depart}
        assert stops == {*path.waits, "鞍山"}
        case = train.case
        assert (case.own, case.top_kmh, case.possessions, case.assumes) == (
            "K682", 160, NIGHT.possessions, NIGHT.assumes,
        )  # fmt: skip


def test_it_can_be_written_and_read_again(facts: Facts, paths: Paths) -> None:
    train = train_of_path(paths.best, NIGHT)
    text = write_calls((call.station, call.arrive, call.depart) for call in train.calls)
    assert read_calls(text, facts.rail.stations, str) == (train.calls, ())


def test_it_passes_the_check(facts: Facts, paths: Paths) -> None:
    for path in paths.paths:
        train = train_of_path(path, NIGHT)
        assert check_timetable(facts, traffic(facts.rail), train.calls, train.case).violations == ()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(2))
def test_paths_of_wishes_drawn_at_random_pass_when_typed_in_again(facts: Facts, seed: int) -> None:
    found = measured(facts, examples(6), seed)
    assert found.paths > 0
    assert (dict(found.rules), found.broken) == ({}, [])


@pytest.mark.thorough
def test_no_meaningless_number_is_told(facts: Facts) -> None:
    """Room is minutes that somebody could count, or words."""
    random, stations = Random(7), conventional(facts)
    for _ in range(examples(6)):
        request = drawn(random, stations)
        found = find_paths(facts, request) if request else None
        for path in found.paths if isinstance(found, Paths) else ():
            numbers = re.findall(r"\d+", "\n".join(path_lines([path], str)))
            assert max(map(int, numbers)) < 5000
