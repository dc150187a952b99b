"""A train among the published ones it meets → the graph on which delays are simulated.

Trains of the published traffic that run through a section of ours within the hours the simulation looks at, each on its
way between the first and the last such section. Where two of them are planned closer together than the least time,
the plan is taken to be feasible. Freight trains, station tracks and the stock's turns are in no public timetable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.train.infrastructure import RunningTable, running_table
from planner.train.robustness.delay_events import Arc, GraphBuilder, TimedSection, arcs
from planner.train.robustness.delays import Delays
from planner.train.robustness.event_graph import OURS, EventGraph
from planner.train.traffic import published_traffic, single_links
from planner.train.types import Passing, Run


@dataclass(frozen=True)
class GuestStay:
    """A day on land: guests leave the train by `due_s` and are back by `ready_s`; their day cannot be shorter."""

    station: str
    arrive_s: int
    due_s: int
    ready_s: int


@dataclass(frozen=True)
class GraphStop:
    """Where our train stands: its events in the graph, None where it has none; `due_s` as in `GuestStay`."""

    station: str
    arrive: int | None
    depart: int | None
    arrive_s: int
    depart_s: int
    due_s: int | None


@dataclass(frozen=True)
class DelayGraph:
    """The graph and what it is about. `at` is the station of each event, `names` and `days` (the day of setting out,
    0 = ours) belong to the trains; `exits` is the last event of each other train. `sections` are the stations between
    which an arc to another train holds, `kinds` why: behind, crossing or connection."""

    graph: EventGraph
    at: tuple[str, ...]
    names: tuple[str, ...]
    days: tuple[int, ...]
    stops: tuple[GraphStop, ...]
    exits: tuple[int, ...]
    sections: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class TrainConnection:
    """Our train waits at a station for a published one, `minutes` after its arrival at least."""

    train: str
    station: str
    minutes: int


def delay_graph(
    rail: RailFacts,
    delays: Delays,
    passings: Sequence[Passing],
    stays: Iterable[GuestStay] = (),
    connections: Iterable[TrainConnection] = (),
    own: str = "",
) -> DelayGraph:
    """The graph of our train on its way; `own` is the published train it is, not counted as traffic.

    Raises
    ------
    Unknown
        If the way is not on the network, `delays` names a station or section that is not on the way, or a train to
        wait for does not call there.
    """
    if len(passings) < 2:
        raise ValueError("a way has two stations at least")
    table = running_table(rail)
    single = single_links(rail)
    builder = GraphBuilder(table, delays, single)
    ours = _own_stretches(table, passings)
    _refuse_strangers(delays, passings)
    builder.add_train(OURS, ours)
    names, days = [""], [0]
    for name, day, stretches in _others(rail, single, delays, ours, own):
        builder.add_train(len(names), stretches)
        names.append(name)
        days.append(day)
    stops = _stops(builder, passings, _stays(builder, stays))
    for connection in connections:
        names.append(connection.train)
        days.append(_connect(rail, builder, stops, connection, len(names) - 1))
    return _finish(builder, tuple(names), tuple(days), stops)


def _own_stretches(table: RunningTable, passings: Sequence[Passing]) -> list[TimedSection]:
    network, found = table.network, []
    for passing in passings:
        if passing.station not in network.numbers:
            raise Unknown("station", passing.station)
    for one, other in pairwise(passings):
        origin, target = network.numbers[one.station], network.numbers[other.station]
        links = network.between(one.station, other.station, other.line)
        if not links:
            raise Unknown("section", f"{one.station} → {other.station}")
        found.append(TimedSection(links[0], origin, target, one.depart_s, other.arrive_s))
    return found


def _refuse_strangers(delays: Delays, passings: Sequence[Passing]) -> None:
    """Changed delays must be of this train's stops and sections, else nobody would notice a misspelt name."""
    stands = {p.station for p in passings[1:-1] if p.depart_s > p.arrive_s}
    for station, _ in delays.stays:
        if station not in stands:
            raise Unknown("call", station, tuple(sorted(stands)))
    way = {frozenset((one.station, other.station)) for one, other in pairwise(passings)}
    for one, other, _ in delays.slow:
        if frozenset((one, other)) not in way:
            raise Unknown("section", f"{one}-{other}")


def _others(
    rail: RailFacts, single: Sequence[bool], delays: Delays, ours: Sequence[TimedSection], own: str
) -> Iterator[tuple[str, int, list[TimedSection]]]:
    """(train, day, stretches) of every published train near ours; one whose times run backwards is cut there."""
    by_train: dict[str, list[Run]] = defaultdict(list)
    by_link: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for run in published_traffic(rail):
        if run.train != own:
            by_link[run.link].append((run.train, len(by_train[run.train])))
            by_train[run.train].append(run)
    near: dict[tuple[str, int], list[int]] = defaultdict(list)
    for stretch in ours:
        begin, end = stretch.enter_s - delays.look_before * 60, stretch.leave_s + delays.look_after * 60
        for train, place in by_link[stretch.link]:
            run = by_train[train][place]
            if run.origin != stretch.origin and not single[run.link]:
                continue
            for day in range(int((begin - run.leave_s) // DAY_S) + 1, int((end - run.enter_s) // DAY_S) + 1):
                near[train, day].append(place)
    for (train, day), places in sorted(near.items()):
        part: list[TimedSection] = []
        for run in by_train[train][min(places) : max(places) + 1]:
            shift = day * DAY_S
            if part and run.enter_s + shift < part[-1].leave_s:
                yield train, day, part
                part = []
            part.append(TimedSection(run.link, run.origin, run.target, run.enter_s + shift, run.leave_s + shift))
        yield train, day, part


def _stays(builder: GraphBuilder, stays: Iterable[GuestStay]) -> dict[int, int]:
    """Days on land between an arrival and a departure of ours; the second guests are due, by the arrival's place."""
    due: dict[int, int] = {}
    for stay in stays:
        number = builder.table.network.numbers[stay.station]
        for event in builder.events:
            arrived = builder.events[event.before] if event.before >= 0 else None
            if event.train != OURS or arrived is None or (arrived.station, arrived.at_s) != (number, stay.arrive_s):
                continue
            if event.station != number:
                continue
            ready = min(stay.ready_s, event.at_s)
            last = max(stay.due_s, stay.arrive_s)
            event.slack_s = max(0, event.at_s - ready + last - stay.arrive_s)
            mean_min = dict(builder.delays.stays).get(stay.station, builder.delays.guests_min)
            event.stay_mean_s = event.late_mean_s = mean_min * 60
            event.late_share, event.late_slack_s = 1.0, event.at_s - ready
            due[event.before] = last
    return due


def _connect(
    rail: RailFacts, builder: GraphBuilder, stops: Sequence[GraphStop], connection: TrainConnection, train: int
) -> int:
    """The arrival that our departure waits for, the last one in time for it; returns its day."""
    calls = rail.calls[rail.known_train(connection.train)]
    arrive = next((c.arrive for c in calls if c.station == connection.station and c.arrive is not None), None)
    stop = next((s for s in stops if s.station == connection.station and s.depart is not None), None)
    if arrive is None:
        raise Unknown("call", connection.station, tuple(c.station for c in calls if c.arrive is not None))
    if stop is None or stop.depart is None:
        raise Unknown("call", connection.station, tuple(s.station for s in stops if s.depart is not None))
    min_running_s = connection.minutes * 60
    day = (stop.depart_s - min_running_s - arrive * 60) // DAY_S
    at_s = arrive * 60 + day * DAY_S
    event = builder.add_entry(at_s, train, builder.table.network.numbers[connection.station])
    where = connection.station
    builder.meetings.append(Arc(event, stop.depart, stop.depart_s - at_s - min_running_s, (where, where), "connection"))
    return day


def _stops(builder: GraphBuilder, passings: Sequence[Passing], due: dict[int, int]) -> tuple[GraphStop, ...]:
    """Our stops with the places of their events in the builder's list."""
    own = [place for place, event in enumerate(builder.events) if event.train == OURS]
    stops, at = [], 0
    for number, passing in enumerate(passings):
        first, last = number == 0, number == len(passings) - 1
        if first or last or passing.depart_s > passing.arrive_s:
            arrive = None if first else own[at]
            depart = None if last else own[at if first else at + 1]
            late = None if arrive is None else due.get(arrive)
            stops.append(GraphStop(passing.station, arrive, depart, passing.arrive_s, passing.depart_s, late))
        at += 1 if first or passing.depart_s == passing.arrive_s else 2
    return tuple(stops)


def _finish(
    builder: GraphBuilder, names: tuple[str, ...], days: tuple[int, ...], stops: tuple[GraphStop, ...]
) -> DelayGraph:
    """Events in the order of the plan, with their arcs."""
    events, station = builder.events, builder.table.network.names
    order = sorted(range(len(events)), key=lambda place: (events[place].at_s, events[place].train, place))
    number = {place: n for n, place in enumerate(order)}
    waits = [*builder.meetings, *(arc for placed in builder.placed.values() for arc in arcs(builder, placed))]
    waits.sort(key=lambda arc: (number[arc.then], number[arc.first]))
    last = {event.train: number[place] for place, event in enumerate(events)}

    def column(name: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.array([getattr(events[place], name) for place in order], dtype=np.float32)

    graph = EventGraph(
        train=np.array([events[place].train for place in order], dtype=np.int64),
        before=np.array([number.get(events[place].before, -1) for place in order], dtype=np.int64),
        slack_s=column("slack_s"),
        run_s=column("run_s"),
        slow_share=column("slow_share"),
        stay_mean_s=column("stay_mean_s"),
        late_share=column("late_share"),
        late_mean_s=column("late_mean_s"),
        late_slack_s=column("late_slack_s"),
        first=np.array([number[arc.first] for arc in waits], dtype=np.int64),
        then=np.array([number[arc.then] for arc in waits], dtype=np.int64),
        apart_s=np.array([arc.slack_s for arc in waits], dtype=np.float32),
        breakdown_rate=builder.delays.breakdowns / 1000,
        breakdown_s=(builder.delays.breakdown_from * 60, builder.delays.breakdown_to * 60),
    )
    return DelayGraph(
        graph=graph,
        at=tuple(station[events[place].station] for place in order),
        names=names,
        days=days,
        stops=tuple(
            GraphStop(s.station, _maybe(number, s.arrive), _maybe(number, s.depart), s.arrive_s, s.depart_s, s.due_s)
            for s in stops
        ),
        exits=tuple(last[train] for train in range(1, len(names))),
        sections=tuple(arc.between for arc in waits),
        kinds=tuple(arc.kind for arc in waits),
    )


def _maybe(number: dict[int, int], place: int | None) -> int | None:
    return None if place is None else number[place]
