"""When a section may be entered: the times that other trains forbid, for one run through it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

DAY_S = 86_400
Seconds = npt.NDArray[np.int64]
Walls = tuple[Seconds, tuple[str, ...]]


@dataclass(frozen=True)
class Busy:
    """Another train in a section, repeated daily. `same`: does it run from `origin` to `target` of ours?"""

    train: str
    origin: int
    enter_s: int
    leave_s: int


@dataclass(frozen=True)
class Line:
    """All other trains by section, and how far apart trains must be."""

    busy: dict[int, tuple[Busy, ...]]
    single: tuple[bool, ...]
    headway_s: int
    clear_s: int  # after an opposing train has left a single-track section
    known: dict[tuple[int, int, int], Walls] = field(default_factory=dict, compare=False, repr=False)


def make_line(runs: Iterable[tuple[int, Busy]], single: tuple[bool, ...], headway_s: int, clear_s: int) -> Line:
    """The line with other trains given as (section, train)."""
    by_section: dict[int, list[Busy]] = defaultdict(list)
    for section, busy in runs:
        by_section[section].append(busy)
    return Line({k: tuple(v) for k, v in by_section.items()}, single, headway_s, clear_s)


def forbidden_entries(line: Line, section: int, origin: int, run_s: int) -> Walls:
    """Open intervals (rows: from, to; seconds of the day, may reach over its ends) in which a run of `run_s` from
    `origin` must not enter the section, and the trains that forbid them.

    Same direction: no closer than the headway at either end, and no overtaking inside. Opposite direction: on
    double track free; on single track the section must be clear.
    """
    if (section, origin, run_s) not in line.known:
        line.known[section, origin, run_s] = _walls(line, section, origin, run_s)
    return line.known[section, origin, run_s]


def _walls(line: Line, section: int, origin: int, run_s: int) -> Walls:
    rows, trains = [], []
    for busy in line.busy.get(section, ()):
        if busy.origin == origin:
            behind = max(busy.enter_s, busy.leave_s - run_s) + line.headway_s
            ahead = min(busy.enter_s, busy.leave_s - run_s) - line.headway_s
        elif line.single[section]:
            behind, ahead = busy.leave_s + line.clear_s, busy.enter_s - run_s - line.clear_s
        else:
            continue
        rows.append((ahead, behind))
        trains.append(busy.train)
    return np.array(rows, dtype=np.int64).reshape(len(rows), 2), tuple(trains)
