"""The lines of a train graph as every format can hold them: stations in order, rulers of running times, possessions.

`extra` is what a format says that we have no use for, kept so that a file goes back as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from planner.exchange.trains.runs import FileNote, Skipped, Timetable

Extra = Mapping[str, Any]


@dataclass(frozen=True)
class LineStation:
    """A station on a line, at its kilometre post. `grade` is the class of the station, 0 a junction; `tracks` are the
    names of its tracks, none if they are not known."""

    name: str
    km: float
    grade: int | None = None
    tracks: tuple[str, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class RulerSection:
    """Seconds from one station to the next: running, and what starting and stopping add."""

    origin: str
    target: str
    run_s: int
    start_s: int
    stop_s: int
    extra: Extra = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Ruler:
    """Running times of a kind of train. `different`: each direction has its own; else a section holds both ways."""

    name: str
    sections: tuple[RulerSection, ...]
    different: bool = False
    extra: Extra = field(default_factory=dict, hash=False)

    def both_ways(self) -> tuple[RulerSection, ...]:
        """Its sections by direction."""
        if self.different:
            return self.sections
        back = (RulerSection(s.target, s.origin, s.run_s, s.start_s, s.stop_s) for s in self.sections)
        return (*self.sections, *back)


@dataclass(frozen=True)
class GraphPossession:
    """No train from `origin` to `target` between two seconds of the day."""

    origin: str
    target: str
    begin_s: int
    end_s: int


@dataclass(frozen=True)
class GraphLine:
    """A line: its stations in order, its rulers, and its possessions."""

    name: str
    stations: tuple[LineStation, ...]
    rulers: tuple[Ruler, ...] = ()
    possessions: tuple[GraphPossession, ...] = ()
    extra: Extra = field(default_factory=dict, hash=False)

    @cached_property
    def kms(self) -> dict[str, float]:
        """The kilometre post of each station."""
        return {station.name: station.km for station in self.stations}


@dataclass(frozen=True)
class TrainGraph:
    """Lines and the trains on them. `unread` are trains left out as their file had them, `extra` by train in order the
    rest of what its file said of it, and `about` what it said of the whole."""

    lines: tuple[GraphLine, ...]
    timetable: Timetable
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[FileNote, ...] = ()
    extra: tuple[Extra, ...] = ()
    unread: tuple[Any, ...] = ()
    about: Extra = field(default_factory=dict, hash=False)


TRAIN_GRAPH_JSON: TypeAdapter[TrainGraph] = TypeAdapter(TrainGraph)
