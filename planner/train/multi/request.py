"""Several new trains: what is asked and what is answered. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from planner.errors import OutOfRange
from planner.train.insertion import FoundPath, Obstacle, PathRequest

MOST_TRAINS, MOST_SHIFT_MIN, MOST_FLEXIBLE = 20, 30, 200


@dataclass(frozen=True)
class SeveralRequest:
    """New trains by name; the published trains of `flexible` may run earlier or later by up to `shift_min`."""

    trains: Mapping[str, PathRequest]
    flexible: tuple[str, ...] = ()
    shift_min: int = 5
    shift_cost_s: int = 120

    def __post_init__(self) -> None:
        if not 1 <= len(self.trains) <= MOST_TRAINS:
            raise OutOfRange("trains", len(self.trains), 1, MOST_TRAINS)
        if not 1 <= self.shift_min <= MOST_SHIFT_MIN:
            raise OutOfRange("shift", self.shift_min, 1, MOST_SHIFT_MIN)
        if len({(wish.away, wish.assumes, wish.possessions) for wish in self.trains.values()}) > 1:
            raise ValueError("new trains share what is away, assumed and closed")
        if len(self.flexible) > MOST_FLEXIBLE:
            raise OutOfRange("flexible", len(self.flexible), 0, MOST_FLEXIBLE)


@dataclass(frozen=True)
class Several:
    """A path for each new train that has one, why the others have none, and the shifts in minutes (only those made).

    `cost_s` are the seconds from being ready to the arrival over all trains with a path alone, the price of the shifts
    and a day for each train without; no plan on the ways taken costs less than `bound_s`.
    """

    paths: Mapping[str, FoundPath]
    none: Mapping[str, Obstacle]
    shifts: Mapping[str, int]
    cost_s: int
    bound_s: int
    late_s: Mapping[str, int] = field(default_factory=dict)  # than alone, the flexible trains away

    @property
    def proven(self) -> bool:
        return self.cost_s == self.bound_s

    @property
    def gap(self) -> float:
        return (self.cost_s - self.bound_s) / self.cost_s if self.cost_s else 0.0


SEVERAL_JSON: TypeAdapter[Several] = TypeAdapter(Several)
SEVERAL_REQUEST_JSON: TypeAdapter[SeveralRequest] = TypeAdapter(SeveralRequest)
