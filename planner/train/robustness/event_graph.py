"""Delays on a graph of events, by simulation. Numbers only.

An event is a train entering or leaving a section. It waits for the event before it in the same train, and for events
of other trains that must come first: the order is the planned one, and nobody runs ahead of the plan. Every arc has a
slack, the planned time less the least; so a delay is what arrives over the arcs beyond their slack, and without any
disturbance all delays are zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

BATCH = 1000  # runs at a time: rows that stay in the processor's cache
OURS = 0

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class EventGraph:
    """Events in an order in which each waits only for earlier ones; all arrays but the last three are by event.

    `train` numbers the trains, 0 is ours. `before` is the event before in the same train, -1 for its first; on the arc
    from there `slack_s` is the slack, `run_s` the seconds of running (0: a stop), slowed by a share uniform between 0
    and twice `slow_share` and hit by a breakdown with `breakdown_rate` an hour; a stop lasts longer by an exponential
    time of mean `stay_mean_s`. Apart from the arcs an event is late, with probability `late_share`, by an exponential
    time of mean `late_mean_s`, of which it swallows `late_slack_s`. Arc k makes event `then[k]` wait for `first[k]` of
    another train with slack `apart_s[k]`.
    """

    train: Ints
    before: Ints
    slack_s: Floats
    run_s: Floats
    slow_share: Floats
    stay_mean_s: Floats
    late_share: Floats
    late_mean_s: Floats
    late_slack_s: Floats
    first: Ints
    then: Ints
    apart_s: Floats
    breakdown_rate: float
    breakdown_s: tuple[float, float]  # shortest, longest

    def __post_init__(self) -> None:
        events, arcs = len(self.train), len(self.first)
        by_event = (
            self.before, self.slack_s, self.run_s, self.slow_share, self.stay_mean_s,
            self.late_share, self.late_mean_s, self.late_slack_s,
        )  # fmt: skip
        if any(len(column) != events for column in by_event) or len(self.then) != arcs or len(self.apart_s) != arcs:
            raise ValueError("columns of different lengths")
        if (self.before >= np.arange(events)).any() or (self.first >= self.then).any():
            raise ValueError("an event waits for a later one")
        chained = self.before >= 0
        if (self.train[self.before[chained]] != self.train[chained]).any():
            raise ValueError("the event before is of another train")
        if min((float(c.min(initial=0)) for c in (*by_event[1:], self.apart_s, self.train)), default=0) < 0:
            raise ValueError("a slack, a share or a mean is negative")
        if max(float(self.late_share.max(initial=0)), self.breakdown_rate) > 1:
            raise ValueError("a probability is over 1")

    @cached_property
    def waits(self) -> tuple[tuple[tuple[int, int, float], ...], ...]:
        """For each event: (arc, event it waits for, slack) of other trains."""
        found: list[list[tuple[int, int, float]]] = [[] for _ in self.train]
        for arc, (first, then, slack) in enumerate(zip(self.first, self.then, self.apart_s, strict=True)):
            found[int(then)].append((arc, int(first), float(slack)))
        return tuple(map(tuple, found))


@dataclass(frozen=True)
class Batch:
    """Disturbances of a few runs, the same for every graph with these events: common random numbers.

    `pushed[v]` is what the arc from the event before adds to its delay, its slack taken off; `late[v]` is the event's
    own lateness beyond its slack. Both in seconds, by event and run.
    """

    pushed: Floats
    late: dict[int, Floats]


def batches(graph: EventGraph, runs: int, seed: int) -> Iterator[Batch]:
    """The disturbances of all runs; the same seed and the same events give the same ones."""
    for number, start in enumerate(range(0, runs, BATCH)):
        yield _draw(graph, np.random.default_rng([seed, number]), min(BATCH, runs - start))


def _draw(graph: EventGraph, rng: np.random.Generator, size: int) -> Batch:
    pushed = np.repeat(-graph.slack_s[:, None], size, axis=1)
    slowed = np.flatnonzero(graph.run_s * graph.slow_share > 0)
    most = 2 * graph.run_s[slowed] * graph.slow_share[slowed]
    pushed[slowed] += rng.random((len(slowed), size), dtype=np.float32) * most[:, None]
    stays = np.flatnonzero(graph.stay_mean_s > 0)
    longer = rng.standard_exponential((len(stays), size), dtype=np.float32)
    pushed[stays] += longer * graph.stay_mean_s[stays][:, None]
    _break_down(graph, rng, pushed)
    late = {}
    for event in np.flatnonzero(graph.late_share * graph.late_mean_s > 0):
        seconds = rng.standard_exponential(size, dtype=np.float32) * graph.late_mean_s[event]
        struck = rng.random(size, dtype=np.float32) < graph.late_share[event]
        late[int(event)] = np.where(struck, seconds - graph.late_slack_s[event], np.float32(0))
    return Batch(pushed, late)


def _break_down(graph: EventGraph, rng: np.random.Generator, pushed: Floats) -> None:
    """Rare breakdowns: few, so they are scattered over the runs instead of drawn for each."""
    total = float(graph.run_s.sum(dtype=np.float64))
    count = rng.poisson(graph.breakdown_rate / 3600 * total * pushed.shape[1])
    if count:
        where = rng.choice(len(graph.run_s), count, p=graph.run_s.astype(np.float64) / total)
        lasts = rng.uniform(*graph.breakdown_s, count).astype(np.float32)
        np.add.at(pushed, (where, rng.integers(0, pushed.shape[1], count)), lasts)


def propagate(graph: EventGraph, batch: Batch, ours: bool = True) -> Floats:
    """Delays in seconds, by event and run; with `ours` False as if train 0 did not run (its rows are -inf)."""
    delay = np.empty_like(batch.pushed)
    for event in range(len(graph.train)):
        if not ours and graph.train[event] == OURS:
            delay[event] = -np.inf
        else:
            _settle(graph, batch, delay, event)
    return delay


def with_buffer(graph: EventGraph, batch: Batch, delay: Floats, event: int, more_s: float) -> Floats:
    """The delays if the arc from the event before had more slack; `delay` are those without."""
    slacker = Batch(np.array(batch.pushed), batch.late)
    slacker.pushed[event] -= more_s
    result = np.array(delay)
    for later in range(event, len(graph.train)):
        _settle(graph, slacker, result, later)
    return result


def _settle(graph: EventGraph, batch: Batch, delay: Floats, event: int) -> None:
    row, before = delay[event], graph.before[event]
    if before >= 0:
        np.add(delay[before], batch.pushed[event], out=row)
        np.maximum(row, 0, out=row)
    else:
        row[:] = 0
    if event in batch.late:
        np.maximum(row, batch.late[event], out=row)
    for _, first, slack in graph.waits[event]:
        np.maximum(row, delay[first] - np.float32(slack), out=row)


@dataclass
class Blame:
    """Over runs: how often what made an event of ours late, and by how many seconds it added to the delay.

    Keys: ("own", event) slow running or a long stay, ("late", event), ("wait", arc).
    """

    times: dict[tuple[str, int], int]
    added_s: dict[tuple[str, int], float]


def blame(graph: EventGraph, batch: Batch, delay: Floats, min_running_s: float, found: Blame) -> None:
    """Count for each event of ours which arc decided its delay, in runs in which that is `min_running_s` or more.

    An arc of the own train adds what the delay grew over it, one from another train what the train had to wait.
    """
    for event in np.flatnonzero(graph.train == OURS):
        row, before = delay[event], graph.before[event]
        open_ = row >= min_running_s
        own = np.zeros_like(row)
        if before >= 0:
            own = np.maximum(delay[before] + batch.pushed[event], 0)
            _count(found, ("own", int(event)), open_ & (own == row), row - delay[before])
            open_ &= own != row
        if event in batch.late:
            hit = open_ & (batch.late[int(event)] == row)
            _count(found, ("late", int(event)), hit, row - own)
            open_ &= ~hit
        for arc, first, slack in graph.waits[event]:
            hit = open_ & (delay[first] - np.float32(slack) == row)
            _count(found, ("wait", arc), hit, row - own)
            open_ &= ~hit


def _count(found: Blame, key: tuple[str, int], hit: npt.NDArray[np.bool_], added_s: Floats) -> None:
    times = int(hit.sum())
    if times:
        found.times[key] = found.times.get(key, 0) + times
        found.added_s[key] = found.added_s.get(key, 0.0) + float(np.maximum(added_s[hit], 0).sum())
