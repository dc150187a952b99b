"""The earliest conflict-free path among fixed trains, exactly: wait only where one may stop, run without loitering.

From each stop the train leaves at the first second at which every section up to the next stop is free at the time
it gets there. Leaving later never arrives earlier, so the earliest arrival at each stop is all that matters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.train.occupation import DAY_S, Line, Seconds, forbidden_entries


@dataclass(frozen=True)
class Leg:
    """A way to run: sections in order with the station each begins at, seconds to run through each, and at which
    of the stations between (1 .. n-1) a technical stop may be made."""

    sections: tuple[int, ...]
    origins: tuple[int, ...]
    run_s: tuple[int, ...]
    may_stop: tuple[bool, ...]  # len(sections) + 1; ends are True
    start_s: int
    stop_s: int
    least_wait_s: int  # of a technical stop


@dataclass(frozen=True)
class TrainPath:
    """Seconds at each station of the leg, arriving and departing; the first arrives when it departs."""

    arrive_s: tuple[int, ...]
    depart_s: tuple[int, ...]


@dataclass(frozen=True)
class Blocked:
    """No path by `latest_s`: the farthest station reached (its number along the leg), when, and who is in the way."""

    at: int
    reached_s: int
    by: tuple[str, ...]


def insert_leg(line: Line, leg: Leg, ready_s: int, latest_s: int) -> TrainPath | Blocked:
    """Leave the first station no earlier than `ready_s` and arrive at the last as early as possible.

    `Blocked` if that is after `latest_s`.
    """
    n = len(leg.sections)
    earliest = [-1] * (n + 1)
    earliest[0] = ready_s
    came: dict[int, tuple[int, int]] = {}  # stop → (stop before, second of leaving it)
    blockers: dict[int, tuple[str, ...]] = {}
    for a in range(n):
        if earliest[a] < 0:
            continue
        ready = earliest[a] if a == 0 else earliest[a] + leg.least_wait_s
        for b, leave, arrive, trains in _runs(line, leg, a, ready, latest_s):
            if arrive > latest_s:
                blockers[a] = trains
            elif earliest[b] < 0 or arrive < earliest[b]:
                earliest[b], came[b] = arrive, (a, leave)
    if earliest[n] < 0:
        at = max(i for i in range(n + 1) if earliest[i] >= 0)
        return Blocked(at, earliest[at], blockers.get(at, ()))
    return _path(leg, came, n)


def latest_departure(
    line: Line, leg: Leg, ready_s: int, not_before_s: int, latest_s: int, step_s: int
) -> TrainPath | Blocked:
    """The path that arrives no earlier than `not_before_s`, tried from `ready_s` on in steps: guests sleep at the
    station they know rather than wait outside the next one."""
    found: TrainPath | Blocked = Blocked(0, ready_s, ())
    for ready in range(ready_s, latest_s, step_s):
        found = insert_leg(line, leg, ready, latest_s)
        if isinstance(found, Blocked) or found.arrive_s[-1] >= not_before_s:
            return found
    return found


def _runs(line: Line, leg: Leg, a: int, ready: int, latest_s: int) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """For each stop b that can follow a: (b, second of leaving a, second of arriving at b, trains waited for)."""
    result = []
    walls: list[Seconds] = []
    names: list[str] = []
    offset = 0
    for b in range(a + 1, len(leg.sections) + 1):
        section = b - 1
        first = leg.start_s if section == a else 0
        if leg.may_stop[b]:
            run = leg.run_s[section] + first + leg.stop_s
            last, trains = _shifted(line, leg, section, run, offset)
            leave = _first_free(np.concatenate([*walls, last]) if walls else last, ready)
            result.append((b, leave, leave + offset + run, (*names, *trains)))
        run = leg.run_s[section] + first
        wall, trains = _shifted(line, leg, section, run, offset)
        walls.append(wall)
        names += trains
        offset += run
        if ready + offset > latest_s:
            break
    return result


def _shifted(line: Line, leg: Leg, section: int, run: int, offset: int) -> tuple[Seconds, tuple[str, ...]]:
    rows, trains = forbidden_entries(line, leg.sections[section], leg.origins[section], run)
    return rows - offset, trains


def _first_free(walls: Seconds, ready: int) -> int:
    """The first second from `ready` on that lies inside no wall; walls repeat daily."""
    now = ready
    while len(walls):
        turn = (now - walls[:, 1]) // DAY_S + 1  # the repetition of each wall that ends after now
        ends = walls[:, 1] + turn * DAY_S
        inside = (walls[:, 0] + turn * DAY_S < now) & (ends > now)
        if not inside.any():
            break
        later = int(ends[inside].max())
        if later - ready > 2 * DAY_S:
            return 1 << 40
        now = later
    return now


def _path(leg: Leg, came: dict[int, tuple[int, int]], last: int) -> TrainPath:
    stops: list[tuple[int, int, int]] = []  # (from, to, leave)
    at = last
    while at != 0:
        before, leave = came[at]
        stops.append((before, at, leave))
        at = before
    arrive, depart = [0] * (last + 1), [0] * (last + 1)
    for a, b, leave in reversed(stops):
        depart[a] = leave
        if a == 0:
            arrive[0] = leave
        now = leave
        for k in range(a, b):
            now += leg.run_s[k] + (leg.start_s if k == a else 0) + (leg.stop_s if k == b - 1 else 0)
            arrive[k + 1] = depart[k + 1] = now
    return TrainPath(tuple(arrive), tuple(depart))
