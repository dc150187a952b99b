"""The checker of trains, for several entered timetables: each against the traffic, and all against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from planner.clock import DAY_S
from planner.facts import Facts
from planner.train.check.context import TrainCheckContext
from planner.train.check.known import KnownTraffic
from planner.train.check.meetings import met_entered
from planner.train.check.timetable import CheckResult, check_timetable, entered_runs
from planner.train.types import Traffic, TrainSpec
from planner.violations import Violation


@dataclass(frozen=True)
class TogetherResult:
    """What is wrong with each train alone, by name, and with each two of them together: the first name's timetable
    with the second's, told once."""

    trains: Mapping[str, CheckResult]
    between: tuple[tuple[str, Violation], ...]

    @property
    def hard(self) -> bool:
        """Is anything wrong that must not be?"""
        alone = (violation for result in self.trains.values() for violation in result.violations)
        return any(v.hard for v in (*alone, *(violation for _name, violation in self.between)))


def check_together(facts: Facts, traffic: Traffic | KnownTraffic, trains: Mapping[str, TrainSpec]) -> TogetherResult:
    """Every violation of entered trains that are to run beside each other.

    A published train that one of them is, is no traffic for the others. Two trains whose first days are given are set
    against each other by date; otherwise both set out on the same day.
    """
    own = frozenset(train.case.own for train in trains.values() if train.case.own)
    trains = {name: replace(train, case=replace(train.case, replaced=own)) for name, train in trains.items()}
    return TogetherResult(
        {name: check_timetable(facts, traffic, train.calls, train.case) for name, train in trains.items()},
        tuple(_between(TrainCheckContext(facts, traffic), trains)),
    )


def check_among(
    facts: Facts, traffic: Traffic | KnownTraffic, trains: Mapping[str, TrainSpec], name: str
) -> tuple[CheckResult, tuple[tuple[str, Violation], ...]]:
    """Of entered trains that are to run beside each other only what concerns the one of that name; as
    `check_together`."""
    own = frozenset(train.case.own for train in trains.values() if train.case.own)
    one = replace(trains[name], case=replace(trains[name].case, replaced=own))
    pairs = ({name: one, other: trains[other]} for other in trains if other != name)
    context = TrainCheckContext(facts, traffic)
    between = tuple(found for pair in pairs for found in _between(context, pair))
    return check_timetable(facts, traffic, one.calls, one.case), between


def _between(context: TrainCheckContext, trains: Mapping[str, TrainSpec]) -> Iterator[tuple[str, Violation]]:
    runs = {name: entered_runs(context, train.calls, train.case, []) for name, train in trains.items()}
    for (name, one), (other_name, other) in combinations(trains.items(), 2):
        shift = 0
        if one.case.start and other.case.start:
            shift = (other.case.start - one.case.start).days * DAY_S
        for violation in met_entered(context, runs[name], other_name, runs[other_name], shift):
            yield name, violation
