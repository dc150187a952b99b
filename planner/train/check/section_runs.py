"""A train section by section, as its checker sees it: when it enters and leaves, and whether it is too quick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from planner.train.infrastructure import START_S, STOP_S, RunningTable
from planner.train.types import Passing
from planner.violations import Violation

MINUTE_S = 59  # of a time of which the minute is known: it may be that much later
Span = tuple[int, int, int]  # earliest, taken, latest


@dataclass(frozen=True)
class SectionRun:
    """The train in one section: between which seconds it enters and leaves, and the ones taken. `leg` counts the
    section_runs of running from stop to stop; `running` are the least and the most seconds it takes."""

    link: int
    origin: int
    target: int
    enter: Span
    leave: Span
    leg: int
    running: tuple[int, int]

    def later(self, seconds: int) -> SectionRun:
        """The same at another time."""
        return replace(self, enter=_later(self.enter, seconds), leave=_later(self.leave, seconds))


def exactly(link: int, origin: int, target: int, enter_s: int, leave_s: int, leg: int) -> SectionRun:
    """A stretch whose seconds are known."""
    lasts = leave_s - enter_s
    return SectionRun(link, origin, target, (enter_s,) * 3, (leave_s,) * 3, leg, (lasts, lasts))


def section_runs_of(table: RunningTable, passings: Sequence[Passing], found: list[Violation]) -> Iterator[SectionRun]:
    """The sections a train says it runs through, each a real one of the line it names, kilometres adding up."""
    network, leg = table.network, 0
    for one, other in pairwise(passings):
        leg += one.depart_s > one.arrive_s
        where = f"{one.station} → {other.station}"
        between = network.between(one.station, other.station, other.line) if other.line else ()
        fitting = [number for number in between if not network.links[number].high_speed]
        if not fitting:
            found.append(Violation("no-section", where))
            continue
        link = fitting[0]
        if abs(other.km - one.km - network.links[link].km) > 0.15:
            found.append(Violation("km-sum", where, abs(other.km - one.km - network.links[link].km), "km"))
        origin, target = network.numbers[one.station], network.numbers[other.station]
        yield exactly(link, origin, target, one.depart_s, other.arrive_s, leg)


def running(
    table: RunningTable, passings: Sequence[Passing], section_runs: Sequence[SectionRun], min_running_s: Sequence[int]
) -> Iterator[Violation]:
    """No section quicker than these running times by link, start and stop included where the train stands."""
    names = table.network.names
    stands = {(p.station, p.arrive_s) for p in passings if p.depart_s > p.arrive_s}
    starts = {(p.station, p.depart_s) for p in passings if p.depart_s > p.arrive_s}
    ends = (passings[0].station, passings[0].depart_s), (passings[-1].station, passings[-1].arrive_s)
    for passing in passings:
        if passing.depart_s < passing.arrive_s:
            yield Violation("time-order", passing.station, ceil((passing.arrive_s - passing.depart_s) / 60), "min")
    for s in section_runs:
        needed = min_running_s[s.link]
        needed += START_S * ((names[s.origin], s.enter[1]) in starts | {ends[0]})
        needed += STOP_S * ((names[s.target], s.leave[1]) in stands | {ends[1]})
        if s.leave[1] - s.enter[1] < needed:
            where = f"{names[s.origin]} → {names[s.target]}"
            yield Violation("running-short", where, ceil((needed - s.leave[1] + s.enter[1]) / 60), "min")


def _later(span: Span, seconds: int) -> Span:
    return span[0] + seconds, span[1] + seconds, span[2] + seconds
