"""What is known of a train beside its times, and what could not be checked because it is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol


class CallLike(Protocol):
    """A line of a timetable somebody entered; minutes from 00:00 of the first day."""

    @property
    def station(self) -> str: ...
    @property
    def arrive(self) -> int | None: ...
    @property
    def depart(self) -> int | None: ...


@dataclass(frozen=True)
class Possession:
    """No train between two stations, every day from `begin` to `end` (minutes of the day; past midnight `end` is later
    than 24:00). `one_way`: only trains from `origin` to `target` are kept out. One station as both: no
    train enters or leaves it, one that stands there may stand."""

    origin: str
    target: str
    begin: int
    end: int
    one_way: bool = False

    @property
    def name(self) -> str:
        if self.origin == self.target:
            return self.origin
        return f"{self.origin}{'>' if self.one_way else '–'}{self.target}"


@dataclass(frozen=True)
class Calendar:
    """The days a published train sets out on: weekdays (1 = Monday), within the dates if given."""

    weekdays: frozenset[int] = frozenset(range(1, 8))
    first: date | None = None
    last: date | None = None

    def runs(self, on: date) -> bool:
        return (
            on.isoweekday() in self.weekdays
            and (self.first is None or on >= self.first)
            and (self.last is None or on <= self.last)
        )


@dataclass(frozen=True)
class Case:
    """What is known of a train to be checked. `own` is the published train it is: not counted as traffic, nor are
    those that are `replaced` by other entered ones. Of a `calendar` only the trains named in it are known not to
    run daily. `crew` are the stations where the crew changes, `windows` the minutes of the day in which a call must
    lie, by station; None = not given. `assumes` as in `facilities`. `stock` is its name, "" = the usual of its top
    speed. `moved` are the published trains that run later, by so many minutes (earlier if below 0).
    """

    own: str = ""
    start: date | None = None
    top_kmh: int = 120
    stock: str = ""
    length_m: int | None = None
    step_free: bool = False
    crew: frozenset[str] | None = None
    windows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    calendar: Mapping[str, Calendar] = field(default_factory=dict)
    possessions: tuple[Possession, ...] = ()
    assumes: tuple[str, ...] = ()
    moved: Mapping[str, int] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()

    def meets(self, train: str, shift_s: int) -> bool:
        """Does that train set out on the day that many seconds after ours?"""
        if train == self.own or train in self.replaced:
            return False
        if self.start is None or train not in self.calendar:
            return True
        return self.calendar[train].runs(self.start + timedelta(seconds=shift_s))


@dataclass(frozen=True)
class Unchecked:
    """What could not be checked, and where ("" = anywhere): tracks, platform_m, step_free_train, servicing, crew,
    length, calendar, possessions, crossing_stations, throats or freight."""

    what: str
    where: str = ""
