"""Two people's changes to one state of a project put together field by field, or told where they do not go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from planner.train.project.project import Project
from planner.train.types import Case, EnteredCall, TrainSpec

Item = TypeVar("Item")


@dataclass(frozen=True)
class FieldClash:
    """A field that both changed, each to something else: of a train, at a station ("" = of all of it). `field` is
    arrive, depart, calls, train or a field of `Case`; the values are None where one of them took it out."""

    train: str
    station: str
    field: str
    theirs: Any
    mine: Any


def merge(base: Project, theirs: Project, mine: Project) -> Project | tuple[FieldClash, ...]:
    """What both changed since `base`; where both changed the same field to the same, that is no clash."""
    clashes: list[FieldClash] = []
    trains: dict[str, TrainSpec] = {}
    for name in dict.fromkeys((*theirs.trains, *mine.trains)):
        was, their, my = (each.trains.get(name) for each in (base, theirs, mine))
        merged = _train(name, was, their, my, clashes)
        if merged is not None:
            trains[name] = merged
    if clashes:
        return tuple(clashes)
    possessions = _listed(base.possessions, theirs.possessions, mine.possessions)
    return replace(
        theirs, trains=trains, possessions=possessions, assumes=_listed(base.assumes, theirs.assumes, mine.assumes)
    )


def _train(
    name: str, base: TrainSpec | None, theirs: TrainSpec | None, mine: TrainSpec | None, clashes: list[FieldClash]
) -> TrainSpec | None:
    if theirs == mine or mine == base:
        return theirs
    if theirs == base:
        return mine
    if base is None or theirs is None or mine is None:
        clashes.append(FieldClash(name, "", "train", theirs, mine))
        return theirs
    return TrainSpec(
        tuple(_calls(name, base.calls, theirs.calls, mine.calls, clashes)),
        _case(name, base.case, theirs.case, mine.case, clashes),
    )


def _calls(
    name: str,
    base: Sequence[EnteredCall],
    theirs: Sequence[EnteredCall],
    mine: Sequence[EnteredCall],
    clashes: list[FieldClash],
) -> Iterator[EnteredCall]:
    if tuple(theirs) == tuple(mine) or tuple(mine) == tuple(base):
        yield from theirs
    elif tuple(theirs) == tuple(base):
        yield from mine
    elif [[call.station for call in calls] for calls in (theirs, mine)] != 2 * [[call.station for call in base]]:
        clashes.append(FieldClash(name, "", "calls", theirs, mine))
    else:
        for was, their, my in zip(base, theirs, mine, strict=True):
            changed = {}
            for field in ("arrive", "depart"):
                values = [getattr(call, field) for call in (was, their, my)]
                changed[field] = values[1] if values[2] == values[0] else values[2]
                if values[1] != values[0] and values[2] not in (values[0], values[1]):
                    clashes.append(FieldClash(name, was.station, field, values[1], values[2]))
            yield replace(their, **changed)


def _case(name: str, base: Case, theirs: Case, mine: Case, clashes: list[FieldClash]) -> Case:
    changed = {}
    for each in fields(Case):
        was, their, my = (getattr(case, each.name) for case in (base, theirs, mine))
        changed[each.name] = their if my == was else my
        if their != was and my != was and their != my:
            clashes.append(FieldClash(name, "", each.name, their, my))
    return replace(theirs, **changed)


def _listed(base: tuple[Item, ...], theirs: tuple[Item, ...], mine: tuple[Item, ...]) -> tuple[Item, ...]:
    kept = [item for item in theirs if item in mine or item not in base]
    return (*kept, *(item for item in mine if item not in base and item not in kept))
