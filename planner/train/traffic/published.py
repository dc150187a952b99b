"""Where the published trains are: each section they run through, with the times of entering and leaving it.

Times between two calls are not published; they are chosen so that the trains keep clear of each other
(`passing_times`), and marked. What cannot be placed, or cannot be true, is left out and reported as a gap, never
dropped silently. Every train of the snapshot is taken to run daily, but two that leave a station within three minutes
over the same track do not run on the same day. Freight trains are in no public timetable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planner.caching import disk_cached, memoize
from planner.catalog import RailFacts
from planner.train.infrastructure import START_S, STOP_S, RunningTable, running_table
from planner.train.placement import double_tracks, met_inside, placing, same_slots, section_windows
from planner.train.traffic.solver import Spacing, assign_passing_times
from planner.train.types import GAPS, Run, SectionWindow, Traffic, TrainConflict

HEADWAY_S, FAST_HEADWAY_S = 480, 180  # of any train and a locomotive-hauled one; of two EMUs
CLEARING_S = 180  # on single track, after an opposing train has left the section. Planning value of the trade, editable


@memoize()
@disk_cached
def traffic(rail: RailFacts) -> Traffic:
    """Every published train in the sections it runs through, with the times that are not published chosen.

    If trains still meet inside sections of unknown tracks, these are double, and the times are chosen anew.
    """
    table, placed = running_table(rail), placing(rail)
    windows = section_windows(rail)
    apart, double = same_slots(windows), met_inside(table, windows)
    while True:
        known = assign_passing_times(
            windows, _spacing(table, double), lambda one, other: (min(one, other), max(one, other)) in apart
        )
        crossed = {c: windows[c.one].link for c in known.conflicts if c.kind == "crossing"}
        meetings = [(link, (windows[c.one].train, windows[c.other].train)) for c, link in crossed.items()]
        more = double_tracks(table, meetings) - double
        if not more:
            break
        double |= more
    steps = [step for leg in placed.legs for step in leg.way]
    runs = tuple(
        _run(section, step.target, enter, leave)
        for section, step, enter, leave in zip(windows, steps, known.enter_s, known.leave_s, strict=True)
    )
    conflicts = [
        TrainConflict(windows[c.one].train, windows[c.other].train, windows[c.one].link, c.kind, c.shortfall_s, c.cause)
        for c in known.conflicts
        if not table.network.links[windows[c.one].link].high_speed
    ]
    return Traffic(
        runs=runs,
        gaps=placed.gaps,
        legs=len(placed.legs) + len(placed.gaps),
        conflicts=tuple(conflicts),
        apart=frozenset(apart),
        double=frozenset(double),
    )


def published_traffic(rail: RailFacts) -> tuple[Run, ...]:
    """All runs through sections that conventional trains use."""
    links = running_table(rail).network.links
    return tuple(run for run in traffic(rail).runs if not links[run.link].high_speed)


def single_links(rail: RailFacts) -> tuple[bool, ...]:
    """Which links one train at a time may use; unknown ones do unless published trains meet in them."""
    double = traffic(rail).double
    return tuple(link.single and number not in double for number, link in enumerate(running_table(rail).network.links))


@dataclass(frozen=True)
class TrainStay:
    """A published train at a station: from arriving to departing, the same second if it runs through."""

    train: str
    station: int
    arrive_s: int
    depart_s: int


def stays(rail: RailFacts) -> Iterator[TrainStay]:
    """All trains at all stations of the network; where it begins or ends here, or one of the times is not known, the
    train is taken to be there for that second only."""
    last: Run | None = None
    for run in traffic(rail).runs:
        if last is not None and last.train == run.train and last.target == run.origin and last.leave_s <= run.enter_s:
            yield TrainStay(run.train, run.origin, last.leave_s, run.enter_s)
        else:
            if last is not None:
                yield TrainStay(last.train, last.target, last.leave_s, last.leave_s)
            yield TrainStay(run.train, run.origin, run.enter_s, run.enter_s)
        last = run
    if last is not None:
        yield TrainStay(last.train, last.target, last.leave_s, last.leave_s)


def gap_counts(rail: RailFacts) -> dict[str, int]:
    """How many legs are in no traffic, by kind."""
    found = Counter(gap.kind for gap in traffic(rail).gaps)
    return {kind: found[kind] for kind in GAPS}


def _spacing(table: RunningTable, double: set[int]) -> Spacing:
    links = table.network.links
    return Spacing(
        headway_s=HEADWAY_S,
        fast_headway_s=FAST_HEADWAY_S,
        clearing_s=CLEARING_S,
        single=lambda link: not links[link].high_speed and links[link].single and link not in double,
        start_s=START_S,
        stop_s=STOP_S,
    )


def _run(section: SectionWindow, target: int, enter_s: int, leave_s: int) -> Run:
    return Run(
        train=section.train,
        link=section.link,
        origin=section.origin,
        target=target,
        enter_s=enter_s,
        leave_s=leave_s,
        enter_published=section.enter_known,
        leave_published=section.leave_known,
        enter_window=(section.enter[0], section.enter[2]),
        leave_window=(section.leave[0], section.leave[2]),
    )
