"""A project judged: every conflict of its trains with day, place and size, and what shift of the train clears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.clock import read_clock
from planner.facts import Facts
from planner.train.check import KnownTraffic, check_among, check_together
from planner.train.project.project import Project
from planner.train.types import Unchecked
from planner.violations import Violation


@dataclass(frozen=True)
class Shift:
    """The whole train so many minutes later (earlier below 0)."""

    train: str
    minutes: int


@dataclass(frozen=True)
class ProjectConflict:
    """Something wrong with an own train, or in doubt. `minute` is when, from 00:00 of its first day, None if it is no
    moment; `remedies` clear it, the smaller first."""

    train: str
    violation: Violation
    minute: int | None
    remedies: tuple[Shift, ...]

    @property
    def other(self) -> str:
        """The train it is met with, or "" for anything else."""
        return str(self.violation.values.get("train", ""))


@dataclass(frozen=True)
class ProjectCheck:
    """`conflicts` must be cleared, the largest first; `doubts` may be none or are only not as good as could be."""

    conflicts: tuple[ProjectConflict, ...]
    doubts: tuple[ProjectConflict, ...]
    unchecked: tuple[Unchecked, ...]

    def of(self, train: str) -> int:
        """How many conflicts that train has."""
        return sum(train in (conflict.train, conflict.other) for conflict in self.conflicts)


def check_project(facts: Facts, known: KnownTraffic, project: Project) -> ProjectCheck:
    """Everything the checker of trains finds, the trains against the traffic and against each other."""
    found = check_together(facts, known, project.as_run())
    alone = ((name, v) for name, result in found.trains.items() for v in result.violations)
    unchecked = dict.fromkeys(u for result in found.trains.values() for u in result.unchecked)
    return _checked((*alone, *found.between), tuple(unchecked))


def check_one_train(facts: Facts, known: KnownTraffic, project: Project, name: str) -> ProjectCheck:
    """The same of one train among the others: quick enough to be asked while it is being moved."""
    result, between = check_among(facts, known, project.as_run(), name)
    return _checked((*((name, v) for v in result.violations), *between), result.unchecked)


def _checked(found: Iterable[tuple[str, Violation]], unchecked: tuple[Unchecked, ...]) -> ProjectCheck:
    told = [ProjectConflict(name, v, _minute(v), tuple(_remedies(name, v))) for name, v in found]
    told.sort(key=lambda one: (-one.violation.excess, one.minute or 0, one.train))
    hard = tuple(one for one in told if one.violation.hard)
    return ProjectCheck(hard, tuple(one for one in told if not one.violation.hard), unchecked)


def _minute(violation: Violation) -> int | None:
    clock = violation.values.get("clock")
    written = read_clock(str(clock), day_mark=True) if clock is not None else None
    return None if written is None else written.from_s(0) // 60


def _remedies(train: str, violation: Violation) -> Iterator[Shift]:
    signs = {"later": 1, "earlier": -1}
    found = [sign * int(violation.values[name]) for name, sign in signs.items() if name in violation.values]
    if not found and violation.remedy in signs and violation.unit == "min":
        found = [signs[violation.remedy] * round(violation.excess)]
    yield from (Shift(train, minutes) for minutes in sorted(found, key=lambda m: (abs(m), m)))
