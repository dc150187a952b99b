"""A grid of wishes answers each as if it were asked alone, in order, and can be stopped."""

from __future__ import annotations

import pytest

from planner.errors import OutOfRange
from planner.facts import Facts
from planner.solving import Cancelled, Progress, SolveOptions
from planner.train.insertion import (
    MOST_RUNS,
    SWEEP_JSON,
    CallWish,
    PathRequest,
    Paths,
    SweepRequest,
    find_paths,
    sweep,
)

WAY = CallWish("大连"), CallWish("瓦房店", stay_s=(300, None)), CallWish("盘锦")


def test_each_run_is_the_path_of_its_wish(facts: Facts) -> None:
    found = sweep(facts, SweepRequest((WAY, WAY[::2]), (120, 160), 580, 640, 20), SolveOptions())
    assert SWEEP_JSON.validate_json(SWEEP_JSON.dump_json(found)) == found
    assert [(run.way, run.speed, run.start) for run in found.runs] == [
        (way, speed, start) for way in (0, 1) for speed in (120, 160) for start in (580, 600, 620)
    ]
    for run in found.runs:
        calls = CallWish("大连", (run.start, run.start + 19)), *(WAY, WAY[::2])[run.way][1:]
        alone = find_paths(facts, PathRequest(calls, run.speed))
        if isinstance(alone, Paths):
            assert run.journey_min == alone.best.journey_s // 60
            assert run.depart is not None
            assert run.start <= run.depart < run.start + 20
        else:
            assert (run.depart, run.journey_min) == (None, None)
    assert {run.depart is None for run in found.runs} == {True, False}


def test_it_stops_when_nobody_wants_it_any_more(facts: Facts) -> None:
    told: list[tuple[int, int]] = []

    def listen(progress: Progress) -> None:
        told.append((progress.done, progress.total))
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        sweep(facts, SweepRequest((WAY,), (120,), 120, 320), SolveOptions(progress=listen))
    assert told == [(0, 20), (8, 20)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ways": ()}, "sweep_ways"),
        ({"ways": (WAY,) * 7}, "sweep_ways"),
        ({"every": 4}, "sweep_every"),
        ({"begin": 60, "end": 60}, "sweep_hours"),
        ({"end": 1441}, "sweep_hours"),
        ({"speeds": ()}, "sweep_runs"),
        ({"ways": (WAY,) * 6, "every": 5}, "sweep_runs"),
    ],
)
def test_grids_too_large_or_empty_are_refused(changed: dict[str, object], field: str) -> None:
    with pytest.raises(OutOfRange) as wrong:
        SweepRequest(**{"ways": (WAY,), "speeds": (120, 160), **changed})  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert MOST_RUNS == 3000
