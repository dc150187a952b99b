"""Small lines with other trains by the dozen, and the slow, obvious way to find a path among them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from planner.train.insert import Leg, TrainPath
from planner.train.occupation import DAY_S, Busy, Line, make_line


@dataclass(frozen=True)
class Quest:
    """Bring a train along `leg` of `line`, ready at `ready_s`, there by `latest_s`."""

    line: Line
    leg: Leg
    ready_s: int
    latest_s: int


@st.composite
def quests(draw: st.DrawFn) -> Quest:
    """Up to four sections, each single or double, with up to three other trains; some begin just before midnight."""
    sections = draw(st.integers(1, 4))
    runs = draw(st.lists(st.integers(3, 15), min_size=sections, max_size=sections))
    single = draw(st.lists(st.booleans(), min_size=sections, max_size=sections))
    midnight = draw(st.booleans())
    others = [
        (section, _other(draw, section, number, midnight))
        for section in range(sections)
        for number in range(draw(st.integers(0, 3)))
    ]
    line = make_line(others, tuple(single), draw(st.integers(1, 8)), draw(st.integers(0, 4)))
    stops = draw(st.lists(st.booleans(), min_size=sections - 1, max_size=sections - 1))
    leg = Leg(
        sections=tuple(range(sections)),
        origins=tuple(range(sections)),
        run_s=tuple(runs),
        may_stop=(True, *stops, True),
        start_s=draw(st.integers(0, 3)),
        stop_s=draw(st.integers(0, 2)),
        least_wait_s=draw(st.integers(0, 4)),
    )
    ready = DAY_S - 30 if midnight else 0
    return Quest(line, leg, ready, ready + draw(st.integers(20, 140)))


def _other(draw: st.DrawFn, section: int, number: int, midnight: bool) -> Busy:
    """A train in either direction within the first minute and a half, or around midnight."""
    enter = draw(st.integers(0, 90)) + (DAY_S - 45 if midnight else 0)
    origin = section + draw(st.integers(0, 1))
    return Busy(f"K{section}{number}", origin, enter, enter + draw(st.integers(2, 20)))


def keeps_clear(line: Line, section: int, origin: int, enter_s: int, leave_s: int) -> bool:
    """Is a run through the section far enough from every other train, on every day?"""
    for busy in line.busy.get(section, ()):
        for day in range(-2, 4):
            enter, leave = busy.enter_s + day * DAY_S, busy.leave_s + day * DAY_S
            if busy.origin == origin:
                before = enter_s + line.headway_s <= enter and leave_s + line.headway_s <= leave
                after = enter_s >= enter + line.headway_s and leave_s >= leave + line.headway_s
            elif line.single[section]:
                before, after = leave_s + line.clear_s <= enter, enter_s >= leave + line.clear_s
            else:
                continue
            if not (before or after):
                return False
    return True


def earliest_arrival(quest: Quest) -> int | None:
    """The first possible second at the end, by trying every second of leaving every stop."""
    leg, n = quest.leg, len(quest.leg.sections)
    reached: dict[int, int] = {0: quest.ready_s}
    for a in range(n):
        if a not in reached:
            continue
        for leave in range(reached[a] + (leg.least_wait_s if a else 0), quest.latest_s + 1):
            for b in range(a + 1, n + 1):
                arrive = _arrival(quest, a, b, leave) if leg.may_stop[b] else None
                if arrive is not None and arrive <= min(quest.latest_s, reached.get(b, arrive)):
                    reached[b] = arrive
    return reached.get(n)


def _arrival(quest: Quest, a: int, b: int, leave: int) -> int | None:
    """The second of arriving at b when leaving a then and running through; None if a train is in the way."""
    now = leave
    for k in range(a, b):
        there = now + quest.leg.run_s[k] + quest.leg.start_s * (k == a) + quest.leg.stop_s * (k == b - 1)
        if not keeps_clear(quest.line, quest.leg.sections[k], quest.leg.origins[k], now, there):
            return None
        now = there
    return now


def faults(quest: Quest, path: TrainPath) -> list[str]:
    """Everything wrong with a path, each as a word."""
    leg, n = quest.leg, len(quest.leg.sections)
    found = []
    stands = [True, *(path.depart_s[k] > path.arrive_s[k] for k in range(1, n)), True]
    for k in range(1, n):
        if stands[k] and not leg.may_stop[k]:
            found.append("stops where it may not")
        if stands[k] and path.depart_s[k] - path.arrive_s[k] < leg.least_wait_s:
            found.append("stops too short")
    for k, (one, other) in enumerate(pairwise(range(n + 1))):
        enter, leave = path.depart_s[one], path.arrive_s[other]
        least = leg.run_s[k] + leg.start_s * stands[one] + leg.stop_s * stands[other]
        if leave - enter < least:
            found.append("runs too fast")
        if not keeps_clear(quest.line, leg.sections[k], leg.origins[k], enter, leave):
            found.append("too close")
    if path.depart_s[0] < quest.ready_s or path.arrive_s[-1] > quest.latest_s:
        found.append("out of time")
    return found
