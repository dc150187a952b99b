"""Delays on a graph of events: a formula where there is one, a plain recursion, and laws."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.train.robustness.event_graph import BATCH, Blame, EventGraph, batches, blame, propagate, with_buffer
from tests.support.effort import examples

MEAN_S = 240.0
RUNS = 200_000


def graph(train: list[int], before: list[int], waits: list[tuple[int, int, float]] = [], **columns: Any) -> EventGraph:  # noqa: B006
    """Events without any disturbance, but for the columns given."""
    names = ("slack_s", "run_s", "slow_share", "stay_mean_s", "late_share", "late_mean_s", "late_slack_s")
    reported = {name: np.array(columns.pop(name, [0] * len(train)), dtype=np.float32) for name in names}
    return EventGraph(
        train=np.array(train, dtype=np.int64),
        before=np.array(before, dtype=np.int64),
        first=np.array([w[0] for w in waits], dtype=np.int64),
        then=np.array([w[1] for w in waits], dtype=np.int64),
        apart_s=np.array([w[2] for w in waits], dtype=np.float32),
        **{"breakdown_rate": 0.0, "breakdown_s": (1200.0, 3600.0), **reported, **columns},
    )


def mean_delays(made: EventGraph, runs: int = RUNS, seed: int = 1) -> np.ndarray[Any, Any]:
    total = np.zeros(len(made.train))
    for batch in batches(made, runs, seed):
        total += propagate(made, batch).sum(axis=1, dtype=np.float64)
    return total / runs


@pytest.mark.parametrize("buffer_s", [0, 60, 240, 600])
def test_what_a_buffer_lets_through_is_as_the_formula_says(buffer_s: int) -> None:
    """Entry delay exponential of mean mu, one arc with slack b: the delay after it is mu exp(-b / mu)."""
    expected = MEAN_S * exp(-buffer_s / MEAN_S)
    lasts = {"late_share": [1, 0], "late_mean_s": [MEAN_S, 0]}
    own = graph([0, 0], [-1, 0], slack_s=[0, buffer_s], **lasts)
    knocked_on = graph([1, 0], [-1, -1], [(0, 1, buffer_s)], **lasts)
    error = MEAN_S * (2 * exp(-buffer_s / MEAN_S)) ** 0.5 / RUNS**0.5
    for made in (own, knocked_on):
        assert mean_delays(made)[1] == pytest.approx(expected, abs=4 * error)


def test_a_late_start_swallows_its_own_slack() -> None:
    made = graph([0], [-1], late_share=[0.3], late_mean_s=[MEAN_S], late_slack_s=[120])
    assert mean_delays(made)[0] == pytest.approx(0.3 * MEAN_S * exp(-0.5), rel=0.03)


def test_slow_running_and_breakdowns_are_as_long_as_reported() -> None:
    hour = 3600.0
    slow = graph([0, 0], [-1, 0], run_s=[0, hour], slow_share=[0, 0.015])
    assert mean_delays(slow, 20_000)[1] == pytest.approx(54, rel=0.02)
    broken = graph([0, 0], [-1, 0], run_s=[0, hour], breakdown_rate=0.02)
    assert mean_delays(broken)[1] == pytest.approx(0.02 * 2400, rel=0.05)


@st.composite
def graphs(draw: st.DrawFn) -> EventGraph:
    """A few trains, ours among them, with arcs between them in the order of events."""
    count = draw(st.integers(2, 14))
    train, before = [], []
    for event in range(count):
        own = draw(st.integers(0, 3))
        train.append(own)
        before.append(max((e for e in range(event) if train[e] == own), default=-1))
    seconds = st.integers(0, 300)
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), seconds)
    waits = [w for w in draw(st.lists(pairs, max_size=20)) if w[0] < w[1] and train[w[0]] != train[w[1]]]

    def column(values: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(values, min_size=count, max_size=count))

    return graph(
        train, before, waits,
        slack_s=column(seconds), run_s=column(st.sampled_from([0, 600, 3000])),
        slow_share=column(st.sampled_from([0, 0.02])), stay_mean_s=column(st.sampled_from([0, 60])),
        late_share=column(st.sampled_from([0, 0.5, 1])), late_mean_s=column(st.sampled_from([0, 200])),
        late_slack_s=column(st.sampled_from([0, 100])), breakdown_rate=draw(st.sampled_from([0.0, 0.2])),
    )  # fmt: skip


@pytest.mark.thorough
@settings(max_examples=examples(150))
@given(graphs())
def test_each_run_is_the_longest_way_to_each_event(made: EventGraph) -> None:
    batch = next(batches(made, 5, 3))
    delay = propagate(made, batch)
    for run in range(5):
        reported: list[float] = []
        for event in range(len(made.train)):
            arrives = [0.0, float(batch.late[event][run]) if event in batch.late else 0.0]
            if made.before[event] >= 0:
                arrives.append(reported[made.before[event]] + float(batch.pushed[event, run]))
            arrives += [
                reported[f] - s for f, t, s in zip(made.first, made.then, made.apart_s, strict=True) if t == event
            ]
            reported.append(max(arrives))
        assert delay[:, run] == pytest.approx(reported, abs=0.01)


@pytest.mark.thorough
@settings(max_examples=examples(100))
@given(graphs())
def test_without_disturbances_the_plan_is_kept(made: EventGraph) -> None:
    none = np.zeros(len(made.train), dtype=np.float32)
    calm = replace(made, slow_share=none, stay_mean_s=none, late_share=none, breakdown_rate=0.0)
    assert not propagate(calm, next(batches(calm, 20, 1))).any()


@pytest.mark.thorough
@settings(max_examples=examples(100))
@given(graphs(), st.data())
def test_more_buffer_never_makes_anybody_later(made: EventGraph, data: st.DataObject) -> None:
    batch = next(batches(made, 50, 2))
    delay = propagate(made, batch)
    event = data.draw(st.integers(0, len(made.train) - 1))
    more = made.slack_s.copy()
    more[event] += 90
    eased = propagate(replace(made, slack_s=more), next(batches(replace(made, slack_s=more), 50, 2)))
    assert (eased <= delay + 0.01).all()
    assert with_buffer(made, batch, delay, event, 90) == pytest.approx(eased, abs=0.01)
    apart = replace(made, apart_s=made.apart_s + np.float32(90))
    assert (propagate(apart, next(batches(apart, 50, 2))) <= delay).all()


@settings(max_examples=examples(100))
@given(graphs())
def test_more_disturbance_never_makes_anybody_earlier(made: EventGraph) -> None:
    worse = replace(made, late_mean_s=made.late_mean_s * 2, stay_mean_s=made.stay_mean_s * 2)
    delay, later = (propagate(g, next(batches(g, 50, 2))) for g in (made, worse))
    assert (later >= delay - 0.01).all()


@settings(max_examples=examples(100))
@given(graphs())
def test_without_ours_nobody_is_later(made: EventGraph) -> None:
    batch = next(batches(made, 50, 4))
    others = made.train != 0
    without = propagate(made, batch, ours=False)
    assert (without[others] <= propagate(made, batch)[others]).all()
    assert (without[others] >= 0).all()
    assert np.isneginf(without[~others]).all()


@settings(max_examples=examples(100))
@given(graphs())
def test_every_noted_delay_of_ours_has_one_cause(made: EventGraph) -> None:
    batch, found = next(batches(made, 200, 5)), Blame({}, {})
    delay = propagate(made, batch)
    blame(made, batch, delay, 30, found)
    assert sum(found.times.values()) == int((delay[made.train == 0] >= 30).sum())
    assert all(added >= 0 for added in found.added_s.values())


def test_the_same_seed_gives_the_same_delays_and_another_one_others() -> None:
    made = graph([0, 0], [-1, 0], late_share=[1, 0], late_mean_s=[100, 0])
    assert (mean_delays(made, 3000, 7) == mean_delays(made, 3000, 7)).all()
    assert (mean_delays(made, 3000, 7) != mean_delays(made, 3000, 8)).all()
    sizes = [batch.pushed.shape[1] for batch in batches(made, 2 * BATCH + 5, 1)]
    assert sizes == [BATCH, BATCH, 5]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"before": np.array([-1, 1])}, "waits for a later one"),
        ({"before": np.array([-1])}, "different lengths"),
        ({"first": np.array([1])}, "different lengths"),
        ({"first": np.array([1]), "then": np.array([0]), "apart_s": np.array([1.0])}, "waits for a later one"),
        ({"train": np.array([0, 1]), "before": np.array([-1, 0])}, "of another train"),
        ({"slack_s": np.array([0.0, -1.0])}, "is negative"),
        ({"late_share": np.array([0.0, 1.5])}, "over 1"),
        ({"breakdown_rate": 2.0}, "over 1"),
    ],
)
def test_a_graph_that_makes_no_sense_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(graph([0, 0], [-1, 0]), **changes)
