"""Where a train stops and passes, and how far its running times are off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """A stop. `purpose` is origin, sight, technical, crew (it changes there) or end; `km` from the origin on its way.

    `arrive` is None at the origin, `depart` at the end.
    """

    station: str
    city: str | None
    arrive: int | None
    depart: int | None
    km: float
    purpose: str
    step_free: str | None  # yes | no, from the street to the train; None = not known
    water: str | None = None  # yes | no; None = not known
    sewage: str | None = None
    stabling: str | None = None
    assumed: tuple[str, ...] = ()  # which of these a planner said


@dataclass(frozen=True)
class Passing:
    """The train at every station of its way, stopping or not: what the diagram draws and the checker reads.

    Seconds from 00:00 of the first day; a train that runs through arrives and departs in the same second.
    """

    station: str
    arrive_s: int
    depart_s: int
    km: float
    line: str | None  # of the section that led here; None at the origin


@dataclass(frozen=True)
class RunningError:
    """How far computed running times lie from published ones, over `legs` legs between two calls."""

    legs: int
    median_percent: float
    p90_percent: float
    bias_percent: float  # computed less published: positive means that we run slower
