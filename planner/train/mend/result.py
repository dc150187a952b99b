"""What is asked of mended trains and what is answered. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.train.types import TrainSpec
from planner.violations import Violation

MOST_SHIFT_MIN, USUAL_SHIFT_MIN = 240, 120


@dataclass(frozen=True)
class Block:
    """What a train must keep clear of: `kind` is train (published), new (another of these trains), possession, tracks,
    window or crew; `name` is that train, the possession, or the station."""

    kind: str
    name: str


@dataclass(frozen=True)
class Move:
    """A train runs `minutes` later as a whole (earlier if below 0; `station` is None), or from a stop on: it stands so
    much longer there. `why` is what it would meet otherwise."""

    train: str
    station: str | None
    minutes: int
    why: tuple[Block, ...]


@dataclass(frozen=True)
class Mended:
    """Trains that passed the checker, by name; the `moves` that were made, `minutes` in all; with less than `bound` the
    conflicts cannot be cleared. `cleared` are those there were, with the train of each, `doubts` what is left and
    may be none."""

    trains: Mapping[str, TrainSpec]
    moves: tuple[Move, ...]
    minutes: int
    bound: int
    cleared: tuple[tuple[str, Violation], ...]
    doubts: tuple[tuple[str, Violation], ...] = ()

    @property
    def proven(self) -> bool:
        return self.minutes == self.bound

    @property
    def gap(self) -> float:
        return (self.minutes - self.bound) / self.minutes if self.minutes else 0.0


@dataclass(frozen=True)
class NotMended:
    """Why shifts of up to `most_min` minutes do not mend the trains: `faults` that no shift mends, by train; else the
    fewest `blocks` that would have to be out of the way, none if the search ended before any was found."""

    faults: tuple[tuple[str, Violation], ...]
    blocks: tuple[tuple[str, Block], ...]
    most_min: int
