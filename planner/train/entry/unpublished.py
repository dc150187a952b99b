"""Calls whose times nobody published, between calls whose times stand in the timetable: spread by running time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.catalog import RailFacts
from planner.train.infrastructure import RunningTable, quickest_way, running_table
from planner.train.types import EnteredCall


def with_times_between(rail: RailFacts, calls: Sequence[EnteredCall]) -> tuple[EnteredCall, ...]:
    """The calls, those without any time given one and marked as not published; as they are where no way is known.

    A train is taken to pass there: arrival and departure are the same minute.
    """
    if all(call.arrive is not None or call.depart is not None for call in calls):
        return tuple(calls)
    table = running_table(rail)
    known = [n for n, call in enumerate(calls) if call.arrive is not None or call.depart is not None]
    found = list(calls)
    for first, last in pairwise(known):
        for place, minute in enumerate(_between(table, calls[first : last + 1]), first + 1):
            found[place] = EnteredCall(calls[place].line, calls[place].station, minute, minute, published=False)
    return tuple(found)


def _between(table: RunningTable, calls: Sequence[EnteredCall]) -> Iterator[int]:
    """The minutes at the calls between the first and the last; none if a way or a time is missing."""
    begin, end = calls[0].depart, calls[-1].arrive
    seconds = [_running_s(table, one.station, other.station) for one, other in pairwise(calls)]
    if len(calls) < 3 or begin is None or end is None or end < begin or None in seconds:
        return
    steps = [step or 0 for step in seconds]
    total, passed = max(1, sum(steps)), 0
    for step in steps[:-1]:
        passed += step
        yield begin + round((end - begin) * passed / total)


def _running_s(table: RunningTable, one: str, other: str) -> int | None:
    numbers = table.network.numbers
    if one not in numbers or other not in numbers:
        return None
    way = quickest_way(table.network, table.loco_s, numbers[one], numbers[other])
    return None if way is None else sum(table.loco_s[step.link] for step in way)
