"""When a section may be used: the slots that other trains and possessions leave between them.

In a section all other trains stand in one order, so a train has its place after some of them and before the rest.
Each such place is a slot: seconds in which it may enter, and seconds in which it may leave.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.clock import DAY_S

NEVER = 1 << 40
NEAR_S = 3 * 3600  # trains farther than this from the time looked at are not in the way


@dataclass(frozen=True)
class SectionOccupation:
    """Another train in a section, repeated daily unless it runs `once`."""

    train: str
    origin: int
    enter_s: int
    leave_s: int
    once: bool = False


@dataclass(frozen=True)
class SectionPossession:
    """A possession of a section, repeated daily: nobody may be inside. `origin` None closes both directions."""

    name: str
    origin: int | None
    begin_s: int
    end_s: int


@dataclass(frozen=True)
class TrackOccupation:
    """Another train at a station, repeated daily unless it runs `once`: it holds a track, for a second if it runs
    through."""

    train: str
    arrive_s: int
    depart_s: int
    once: bool = False


@dataclass(frozen=True)
class TrackOccupancy:
    """All traffic on the network by section and by station, and how far apart trains must be.

    `tracks` are the stations whose tracks are known or assumed; elsewhere there is always one more. Trains that are
    `excluded` do not run on the days looked at.
    """

    busy: Mapping[int, tuple[SectionOccupation, ...]]
    single: tuple[bool, ...]
    headway_s: int
    clearing_s: int  # after an opposing train has left a single-track section
    closed: Mapping[int, tuple[SectionPossession, ...]] = field(default_factory=dict)
    standing: Mapping[int, tuple[TrackOccupation, ...]] = field(default_factory=dict)
    tracks: Mapping[int, int] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()


class FreeInterval(NamedTuple):
    """A place in a section's order: enter from `enter[0]` to `enter[1]`, leave from `leave[0]` to `leave[1]`; which
    train (or possession) comes before and after, "" if none."""

    enter: tuple[int, int]
    leave: tuple[int, int]
    before: str
    after: str


def occupancy_of(
    runs: Iterable[tuple[int, SectionOccupation]], single: tuple[bool, ...], headway_s: int, clearing_s: int
) -> TrackOccupancy:
    """The occupancy by other trains given as (section, train)."""
    by_section: dict[int, list[SectionOccupation]] = defaultdict(list)
    for section, busy in runs:
        by_section[section].append(busy)
    return TrackOccupancy({k: tuple(v) for k, v in by_section.items()}, single, headway_s, clearing_s)


class _Bound(NamedTuple):
    """Another train in the order: behind it ours enters and leaves no earlier, before it no later than this."""

    enter_s: int
    leave_s: int
    name: str
    enter_after: int
    leave_after: int
    enter_before: int
    leave_before: int


class FreeIntervals:
    """The slots of sections between two seconds, made once for each section and direction.

    `extra_s` is kept to every other train and possession beyond what must be.
    """

    def __init__(self, occupancy: TrackOccupancy, begin_s: int, end_s: int, extra_s: int = 0) -> None:
        self.occupancy, self.begin_s, self.end_s, self.extra_s = occupancy, begin_s, end_s, extra_s
        self._known: dict[tuple[int, int], tuple[list[FreeInterval], list[int], list[int]]] = {}
        self._free: dict[int, list[tuple[int, int]]] = {}

    def between(self, section: int, origin: int, low: int, high: int) -> list[FreeInterval]:
        """FreeIntervals that may be entered at some second from `low` to `high`."""
        slots, begins, ends = self._of(section, origin)
        return slots[bisect_left(ends, low) : bisect_right(begins, high)]

    def free(self, station: int) -> list[tuple[int, int]]:
        """When a train may stand at the station, in order."""
        if station not in self._free:
            self._free[station] = self._free_times(station)
        return self._free[station]

    def near(self, section: int, origin: int, enter_s: int, leave_s: int, within_s: int) -> set[str]:
        """Trains and possessions nearer than `within_s` beyond what must be to a train that enters and leaves then."""
        found = set()
        for bound in self._bounds(section, origin):
            behind = min(enter_s - bound.enter_after, leave_s - bound.leave_after)
            ahead = min(bound.enter_before - enter_s, bound.leave_before - leave_s)
            if max(behind, ahead) < within_s:
                found.add(bound.name)
        return found

    def _of(self, section: int, origin: int) -> tuple[list[FreeInterval], list[int], list[int]]:
        if (section, origin) not in self._known:
            slots = self._make(section, origin)
            self._known[section, origin] = slots, [s.enter[0] for s in slots], [s.enter[1] for s in slots]
        return self._known[section, origin]

    def _make(self, section: int, origin: int) -> list[FreeInterval]:
        """All slots: with the others in order of entering, ours comes after the first few and before the rest.

        It cannot come after a later one and before an earlier one: each of these keeps it out while the other is in.
        """
        bounds = sorted(self._bounds(section, origin))
        after = [(-NEVER, -NEVER)]  # earliest seconds of entering and leaving behind the first 0, 1, 2 ...
        for bound in bounds:
            after.append((max(after[-1][0], bound.enter_after), max(after[-1][1], bound.leave_after)))
        slots = []
        enter, leave = NEVER, NEVER
        for number in range(len(bounds), -1, -1):
            if number < len(bounds):
                enter, leave = min(enter, bounds[number].enter_before), min(leave, bounds[number].leave_before)
            if after[number][0] <= enter and after[number][1] <= leave:
                before_us = bounds[number - 1].name if number else ""
                after_us = bounds[number].name if number < len(bounds) else ""
                slots.append(FreeInterval((after[number][0], enter), (after[number][1], leave), before_us, after_us))
        return slots[::-1]

    def _bounds(self, section: int, origin: int) -> Iterator[_Bound]:
        """What each other train, on each day, and each possession asks of ours."""
        occupancy = self.occupancy
        headway, clear = max(0, occupancy.headway_s + self.extra_s), max(0, occupancy.clearing_s + self.extra_s)
        for busy in occupancy.busy.get(section, ()):
            if busy.train in occupancy.excluded:
                continue
            for shift in (0,) if busy.once else self.days(busy.enter_s, busy.leave_s):
                enter, leave = busy.enter_s + shift, busy.leave_s + shift
                if busy.origin == origin:
                    yield _Bound(
                        enter, leave, busy.train, enter + headway, leave + headway, enter - headway, leave - headway
                    )
                elif occupancy.single[section]:
                    yield _Bound(enter, leave, busy.train, leave + clear, -NEVER, NEVER, enter - clear)
        for closed in occupancy.closed.get(section, ()):
            if closed.origin in (None, origin):
                for shift in self.days(closed.begin_s, closed.end_s):
                    begin, end = closed.begin_s + shift - self.extra_s, closed.end_s + shift + self.extra_s
                    yield _Bound(begin, end, closed.name, end, -NEVER, NEVER, begin)

    def days(self, begin: int, end: int) -> range:
        """Shifts that bring a daily time near ours."""
        first, last = (self.begin_s - NEAR_S - end) // DAY_S + 1, (self.end_s + NEAR_S - begin) // DAY_S
        return range(first * DAY_S, last * DAY_S + 1, DAY_S)

    def _free_times(self, station: int) -> list[tuple[int, int]]:
        """Times with a track to spare; all the time where tracks are not known."""
        if station not in self.occupancy.tracks:
            return [(-NEVER, NEVER)]
        changes: list[tuple[int, int]] = []
        for other in self.occupancy.standing.get(station, ()):
            if other.train in self.occupancy.excluded:
                continue
            for shift in (0,) if other.once else self.days(other.arrive_s, other.depart_s):
                changes += [(other.arrive_s + shift, 1), (other.depart_s + shift + 1, -1)]
        free, begin, taken, tracks = [], -NEVER, 0, self.occupancy.tracks[station]
        if tracks <= 0:
            return []
        for second, change in sorted(changes):
            if taken < tracks <= taken + change:
                free.append((begin, second - 1))
            elif taken + change < tracks <= taken:
                begin = second
            taken += change
        free.append((begin, NEVER))
        return [(low, high) for low, high in free if low <= high]
