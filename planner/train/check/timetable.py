"""The checker of trains, for a timetable somebody entered: every violation, each once, with place, time and size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from planner.facts import Facts
from planner.train.check import stops
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import met_possessions, met_trains
from planner.train.check.section_runs import SectionRun
from planner.train.infrastructure import START_S, STOP_S, RunningTable, quickest_way, running_table
from planner.train.types import CallLike, Case, Traffic, Unchecked
from planner.violations import Violation

SLACK_S = 60  # entered times are whole minutes
TIGHT, SLOW = 0.9, 2.0  # of the planning time: quicker is tight, slower is loitering


@dataclass(frozen=True)
class CheckResult:
    """All that is wrong with a train, and all that could not be checked because it is not known."""

    violations: tuple[Violation, ...]
    unchecked: tuple[Unchecked, ...]


def check_timetable(facts: Facts, traffic: Traffic, calls: Sequence[CallLike], case: Case | None = None) -> CheckResult:
    """Every violation of an entered timetable, and what could not be checked.

    The way between two calls is the quickest conventional one. The passing times there are not known: they lie between
    the quickest running of the stock from either side, and are spread by running time.
    """
    case, context = case or Case(), TrainCheckContext(facts, traffic)
    return CheckResult(_violations(context, calls, case), stops.unchecked(facts, calls, case))


def _violations(context: TrainCheckContext, calls: Sequence[CallLike], case: Case) -> tuple[Violation, ...]:
    table = running_table(context.rail)
    section_runs: list[SectionRun] = []
    found: list[Violation] = []
    for call in calls:
        if call.station not in table.network.numbers:
            found.append(Violation("unknown-station", call.station))
        if call.arrive is not None and call.depart is not None and call.depart < call.arrive:
            found.append(Violation("time-order", call.station, call.arrive - call.depart, "min"))
    for number, (one, other) in enumerate(pairwise(calls)):
        if one.station in table.network.numbers and other.station in table.network.numbers:
            section_runs += _leg(table, case, number, one, other, found)
    found += met_trains(context, section_runs, case)
    found += met_possessions(context, section_runs, case)
    found += stops.stations(context, calls, case)
    found += stops.day_windows(context.rules, calls, case)
    found += stops.servicing(context.facts, calls, case)
    found += stops.crew(context.rules, calls, case)
    return tuple(found)


def _leg(
    table: RunningTable, case: Case, leg: int, one: CallLike, other: CallLike, found: list[Violation]
) -> Iterator[SectionRun]:
    """The sections between two entered calls; what is wrong with the leg goes to `found`."""
    network, where = table.network, f"{one.station} → {other.station}"
    way = quickest_way(network, table.loco_s, network.numbers[one.station], network.numbers[other.station])
    if not way:
        found.append(Violation("not-connected", where))
        return
    if one.depart is None or other.arrive is None:
        found.append(Violation("time-missing", where))
        return
    if other.arrive <= one.depart:
        found.append(Violation("time-order", where, one.depart - other.arrive, "min"))
        return
    given, times = (other.arrive - one.depart) * 60, table.stock_s[case.top_kmh]
    limit = [table.limit_seconds(step.link, case.top_kmh) for step in way]
    least = sum(limit) + START_S + STOP_S - SLACK_S
    planned = sum(times[step.link] for step in way) + START_S + STOP_S
    values: dict[str, str | int | float] = {"by": other.station, "from": one.station}
    if given < least:
        short = ceil((least - given) / 60)
        found.append(Violation("running-short", where, short, "min", remedy="longer", values=values))
    elif given < planned * TIGHT:
        tight = ceil((planned - given) / 60)
        found.append(Violation("running-tight", where, tight, "min", hard=False, remedy="longer", values=values))
    elif given > planned * SLOW:
        slow = (given - planned) // 60
        found.append(Violation("running-slow", where, slow, "min", hard=False, remedy="shorter", values=values))
    spare = max(0, given - sum(limit) - START_S - STOP_S)
    total, passed, quickest = sum(times[step.link] for step in way), 0, START_S
    start = min(START_S, given // 3)
    even = given - start - min(STOP_S, start)
    begin = one.depart * 60
    window = (begin, begin, begin)
    for number, step in enumerate(way):
        passed, quickest = passed + times[step.link], quickest + limit[number]
        last = number == len(way) - 1
        leave = begin + (given if last else start + even * passed // total)
        first = min(begin + quickest, leave)
        until = (leave,) * 3 if last else (first, leave, max(first + spare, leave))
        yield SectionRun(step.link, step.origin, step.target, window, until, leg)
        window = until
