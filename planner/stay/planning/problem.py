"""Longer stays as numbers only: what the solver sees. Imports no facts.

Days count from 0, the day of arrival; the last one, number `nights`, is the day home. Costs and worths are points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
WEEK = 7


@dataclass(frozen=True)
class OutingOffer:
    """Outings that can be made on any of some days: their places in the stay's numbering (outings x visits, -1 pads)
    and what each is worth."""

    days: tuple[int, ...]
    places: Ints
    values: Ints


@dataclass(frozen=True)
class BaseOffer:
    """A hotel: its city, what each of the nights there is worth, what the way there on the first day and home on the
    last costs, and the outings from it. No day is in two offers of outings."""

    city: int
    nights: Ints
    come: int
    go: int
    outings: tuple[OutingOffer, ...]


@dataclass(frozen=True)
class Rhythm:
    """When one goes out: at most `week_most` times in each week at a base, counted from the arrival there, not on
    neighbouring days, not on the first `settle` days after the arrival. `day_costs`: of an outing on each day. A week
    with room for `week_least` outings should have as many; each that it lacks costs `quiet_cost`."""

    week_most: int
    settle: int
    day_costs: Ints
    week_least: int = 0
    quiet_cost: int = 0

    def days(self, start: int, end: int) -> range:
        """The days on which one may go out from a base where one arrives on day `start` and leaves on day `end`."""
        return range(start + 1 + self.settle, end)

    def weeks(self, start: int, end: int) -> dict[int, list[int]]:
        """Those days by the week at the base, 0 is the first."""
        found: dict[int, list[int]] = {}
        for day in self.days(start, end):
            found.setdefault((day - start) // WEEK, []).append(day)
        return found

    def roomy(self, days: list[int]) -> bool:
        """Is there room for the least outings on these days of a week?"""
        return len(days) >= 2 * self.week_least - 1

    def most(self, start: int, end: int) -> int:
        """How many outings there can be from it."""
        count, last = 0, -2
        for days in self.weeks(start, end).values():
            left = self.week_most
            for day in days:
                if left and day > last + 1:
                    count, last, left = count + 1, day, left - 1
        return count


@dataclass(frozen=True)
class StayProblem:
    """Choose one base for all nights, or two in different cities with at least `least` nights each, and the outings
    from them: no place twice.

    Of the places of one kind (`kinds`, places) seen from one base, each beyond `kind_free` costs `kind_cost`. Changing
    the base costs `move_cost` and the way.
    """

    nights: int
    bases: tuple[BaseOffer, ...]
    kinds: Ints
    kind_free: int
    kind_cost: int
    move_cost: int
    least: int
    most_bases: int
    rhythm: Rhythm


@dataclass(frozen=True)
class ChosenOuting:
    """On which day which outing (by offer and number in it) of a base."""

    day: int
    offer: int
    outing: int


@dataclass(frozen=True)
class ChosenBase:
    """A base from day `start` to day `end`, and the outings from it in the order of their days."""

    base: int
    start: int
    end: int
    outings: tuple[ChosenOuting, ...]


@dataclass(frozen=True)
class StaySolution:
    """The chosen bases in order, none if there is no stay, and what is proven: nothing is worth more than `bound`."""

    bases: tuple[ChosenBase, ...]
    worth: int
    bound: int
