"""Trains and their calls as every format can hold them: what formats are read into and written from.

Times are seconds from 00:00 of the day a train sets out, and go on counting after midnight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pydantic import TypeAdapter

from planner.clock import DAY_S

MOST_DAYS = 60


@dataclass(frozen=True)
class StationPoint:
    """A station. Degrees WGS84 or not known; `step_free` yes | no from the street to the train, None = not known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    step_free: str | None = None
    name_en: str | None = None

    def __post_init__(self) -> None:
        _refuse_untidy("station", self.name)
        if self.step_free not in ("yes", "no", None):
            raise ValueError(f"{self.name}: step_free {self.step_free!r} is neither yes nor no")
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"{self.name}: has half a position")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"{self.name}: {self.lat}, {self.lon} is no position on Earth")


@dataclass(frozen=True)
class RunCall:
    """A station a train calls at or, with equal times and not `boards`, passes. The first has no arrival, the last no
    departure. `boards`: do people get in and out? `km` from the first call."""

    station: str
    arrive_s: int | None
    depart_s: int | None
    track: str | None = None
    km: float | None = None
    boards: bool = True


@dataclass(frozen=True)
class WayPoint:
    """A point of the way, `km` from the first call."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True)
class TimetableRun:
    """A train and the dates it sets out on; without dates they are not known. `kind` is the format's own word."""

    number: str
    calls: tuple[RunCall, ...]
    dates: tuple[date, ...] = ()
    kind: str | None = None
    name: str | None = None
    way: tuple[WayPoint, ...] = ()

    def __post_init__(self) -> None:
        _refuse_untidy("train", self.number)
        if len(self.calls) < 2:
            raise ValueError(f"{self.number}: has fewer than two calls")
        if list(self.dates) != sorted(set(self.dates)):
            raise ValueError(f"{self.number}: its dates are not in order")
        for fault in _time_faults(self.calls):
            raise ValueError(f"{self.number}: {fault}")
        kms = [call.km for call in self.calls]
        if any(km is not None for km in kms) and not rises(kms):
            raise ValueError(f"{self.number}: its kilometres do not grow from call to call")
        if self.way and not rises([point.km for point in self.way]):
            raise ValueError(f"{self.number}: the kilometres of its way do not grow")


@dataclass(frozen=True)
class Publisher:
    """Who publishes the timetable. `url` is a full address."""

    name: str
    url: str
    timezone: str = "Asia/Shanghai"
    language: str = "zh"


@dataclass(frozen=True)
class Timetable:
    """Trains with the stations they call at; `version` is the publisher's own word for this state of it."""

    stations: tuple[StationPoint, ...]
    runs: tuple[TimetableRun, ...]
    publisher: Publisher | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        names = {station.name for station in self.stations}
        if len(names) != len(self.stations):
            raise ValueError("a station stands twice")
        for run in self.runs:
            for call in run.calls:
                if call.station not in names:
                    raise ValueError(f"{run.number}: calls at {call.station}, which is no station of the timetable")

    def station(self, name: str) -> StationPoint:
        return next(station for station in self.stations if station.name == name)


TIMETABLE_JSON: TypeAdapter[Timetable] = TypeAdapter(Timetable)


def is_name(text: str) -> bool:
    """Can a station or a train be called so?"""
    return bool(text) and text == text.strip() and text.isprintable()


def _refuse_untidy(what: str, text: str) -> None:
    if not is_name(text):
        raise ValueError(f"{text!r} is no name of a {what}")


def _time_faults(calls: tuple[RunCall, ...]) -> list[str]:
    """What is wrong with the times; the first fault names the call."""
    if calls[0].arrive_s is not None or calls[0].depart_s is None:
        return [f"{calls[0].station}: the first call has a departure and no arrival"]
    if calls[-1].depart_s is not None or calls[-1].arrive_s is None:
        return [f"{calls[-1].station}: the last call has an arrival and no departure"]
    faults, latest = [], 0
    for one, other in pairwise(calls):
        if one.depart_s is None or other.arrive_s is None:
            faults.append(f"{one.station} → {other.station}: a time is missing")
        elif not latest <= (one.depart_s if one.arrive_s is None else one.arrive_s) <= one.depart_s <= other.arrive_s:
            faults.append(f"{one.station} → {other.station}: times run backwards")
        else:
            latest = one.depart_s
    if not faults and (calls[-1].arrive_s or 0) > MOST_DAYS * DAY_S:
        faults.append(f"{calls[-1].station}: is reached after more than {MOST_DAYS} days")
    return faults


def rises(kms: Sequence[float | None]) -> bool:
    """Are all of them known, each more than the one before?"""
    return all(one is not None and other is not None and one < other for one, other in pairwise(kms))
