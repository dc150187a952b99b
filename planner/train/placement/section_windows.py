"""The sections of a placed leg with the windows of their times: the earliest, the wished and the latest second."""

from __future__ import annotations

from collections.abc import Iterator

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.train.infrastructure import START_S, STOP_S, RunningTable, can_dwell, running_table
from planner.train.placement.placing import TOP_KMH, PlacedLeg, placing
from planner.train.placement.quickest import FAST_SHARE, latest_arrival, quickest_seconds
from planner.train.types import SectionWindow

STAY_S, LONGEST_STAY_S = 180, 1800  # at a call of which only the departure is published: usual, longest
MINUTE_S = 59  # a published time may be that much later than its whole minute


@memoize()
def section_windows(rail: RailFacts) -> tuple[SectionWindow, ...]:
    """The windows of every placed leg, in the order of `placing(rail).legs` and of the sections on their ways."""
    table = running_table(rail)
    return tuple(window for leg in placing(rail).legs for window in _windows_of(rail, table, leg))


def _windows_of(rail: RailFacts, table: RunningTable, leg: PlacedLeg) -> Iterator[SectionWindow]:
    """The leg's sections with the windows of their times; wished is an even run with a usual stay at the end."""
    planned = table.stock_s[TOP_KMH[leg.kind]] if leg.loco else table.fast_s
    whole = max(1, sum(planned[step.link] for step in leg.way))
    arrive = _arrival(leg, whole)
    running = arrive[2] - leg.depart_s - START_S - STOP_S
    seen = quickest_seconds(rail)[TOP_KMH[leg.kind]] if leg.loco else None
    least = [_least(seen, step.link, planned[step.link], running * planned[step.link] // whole) for step in leg.way]
    if running > 0:
        least[0] += START_S
        least[-1] += STOP_S
    start = min(START_S, (arrive[1] - leg.depart_s) // 3)
    even = arrive[1] - leg.depart_s - start - min(STOP_S, start)
    first, last, passed, end = leg.depart_s, arrive[2] - sum(least), 0, len(leg.way) - 1
    enter = (leg.depart_s, leg.depart_s, leg.depart_s + MINUTE_S)
    for number, step in enumerate(leg.way):
        passed += planned[step.link]
        first, last = first + least[number], last + least[number]
        wished = leg.depart_s + start + even * passed // whole
        leave = arrive if number == end else (first, min(max(wished, first), last), last)
        yield SectionWindow(
            train=leg.train,
            fast=not leg.loco,
            link=step.link,
            origin=step.origin,
            enter=enter,
            leave=leave,
            enter_known=number == 0,
            leave_known=number == end and leg.arrive_s is not None,
            min_running_s=least[number],
            follows=number > 0,
            can_dwell=can_dwell(rail, table.network.names[step.origin]),
        )
        enter = leave


def _arrival(leg: PlacedLeg, planned_s: int) -> tuple[int, int, int]:
    """When it arrives: earliest, wished, latest."""
    latest = latest_arrival(leg)
    if leg.arrive_s is not None or leg.next_depart_s is None:
        return latest, latest, latest + MINUTE_S
    wished = max(leg.next_depart_s - STAY_S, leg.depart_s + planned_s + START_S + STOP_S)
    earliest = max(leg.depart_s + 1, leg.next_depart_s - LONGEST_STAY_S)
    return min(earliest, latest), min(wished, latest), latest


def _least(seen: tuple[int, ...] | None, link: int, planned_s: int, even_share_s: int) -> int:
    """The least time for a section: the quickest ever seen, or this train's even share if that is quicker still."""
    quickest = seen[link] if seen else int(planned_s * FAST_SHARE)
    return max(0, min(quickest, even_share_s))
