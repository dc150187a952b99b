"""What a planner works at, as data: everything an undo brings back and a file takes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from planner.errors import BadValue, Malformed, OutOfRange
from planner.language import N_
from planner.text import plain
from planner.train.types import Possession, TrainSpec

MOST_TRAINS, LONGEST_NUMBER = 60, 20
_TAKEN = N_("方案里已经有 {number} 次了。可以叫 {free}。")


@dataclass(frozen=True)
class Project:
    """`railway` is the id of a railway that was brought, "" for the region's; its published trains are the traffic.
    Possessions and assumptions hold for all of the own `trains`, by number."""

    railway: str = ""
    trains: Mapping[str, TrainSpec] = field(default_factory=dict)
    possessions: tuple[Possession, ...] = ()
    assumes: tuple[str, ...] = ()

    def as_run(self) -> dict[str, TrainSpec]:
        """The trains with what holds for all of them."""
        return {
            name: replace(
                spec,
                case=replace(
                    spec.case,
                    possessions=(*spec.case.possessions, *self.possessions),
                    assumes=(*spec.case.assumes, *self.assumes),
                ),
            )
            for name, spec in self.trains.items()
        }


PROJECT_JSON: TypeAdapter[Project] = TypeAdapter(Project)


def with_train(project: Project, name: str, spec: TrainSpec, *, new: bool = False) -> Project:
    """The project with that train; a `new` one must not have a number that another has.

    Raises
    ------
    Malformed
        If it has no number.
    BadValue
        If that is taken.
    OutOfRange
        If there are too many trains.
    """
    number = plain(name).upper()
    if not 1 <= len(number) <= LONGEST_NUMBER or any(sign.isspace() for sign in number):
        raise Malformed("train_number", name, "Y501")
    if new and number in project.trains:
        raise BadValue(_TAKEN, number=number, free=free_number(project))
    if number not in project.trains and len(project.trains) >= MOST_TRAINS:
        raise OutOfRange("project_trains", MOST_TRAINS + 1, 0, MOST_TRAINS)
    return replace(project, trains={**project.trains, number: spec})


def without_train(project: Project, name: str) -> Project:
    """The project without that train."""
    return replace(project, trains={other: spec for other, spec in project.trains.items() if other != name})


def free_number(project: Project) -> str:
    """A number for one more train that no other has."""
    return next(number for number in (f"Y{n}" for n in range(501, 999)) if number not in project.trains)
