"""Where the published trains are: each section they run through, with the times of entering and leaving it.

Times between two calls are not published; they are chosen so that the trains keep clear of each other
(`planner.train.untangle`), and marked. What cannot be placed, or cannot be true, is left out and told as a gap, never
dropped silently. Every train of the snapshot is taken to run daily, but two that leave a station within three minutes
over the same track do not run on the same day. Freight trains are in no public timetable.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from planner.catalog.queries import RailFacts
from planner.kept import kept
from planner.train.calibrate import START_S, STOP_S
from planner.train.network import may_wait
from planner.train.placing import GAPS, TOP_KMH, Gap, PlacedLeg, placing
from planner.train.quickest import FAST_SHARE, latest_arrival, quickest_seconds
from planner.train.running import RunningTable, running_table
from planner.train.untangle import DAY_S, Section, Spacing, untangle

HEADWAY_S, FAST_HEADWAY_S = 480, 180  # of any train and a locomotive-hauled one; of two EMUs
CLEAR_S = 180  # on single track, after an opposing train has left the section. Planning value of the trade, editable
SAME_SLOT_S = 180  # no signalling lets trains follow more closely: they do not run on the same day
STAY_S, LONGEST_STAY_S = 180, 1800  # at a call of which only the departure is published: usual, longest
MINUTE_S = 59  # a published time may be that much later than its whole minute
MEETS = 2  # trains that meet inside sections of unknown tracks, from which on these count as double

__all__ = [
    "CLEAR_S", "DAY_S", "GAPS", "Contradiction", "Gap", "Run", "Stay", "Traffic",
    "gap_counts", "published_traffic", "single_links", "stays", "traffic",
]  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A published train in one section, in seconds of the day it sets out; repeats every day.

    A time that is not published was chosen from its window; of a published one the minute is known, not the second.
    """

    train: str
    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int
    enter_published: bool = False
    leave_published: bool = False
    enter_window: tuple[int, int] = (0, 0)
    leave_window: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Contradiction:
    """Two published trains that the model cannot have together; `kind` is headway or crossing.

    `cause`: published (the times that clash stand in the timetable), forced (whatever their unpublished times are,
    those two clash) or together (the two could be kept apart, but not with all the others).
    """

    train: str
    other: str
    link: int
    kind: str
    lack_s: int
    cause: str


@dataclass(frozen=True)
class Traffic:
    """Every leg of every published train: in `runs` on the lines of the network, or in `gaps`.

    `apart` are pairs of trains that do not run on the same day; `double` are sections of unknown tracks in which
    published trains meet.
    """

    runs: tuple[Run, ...]
    gaps: tuple[Gap, ...]
    legs: int
    contradictions: tuple[Contradiction, ...]
    apart: frozenset[tuple[str, str]]
    double: frozenset[int]

    def same_day(self, one: str, other: str) -> bool:
        """May both run on one day?"""
        return (min(one, other), max(one, other)) not in self.apart


TRAFFIC_JSON: TypeAdapter[Traffic] = TypeAdapter(Traffic)
_traffic: dict[str, Traffic] = {}


def traffic(rail: RailFacts) -> Traffic:
    """Made once for each state of the facts."""
    if rail.digest not in _traffic:
        _traffic.clear()
        _traffic[rail.digest] = kept("traffic", rail.digest, TRAFFIC_JSON, lambda: _make(rail))
    return _traffic[rail.digest]


def published_traffic(rail: RailFacts) -> tuple[Run, ...]:
    """All runs through sections that conventional trains use."""
    links = running_table(rail).network.links
    return tuple(run for run in traffic(rail).runs if not links[run.link].high_speed)


def single_links(rail: RailFacts) -> tuple[bool, ...]:
    """Which links one train at a time may use; unknown ones do unless published trains meet in them."""
    double = traffic(rail).double
    return tuple(link.single and number not in double for number, link in enumerate(running_table(rail).network.links))


@dataclass(frozen=True)
class Stay:
    """A published train at a station: from arriving to departing, the same second if it runs through."""

    train: str
    station: int
    arrive_s: int
    depart_s: int


def stays(rail: RailFacts) -> Iterator[Stay]:
    """All trains at all stations of the network; where it begins or ends here, or one of the times is not known, the
    train is taken to be there for that second only."""
    last: Run | None = None
    for run in traffic(rail).runs:
        if last is not None and last.train == run.train and last.target == run.origin and last.leave_s <= run.enter_s:
            yield Stay(run.train, run.origin, last.leave_s, run.enter_s)
        else:
            if last is not None:
                yield Stay(last.train, last.target, last.leave_s, last.leave_s)
            yield Stay(run.train, run.origin, run.enter_s, run.enter_s)
        last = run
    if last is not None:
        yield Stay(last.train, last.target, last.leave_s, last.leave_s)


def gap_counts(rail: RailFacts) -> dict[str, int]:
    """How many legs are in no traffic, by kind."""
    found = Counter(gap.kind for gap in traffic(rail).gaps)
    return {kind: found[kind] for kind in GAPS}


def _make(rail: RailFacts) -> Traffic:
    """The traffic; if trains still meet inside sections of unknown tracks, these are double, and it is made anew."""
    table, placed = running_table(rail), placing(rail)
    windows = [section for leg in placed.legs for section in _sections(rail, table, leg)]
    apart, double = _same_slots(windows), _met_inside(rail, table, windows)
    while True:
        known = untangle(
            windows, _spacing(table, double), lambda one, other: (min(one, other), max(one, other)) in apart
        )
        crossed = {c: windows[c.one].link for c in known.contradictions if c.kind == "crossing"}
        meetings = [(link, (windows[c.one].train, windows[c.other].train)) for c, link in crossed.items()]
        more = _double(rail, table, meetings) - double
        if not more:
            break
        double |= more
    steps = [step for leg in placed.legs for step in leg.way]
    runs = tuple(
        _run(section, step.target, enter, leave)
        for section, step, enter, leave in zip(windows, steps, known.enter_s, known.leave_s, strict=True)
    )
    contradictions = [
        Contradiction(windows[c.one].train, windows[c.other].train, windows[c.one].link, c.kind, c.lack_s, c.cause)
        for c in known.contradictions
        if not table.network.links[windows[c.one].link].high_speed
    ]
    return Traffic(
        runs=runs,
        gaps=placed.gaps,
        legs=len(placed.legs) + len(placed.gaps),
        contradictions=tuple(contradictions),
        apart=frozenset(apart),
        double=frozenset(double),
    )


def _spacing(table: RunningTable, double: set[int]) -> Spacing:
    links = table.network.links
    return Spacing(
        headway_s=HEADWAY_S,
        fast_headway_s=FAST_HEADWAY_S,
        clear_s=CLEAR_S,
        single=lambda link: not links[link].high_speed and links[link].single and link not in double,
        start_s=START_S,
        stop_s=STOP_S,
    )


def _run(section: Section, target: int, enter_s: int, leave_s: int) -> Run:
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


def _sections(rail: RailFacts, table: RunningTable, leg: PlacedLeg) -> Iterator[Section]:
    """The leg's sections with the windows of their times; wished is an even run with a usual stay at the end."""
    planned = table.stock_s[TOP_KMH[leg.kind]] if leg.loco else table.fast_s
    whole = max(1, sum(planned[step.link] for step in leg.way))
    arrive = _arrival(leg, whole)
    running = arrive[2] - leg.depart_s - START_S - STOP_S
    least = [_least(rail, leg, step.link, planned[step.link], whole, running) for step in leg.way]
    if running > 0:
        least[0] += START_S
        least[-1] += STOP_S
    start = min(START_S, (arrive[1] - leg.depart_s) // 3)
    even = arrive[1] - leg.depart_s - start - min(STOP_S, start)
    first, last, passed, end = leg.depart_s, arrive[2] - sum(least), 0, len(leg.way) - 1
    enter = (leg.depart_s, leg.depart_s, leg.depart_s + MINUTE_S)
    for number, step in enumerate(leg.way):
        passed += planned[step.link]
        first, last = first + least[number], last + least[number]
        wished = leg.depart_s + start + even * passed // whole
        leave = arrive if number == end else (first, min(max(wished, first), last), last)
        yield Section(
            train=leg.train,
            fast=not leg.loco,
            link=step.link,
            origin=step.origin,
            enter=enter,
            leave=leave,
            enter_known=number == 0,
            leave_known=number == end and leg.arrive_s is not None,
            least_s=least[number],
            follows=number > 0,
            may_wait=may_wait(rail, table.network.names[step.origin]),
        )
        enter = leave


def _arrival(leg: PlacedLeg, planned_s: int) -> tuple[int, int, int]:
    """When it arrives: earliest, wished, latest."""
    latest = latest_arrival(leg)
    if leg.arrive_s is not None or leg.next_depart_s is None:
        return latest, latest, latest + MINUTE_S
    wished = max(leg.next_depart_s - STAY_S, leg.depart_s + planned_s + START_S + STOP_S)
    earliest = max(leg.depart_s + 1, leg.next_depart_s - LONGEST_STAY_S)
    return min(earliest, latest), min(wished, latest), latest


def _least(rail: RailFacts, leg: PlacedLeg, link: int, planned_s: int, whole_s: int, running_s: int) -> int:
    """The least time for a section: the quickest ever seen, or this train's even share if that is quicker still."""
    quickest = quickest_seconds(rail)[TOP_KMH[leg.kind]][link] if leg.loco else int(planned_s * FAST_SHARE)
    return max(0, min(quickest, running_s * planned_s // whole_s))


def _same_slots(sections: list[Section]) -> set[tuple[str, str]]:
    """Pairs of trains published to leave a station over the same track less than `SAME_SLOT_S` apart."""
    leaving: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for section in sections:
        if section.enter_known:
            leaving[section.link, section.origin].append((section.enter[0] % DAY_S, section.train))
    found = set()
    for times in leaving.values():
        times.sort()
        for number, (second, train) in enumerate(times):
            for step in range(1, len(times)):
                later, other = times[(number + step) % len(times)]
                if (later - second) % DAY_S >= SAME_SLOT_S:
                    break
                if train != other:
                    found.add((min(train, other), max(train, other)))
    return found


def _met_inside(rail: RailFacts, table: RunningTable, sections: list[Section]) -> set[int]:
    """Sections of unknown tracks on a line where published trains cannot have met at stations only."""
    unknown = _unknown(rail, table)
    by_link: dict[int, list[Section]] = defaultdict(list)
    for section in sections:
        if section.link in unknown:
            by_link[section.link].append(section)
    met = []
    for link, there in by_link.items():
        for number, one in enumerate(there):
            for other in there[number + 1 :]:
                if one.origin != other.origin and _must_meet(one, other):
                    met.append((link, (one.train, other.train)))
    return _double(rail, table, met)


def _double(rail: RailFacts, table: RunningTable, met: Iterable[tuple[int, tuple[str, str]]]) -> set[int]:
    """All sections of unknown tracks on lines where that many pairs of trains meet inside such a section."""
    unknown, links = _unknown(rail, table), table.network.links
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link, (one, other) in met:
        if link in unknown:
            pairs[links[link].line].add((min(one, other), max(one, other)))
    return {link for link in unknown if len(pairs[links[link].line]) >= MEETS}


def _unknown(rail: RailFacts, table: RunningTable) -> set[int]:
    return {
        number
        for number, (link, fact) in enumerate(zip(table.network.links, rail.sections, strict=True))
        if not link.high_speed and fact.tracks in (None, "mixed")
    }


def _must_meet(one: Section, other: Section) -> bool:
    """Whatever the unpublished times are, both are in the section at once."""
    shift = round((one.enter[1] - other.enter[1]) / DAY_S) * DAY_S
    return one.leave[0] > other.enter[2] + shift and other.leave[0] + shift > one.enter[2]
