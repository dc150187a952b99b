"""Legs that move by whole minutes, each as one piece, and what is forbidden to them. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

FIXED = -1  # in the place of a leg: what does not move


@dataclass(frozen=True)
class LegRange:
    """A leg of a train: `before` is its leg before, FIXED if it is the first. It is `low` to `high` minutes later than
    that one (the stop between them is longer by so much), the first leg than it was."""

    before: int
    low: int
    high: int


@dataclass(frozen=True)
class Forbidden:
    """Leg `one` may not be `low` to `high` minutes later than `other` is (FIXED: than it was); `block` is the number of
    what is in the way."""

    one: int
    other: int
    low: int
    high: int
    block: int


@dataclass(frozen=True)
class StayClear:
    """A stop that must lie on one side of some minutes: the leg that `arrives` is `least_after` minutes later or more,
    or the one that `departs` is `most_before` minutes later or less."""

    arrives: int
    departs: int
    least_after: int
    most_before: int
    block: int


@dataclass(frozen=True)
class ShiftProblem:
    """No leg moves by more than `most` minutes."""

    legs: tuple[LegRange, ...]
    forbidden: tuple[Forbidden, ...]
    stays: tuple[StayClear, ...]
    most: int

    def steps(self, shifts: tuple[int, ...]) -> tuple[int, ...]:
        """By how much each leg is later than the one before it."""
        return tuple(
            by if leg.before == FIXED else by - shifts[leg.before] for leg, by in zip(self.legs, shifts, strict=True)
        )

    def broken(self, shifts: tuple[int, ...]) -> frozenset[int]:
        """The blocks that are met at these shifts."""
        met = {
            f.block
            for f in self.forbidden
            if f.low <= shifts[f.one] - (0 if f.other == FIXED else shifts[f.other]) <= f.high
        }
        return frozenset(met) | {
            s.block for s in self.stays if shifts[s.arrives] < s.least_after and shifts[s.departs] > s.most_before
        }


@dataclass(frozen=True)
class LeastShifts:
    """The shift of each leg in minutes. `minutes` is the sum of what trains are moved and stops changed, none less than
    `bound` does."""

    shifts: tuple[int, ...]
    minutes: int
    bound: int
