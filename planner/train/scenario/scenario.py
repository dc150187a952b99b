"""A train to be weighed against others: a timetable somebody entered, calls a path is looked for, or a planned train.

It holds what was asked, not what came of it: it is checked and measured anew on the facts of the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from planner.train.insertion import PathRequest
from planner.train.types import Cruise, TrainSpec


@dataclass(frozen=True)
class Scenario:
    """One train under a name. `train` is one of three: calls with their times, a path to be found among the published
    trains, or a silver train as it was planned. `start`, `theme` and `guests` say for whom its long calls by day are
    worth something, as far as the train does not say so itself; without a day nothing can be said of that."""

    name: str
    train: TrainSpec | PathRequest | Cruise
    start: date | None = None
    theme: str = ""  # "": the usual one
    guests: int = 320

    @property
    def kind(self) -> str:
        """calls, path or cruise."""
        return {TrainSpec: "calls", PathRequest: "path", Cruise: "cruise"}[type(self.train)]

    @property
    def sets_out(self) -> date | None:
        """Its first day, if that is given."""
        if isinstance(self.train, Cruise):
            return self.train.start
        return self.train.case.start or self.start if isinstance(self.train, TrainSpec) else self.start


SCENARIO_JSON: TypeAdapter[Scenario] = TypeAdapter(Scenario)
