"""Passing times that were never published, chosen so that the published trains keep clear of each other.

A timetable for passengers says when a train calls, not when it runs through the stations between, nor where it waits to
be overtaken. Those times are windows here: they lie between the calls, no section is run quicker than any published
train of that stock was, and a train may make a technical stop where trains can. Order by order, the clearest first,
the trains of a section are kept apart; what cannot be kept with all that was decided before is a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from planner.clock import DAY_S
from planner.train.traffic.solver.stn import Distance, Events
from planner.train.types import SectionWindow

NEAR_S = 3 * 3600  # trains farther apart than this in a section do not meet in it
SLACKER = (0.75, 0.5, 0.25, 0.0)  # shares of the distance that are kept where the whole cannot


@dataclass(frozen=True)
class Spacing:
    """How far apart trains must be: seconds behind one in the same direction (two EMUs: `fast_headway_s`), and after
    an opposing one has left."""

    headway_s: int
    fast_headway_s: int
    clearing_s: int
    single: Callable[[int], bool]
    start_s: int
    stop_s: int

    def behind(self, one: SectionWindow, other: SectionWindow) -> int:
        return self.fast_headway_s if one.fast and other.fast else self.headway_s


@dataclass(frozen=True)
class WindowConflict:
    """Two published trains that cannot both be true here: `shortfall_s` seconds lack. Numbers of their sections.

    `cause`: published (the times in conflict stand in the timetable), forced (whatever their other times are, those two
    are in conflict) or together (the two could be kept apart, but not with all the others).
    """

    one: int
    other: int
    kind: str  # headway | crossing
    shortfall_s: int
    cause: str


@dataclass(frozen=True)
class PassingTimes:
    """Seconds of entering and leaving each section, and what could not be kept."""

    enter_s: tuple[int, ...]
    leave_s: tuple[int, ...]
    conflicts: tuple[WindowConflict, ...]


@dataclass(frozen=True)
class _SectionPair:
    """Two trains in one section; the first enters first as far as can be seen; `shift_s` brings the second's clock to
    the first's day."""

    first: int
    second: int
    shift_s: int
    kind: str
    apart_s: int  # between their middles


def assign_passing_times(
    sections: Sequence[SectionWindow], spacing: Spacing, apart: Callable[[str, str], bool]
) -> PassingTimes:
    """Times for all sections; `apart` tells trains that never run on the same day."""
    meetings = [m for m in _meetings(sections, spacing) if not apart(sections[m.first].train, sections[m.second].train)]
    return _Assignment(sections, spacing).run(meetings)


class _Assignment:
    """The events of all sections and the orders decided so far."""

    def __init__(self, sections: Sequence[SectionWindow], spacing: Spacing) -> None:
        self.sections, self.spacing = sections, spacing
        self.events = Events()
        self.enter: list[int] = []
        self.leave: list[int] = []
        self.first_of: dict[tuple[int, int], int] = {}  # pair of sections, smaller number first → which is first
        self.stopped: set[int] = set()  # sections that begin after a technical stop
        for number, section in enumerate(sections):
            passes = section.follows and not section.can_dwell
            enter = self.leave[number - 1] if passes else self.events.add(section.enter[0], section.enter[2])
            leave = self.events.add(section.leave[0], section.leave[2])
            self.enter.append(enter)
            self.leave.append(leave)
        for number, section in enumerate(sections):
            self.events.require([(self.enter[number], self.leave[number], section.min_running_s)])
            if section.follows and section.can_dwell:
                self.events.require([(self.leave[number - 1], self.enter[number], 0)])

    def run(self, meetings: Sequence[_SectionPair]) -> PassingTimes:
        forced = {m for m in meetings if not any(self._possible(m, order) for order in self._orders(m))}
        open_, failed = self._forced([m for m in meetings if m not in forced], list(forced))
        open_.sort(key=lambda m: (-m.apart_s, m.first, m.second))
        while open_:
            share = max(1, len(open_) // 8)
            failed += [m for m in open_[:share] if not self._decide(m)]
            open_, failed = self._forced(open_[share:], failed)
        for meeting in sorted(failed, key=lambda m: (m.first, m.second)):
            any(self._keep(meeting, order, share) for share in SLACKER for order in self._orders(meeting))
        self._close()
        enter_s, leave_s = self._settle()
        return PassingTimes(enter_s, leave_s, tuple(self._conflicts(meetings, forced, enter_s, leave_s)))

    def _forced(
        self, meetings: list[_SectionPair], failed: list[_SectionPair]
    ) -> tuple[list[_SectionPair], list[_SectionPair]]:
        """Decide what the windows leave no choice about, again and again; what is left open, and what failed."""
        while True:
            left = []
            for meeting in meetings:
                orders = [
                    o
                    for o in ((meeting.first, meeting.second), (meeting.second, meeting.first))
                    if self._possible(meeting, o)
                ]
                if len(orders) == 2:
                    left.append(meeting)
                elif not orders or not self._keep(meeting, orders[0], 1):
                    failed.append(meeting)
            if len(left) == len(meetings):
                return left, failed
            meetings = left

    def _decide(self, meeting: _SectionPair) -> bool:
        return any(self._keep(meeting, order, 1) for order in self._orders(meeting))

    def _orders(self, meeting: _SectionPair) -> tuple[tuple[int, int], tuple[int, int]]:
        """Both orders, the likelier first."""
        return (meeting.first, meeting.second), (meeting.second, meeting.first)

    def _distances(self, meeting: _SectionPair, order: tuple[int, int], share: float) -> list[Distance]:
        first, second = order
        shift = meeting.shift_s if first == meeting.first else -meeting.shift_s
        if meeting.kind == "crossing":
            return [(self.leave[first], self.enter[second], round(self.spacing.clearing_s * share) - shift)]
        least = round(self.spacing.behind(self.sections[first], self.sections[second]) * share) - shift
        return [(self.enter[first], self.enter[second], least), (self.leave[first], self.leave[second], least)]

    def _possible(self, meeting: _SectionPair, order: tuple[int, int]) -> bool:
        low, high = self.events.low, self.events.high
        return all(high[other] >= low[one] + least for one, other, least in self._distances(meeting, order, 1))

    def _keep(self, meeting: _SectionPair, order: tuple[int, int], share: float) -> bool:
        """Keep the two apart in this order; a train that is overtaken at a station stops there."""
        distances = self._distances(meeting, order, share)
        stops = self._overtaken(order) if meeting.kind == "headway" else []
        for number in stops:
            distances += self._stopping(number)
        if not self.events.require(distances):
            return False
        self.stopped.update(stops)
        self.first_of[min(order), max(order)] = order[0]
        return True

    def _overtaken(self, order: tuple[int, int]) -> list[int]:
        """Sections that begin with a stop because the order there differs from that in the section before."""
        found = []
        first, second = order
        before, after = (first - 1, second - 1), (first + 1, second + 1)
        if (
            self._goes_on(first)
            and self._goes_on(second)
            and self.first_of.get((min(before), max(before))) == before[1]
        ):
            found.append(second)
        go_on = max(after) < len(self.sections) and self._goes_on(first + 1) and self._goes_on(second + 1)
        if go_on and self.first_of.get((min(after), max(after))) == after[1]:
            found.append(first + 1)
        return [number for number in found if number not in self.stopped]

    def _goes_on(self, number: int) -> bool:
        return number > 0 and self.sections[number].follows

    def _stopping(self, number: int) -> list[Distance]:
        """What a stop at the beginning of a section costs before and after it."""
        before, least = number - 1, self.sections[number].min_running_s
        starts = self.spacing.start_s if before in self.stopped else 0
        stops = self.spacing.stop_s if number + 1 in self.stopped else 0
        return [
            (
                self.enter[before],
                self.leave[before],
                self.sections[before].min_running_s + self.spacing.stop_s + starts,
            ),
            (self.enter[number], self.leave[number], least + self.spacing.start_s + stops),
        ]

    def _close(self) -> None:
        """Where a train need not wait, it runs through."""
        for number, section in enumerate(self.sections):
            if not (section.follows and section.can_dwell) or number in self.stopped:
                continue
            if not self.events.require([(self.enter[number], self.leave[number - 1], 0)]) and self.events.require(
                self._stopping(number)
            ):
                self.stopped.add(number)

    def _settle(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        enter_s, leave_s = [], []
        for number, section in enumerate(self.sections):
            enter_s.append(self.events.settle(self.enter[number], section.enter[1]))
            leave_s.append(self.events.settle(self.leave[number], section.leave[1]))
        return tuple(enter_s), tuple(leave_s)

    def _conflicts(
        self,
        meetings: Sequence[_SectionPair],
        forced: Set[_SectionPair],
        enter_s: Sequence[int],
        leave_s: Sequence[int],
    ) -> Iterator[WindowConflict]:
        for m in meetings:
            one, other, spacing = self.sections[m.first], self.sections[m.second], self.spacing
            enter = enter_s[m.second] + m.shift_s - enter_s[m.first]
            leave = leave_s[m.second] + m.shift_s - leave_s[m.first]
            if m.kind == "crossing":
                length = leave_s[m.first] - enter_s[m.first]
                lack = spacing.clearing_s - max(enter - length, -leave - length)
                published = all((one.enter_known, one.leave_known, other.enter_known, other.leave_known))
            else:
                least = spacing.behind(one, other)
                in_order, turned = min(enter, leave), min(-enter, -leave)
                lack, sign = least - max(in_order, turned), 1 if in_order >= turned else -1
                ends = (enter, one.enter_known, other.enter_known), (leave, one.leave_known, other.leave_known)
                published = any(sign * gap < least and ours and theirs for gap, ours, theirs in ends)
            if lack > 0:
                cause = "published" if published else "forced" if m in forced else "together"
                yield WindowConflict(m.first, m.second, m.kind, lack, cause)


def _meetings(sections: Sequence[SectionWindow], spacing: Spacing) -> list[_SectionPair]:
    """All pairs of trains that might come too near to each other in a section."""
    by_link: dict[int, list[int]] = defaultdict(list)
    for number, section in enumerate(sections):
        by_link[section.link].append(number)
    found = []
    for link, numbers in by_link.items():
        single = spacing.single(link)
        middle = {n: (sections[n].enter[1] + sections[n].leave[1]) // 2 for n in numbers}
        ordered = sorted(numbers, key=lambda n: (middle[n] % DAY_S, n))
        for place, one in enumerate(ordered):
            for step in range(1, len(ordered)):
                other = ordered[(place + step) % len(ordered)]
                apart = (middle[other] - middle[one]) % DAY_S
                if apart > NEAR_S:
                    break
                same = sections[one].origin == sections[other].origin
                if sections[one].train == sections[other].train or not (same or single) or (apart == 0 and one > other):
                    continue
                shift = apart - (middle[other] - middle[one])
                if _may_conflict(sections[one], sections[other], shift, same, spacing):
                    found.append(_SectionPair(one, other, shift, "headway" if same else "crossing", apart))
    return found


def _may_conflict(one: SectionWindow, other: SectionWindow, shift: int, same: bool, spacing: Spacing) -> bool:
    if not same:
        return other.enter[0] + shift < one.leave[2] + spacing.clearing_s
    least = spacing.behind(one, other)
    return other.enter[0] + shift < one.enter[2] + least or other.leave[0] + shift < one.leave[2] + least
