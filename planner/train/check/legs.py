"""The checker of trains, part: an entered timetable from stop to stop, its way, its running and its passing times.

A line whose arrival is its departure is a station the train runs through: its time is known, and no stop is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from planner.train.check.section_runs import MINUTE_S, SectionRun, Span
from planner.train.infrastructure import START_S, STOP_S, DirectedLink, RunningTable, plain_way
from planner.train.types import CallLike
from planner.violations import Violation

SLACK_S = 60  # entered times are whole minutes
TIGHT, SLOW = 0.9, 2.0  # of the planning time: quicker is tight, slower is loitering


@dataclass(frozen=True)
class StockTimes:
    """Seconds by link for the stock: at the limit, which nobody runs quicker than, and as planned."""

    table: RunningTable
    limit_s: Sequence[int]
    planned_s: Sequence[int]


def stands(call: CallLike) -> bool:
    """Does the train stop there? It does unless it departs in the minute in which it arrives."""
    return call.arrive is None or call.depart is None or call.depart != call.arrive


def _is_timed(call: CallLike) -> bool:
    """Was its time entered, and not taken between those that were?"""
    return bool(getattr(call, "published", True))


def entered_legs(times: StockTimes, calls: Sequence[CallLike], found: list[Violation]) -> Iterator[SectionRun]:
    """All sections of an entered timetable; what is wrong with it goes to `found`."""
    begin = 0
    for end in range(1, len(calls)):
        if end == len(calls) - 1 or stands(calls[end]):
            yield from _Leg(times, begin, calls[begin : end + 1], found).sections()
            begin = end


@dataclass(frozen=True)
class _Leg:
    """From one stop to the next, by the stations of which the passing is entered; those without a time of their own say
    which way it goes."""

    times: StockTimes
    number: int
    calls: Sequence[CallLike]
    found: list[Violation]

    def sections(self) -> Iterator[SectionRun]:
        timed = [place for place, call in enumerate(self.calls) if _is_timed(call) or place in (0, len(self.calls) - 1)]
        parts = []
        for first, last in pairwise(timed):
            way = self._way(self.calls[first : last + 1])
            start_s, stop_s = START_S * (first == 0), STOP_S * (last == len(self.calls) - 1)
            part = self._part(way, self.calls[first], self.calls[last], start_s, stop_s) if way else None
            if part is not None:
                parts.append(part)
                yield from part.sections(self.number)
        if len(parts) == len(timed) - 1:
            self._running(parts, [self.calls[place] for place in timed])

    def _way(self, calls: Sequence[CallLike]) -> tuple[DirectedLink, ...] | None:
        """The way through these stations, None if there is none."""
        network, found = self.times.table.network, list[DirectedLink]()
        numbers = network.numbers
        for one, other in pairwise(calls):
            if one.station not in numbers or other.station not in numbers:
                return None
            way = plain_way(network, self.times.table.loco_s, numbers[one.station], numbers[other.station])
            if not way:
                self.found.append(Violation("not-connected", f"{one.station} → {other.station}"))
                return None
            found += way
        return tuple(found)

    def _part(
        self, way: tuple[DirectedLink, ...], one: CallLike, other: CallLike, start_s: int, stop_s: int
    ) -> _LegPart | None:
        """Between two times, None if the train cannot be followed there."""
        where = f"{one.station} → {other.station}"
        if one.depart is None or other.arrive is None:
            self.found.append(Violation("time-missing", where))
            return None
        if other.arrive < one.depart or (other.arrive == one.depart and start_s + stop_s):
            self.found.append(Violation("time-order", where, one.depart - other.arrive, "min"))
            return None
        return _LegPart(self.times, way, one.depart * 60, (other.arrive - one.depart) * 60, start_s, stop_s)

    def _running(self, parts: Sequence[_LegPart], timed: Sequence[CallLike]) -> None:
        """Each part and the whole leg against the limit, the whole against planning times."""
        short = False
        for part, (one, other) in zip(parts, pairwise(timed), strict=True):
            if part.given_s < part.least_s - SLACK_S:
                short = True
                self._tell("running-short", one, other, ceil((part.least_s - SLACK_S - part.given_s) / 60))
        first, last = self.calls[0], self.calls[-1]
        given = (last.arrive or 0) * 60 - (first.depart or 0) * 60
        least, planned = sum(part.least_s for part in parts) - SLACK_S, sum(part.planned_s for part in parts)
        if short:
            return
        if given < least:
            self._tell("running-short", first, last, ceil((least - given) / 60))
        elif given + SLACK_S < planned * TIGHT:
            self._tell("running-tight", first, last, ceil((planned - given) / 60), hard=False)
        elif given > planned * SLOW:
            self._tell("running-slow", first, last, (given - planned) // 60, hard=False)

    def _tell(self, rule: str, one: CallLike, other: CallLike, minutes: int, hard: bool = True) -> None:
        values: dict[str, str | int | float] = {"by": other.station, "from": one.station}
        remedy = "shorter" if rule == "running-slow" else "longer"
        where = f"{one.station} → {other.station}"
        self.found.append(Violation(rule, where, minutes, "min", hard, remedy, values))


@dataclass(frozen=True)
class _LegPart:
    """The way between two entered lines, with what the times say of it, in seconds."""

    times: StockTimes
    way: tuple[DirectedLink, ...]
    begin_s: int
    given_s: int
    start_s: int
    stop_s: int

    @property
    def least_s(self) -> int:
        return sum(self.times.limit_s[step.link] for step in self.way) + self.start_s + self.stop_s

    @property
    def planned_s(self) -> int:
        return sum(self.times.planned_s[step.link] for step in self.way) + self.start_s + self.stop_s

    def sections(self, leg: int) -> Iterator[SectionRun]:
        """The passing times between are not known: they lie between the quickest running from either side, and are
        spread by running time."""
        planned, limit = self.times.planned_s, self.times.limit_s
        spare = max(0, self.given_s - self.least_s) + MINUTE_S
        total = sum(planned[step.link] for step in self.way)
        start, stop = (min(extra, self.given_s // 3) for extra in (self.start_s, self.stop_s))
        even, slowest = self.given_s - start - stop, max(SLOW, (self.given_s + MINUTE_S) / total)
        passed, quickest = 0, self.start_s
        enter: Span = (self.begin_s, self.begin_s, self.begin_s + MINUTE_S)
        for number, step in enumerate(self.way):
            first, last = number == 0, number == len(self.way) - 1
            extra = self.start_s * first + self.stop_s * last
            passed, quickest = passed + planned[step.link], quickest + limit[step.link]
            at = self.begin_s + (self.given_s if last else start + even * passed // total)
            early = at if last else min(self.begin_s + quickest, at)
            late = at + MINUTE_S if last else max(early + spare, at)
            running = limit[step.link] + extra, ceil(slowest * planned[step.link]) + extra
            yield SectionRun(step.link, step.origin, step.target, enter, (early, at, late), leg, running)
            enter = early, at, late
