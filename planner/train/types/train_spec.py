"""A train as somebody states it: its calls with their times, and all that is known of it beside them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.train.types.case import Case


@dataclass(frozen=True)
class EnteredCall:
    """A call and the line it was entered on: minutes from 00:00 of the first day; the first call has no arrival, the
    last no departure. `published`: do its times stand in the timetable, or were they taken between those that do?"""

    line: int
    station: str
    arrive: int | None
    depart: int | None
    published: bool = True


@dataclass(frozen=True)
class TrainSpec:
    """A train however it was entered: on the page, on the command line, as JSON, CSV or plain lines, or by another
    program."""

    calls: tuple[EnteredCall, ...]
    case: Case
