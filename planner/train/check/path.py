"""The judge of trains, for a path that was found: its running and all it meets, by the second."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts import Facts
from planner.train.check.cruise import running, stretches_of
from planner.train.check.meetings import met_possessions, met_trains
from planner.train.infrastructure import running_table
from planner.train.types import Case, Passing
from planner.violations import Violation


def check_path(facts: Facts, passings: Sequence[Passing], least_s: Sequence[int], case: Case) -> tuple[Violation, ...]:
    """Every violation of a path whose running times are at least those, by link."""
    table, found = running_table(facts.rail), list[Violation]()
    stretches = list(stretches_of(table, passings, found))
    found += running(table, passings, stretches, least_s)
    found += met_trains(facts, stretches, case)
    found += met_possessions(facts.rail, stretches, case)
    return tuple(found)
