"""The checker of trains, part: other trains. Each is reported once for each day it is met on, where it is worst.

Between published calls neither our passing times nor the others' are known exactly. A train that would be met whatever
they are is a violation; one that is met only at the times taken here is reported as a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from planner.clock import DAY_S, clock_text
from planner.train.check.context import TrainCheckContext
from planner.train.check.rails import CLEARING_S
from planner.train.check.section_runs import MINUTE_S, SectionRun
from planner.train.infrastructure import Network
from planner.train.types import Case, Run
from planner.violations import Violation

CHARTER = "Y"  # the kind of tourist trains, which run on days that are not published
MOST_SHIFT = 240  # minutes by which a train is moved at most to be clear of another
BEFORE, AFTER = 1, 2


def met_trains(context: TrainCheckContext, section_runs: Sequence[SectionRun], case: Case) -> Iterator[Violation]:
    """Published trains that come too near, or towards us on single track."""
    yield from _conflicts(context, _encounters(context, section_runs, case), case)


def met_entered(
    context: TrainCheckContext, section_runs: Sequence[SectionRun], name: str, theirs: Sequence[SectionRun], shift: int
) -> Iterator[Violation]:
    """The same of another entered train, which runs once, `shift` seconds later by our clock."""
    by_link: dict[int, list[SectionRun]] = defaultdict(list)
    for stretch in section_runs:
        by_link[stretch.link].append(stretch)
    runs = [
        Run(
            train=name, link=s.link, origin=s.origin, target=s.target, enter_s=s.enter[1], leave_s=s.leave[1],
            enter_window=(s.enter[0], s.enter[2]), leave_window=(s.leave[0], s.leave[2]),
        )
        for s in theirs
    ]  # fmt: skip
    near = (
        (stretch, run, shift)
        for run in runs
        for stretch in by_link.get(run.link, ())
        if abs(stretch.enter[1] - run.enter_s - shift) < DAY_S // 2
    )
    yield from _conflicts(context, near, Case())


def _conflicts(
    context: TrainCheckContext, encounters: Iterable[tuple[SectionRun, Run, int]], case: Case
) -> Iterator[Violation]:
    """Each train that comes too near, on each day it is met on."""
    by_train: dict[tuple[str, str, int], list[tuple[SectionRun, Run]]] = defaultdict(list)
    for stretch, run, shift in encounters:
        kind = kind_of(context, stretch, run)
        if kind:
            by_train[run.train, kind, shift].append((stretch, run))
    for (train, kind, shift), pairs in sorted(by_train.items(), key=lambda one: one[0]):
        meeting = _TrainMeeting(context, train, kind, shift, pairs)
        shortfalls = [(shortfall_s(context, stretch, run, shift), stretch) for stretch, run in pairs]
        shortfall, stretch = max(shortfalls, key=lambda one: one[0])
        if shortfall <= 0:
            continue
        sure = meeting.unavoidable()
        if sure or shortfall > MINUTE_S:  # where only minutes are known, less is no doubt
            doubt = "" if sure else "doubt"
            if sure and context.kind(train) == CHARTER and train not in case.calendar:
                doubt = "days"
            elif sure and not meeting.where_known().unavoidable():
                doubt = "long"
            yield meeting.violation(shortfall, stretch, doubt)


def clock(second: int) -> str:
    """The time of day, with the day marked from the second on: 00:30+1."""
    return clock_text(second // 60, "mark")


def _encounters(
    context: TrainCheckContext, section_runs: Sequence[SectionRun], case: Case
) -> Iterator[tuple[SectionRun, Run, int]]:
    """Every published train in a section of ours at about that time, and the shift to the day on which it is met."""
    by_link: dict[int, list[SectionRun]] = defaultdict(list)
    for stretch in section_runs:
        by_link[stretch.link].append(stretch)
    away = context.never_with(case.own)
    for link, there in by_link.items():
        origins, single = {s.origin for s in there}, context.single(link)
        for published in context.runs_on(link):
            if published.train in away or not (single or published.origin in origins):
                continue
            run = moved_run(published, case.moved[published.train]) if published.train in case.moved else published
            for stretch in there:
                shift = round((stretch.enter[1] - run.enter_s) / DAY_S) * DAY_S
                if case.meets(run.train, shift):
                    yield stretch, run, shift


def moved_run(run: Run, minutes: int) -> Run:
    """A published train in a section, so many minutes later."""
    by = minutes * 60
    return replace(
        run,
        enter_s=run.enter_s + by,
        leave_s=run.leave_s + by,
        enter_window=(run.enter_window[0] + by, run.enter_window[1] + by),
        leave_window=(run.leave_window[0] + by, run.leave_window[1] + by),
    )


def kind_of(context: TrainCheckContext, s: SectionRun, run: Run) -> str:
    """headway, crossing, or "" where the two do not concern each other."""
    if run.origin == s.origin:
        return "headway"
    return "crossing" if context.single(s.link) else ""


def shortfall_s(context: TrainCheckContext, s: SectionRun, run: Run, shift: int) -> int:
    """Seconds missing at the times taken; overtaking inside the section misses the whole way back."""
    enter, leave = run.enter_s + shift, run.leave_s + shift
    if kind_of(context, s, run) == "crossing":
        return min(leave + CLEARING_S - s.enter[1], s.leave[1] + CLEARING_S - enter)
    first, last = s.enter[1] - enter, s.leave[1] - leave
    if (first >= 0) == (last >= 0):
        return context.headway_s - min(abs(first), abs(last))
    return context.headway_s + min(abs(first), abs(last))


@dataclass(frozen=True)
class _TrainMeeting:
    """Our train and one published train on one day: the sections in which both are about that time."""

    context: TrainCheckContext
    train: str
    kind: str
    shift: int  # brings the published train to that day
    pairs: Sequence[tuple[SectionRun, Run]]

    def unavoidable(self) -> bool:
        """Is there no order that fits any passing times? Inside a leg we do not stop: there we may go ahead of one that
        stops, or pass one that comes towards us and waits, but not the other way round."""
        possible, leg, reached = BEFORE | AFTER, -1, -1
        for s, run in sorted(self.pairs, key=lambda pair: pair[0].enter[1]):
            if s.leg != leg or s.origin != reached:  # where it took other rails meanwhile, it may be ahead or behind
                possible, leg = BEFORE | AFTER, s.leg
            elif possible & (AFTER if run.origin == s.origin else BEFORE):
                possible = BEFORE | AFTER
            reached = s.target
            possible &= self._orders(s, run)
            if not possible:
                return True
        return False

    def where_known(self) -> _TrainMeeting:
        """The same without single track on which trains may cross somewhere that nobody knows of."""
        if self.kind != "crossing":
            return self
        return replace(self, pairs=[pair for pair in self.pairs if not self.context.long_single(pair[0].link)])

    def violation(self, shortfall: int, s: SectionRun, doubt: str) -> Violation:
        """What is reported of it, at its worst section `s`; `doubt` is why it is not certain, "" if it is."""
        values: dict[str, str | int | float] = {"train": self.train, "clock": clock(s.enter[1])}
        for name, sign in (("later", 1), ("earlier", -1)):
            minutes = self._clear_after(sign)
            if minutes:
                values[name] = minutes
        in_order = sorted((pair for pair in self.pairs if pair[0].leg == s.leg), key=lambda pair: pair[0].enter[1])
        first, last = (self._orders(*in_order[end]) for end in (0, -1))
        if self.kind == "headway" and first & BEFORE and last & AFTER:
            values["overtakes"] = 1  # it comes behind us and is ahead at the end
        if doubt == "long":
            values["km"] = round(self.context.network.links[s.link].km)
        rule = f"train-{self.kind}-{doubt}" if doubt else f"train-{self.kind}"
        return Violation(
            rule, where_of(self.context.network, s), ceil(shortfall / 60), "min", not doubt, "shift", values
        )

    def _orders(self, s: SectionRun, run: Run) -> int:
        """Whether we may be before it, after it, or both, whatever the passing times are."""
        enter, leave = [at + self.shift for at in run.enter_window], [at + self.shift for at in run.leave_window]
        if kind_of(self.context, s, run) == "crossing":
            before = s.leave[0] + CLEARING_S <= enter[1]
            after = leave[0] + CLEARING_S <= s.enter[2]
        else:
            apart = self.context.headway_s
            before = s.enter[0] + apart <= enter[1] and s.leave[0] + apart <= leave[1]
            after = enter[0] + apart <= s.enter[2] and leave[0] + apart <= s.leave[2]
        return before * BEFORE | after * AFTER

    def _clear_after(self, sign: int) -> int:
        """By how many minutes our train must move to be clear of this one; 0 if that many do not help."""
        spans = sorted(self._too_near(s, run, sign) for s, run in self.pairs)
        minutes = 1
        for opens, shuts in spans:
            if opens < minutes * 60 < shuts:
                minutes = max(minutes, ceil(shuts / 60))
        return minutes if minutes <= MOST_SHIFT else 0

    def _too_near(self, s: SectionRun, run: Run, sign: int) -> tuple[int, int]:
        """Between which seconds of moving, ends left out, ours is too near to the other in a section."""
        enter, leave = run.enter_s + self.shift, run.leave_s + self.shift
        if kind_of(self.context, s, run) == "crossing":
            span = enter - CLEARING_S - s.leave[1], leave + CLEARING_S - s.enter[1]
        else:
            low, high = sorted((enter - s.enter[1], leave - s.leave[1]))
            span = low - self.context.headway_s, high + self.context.headway_s
        return span if sign > 0 else (-span[1], -span[0])


def where_of(network: Network, s: SectionRun) -> str:
    """The section as it is told."""
    return f"{network.names[s.origin]} → {network.names[s.target]}"
