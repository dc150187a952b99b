"""How a train fares when trains are late: a simulation of many runs among the published traffic.

The planned order of trains is kept, so what is said is an upper bound of what dispatchers would let happen. Every
comparison runs over the same disturbances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

import numpy as np
from pydantic import TypeAdapter

from planner.clock import DAY_S
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.insertion import boarding_minutes
from planner.train.robustness.delay_graph import DelayGraph, GuestStay, TrainConnection, delay_graph
from planner.train.robustness.delays import Delays, read_delays
from planner.train.robustness.event_graph import Batch, Blame, Floats, batches, blame, propagate, with_buffer
from planner.train.types import Cruise, Passing

DEFAULT_RUNS, LEAST_RUNS, MOST_RUNS = 10_000, 100, 1_000_000
ON_TIME_S = 300
NOTED_S = 60  # a delay that counts when arcs are blamed
BUFFER_S = 60
SHOWN = 10


@dataclass(frozen=True)
class CallDelay:
    """Delay in minutes at a stop: of the arrival, at the first stop of the departure. `arrive` and `depart` are planned
    minutes from 00:00 of the first day. `on_time` is the share of runs within five minutes; `left` is the mean delay of
    the departure. `due` is when guests must be at the platform for their day to be as planned, `reached` the share of
    runs in which they are; None: no day."""

    station: str
    arrive: int | None
    depart: int | None
    mean: float
    p50: float
    p80: float
    p95: float
    on_time: float
    left: float | None
    due: int | None
    reached: float | None


@dataclass(frozen=True)
class TrainDelay:
    """What our train adds to another's delay on leaving the area, in minutes on average; `day` 0 = our first."""

    train: str
    day: int
    mean: float


@dataclass(frozen=True)
class Secondary:
    """Minutes that all other trains together are later because of ours, in a run; `error` is the standard error of
    the mean. `touched` is the share of runs in which it is a minute or more."""

    mean: float
    error: float
    p95: float
    touched: float
    trains: tuple[TrainDelay, ...]  # the most delayed first


@dataclass(frozen=True)
class BufferWorth:
    """One more minute of running time before a stop: the minutes of delay it saves at our stops, and other trains."""

    origin: str
    target: str
    own: float
    others: float


@dataclass(frozen=True)
class WeakPoint:
    """Where delay of ours arises. `kind` is start, run, stay, guests, behind, crossing or connection; `train` is the
    other train of the last three. `share` of runs in which it decides a delay of a minute or more (the most often
    decided event counts), `added` minutes in a run on average."""

    kind: str
    origin: str
    target: str
    train: str | None
    share: float
    added: float


@dataclass(frozen=True)
class Robustness:
    """What `runs` runs from a seed say; `delays` are the numbers they were drawn with."""

    runs: int
    seed: int
    trains: int
    events: int
    delays: Delays
    calls: tuple[CallDelay, ...]
    secondary: Secondary
    buffer: tuple[BufferWorth, ...]
    weak: tuple[WeakPoint, ...]


ROBUSTNESS_JSON: TypeAdapter[Robustness] = TypeAdapter(Robustness)


@dataclass(frozen=True)
class SimulationOptions:
    """How often to simulate, from which seed, and what is different from the rules' delays: `changes` as
    `planner.train.robustness.delays` reads them, `connections` that our train waits for."""

    runs: int = DEFAULT_RUNS
    seed: int = 1
    changes: tuple[str, ...] = ()
    connections: tuple[TrainConnection, ...] = ()


PLAIN = SimulationOptions()


def cruise_robustness(facts: Facts, cruise: Cruise, options: SimulationOptions = PLAIN) -> Robustness:
    """The robustness of a silver train.

    Raises
    ------
    SilverwayError
        If a change or a connection is none, or the train's way is not on the network.
    """
    delays = read_delays(facts.rules, options.changes)
    graph = delay_graph(facts.rail, delays, cruise.passings, cruise_stays(facts.rules, cruise), options.connections)
    return simulate(graph, delays, options.runs, options.seed)


def way_robustness(
    facts: Facts, passings: Sequence[Passing], options: SimulationOptions = PLAIN, own: str = ""
) -> Robustness:
    """The same for the way of an entered timetable (`planner.train.entry.way`), which has no days on land."""
    delays = read_delays(facts.rules, options.changes)
    graph = delay_graph(facts.rail, delays, passings, (), options.connections, own)
    return simulate(graph, delays, options.runs, options.seed)


def cruise_stays(rules: RulePack, cruise: Cruise) -> tuple[GuestStay, ...]:
    """The guests' days between their trains, with the time that boarding takes."""
    boarding_s, found = boarding_minutes(cruise.request.guests, rules) * 60, []
    for excursion in cruise.excursions:
        midnight_s = (excursion.day.date - cruise.start) // timedelta(days=1) * DAY_S
        items = excursion.day.items
        for passing in cruise.passings:
            if passing.station == excursion.station and 0 <= passing.arrive_s - midnight_s < DAY_S:
                due_s, ready_s = (midnight_s + items[0].start * 60, midnight_s + items[-1].end * 60)
                found.append(GuestStay(passing.station, passing.arrive_s, due_s - boarding_s, ready_s + boarding_s))
    return tuple(found)


def simulate(graph: DelayGraph, delays: Delays, runs: int, seed: int) -> Robustness:
    """Run the graph; the same seed gives the same figures."""
    tally = _Tally(graph, runs)
    for batch in batches(graph.graph, runs, seed):
        tally.count(batch)
    return Robustness(
        runs=runs,
        seed=seed,
        trains=len(graph.names) - 1,
        events=len(graph.at),
        delays=delays,
        calls=tally.calls(),
        secondary=tally.secondary(),
        buffer=tally.buffer(),
        weak=tally.weak(),
    )


class _Tally:
    """Sums over the batches."""

    def __init__(self, graph: DelayGraph, runs: int) -> None:
        self.graph, self.runs, self.done = graph, runs, 0
        self.arrivals = [stop.arrive for stop in graph.stops if stop.arrive is not None]
        self.reported = [*(stop.depart for stop in graph.stops[:1] if stop.depart is not None), *self.arrivals]
        self.exits = list(graph.exits)
        self.own_s = np.empty((len(graph.stops), runs), dtype=np.float32)
        self.others_s = np.empty(runs, dtype=np.float64)
        self.by_train_s = np.zeros(len(self.exits))
        self.left = [(number, stop.depart) for number, stop in enumerate(graph.stops) if stop.depart is not None]
        self.left_s = np.zeros(len(graph.stops))
        self.saved_s = np.zeros((len(self.arrivals), 2))
        self.blamed = Blame({}, {})

    def count(self, batch: Batch) -> None:
        graph, size = self.graph.graph, batch.pushed.shape[1]
        part = slice(self.done, self.done + size)
        delay = propagate(graph, batch)
        more = delay[self.exits] - propagate(graph, batch, ours=False)[self.exits]
        self.own_s[:, part] = delay[self.reported]
        for number, event in self.left:
            self.left_s[number] += delay[event].sum(dtype=np.float64)
        self.others_s[part] = more.sum(axis=0, dtype=np.float64)
        self.by_train_s += more.sum(axis=1, dtype=np.float64)
        for place, event in enumerate(self.arrivals):
            eased = with_buffer(graph, batch, delay, event, BUFFER_S)
            self.saved_s[place] += _sum(delay, eased, self.arrivals), _sum(delay, eased, self.exits)
        blame(graph, batch, delay, NOTED_S, self.blamed)
        self.done += size

    def calls(self) -> tuple[CallDelay, ...]:
        found = []
        for number, (stop, row) in enumerate(zip(self.graph.stops, self.own_s, strict=True)):
            left_s = None if stop.depart is None else self.left_s[number] / self.runs
            p50, p80, p95 = np.percentile(row, (50, 80, 95)) / 60
            in_time = None if stop.due_s is None else float((row <= stop.due_s - stop.arrive_s).mean())
            found.append(
                CallDelay(
                    station=stop.station,
                    arrive=None if stop.arrive is None else -(-stop.arrive_s // 60),
                    depart=None if stop.depart is None else stop.depart_s // 60,
                    mean=round(float(row.mean(dtype=np.float64)) / 60, 2),
                    p50=round(float(p50), 1),
                    p80=round(float(p80), 1),
                    p95=round(float(p95), 1),
                    on_time=round(float((row <= ON_TIME_S).mean()), 4),
                    left=None if left_s is None else round(float(left_s) / 60, 2),
                    due=None if stop.due_s is None else stop.due_s // 60,
                    reached=None if in_time is None else round(in_time, 4),
                )
            )
        return tuple(found)

    def secondary(self) -> Secondary:
        minutes, names, days = self.others_s / 60, self.graph.names, self.graph.days
        by_train = defaultdict[tuple[str, int], float](float)
        for train, total_s in enumerate(self.by_train_s.tolist(), 1):
            by_train[names[train], days[train]] += total_s / 60 / self.runs
        worst = sorted(by_train.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        return Secondary(
            mean=round(float(minutes.mean()), 2),
            error=round(float(minutes.std(ddof=1)) / sqrt(self.runs), 3),
            p95=round(float(np.percentile(minutes, 95)), 1),
            touched=round(float((self.others_s >= NOTED_S).mean()), 4),
            trains=tuple(TrainDelay(*train, round(mean, 2)) for train, mean in worst if round(mean, 2) > 0),
        )

    def buffer(self) -> tuple[BufferWorth, ...]:
        stops = self.graph.stops
        found = []
        for at, (own, others) in enumerate((self.saved_s / 60 / self.runs).tolist(), 1):  # the first has no arrival
            found.append(BufferWorth(stops[at - 1].station, stops[at].station, round(own, 3), round(others, 3)))
        return tuple(sorted(found, key=lambda worth: -(worth.own + worth.others)))

    def weak(self) -> tuple[WeakPoint, ...]:
        times = defaultdict[tuple[str, str, str, str | None], int](int)
        added = defaultdict[tuple[str, str, str, str | None], float](float)
        for key, count in self.blamed.times.items():
            place = self._place(*key)
            times[place] = max(times[place], count)
            added[place] += self.blamed.added_s[key]
        worst = sorted(added, key=lambda place: (-added[place], place[:3], place[3] or ""))[:SHOWN]
        return tuple(
            WeakPoint(*place, round(times[place] / self.runs, 4), round(added[place] / 60 / self.runs, 3))
            for place in worst
        )

    def _place(self, kind: str, number: int) -> tuple[str, str, str, str | None]:
        """(kind, from, to, train) of what is blamed."""
        graph, at = self.graph.graph, self.graph.at
        if kind == "wait":
            train = self.graph.names[graph.train[graph.first[number]]]
            return (self.graph.kinds[number], *self.graph.sections[number], train)
        before = int(graph.before[number])
        if kind == "late":
            return ("start" if before < 0 else "guests", at[number], at[number], None)
        return ("run" if graph.run_s[number] > 0 else "stay", at[before], at[number], None)


def _sum(delay: Floats, eased: Floats, events: list[int]) -> float:
    return float((delay[events] - eased[events]).sum(dtype=np.float64))
