"""Trains run late and put in order anew, as data: what is asked and where each train is then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.errors import OutOfRange

MOST_LATE_MIN, MOST_HORIZON_MIN = 240, 480


@dataclass(frozen=True)
class RedispatchRequest:
    """From minute `at_min` of a day, over `horizon_min`: each train of `late` leaves the first station where it can
    stand by so many minutes later than published."""

    late: Mapping[str, int]
    at_min: int
    horizon_min: int

    def __post_init__(self) -> None:
        for minutes in self.late.values():
            if not 1 <= minutes <= MOST_LATE_MIN:
                raise OutOfRange("late", minutes, 1, MOST_LATE_MIN)
        if not 15 <= self.horizon_min <= MOST_HORIZON_MIN:
            raise OutOfRange("horizon", self.horizon_min, 15, MOST_HORIZON_MIN)

    @property
    def span_s(self) -> tuple[int, int]:
        """The seconds looked at, from 00:00 of that day."""
        return self.at_min * 60, (self.at_min + self.horizon_min) * 60


@dataclass(frozen=True)
class RetimedRun:
    """A published train in a section at its new seconds from 00:00 of the day looked at. `run` is its number among the
    runs of the traffic, `day_s` brings published seconds to that day."""

    run: int
    day_s: int
    enter_s: int
    leave_s: int
