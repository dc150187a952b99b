"""The checker of trains, for trains put in order anew: none too quick, none early, and all far enough apart.

Trains that are not given run as published. None comes into a possession that it is not published inside of. Two may
follow each other as near as published ones do on those rails, else as near as the rule of late trains says. Two that
are published too near to run both are not held against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from planner.clock import DAY_S, clock_text
from planner.facts import Facts
from planner.train.check.context import TrainCheckContext
from planner.train.check.possessions import possession_links
from planner.train.infrastructure import all_possessions, can_dwell
from planner.train.placement import section_windows
from planner.train.types import RedispatchRequest, RetimedRun, Run, SectionWindow, Traffic
from planner.violations import Violation

CONTRADICT_S = 120  # published so near, two trains do not both run as published, and are not held against each other


@dataclass(frozen=True)
class _Sight:
    """A train in a section: its day, the seconds now and as published."""

    train: str
    day_s: int
    run: Run
    window: SectionWindow
    enter_s: int
    leave_s: int

    @property
    def planned(self) -> tuple[int, int]:
        return self.run.enter_s + self.day_s, self.run.leave_s + self.day_s


def check_redispatch(
    facts: Facts, traffic: Traffic, runs: Sequence[RetimedRun], request: RedispatchRequest
) -> tuple[Violation, ...]:
    """Every violation of trains that were put in order anew; a train's runs are in the order of its way."""
    context = TrainCheckContext(facts, traffic)
    windows = section_windows(facts.rail)
    seen = [
        _Sight(traffic.runs[r.run].train, r.day_s, traffic.runs[r.run], windows[r.run], r.enter_s, r.leave_s)
        for r in runs
    ]
    by_train: dict[tuple[str, int], list[_Sight]] = defaultdict(list)
    for one in seen:
        by_train[one.train, one.day_s].append(one)
    found: list[Violation] = []
    for its in by_train.values():
        found += _running(context, its, request)
    found += _late(context, by_train, request)
    found += _shut(context, seen)
    found += _apart(context, seen, _others(context, traffic, windows, by_train, request))
    return tuple(found)


def _others(
    context: TrainCheckContext, traffic: Traffic, windows: Sequence[SectionWindow],
    given: dict[tuple[str, int], list[_Sight]], request: RedispatchRequest,
) -> list[_Sight]:  # fmt: skip
    """The trains that run as published in these hours; none that never run on one day with those that are given."""
    begin, end = request.span_s
    away = {other for name in {name for name, _day in given} for other in context.never_with(name)}
    found = []
    for run, window in zip(traffic.runs, windows, strict=True):
        if context.network.links[run.link].high_speed or run.train in away:
            continue
        for day in (-DAY_S, 0, DAY_S):
            inside = run.leave_s + day > begin and run.enter_s + day < end
            if inside and (run.train, day) not in given:
                found.append(_Sight(run.train, day, run, window, run.enter_s + day, run.leave_s + day))
    return found


def _running(context: TrainCheckContext, its: Sequence[_Sight], request: RedispatchRequest) -> Iterator[Violation]:
    least_stay = context.rules.whole("delay-stop-least") * 60
    names = context.network.names
    for one in its:
        if one.enter_s < one.planned[0] or one.leave_s < one.planned[1]:
            yield _violation(context, "too-early", one, max(one.planned[0] - one.enter_s, one.planned[1] - one.leave_s))
        begun = one.planned[0] <= request.span_s[0]
        least = min(one.window.min_running_s, one.planned[1] - one.planned[0])
        if not begun and one.leave_s - one.enter_s < least:
            yield _violation(context, "running-short", one, least - one.leave_s + one.enter_s)
    for one, other in pairwise(its):
        stays, planned = other.enter_s - one.leave_s, other.planned[0] - one.planned[1]
        least = min(planned, least_stay)
        if one.run.target != other.run.origin or stays < least:
            yield _violation(context, "stay-short", other, least - stays)
        elif stays and not planned and not can_dwell(context.rail, names[other.run.origin]):
            yield _violation(context, "no-stand", other, stays)


def _late(
    context: TrainCheckContext, by_train: dict[tuple[str, int], list[_Sight]], request: RedispatchRequest
) -> Iterator[Violation]:
    """Each late train is held where it is said to be."""
    names = context.network.names
    for name, minutes in request.late.items():
        held = [
            next((s for s in its if s.planned[0] >= request.span_s[0] and _can_stand(context, s, names)), None)
            for (train, _day), its in sorted(by_train.items(), key=lambda one: one[0][1])
            if train == name
        ]
        first = next((sight for sight in held if sight), None)
        if first is None:
            yield Violation("not-late", name, minutes, "min")
        elif first.enter_s < first.planned[0] + minutes * 60:
            yield _violation(context, "not-late", first, first.planned[0] + minutes * 60 - first.enter_s)


def _shut(context: TrainCheckContext, seen: Sequence[_Sight]) -> Iterator[Violation]:
    for possession in all_possessions(context.rail, ()):
        links = possession_links(context.rail, possession)
        for one in seen:
            if one.run.link not in links or (possession.one_way and links[one.run.link] != one.run.origin):
                continue
            for day in (-DAY_S, 0, DAY_S):
                begin, end = possession.begin * 60 + day, possession.end * 60 + day
                inside = min(one.leave_s, end) - max(one.enter_s, begin)
                if inside > 0 and min(one.planned[1], end) <= max(one.planned[0], begin):
                    yield _violation(context, "possession", one, inside, possession.name)


def _can_stand(context: TrainCheckContext, sight: _Sight, names: Sequence[str]) -> bool:
    return not sight.window.follows or can_dwell(context.rail, names[sight.run.origin])


def _apart(context: TrainCheckContext, moved: Sequence[_Sight], fixed: Sequence[_Sight]) -> Iterator[Violation]:
    most, clearing = (context.rules.whole(rule) * 60 for rule in ("delay-headway", "delay-crossing"))
    headways: dict[tuple[int, int], int] = {}
    by_link: dict[int, list[_Sight]] = defaultdict(list)
    for one in fixed:
        by_link[one.run.link].append(one)
    for one in moved:
        if context.network.links[one.run.link].high_speed:
            continue
        for other in by_link[one.run.link]:
            if other.train == one.train:
                continue
            if one.run.origin == other.run.origin:
                key = one.run.link, one.run.origin
                if key not in headways:
                    headways[key] = published_headway(context, *key, most)
                lacks = _follows(one, other, headways[key])
            else:
                lacks = _meets(one, other, clearing) if context.single(one.run.link) else 0
            if lacks > 0:
                yield _violation(context, "train-headway", one, lacks, other.train)
        by_link[one.run.link].append(one)


def _follows(one: _Sight, other: _Sight, headway: int) -> int:
    """Seconds lacking between two that run the same way; passing each other inside lacks all of it."""
    was = [b - a for a, b in zip(one.planned, other.planned, strict=True)]
    if min(map(abs, was)) < CONTRADICT_S or was[0] * was[1] < 0:
        return 0
    now = other.enter_s - one.enter_s, other.leave_s - one.leave_s
    if now[0] * now[1] < 0:
        return headway + min(map(abs, now))
    return headway - min(map(abs, now))


def published_headway(context: TrainCheckContext, link: int, origin: int, most: int) -> int:
    """How near published trains follow each other on these rails, no more than by the rule."""
    its = [run for run in context.runs_on(link) if run.origin == origin]
    nearest = most
    for one, other in (*_near([(run.enter_s, run) for run in its], most), *_near([(r.leave_s, r) for r in its], most)):
        day = round((one.enter_s - other.enter_s) / DAY_S) * DAY_S
        enter, leave = other.enter_s + day - one.enter_s, other.leave_s + day - one.leave_s
        if one.train == other.train or not context.same_day(one.train, other.train) or enter * leave <= 0:
            continue
        if min(abs(enter), abs(leave)) >= CONTRADICT_S:
            nearest = min(nearest, abs(enter), abs(leave))
    return nearest


def _near(times: Sequence[tuple[int, Run]], most: int) -> Iterator[tuple[Run, Run]]:
    """Each two less than `most` seconds apart, on whatever day."""
    day = sorted(((second % DAY_S, run) for second, run in times), key=lambda one: one[0])
    ring = [*day, *((second + DAY_S, run) for second, run in day)]
    for place, (second, one) in enumerate(day):
        for later, other in ring[place + 1 :]:
            if later - second >= most:
                break
            yield one, other


def _meets(one: _Sight, other: _Sight, clearing: int) -> int:
    """Seconds lacking between two that run towards each other on single track."""
    was = max(other.planned[0] - one.planned[1], one.planned[0] - other.planned[1])
    if was < 0:
        return 0
    return min(clearing, was) - max(other.enter_s - one.leave_s, one.enter_s - other.leave_s)


def _violation(context: TrainCheckContext, rule: str, s: _Sight, lacks_s: int, other: str = "") -> Violation:
    names = context.network.names
    values: dict[str, str | int | float] = {"train": other, "clock": clock_text(s.enter_s // 60, "mark")}
    where = f"{s.train}: {names[s.run.origin]} → {names[s.run.target]}"
    return Violation(rule, where, ceil(lacks_s / 60), "min", True, values=values)
