"""What several trains do and share, and an order for it. Whole seconds (or any other unit, one for all).

A train runs through operations, from its operation 0 to an exit, which has no successors. An operation holds its
resources from its start until the train starts the next one, so waiting is staying; it holds them for ever if it is
the exit. Alternatives are several successors. From code, a train that crosses one section and stops for good:

>>> section = Operation(min_duration=300, resources=((7, 60),), successors=(1,))
>>> problem = Dispatch(trains=((section, Operation()),), costs=(DelayCost(0, 1, threshold=300, coeff=1),))

Some trains may be given: published ones that run as they do, their times fixed. The others run around them. A train
that may move has the allowed shift as its windows and a cost for each unit it is moved:

>>> there = Operation(start_lb=600, start_ub=600, resources=((7, 60),), successors=(1,))
>>> moves = Operation(start_lb=300, start_ub=900, resources=((7, 60),), successors=(1,))
>>> trains = ((there, Operation(start_lb=700, start_ub=700)), (moves, Operation()))
>>> problem = Dispatch(trains, (DelayCost.of_shift(1, 0, wished=600, coeff=2),), given=frozenset({0}))
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
    """What an operation that is run and starts at s costs: `coeff * max(0, s - threshold)`, plus `increment` if late,
    plus `early * max(0, threshold - s)`.

    Late is s >= threshold. No factor is negative. Without `early`, which the public format does not know, a start is
    never dearer for being earlier.
    """

    train: int
    operation: int
    threshold: int = 0
    coeff: int = 0
    increment: int = 0
    early: int = 0

    @staticmethod
    def of_shift(train: int, operation: int, wished: int, coeff: int) -> DelayCost:
        """What it costs to move an operation from its `wished` start, either way."""
        return DelayCost(train, operation, wished, coeff, early=coeff)

    def at(self, start: int) -> int:
        late = start - self.threshold
        return self.coeff * max(0, late) + self.increment * (late >= 0) + self.early * max(0, -late)


@dataclass(frozen=True)
class Dispatch:
    """Each train's operations in topological order, its only exit last; what delays cost.

    Trains that are `given` have one path, and times that are fixed: each operation has `start_lb == start_ub`. They are
    taken as facts, so two of them need not make room for each other; all others make room for them.

    Raises
    ------
    ValueError
        A given train has a choice.
    """

    trains: tuple[tuple[Operation, ...], ...]
    costs: tuple[DelayCost, ...] = ()
    given: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for train in sorted(self.given):
            if not 0 <= train < len(self.trains):
                raise ValueError(f"there is no train {train} to be given")
            ops = self.trains[train]
            if any(op.start_lb != op.start_ub for op in ops) or any(len(op.successors) > 1 for op in ops):
                raise ValueError(f"train {train} is given, but its path or its times are not fixed")


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

    `objective` is None and `events` empty without an answer; no order costs less than `bound`. `work` is the
    deterministic time that was used.
    """

    status: Status
    objective: int | None
    bound: int
    events: tuple[Event, ...]
    seconds: float
    work: float = 0.0
