"""Published trains section by section, as data: their windows, the times taken in them, and what cannot be placed.

Seconds are of the day a train sets out; trains repeat daily.
"""

from __future__ import annotations

from dataclasses import dataclass

GAPS = ("doubtful_train", "outside", "time_missing", "time_order", "no_way", "other_way", "too_fast")


@dataclass(frozen=True)
class TrafficGap:
    """A leg between two calls that is in no traffic: why (one of GAPS), and by how much where that can be said."""

    train: str
    origin: str
    target: str
    kind: str
    size: float | None = None  # km/h too fast, or kilometres of difference


@dataclass(frozen=True)
class SectionWindow:
    """A train in a section: between which seconds it may enter and leave, which are wished, and the least it needs.

    `follows`: it goes on from the section before in the list, at a station where it is not published to call;
    `can_dwell`: it may make a technical stop there. `fast`: an EMU.
    """

    train: str
    fast: bool
    link: int
    origin: int
    enter: tuple[int, int, int]  # earliest, wished, latest
    leave: tuple[int, int, int]
    enter_known: bool  # published: the minute is known
    leave_known: bool
    min_running_s: int
    follows: bool
    can_dwell: bool


@dataclass(frozen=True)
class Run:
    """A published train in one section.

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
class TrainConflict:
    """Two published trains that the model cannot have together; `kind` is headway or crossing.

    `cause`: published (the times in conflict stand in the timetable), forced (whatever their unpublished times are,
    those two are in conflict) or together (the two could be kept apart, but not with all the others).
    """

    train: str
    other: str
    link: int
    kind: str
    shortfall_s: int
    cause: str


@dataclass(frozen=True)
class Traffic:
    """Every leg of every published train: in `runs` on the lines of the network, or in `gaps`.

    `apart` are pairs of trains that do not run on the same day; `double` are sections of unknown tracks in which
    published trains meet.
    """

    runs: tuple[Run, ...]
    gaps: tuple[TrafficGap, ...]
    legs: int
    conflicts: tuple[TrainConflict, ...]
    apart: frozenset[tuple[str, str]]
    double: frozenset[int]

    def same_day(self, one: str, other: str) -> bool:
        """May both run on one day?"""
        return (min(one, other), max(one, other)) not in self.apart
