"""The checker of trains, for several new ones at once: each against the traffic as moved, the moved trains against all
others, and the new ones against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from planner.clock import DAY_S
from planner.facts import Facts
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import clock, kind_of, moved_run, shortfall_s
from planner.train.check.path import TimedPath, path_violations
from planner.train.check.section_runs import SectionRun, exactly, section_runs_of
from planner.train.infrastructure import running_table
from planner.train.types import Case, Run, Traffic
from planner.violations import Violation


def check_several(facts: Facts, traffic: Traffic, trains: Mapping[str, TimedPath], case: Case) -> tuple[Violation, ...]:
    """Every violation of new trains, by name. The traffic is the published one with `case.moved`."""
    table, context = running_table(facts.rail), TrainCheckContext(facts, traffic)
    found: list[Violation] = []
    ways: dict[str, list[SectionRun]] = {}
    for name, path in trains.items():
        found += path_violations(context, path, case)
        ways[name] = list(section_runs_of(table, path.passings, []))
    found += _each_other(context, ways)
    found += _moved(context, case)
    return tuple(found)


def _each_other(context: TrainCheckContext, ways: Mapping[str, Sequence[SectionRun]]) -> Iterator[Violation]:
    """New trains that come too near each other, each two reported where it is worst."""
    names = sorted(ways)
    for number, one in enumerate(names):
        there: dict[int, list[SectionRun]] = defaultdict(list)
        for stretch in ways[one]:
            there[stretch.link].append(stretch)
        for other in names[number + 1 :]:
            worst: tuple[int, SectionRun, str] | None = None
            for s in ways[other]:
                as_run = Run(other, s.link, s.origin, s.target, s.enter[1], s.leave[1])
                for mine in there.get(s.link, ()):
                    kind = kind_of(context, mine, as_run)
                    shortfall = shortfall_s(context, mine, as_run, 0) if kind else 0
                    if shortfall > 0 and (worst is None or shortfall > worst[0]):
                        worst = shortfall, mine, kind
            if worst:
                yield _violation(context, one, other, *worst)


def _moved(context: TrainCheckContext, case: Case) -> Iterator[Violation]:
    """A moved train may come no nearer to another published one than must be, or than they are published."""
    moved = {train: minutes for train, minutes in case.moved.items() if minutes}
    found: dict[tuple[str, str], tuple[int, SectionRun, str]] = {}
    for runs in context.runs():
        for one in runs:
            if one.train not in moved:
                continue
            for other in runs:
                if other.train in (one.train, case.own) or not context.same_day(one.train, other.train):
                    continue
                shortfall, stretch, kind = _nearer(
                    context, one, other, moved[one.train], case.moved.get(other.train, 0)
                )
                key = min(one.train, other.train), max(one.train, other.train)
                if shortfall > 0 and (key not in found or shortfall > found[key][0]):
                    found[key] = shortfall, stretch, kind
    for (train, met), worst in sorted(found.items()):
        yield _violation(context, train, met, *worst)


def _nearer(context: TrainCheckContext, one: Run, other: Run, by: int, other_by: int) -> tuple[int, SectionRun, str]:
    """Seconds lacking between two moved trains, 0 if as many shortfall as published."""
    before, after = _as_stretch(one), _as_stretch(moved_run(one, by))
    kind = kind_of(context, before, other)
    if not kind:
        return 0, after, kind
    day = round((one.enter_s - other.enter_s) / DAY_S) * DAY_S
    was = shortfall_s(context, before, other, day)
    shortfall = shortfall_s(context, after, moved_run(other, other_by), day)
    return (shortfall if shortfall > max(was, 0) else 0), after, kind


def _as_stretch(run: Run) -> SectionRun:
    return exactly(run.link, run.origin, run.target, run.enter_s, run.leave_s, 0)


def _violation(
    context: TrainCheckContext, train: str, other: str, shortfall: int, s: SectionRun, kind: str
) -> Violation:
    names = context.network.names
    where = f"{train}: {names[s.origin]} → {names[s.target]}"
    return Violation(
        f"train-{kind}", where, ceil(shortfall / 60), "min", True, "shift", {"train": other, "clock": clock(s.enter[1])}
    )
