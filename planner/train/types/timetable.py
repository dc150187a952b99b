"""A silver train as people get it. Data only; no logic a checker would trust.

Times are minutes from 00:00 of the first day (day 2 begins at 1440).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from planner.itinerary.types import Day, Reason
from planner.train.types.calls import Call, Passing, RunningError
from planner.train.types.cruise_request import CruiseRequest


@dataclass(frozen=True)
class GroupWorth:
    """The best worth of a day on land for guests of one mobility profile, 0 where they see nothing.

    It is for the minutes between getting out after the arrival and getting in before the departure.
    """

    profile: str
    worth: float
    places: int


@dataclass(frozen=True)
class Excursion:
    """What guests do at a sight call: one day plan between arrival and departure."""

    station: str
    day: Day
    worth: float
    groups: tuple[GroupWorth, ...] = ()


@dataclass(frozen=True)
class LeftOutCity:
    """A city without a call, and what binds."""

    city: str
    reason: Reason


@dataclass(frozen=True)
class CruiseProof:
    """As `planner.itinerary.types.result.Proof`, for the choice of calls."""

    worth: float
    bound: float
    gap: float
    optimal: bool
    seconds: float


@dataclass(frozen=True)
class Cruise:
    """A checked silver train."""

    request: CruiseRequest
    start: date
    calls: tuple[Call, ...]
    passings: tuple[Passing, ...]
    excursions: tuple[Excursion, ...]
    proof: CruiseProof
    running_error: RunningError
    facts_digest: str
    not_called: tuple[LeftOutCity, ...] = ()

    @property
    def km(self) -> float:
        return self.calls[-1].km


@dataclass(frozen=True)
class CruiseAlternative:
    """Another silver train for the same wish, and what speaks for it."""

    train: Cruise
    reason: Reason


@dataclass(frozen=True)
class Cruises:
    """The best silver train and others unlike it."""

    train: Cruise
    others: tuple[CruiseAlternative, ...]


CRUISE_JSON: TypeAdapter[Cruise] = TypeAdapter(Cruise)
CRUISES_JSON: TypeAdapter[Cruises] = TypeAdapter(Cruises)
