"""The checker of trains, for a path that was found: its running and all it meets, by the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.facts import Facts
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import met_trains
from planner.train.check.possessions import met_possessions
from planner.train.check.section_runs import running, section_runs_of
from planner.train.infrastructure import running_table
from planner.train.types import Case, Passing, Traffic
from planner.violations import Violation


@dataclass(frozen=True)
class TimedPath:
    """A train at every station of its way, and the least seconds it needs for each link of the network."""

    passings: Sequence[Passing]
    min_running_s: Sequence[int]


def check_path(facts: Facts, traffic: Traffic, path: TimedPath, case: Case) -> tuple[Violation, ...]:
    """Every violation of a path."""
    return path_violations(TrainCheckContext(facts, traffic), path, case)


def path_violations(context: TrainCheckContext, path: TimedPath, case: Case) -> tuple[Violation, ...]:
    """The same in a context that is there already."""
    table, found = running_table(context.rail), list[Violation]()
    section_runs = list(section_runs_of(table, path.passings, found))
    found += running(table, path.passings, section_runs, path.min_running_s)
    found += met_trains(context, section_runs, case)
    found += met_possessions(context, section_runs, case)
    return tuple(found)
