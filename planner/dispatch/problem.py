"""What several trains do and share, and an order for it. Whole seconds (or any other unit, one for all).

A train runs through operations, from its operation 0 to an exit, which has no successors. An operation holds its
resources from its start until the train starts the next one, so waiting is staying; it holds them for ever if it is
the exit. Alternatives are several successors. From code, a train that crosses one section and stops for good:

>>> section = Operation(min_duration=300, resources=((7, 60),), successors=(1,))
>>> problem = Dispatch(trains=((section, Operation()),), costs=(DelayCost(0, 1, threshold=300, coeff=1),))

A train that must not move is one whose operations have `start_lb == start_ub`; one that may shift a little has its
wished times as `start_lb`, the latest allowed ones as `start_ub` and a cost on each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ENDLESS = 10**15  # later than any time
PRICELESS = 10**30  # more than any cost


@dataclass(frozen=True, slots=True)
class Operation:
    """Starts within [start_lb, start_ub] and lasts at least `min_duration`.

    `resources` are (resource, release): another train may start on the resource `release` after this operation's end.
    `successors` are later operations of the same train, one of which follows; none for the exit.
    """

    min_duration: int = 0
    start_lb: int = 0
    start_ub: int = ENDLESS
    resources: tuple[tuple[int, int], ...] = ()
    successors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DelayCost:
    """What an operation that is run and starts at s costs: `coeff * max(0, s - threshold)`, plus `increment` if late.

    Late is s >= threshold. Neither factor is negative, so that earlier is never dearer.
    """

    train: int
    operation: int
    threshold: int = 0
    coeff: int = 0
    increment: int = 0

    def at(self, start: int) -> int:
        return self.coeff * max(0, start - self.threshold) + self.increment * (start >= self.threshold)


@dataclass(frozen=True)
class Dispatch:
    """Each train's operations in topological order, its only exit last; what delays cost."""

    trains: tuple[tuple[Operation, ...], ...]
    costs: tuple[DelayCost, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """An operation starts."""

    time: int
    train: int
    operation: int


class Status(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Dispatched:
    """The events of all trains in one order that holds (also among those at the same time).

    `objective` is None and `events` empty without an answer; no order costs less than `bound`.
    """

    status: Status
    objective: int | None
    bound: int
    events: tuple[Event, ...]
    seconds: float
