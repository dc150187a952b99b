"""Events and arcs of a delay graph while it is made: what a train waits for on its own way, and for which others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.train.infrastructure import RunningTable
from planner.train.robustness.delays import Delays
from planner.train.robustness.event_graph import OURS


@dataclass(frozen=True)
class TimedSection:
    """A train in one section, in seconds of the day our train sets out."""

    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int


@dataclass
class DelayEvent:
    """An event before it has its number: `before` is the place in the list of the event before it."""

    at_s: int
    train: int
    station: int
    before: int = -1
    slack_s: float = 0.0
    run_s: float = 0.0
    slow_share: float = 0.0
    stay_mean_s: float = 0.0
    late_share: float = 0.0
    late_mean_s: float = 0.0
    late_slack_s: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A stretch with its two events."""

    stretch: TimedSection
    train: int
    enter: int
    leave: int


@dataclass(frozen=True)
class Arc:
    """The event `then` waits for `first` of another train, between two stations."""

    first: int
    then: int
    slack_s: float
    between: tuple[str, str]
    kind: str


@dataclass
class GraphBuilder:
    """The graph while it is made."""

    table: RunningTable
    delays: Delays
    single: Sequence[bool]  # by link: one train at a time
    events: list[DelayEvent] = field(default_factory=list)
    placed: dict[int, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    meetings: list[Arc] = field(default_factory=list)  # arcs that no section explains

    def add_train(self, train: int, stretches: Sequence[TimedSection]) -> None:
        """The events of one train, each waiting for the one before."""
        first = stretches[0]
        enter = self.add_entry(first.enter_s, train, first.origin)
        for number, stretch in enumerate(stretches):
            leave = self._add(self._run(train, stretch, enter))
            self.placed[stretch.link].append(Placed(stretch, train, enter, leave))
            if number + 1 == len(stretches):
                break
            after = stretches[number + 1]
            enter = leave
            if after.enter_s > stretch.leave_s or after.origin != stretch.target:
                enter = self._add(self._stand(train, stretch, after, leave))

    def add_entry(self, at_s: int, train: int, station: int) -> int:
        """The first event of a train, late now and then."""
        late_s = self.delays.enter_min * 60
        return self._add(DelayEvent(at_s, train, station, late_share=self.delays.enter_share, late_mean_s=late_s))

    def _add(self, event: DelayEvent) -> int:
        self.events.append(event)
        return len(self.events) - 1

    def _run(self, train: int, stretch: TimedSection, enter: int) -> DelayEvent:
        names, planned = self.table.network.names, stretch.leave_s - stretch.enter_s
        slack, percent = planned * self.delays.reserve_percent / 100, self.delays.slow_percent
        if train == OURS:
            slack = min(slack, max(0, planned - self.table.min_running_s[stretch.link]))
            ends = {names[stretch.origin], names[stretch.target]}
            percent = next((p for one, other, p in reversed(self.delays.slow) if {one, other} == ends), percent)
        event = DelayEvent(stretch.leave_s, train, stretch.target, enter, slack_s=slack)
        event.run_s, event.slow_share = planned, percent / 100
        return event

    def _stand(self, train: int, before: TimedSection, after: TimedSection, arrived: int) -> DelayEvent:
        """The departure after a stop; where the way between is not known, the delay is carried over."""
        event = DelayEvent(after.enter_s, train, after.origin, arrived)
        if after.origin == before.target:
            stood = after.enter_s - before.leave_s
            event.slack_s = stood - min(stood, self.delays.stop_least * 60)
            event.stay_mean_s = self.delays.stay_seconds
            if train == OURS:
                name = self.table.network.names[after.origin]
                mean = next((minutes * 60 for at, minutes in reversed(self.delays.stays) if at == name), None)
                event.stay_mean_s = event.stay_mean_s if mean is None else mean
        return event


def arcs(builder: GraphBuilder, placed: Sequence[Placed]) -> Iterator[Arc]:
    """What each train in a section waits for: the last one before it of either direction, others and ours apart, so
    that the order of the others holds without ours too."""
    ours = [p for p in placed if p.train == OURS]
    others = [p for p in placed if p.train != OURS]
    single = builder.single[placed[0].stretch.link]
    headway_s, crossing_s = builder.delays.headway * 60, builder.delays.crossing * 60
    for late in placed:
        for pool in (others, ours) if late.train != OURS else (others,):
            same = [p for p in pool if p.stretch.origin == late.stretch.origin]
            yield from _after_last(builder, late, late.enter, [(p.enter, p) for p in same], "behind", headway_s)
            yield from _after_last(builder, late, late.leave, [(p.leave, p) for p in same], "behind", headway_s)
            if single:
                facing = [(p.leave, p) for p in pool if p.stretch.origin != late.stretch.origin]
                yield from _after_last(builder, late, late.enter, facing, "crossing", crossing_s)


def _after_last(
    builder: GraphBuilder, late: Placed, then: int, pool: Sequence[tuple[int, Placed]], kind: str, min_running_s: float
) -> Iterator[Arc]:
    """The arc from the latest event of the pool that is planned before `then`, if there is one."""
    at_s, names = builder.events[then].at_s, builder.table.network.names
    earlier = [
        (builder.events[first].at_s, p.train, first)
        for first, p in pool
        if p.train != late.train and (builder.events[first].at_s, p.train) < (at_s, late.train)
    ]
    if earlier:
        before_s, _, first = max(earlier)
        between = names[late.stretch.origin], names[late.stretch.target]
        yield Arc(first, then, max(0.0, at_s - before_s - min_running_s), between, kind)
