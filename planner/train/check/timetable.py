"""The checker of trains, for a timetable somebody entered: every violation, each once, with place, time and size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts import Facts
from planner.train.check import stops
from planner.train.check.context import TrainCheckContext
from planner.train.check.known import KnownTraffic
from planner.train.check.legs import StockTimes, entered_legs, stands
from planner.train.check.meetings import met_trains, where_of
from planner.train.check.possessions import met_possessions
from planner.train.check.section_runs import SectionRun
from planner.train.infrastructure import running_table
from planner.train.placement import quickest_seconds
from planner.train.types import CallLike, Case, Traffic, Unchecked
from planner.violations import Violation


@dataclass(frozen=True)
class CheckResult:
    """All that is wrong with a train, and all that could not be checked because it is not known."""

    violations: tuple[Violation, ...]
    unchecked: tuple[Unchecked, ...]


def check_timetable(
    facts: Facts, traffic: Traffic | KnownTraffic, calls: Sequence[CallLike], case: Case | None = None
) -> CheckResult:
    """Every violation of an entered timetable, and what could not be checked.

    The way between two lines is the rails between them if they are neighbours, else the quickest conventional one. The
    passing times there are not known: they lie between the quickest running of the stock from either side, and are
    spread by running time. Where the train arrives and departs in one minute it runs through.
    """
    case, context = case or Case(), TrainCheckContext(facts, traffic)
    stopping = [call for call in calls if stands(call)]
    violations, section_runs = _violations(context, calls, stopping, case)
    long = dict.fromkeys(where_of(context.network, s) for s in section_runs if context.long_single(s.link))
    unknown = [Unchecked("crossing_stations", where) for where in long]
    return CheckResult(violations, (*stops.unchecked(facts, stopping, case), *unknown))


def _violations(
    context: TrainCheckContext, calls: Sequence[CallLike], stopping: Sequence[CallLike], case: Case
) -> tuple[tuple[Violation, ...], list[SectionRun]]:
    table = running_table(context.rail)
    found: list[Violation] = []
    for call in calls:
        if call.station not in table.network.numbers:
            found.append(Violation("unknown-station", call.station))
        if call.arrive is not None and call.depart is not None and call.depart < call.arrive:
            found.append(Violation("time-order", call.station, call.arrive - call.depart, "min"))
    section_runs = entered_runs(context, calls, case, found)
    found += met_trains(context, section_runs, case)
    found += met_possessions(context, section_runs, case)
    found += stops.stations(context, stopping, case)
    found += stops.day_windows(context.rules, stopping, case)
    found += stops.servicing(context.facts, stopping, case)
    found += stops.crew(context.rules, stopping, case)
    return tuple(found), section_runs


def entered_runs(
    context: TrainCheckContext, calls: Sequence[CallLike], case: Case, found: list[Violation]
) -> list[SectionRun]:
    """The train section by section; what is wrong with its running goes to `found`."""
    return list(entered_legs(_stock_times(context, case.top_kmh), calls, found))


def _stock_times(context: TrainCheckContext, top_kmh: int) -> StockTimes:
    """Nobody runs quicker than line and stock allow, or than published trains of that stock were seen to."""
    table, seen = running_table(context.rail), quickest_seconds(context.rail)[top_kmh]
    limit = tuple(min(table.limit_seconds(link, top_kmh), seconds) for link, seconds in enumerate(seen))
    return StockTimes(table, limit, table.stock_s[top_kmh])
