"""A train from stop to stop, section by section, at the times that are taken: what is moved as one piece.

Times between two calls are not known; they are spread by running time, as for every timetable that is tested here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.train.infrastructure import START_S, STOP_S, DirectedLink, RunningTable, plain_way
from planner.train.types import EnteredCall


@dataclass(frozen=True)
class LegSection:
    """The rails between two stations and when the train is on them, in seconds from 00:00 of its first day."""

    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int


@dataclass(frozen=True)
class TrainLeg:
    """From one stop to the next: the places of both in the train's calls, and the sections between."""

    first: int
    last: int
    sections: tuple[LegSection, ...]


def train_legs(table: RunningTable, top_kmh: int, calls: Sequence[EnteredCall]) -> tuple[TrainLeg, ...]:
    """The legs of a train that can be followed from its first call to its last.

    Raises
    ------
    ValueError
        If it cannot.
    """
    found, begin = [], 0
    for end in range(1, len(calls)):
        if end == len(calls) - 1 or calls[end].arrive != calls[end].depart:
            sections = tuple(_sections(table, table.stock_s[top_kmh], calls[begin : end + 1]))
            found.append(TrainLeg(begin, end, sections))
            begin = end
    return tuple(found)


def _sections(table: RunningTable, planned_s: Sequence[int], calls: Sequence[EnteredCall]) -> Iterator[LegSection]:
    timed = [n for n, call in enumerate(calls) if call.published or n in (0, len(calls) - 1)]
    for one, other in pairwise(timed):
        depart, arrive = calls[one].depart, calls[other].arrive
        if depart is None or arrive is None:
            raise ValueError(f"no time between {calls[one].station} and {calls[other].station}")
        way = [step for a, b in pairwise(calls[one : other + 1]) for step in _way(table, a, b)]
        lasts = (arrive - depart) * 60
        start = min(START_S, lasts // 3) if one == 0 else 0
        stop = min(STOP_S, lasts // 3) if other == len(calls) - 1 else 0
        whole, run, enter = sum(planned_s[step.link] for step in way), 0, depart * 60
        for number, step in enumerate(way, 1):
            run += planned_s[step.link]
            leave = depart * 60 + (lasts if number == len(way) else start + (lasts - start - stop) * run // whole)
            yield LegSection(step.link, step.origin, step.target, enter, leave)
            enter = leave


def _way(table: RunningTable, one: EnteredCall, other: EnteredCall) -> tuple[DirectedLink, ...]:
    numbers = table.network.numbers
    way = plain_way(table.network, table.loco_s, numbers[one.station], numbers[other.station])
    if not way:
        raise ValueError(f"no way between {one.station} and {other.station}")
    return way
